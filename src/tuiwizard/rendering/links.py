"""E-mail and web addresses in a text, as links; everything else is escaped."""

import re
from collections.abc import Callable
from html import escape

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
_ADDRESS = re.compile(
    rf"""
      (?P<mail>[a-z0-9][\w.+-]*@{_HOST}[a-z]{{2,}})
    | (?P<web>https?://{_HOST}[a-z]{{2,}}(?::\d+)?(?:[/?\#][\w/?\#=&%.,;:+~@!-]*)?)
    | (?P<host>(?:www\.{_HOST}[a-z]{{2,}}|{_HOST}gov\.cn)(?![\w-])(?:/[\w/?\#=&%.,;:+~@!-]*)?)
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_SCHEMES = {"mail": "mailto:", "web": "", "host": "http://"}
_END_OF_SENTENCE = ".,;:!?"


def linked(text: str, write: Callable[[str], str]) -> str:
    """Return a text as HTML whose addresses can be clicked; what is read stays as it was typed.

    网址：www.a.gov.cn。 -> 网址：<a href="http://www.a.gov.cn">www.a.gov.cn</a>。

    Args:
        text: One line of text.
        write: Escapes what is shown.
    """
    parts: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        if _inside_a_word(text, found.start()):
            continue
        shown = found[0].rstrip(_END_OF_SENTENCE)
        address = escape(_SCHEMES[found.lastgroup or "web"] + shown)
        parts += (write(text[end : found.start()]), f'<a href="{address}">{write(shown)}</a>')
        end = found.start() + len(shown)
    return "".join((*parts, write(text[end:])))


def _inside_a_word(text: str, start: int) -> bool:
    """Whether an address begins within something longer: `x/www.a.cn`, `_a@b.cn`."""
    return re.match(r"[\w./@+-]", text[start - 1], re.ASCII) is not None if start else False
