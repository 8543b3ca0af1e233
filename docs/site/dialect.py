"""What Python-Markdown, with which the site is built, reads otherwise than GitHub does."""

import html
import re
import textwrap

_FENCE = re.compile(r"(^ *```.*?^ *```$)", re.MULTILINE | re.DOTALL)
_OPENING = re.compile(r"\A( *```\w*)[^\n]*")
_IN_LIST = re.compile(r"^ {2,3}(?=\S)", re.MULTILINE)
_CODE_WITH_BAR = re.compile(r"`([^`\n]*\\\|[^`\n]*)`")
_CHINESE = "[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e“”‘’…—]"
_BREAK = re.compile(rf"({_CHINESE}(?:\*\*|\]\([^()\n]*\))?)\n *(?=(?:\*\*|\[)?{_CHINESE})")


def for_the_site(document: str) -> str:
    r"""A document as the site's Markdown reads it as GitHub does.

    Examples:
        >>> for_the_site("| `--lang zh\\|en` |")  # it would keep the backslash
        '| <code>--lang zh&#124;en</code> |'
        >>> for_the_site("- one\n  - in it")  # it would stand beside it
        '- one\n    - in it'
        >>> for_the_site("填过的\n内容")  # a browser makes a space of the line break
        '填过的内容'
    """
    parts = _FENCE.split(document)
    parts[::2] = map(_text, parts[::2])
    parts[1::2] = map(_fenced, parts[1::2])
    return "".join(parts)


def _text(part: str) -> str:
    return _IN_LIST.sub("    ", _BREAK.sub(_joined, _CODE_WITH_BAR.sub(_code, part)))


def _fenced(block: str) -> str:
    """A block of code: only its language is named, and in a list it is as far in as its item."""
    named = _OPENING.sub(r"\1", block)
    return textwrap.indent(named, "  ") if re.match(" {2,3}`", named) else named


def _code(found: re.Match[str]) -> str:
    bars = html.escape(found[1], quote=False).replace("\\|", "&#124;")
    return f"<code>{bars}</code>"


def _joined(found: re.Match[str]) -> str:
    """What stands before the break, and the break itself where it ends a heading."""
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 :]
    return found[0] if line.startswith("#") else found[1]
