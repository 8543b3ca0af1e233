"""Text as typed, written so that Markdown shows exactly that text.

It holds under CommonMark with the GFM extensions, linkifying included. Everything visible
stays; plain Chinese prose is not touched, so the source reads like the page.
"""

import re

from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS

REPLACEMENT = "\ufffd"

_MARKUP = re.compile(
    r"""
      [\\`*_\[\]<>&~|$\#@]  # code, emphasis, links, HTML, entities, tables, maths, mentions
    | /(?=/)                # http://, //host: linked without being asked
    | (?<=www)\.            # the same for www.
    | \.(?=[a-z\u0440])     # and for gov.cn; U+0440 begins the one Cyrillic top level
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK_START = re.compile(r"^(?:(?=[-+=:])|[0-9]{1,9}(?=[.)](?:\s|\Z)))")
_COLLAPSING = re.compile(r"\t| (?= )")


def inline(text: str) -> str:
    """One line of text inside a heading, a table cell or a longer line.

    Args:
        text: Any text. What may not stand on one line, controls and bidirectional
            overrides among it, is shown as U+FFFD.
    """
    line = FORBIDDEN_CHARACTERS.sub(REPLACEMENT, text).replace("\n", REPLACEMENT)
    start = len(line) - len(line.lstrip())
    end = max(start, len(line.rstrip()))
    body = _MARKUP.sub(r"\\\g<0>", line[start:end])
    body = _COLLAPSING.sub(lambda match: _spelled_out(match[0]), body)
    return _spelled_out(line[:start]) + body + _spelled_out(line[end:])


def paragraph(text: str) -> str:
    """One line of text that stands alone as a paragraph; see `inline`."""
    return _BLOCK_START.sub(r"\g<0>\\", inline(text))


def _spelled_out(whitespace: str) -> str:
    """Whitespace as character references: parsers trim and collapse it otherwise."""
    return "".join("&nbsp;" if c == " " else f"&#{ord(c)};" for c in whitespace)
