"""Text as typed, written so that Markdown shows exactly that text.

It holds under CommonMark with the GFM extensions, linkifying included, under Python-Markdown
(MkDocs) and under Goldmark as Hugo sets it up, whose typographer would turn `"` and `--` into
other signs. A backslash is written only before what all of them unescape; Python-Markdown would
show any other. Everything visible stays; plain Chinese prose is not touched, so the source reads
like the page.
"""

import re
from collections.abc import Callable
from html import escape

from tuiwizard.rendering.clean_text import in_markup, one_line

_MARKUP = re.compile(
    r"""
      [\\`*_\[\]<>&~|$\#@{"'^]  # code, emphasis, links, HTML, tables, maths, templates, quotes
    | :(?=[a-z0-9_+-]+:)      # :smile:
    | (?<=www)\.              # www.a: linked without being asked
    | \.(?=[a-z\u0440])       # and gov.cn; U+0440 begins the one Cyrillic top level
    | ([-=+:/.!?])(?=\1)      # --, ..., == and the like mean something somewhere; and http://
    | !(?=\Z)                # before a link: an image
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BACKSLASHED = frozenset("\\`*_[]#-+.!)")
"""What every engine unescapes."""

_BLOCK_START = re.compile(r"^(?:[-+=:]|(\d+)[.)](?=\s|\Z))")
_COLLAPSING = re.compile(r"\t| (?= )")
_ADDRESS = re.compile(
    r"(?:(?:mailto|xmpp):|[a-z0-9.+_-]{1,64})@[a-z0-9_-]*(?:\.[a-z0-9_-]+)+",
    re.IGNORECASE | re.ASCII,
)
"""What cmark-gfm takes for an e-mail address, whatever is written, odd ones among it."""

_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)


def inline(text: str) -> str:
    """Return one line of text inside a heading, a table cell or a longer line; see `one_line`.

    An e-mail address becomes a link: GitHub's engine makes one of it anyhow, and so all show it.
    """
    return _kept_whitespace(one_line(text), _with_links)


def name(text: str) -> str:
    """Return a line with the name of an agency as text in which no engine finds an address.

    An @ is written in full width: GitHub's engine makes links of what it takes for an address.
    """
    # 甲局a@b.cn -> 甲局a＠b.cn
    return one_line(text).replace("@", _wide("@"))


def inert(text: str) -> str:
    """Return one line that is markup nowhere, however often a template or Markdown reads it.

    Themes print a value of the front matter escaped, unescaped or read as Markdown, so no escape
    holds in all of them: signs of markup are written in full width, as Chinese has them anyhow.
    """
    # 甲局{{ x }}<b> -> 甲局｛｛ x }}＜b＞
    return _MARKUP.sub(lambda found: _wide(found[0]), in_markup(text))


def _wide(sign: str) -> str:
    """Return a sign of ASCII in full width: `@` -> `＠`."""
    return chr(ord(sign) + 0xFEE0)


def unlinked(text: str) -> str:
    """Return one line of text as the description of a picture, in which no link can be."""
    return _kept_whitespace(one_line(text), _escaped)


def paragraph(text: str) -> str:
    """Return one line of text that stands alone as a paragraph; see `inline`."""
    # "1. 甲" -> "1\. 甲"; "- 甲" -> "\- 甲"
    line = inline(text)
    return _BLOCK_START.sub(lambda m: f"{m[1] or ''}{_shown(m[0][-1])}", line)


def in_html(text: str) -> str:
    """Return one line of text inside an HTML block of a Markdown page.

    Markdown's own characters are spelled out too: some engines read Markdown between tags.
    """
    spelled = in_markup(text)
    return _kept_whitespace(spelled, lambda body: _MARKUP.sub(lambda m: _reference(m[0]), body))


def _with_links(body: str) -> str:
    """Return words without any markup but the links to e-mail addresses."""
    if "@" not in body:
        return _escaped(body)
    written: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(body):
        written += [_escaped(body[end : address.start()]), _link(address[0])]
        end = address.end()
    return "".join([*written, _escaped(body[end:])])


def _link(address: str) -> str:
    # www.a@b.cn -> www%2Ea@b.cn: pandoc takes www. for an address of its own, even in one
    target = _WWW.sub("%2E", address.rpartition(":")[2])
    return f"[{_escaped(address)}](mailto:{target})"


def _escaped(body: str) -> str:
    return _MARKUP.sub(lambda match: _shown(match[0]), body)


def _shown(character: str) -> str:
    return f"\\{character}" if character in _BACKSLASHED else _reference(character)


def _reference(character: str) -> str:
    """Return a character reference: `<` -> `&lt;`, `@` -> `&#64;`."""
    named = escape(character, quote=False).replace('"', "&quot;")
    return named if named != character else f"&#{ord(character)};"


def _kept_whitespace(line: str, escaped: Callable[[str], str]) -> str:
    """Return a line whose words are escaped and whose whitespace is not trimmed or collapsed."""
    start = len(line) - len(line.lstrip())
    end = max(start, len(line.rstrip()))
    body = _COLLAPSING.sub(lambda match: _spelled_out(match[0]), escaped(line[start:end]))
    return _spelled_out(line[:start]) + body + _spelled_out(line[end:])


def _spelled_out(whitespace: str) -> str:
    """Whitespace as character references: parsers trim and collapse it otherwise."""
    return "".join("&nbsp;" if c == " " else f"&#{ord(c)};" for c in whitespace)
