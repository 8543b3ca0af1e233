"""The last line of a draft, and the line at its head that names it.

    # 完整的草稿以这一行结束：# 完 3f0c9a51d27e6b84
    format = 1
    …
    # 完 3f0c9a51d27e6b84

A draft that was cut short has the head and not the end, wherever it was cut. What stands between
them is digested in the mark, so that a draft that was edited by hand is known as that: it is as
good as any. One that has neither line was written by hand, or by another program.
"""

from enum import Enum

from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.digest import digest

_HEAD = "# 完整的草稿以这一行结束："  # not said: stored
_END = "# 完 "  # not said: stored
_FIRST = lazily(rf"\ufeff?(?:#:schema[^\n]*\n)?{_HEAD}([^\n]*)")
"""Only the schema's line may stand before it: anywhere else it may be what a person typed."""


class Standing(Enum):
    """How a draft stands by its marks."""

    UNMARKED, WHOLE, EDITED, CUT = "unmarked", "whole", "edited", "cut"


def marked(text: str) -> str:
    """Return the text of a draft with its marks, the first and the last line."""
    end = f"{_END}{digest(text.encode('utf-8', 'surrogatepass'))[:16]}"
    return f"{_HEAD}{end}\n{text}\n{end}\n"


def standing(text: str) -> Standing:
    """Return how a draft stands by its marks."""
    if is_cut(text):
        return Standing.CUT
    lines = text.replace("\r\n", "\n")
    first = _FIRST.match(lines)
    if first is None:
        return Standing.UNMARKED
    rest = lines[first.start(1) :].rstrip()
    between = rest.removeprefix(f"{first[1]}\n").removesuffix(f"\n{first[1]}")
    return Standing.WHOLE if rest == marked(between)[len(_HEAD) :].rstrip() else Standing.EDITED


def is_cut(text: str) -> bool:
    """Return whether the end is missing that the head of a draft names."""
    first = _FIRST.match(text)
    if first is None:
        return False
    end = first[1].rstrip("\r")
    return bool(end) and not _has_line(text, end, first.end())


def _has_line(text: str, line: str, start: int) -> bool:
    """Return whether a line stands by itself behind the one that ends at a place."""
    # found, not matched: to compile a pattern of its own takes as long as to read the draft
    while (at := text.find(f"\n{line}", start)) >= 0:
        start = at + 1 + len(line)
        stop = text.find("\n", start)
        if not text[start : stop if stop >= 0 else len(text)].strip(" \t\r"):
            return True
    return False
