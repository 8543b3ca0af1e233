"""Text as typed, written so that Markdown shows exactly that text.

It holds under CommonMark with the GFM extensions, linkifying included, but for e-mail addresses:
GitHub's engine links those whatever is written. Everything visible stays; plain Chinese prose is
not touched, so the source reads like the page.
"""

import re
from collections.abc import Callable

from tuiwizard.rendering.clean_text import in_markup, one_line

_MARKUP = re.compile(
    r"""
      [\\`*_\[\]<>&~|$\#@]  # code, emphasis, links, HTML, entities, tables, maths, mentions
    | :(?=[a-z0-9_+-]+:)    # :smile:
    | /(?=/)                # http://, //host: linked without being asked
    | (?<=www)\.            # the same for www.
    | \.(?=[a-z\u0440])     # and for gov.cn; U+0440 begins the one Cyrillic top level
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK_START = re.compile(r"^(?:(?=[-+=:])|[0-9]{1,9}(?=[.)](?:\s|\Z)))")
_COLLAPSING = re.compile(r"\t| (?= )")


def inline(text: str) -> str:
    """Return one line of text inside a heading, a table cell or a longer line; see `one_line`."""
    return _kept_whitespace(one_line(text), lambda body: _MARKUP.sub(r"\\\g<0>", body))


def paragraph(text: str) -> str:
    """Return one line of text that stands alone as a paragraph; see `inline`."""
    return _BLOCK_START.sub(r"\g<0>\\", inline(text))


def in_html(text: str) -> str:
    """Return one line of text inside an HTML block of a Markdown page.

    Markdown's own characters are spelled out too: some engines read Markdown between tags.
    """
    spelled = in_markup(text)
    return _kept_whitespace(spelled, lambda body: _MARKUP.sub(lambda m: f"&#{ord(m[0])};", body))


def _kept_whitespace(line: str, escaped: Callable[[str], str]) -> str:
    """Return a line whose words are escaped and whose whitespace is not trimmed or collapsed."""
    start = len(line) - len(line.lstrip())
    end = max(start, len(line.rstrip()))
    body = _COLLAPSING.sub(lambda match: _spelled_out(match[0]), escaped(line[start:end]))
    return _spelled_out(line[:start]) + body + _spelled_out(line[end:])


def _spelled_out(whitespace: str) -> str:
    """Whitespace as character references: parsers trim and collapse it otherwise."""
    return "".join("&nbsp;" if c == " " else f"&#{ord(c)};" for c in whitespace)
