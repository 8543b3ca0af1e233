"""Lines as they stand on printed pages, made paragraphs of by where they begin and end."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[!-~]*")

SHORT = 2.2
"""Sizes of a letter by which a full line may end before the margin: no 、 begins the next."""

LETTER = 0.6
"""Those that a Latin letter or a digit takes at most."""

INDENT = 2.6
"""Those by which the first line of a paragraph may be set in."""

NEAR = 1.5
"""Those that may be between two lines of a paragraph."""

_PAGE_NUMBER = re.compile(r"[—–-] ?[0-9]+ ?[—–-]")

EDGE = 2
"""Lines at the head and at the foot of a page among which those stand that run through all."""


NEARLY = 3
"""Points within which a line stands in the same place on another page."""


class PrintedLine(NamedTuple):
    """A line, and where it stands; the unit is a point.

    Attributes:
        text: What it says.
        page: The number of its page.
        left: Where it begins, from the left edge of the page.
        right: Where it ends.
        top: Where its letters begin, from the upper edge.
        bottom: Where they end.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """About the size of a letter."""
        return self.bottom - self.top


class Margins(NamedTuple):
    """Between what the lines of a document stand."""

    left: float
    right: float


def margins_of(pages: Sequence[Sequence[PrintedLine]], left_out: set[PrintedLine]) -> Margins:
    """Between what the lines stand that do not run through all pages."""
    lines = [line for page in pages for line in page if line not in left_out]
    return Margins(
        min((line.left for line in lines), default=0),
        max((line.right for line in lines), default=0),
    )


def running_heads(pages: Sequence[Sequence[PrintedLine]]) -> list[list[PrintedLine]]:
    """The lines at the edges of pages that stand there on most of them, those alike together.

    # 草稿（未经审核）, — 1 —, 草稿（未经审核）, — 2 — -> both of the one, both of the other
    """
    places: dict[tuple[str, int], list[PrintedLine]] = {}
    for page in pages:
        for line in dict.fromkeys((*_apart(page), *_apart(page[::-1]))):
            place = _DIGITS.sub("#", line.text), round(line.top / NEARLY)
            places.setdefault(place, []).append(line)
    most = max(2, len(pages) / 2)
    return [lines for lines in places.values() if len(lines) >= most]


def _apart(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """The lines from an edge of a page on that stand apart from the rest, at most `EDGE`.

    A paragraph that says the same on each page at its edge does not: it stands among others. The
    number of a page does, however near it is: by GB/T 9704-2012 it is 7 mm below the text.
    """
    for many in range(min(EDGE, len(lines) - 1), 0, -1):
        upper, lower = sorted(lines[many - 1 : many + 1], key=lambda line: line.top)
        if lower.top - upper.bottom >= NEAR * min(upper.size, lower.size):
            return lines[:many]
    return lines[:1] if len(lines) <= 1 or _PAGE_NUMBER.fullmatch(lines[0].text) else ()


def goes_on(line: PrintedLine, below: PrintedLine, margins: Margins) -> bool:
    """Whether a paragraph goes on from one line to the one below it, or on the next page."""
    size = line.size
    # 电话： / 0000-1234567 -> full: what begins the next line had no room
    (word,) = _WORD.findall(below.text)[:1]
    full = line.right >= margins.right - max(SHORT, LETTER * len(word)) * size
    begins = line.left - margins.left <= INDENT * size
    flush = abs(below.left - margins.left) < size / 2
    alike = abs(below.size - size) < size / 4
    near = below.page != line.page or 0 <= below.top - line.bottom < NEAR * size
    return full and begins and flush and alike and near


def joined(line: PrintedLine, below: PrintedLine) -> PrintedLine:
    """A line with what goes on below it; where it ends is where the other does."""
    between = " " if _LETTERS.match(line.text[-1:]) and _LETTERS.match(below.text) else ""
    text = f"{line.text}{between}{below.text}"
    return below._replace(text=text, left=line.left)
