"""The stamp of our own drafts: printed above a report, and at the head of each page."""

import re
from collections.abc import Iterator, Sequence

from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.report.stamp import ENDS, LACKS, STAMP

_SPACES = re.compile(r"\s+")
_MARKS = ">*_# "
_COLON = "："  # not said: looked for
_UNFINISHED = "年报还没有完成："  # not said: looked for
"""Before what each section lacks, which stamps of earlier versions list over several lines."""
_MORE = ("；", "、")  # not said: looked for
MOST = 20
"""Lines over which a page breaks what a draft lacks, at most."""


def stamp_lines(lines: Sequence[SourceLine]) -> set[int]:
    """The numbers of the lines that say of a report that it is a draft, and none of its text.

    草稿（未经审核）：年报还没有完成：“五、…”3 / 格未填；“六、…”1 格未填 -> both lines
    """
    found: set[int] = set()
    for number, line in enumerate(lines):
        text = _plain(line) if STAMP[0] in line.text else ""
        if text == STAMP or (_goes_on(text, LACKS) and text.endswith(ENDS)):
            found.add(number)
        elif _goes_on(text, _UNFINISHED):
            found.update(_broken(lines, number))
    return found


def _plain(line: SourceLine) -> str:
    """The text of a line without spaces and without the marks of Markdown around it."""
    return _SPACES.sub("", line.text).lstrip(_MARKS).replace("**", "")


def _goes_on(text: str, begins: str) -> bool:
    """Whether something that begins so is behind the stamp, with its colon or without."""
    return text.startswith((f"{STAMP}{_COLON}{begins}", f"{STAMP}{begins}"))


def _broken(lines: Sequence[SourceLine], first: int) -> Iterator[int]:
    """The numbers of the lines over which a page has broken what a draft lacks."""
    yield first
    for number in range(first + 1, min(len(lines), first + MOST)):
        done = _plain(lines[number - 1]).endswith(ENDS)
        if done and not _plain(lines[number]).startswith(_MORE):
            return
        yield number
