"""A report as it will be posted, drawn in lines of characters: what a screen shows of it.

A page is the lines, and the runs of text on them: a paragraph or a cell, broken over lines, each
with the place in the report that it shows. So what is looked for is found across line ends, and
what is pointed at leads to its cell.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from tuiwizard.rendering.title_lines import title_lines
from tuiwizard.report.line_breaks import Measure, broken


class Ink(StrEnum):
    """How a piece of a line looks."""

    TEXT = "text"
    STRONG = "strong"
    SOFT = "soft"
    FAINT = "faint"
    EDGE = "edge"
    STAMP = "stamp"


class Piece(NamedTuple):
    """A part of a line in one ink."""

    text: str
    ink: Ink = Ink.TEXT


class Segment(NamedTuple):
    """A part of a run: the line it is on, its first column, and its text."""

    line: int
    column: int
    text: str


class Run(NamedTuple):
    """A text on one or more lines.

    Attributes:
        place: The cell or the section of the report that it shows.
        segments: Its lines from top to bottom.
    """

    place: str
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The text without the ends of its lines."""
        return "".join(segment.text for segment in self.segments)


class Page(NamedTuple):
    """Lines, and what is on them.

    Attributes:
        lines: The lines from top to bottom; ink ends where their text does.
        runs: The texts from top to bottom.
        kept: The lines that are not parted from the one above where pages turn.
    """

    lines: tuple[tuple[Piece, ...], ...] = ()
    runs: tuple[Run, ...] = ()
    kept: frozenset[int] = frozenset()

    def line_of(self, place: str) -> int | None:
        """Return the line on which a place begins: that of a cell, or else of its section."""
        for wanted in filter(None, (place, place.partition(".")[0])):
            for run in self.runs:
                if run.place == wanted or run.place.partition(".")[0] == wanted:
                    return run.segments[0].line
        return None


class Note(NamedTuple):
    """What who reviews a report reads beside a figure.

    Attributes:
        last_year: The figure of the year before.
        reasons: Why a query about it is right as it is.
    """

    last_year: str = ""
    reasons: tuple[str, ...] = ()


class Notes(NamedTuple):
    """What who reviews a report reads beside it.

    Attributes:
        cells: By cell path.
        remarks: What was remarked, by section.
    """

    cells: Mapping[str, Note] = {}
    remarks: Mapping[str, str] = {}


class Paper(NamedTuple):
    """What a page is drawn on.

    Attributes:
        width: Cells per line.
        measure: Measures a text in cells.
        ascii_only: Whether lines are drawn with ASCII characters.
    """

    width: int
    measure: Measure
    ascii_only: bool = False


class Sheet:
    """A page being written, from top to bottom.

    Args:
        paper: What it is written on.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.lines: list[tuple[Piece, ...]] = []
        self.runs: list[Run] = []
        self.kept: set[int] = set()

    def write(
        self, text: str, place: str, ink: Ink = Ink.TEXT, *, side: float = 0.0, title: bool = False
    ) -> None:
        """Write a paragraph.

        Args:
            text: The paragraph.
            place: What it shows.
            ink: How it looks.
            side: Where it stands: 0 at the left, 0.5 in the middle, 1 at the right.
            title: Whether it is broken by its sense, as a title is.
        """
        width = self.paper.width
        parts = title_lines(text, width / 2) if title else [text]
        lines = [line for part in parts for line in broken(part, width, self.paper.measure)]
        segments = []
        for line in lines:
            room = max(width - int(self.paper.measure(line)), 0)
            before = int(room * side)
            segments.append(Segment(len(self.lines), before, line))
            pieces = (Piece(" " * before),) if before else ()
            self.lines.append((*pieces, Piece(line, ink)))
        self.runs.append(Run(place, tuple(segments)))

    def blank(self) -> None:
        """Leave a line."""
        self.lines.append(())

    def keep(self) -> None:
        """Keep the next line on the page of the last one."""
        self.kept.add(len(self.lines))

    def page(self) -> Page:
        """Return what is written."""
        return Page(tuple(self.lines), tuple(self.runs), frozenset(self.kept))


def joined(parts: Iterable[Page]) -> Page:
    """Return pages one below the other, as one."""
    lines: list[tuple[Piece, ...]] = []
    runs: list[Run] = []
    kept: set[int] = set()
    for part in parts:
        down = len(lines)
        lines += part.lines
        kept |= {down + line for line in part.kept}
        runs += (
            run._replace(segments=tuple(s._replace(line=s.line + down) for s in run.segments))
            for run in part.runs
        )
    return Page(tuple(lines), tuple(runs), frozenset(kept))


def leaves(page: Page, height: int) -> list[range]:
    """Return the lines of each leaf, where the page is cut to a height.

    A leaf does not end between lines that are kept together, unless there is no other place.
    """
    found: list[range] = []
    start, count = 0, len(page.lines)
    while start < count:
        if found and not page.lines[start]:  # no leaf begins with a blank line
            start += 1
            continue
        end = min(start + max(height, 1), count)
        cut = end
        while cut < count and cut > start + 1 and cut in page.kept:
            cut -= 1
        end = cut if cut > start + 1 else end
        found.append(range(start, end))
        start = end
    return found or [range(0)]
