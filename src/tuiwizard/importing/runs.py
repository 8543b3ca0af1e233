"""Runs: what is printed between one label and the next, 规章 | 0 | 0 | 6.

Tables come row by row, cell by cell, or with their labels broken over lines. In all of them a
row of the form is some text followed by its figures, so that is what is looked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tuiwizard.importing.lexicon import find, find_row, known
from tuiwizard.importing.slots import UNITS, Shape, has_figure, shape
from tuiwizard.importing.source_lines import Piece, SourceLine
from tuiwizard.report.labels import fold

SHORT = 8
"""Characters that a figure in words has at most."""


@dataclass(frozen=True, slots=True)
class Run:
    """Texts, and the cells that follow them.

    Attributes:
        texts: The texts since the last figures, the row's label at their end.
        slots: The cells behind them: figures, marks and blanks.
        first: The number of the first line with a slot.
        section: The section whose heading was the last.
        heads: The columns named above, as (column of the grid, text), in this table.
        in_row: Whether label and figures stand in one row of a table.
        repeats: Slots that are others again: a merged cell, written in each column it covers.
        filled: The slots that are not blank.
    """

    texts: tuple[Piece, ...]
    slots: tuple[Piece, ...]
    first: int
    section: str
    heads: Mapping[int, str]
    in_row: bool
    repeats: tuple[Piece, ...] = ()
    filled: Sequence[Piece] = field(init=False)

    def __post_init__(self) -> None:
        filled = [slot for slot in self.slots if shape(slot.text) is not Shape.BLANK]
        object.__setattr__(self, "filled", filled)

    @property
    def table(self) -> int:
        """The number of the table it stands in; 0 for text."""
        return self.slots[0].place.table


@dataclass
class _Reading:
    """A walk through the lines."""

    texts: list[Piece] = field(default_factory=list)
    slots: list[Piece] = field(default_factory=list)
    first: int = 0
    section: str = ""
    table: int = 0
    heads: dict[int, str] = field(default_factory=dict)
    again: dict[int, str] = field(default_factory=dict)
    below_heads: bool = False

    def close(self, *, in_row: bool) -> Iterator[Run]:
        if self.slots:
            repeats = self._repeats() if self.again else ()
            yield Run(
                tuple(self.texts),
                tuple(s for s in self.slots if s not in repeats) if repeats else tuple(self.slots),
                self.first,
                self.section,
                dict(self.heads),
                in_row,
                repeats,
            )
            self.texts, self.slots = [], []

    def _repeats(self) -> tuple[Piece, ...]:
        """The slots that are as the one before, below a head that is: 数量 | 数量 over 5 | 5."""
        return tuple(
            slot
            for before, slot in pairwise(self.slots)
            if slot.column in self.again
            and (before.column, before.text) == (slot.column - 1, slot.text)
        )

    def name(self, head: Piece) -> None:
        """Keep the name of a column; a merged one may be written in each column it covers.

        Names cut short may be alike, 本年新 | 本年新, and are no such one.
        """
        text, left = fold(head.text), head.column - 1
        again = text in (self.heads.get(left), self.again.get(left)) and known(text) is not None
        self.heads.pop(head.column, None)
        self.again.pop(head.column, None)
        (self.again if again else self.heads)[head.column] = text

    def has_figure(self, piece: Piece) -> bool:
        """Whether a text stands where a figure is due, and has one in it: 约5件, 五."""
        before = (self.slots or self.texts)[-1:]
        return (
            bool(before)
            and piece.column > before[0].column
            and (bool(self.slots) or find_row(before[0].text) is not None)
            and _same_row(piece, before[0])
            and len(piece.text) <= SHORT
            and has_figure(piece.text)
            and find(fold(piece.text)) is None
        )

    def enter(self, line: SourceLine) -> None:
        """Forget the headers of another table, and those of the rows above new ones."""
        table = line.pieces[0].place.table
        header = _is_header(line)
        if table != self.table or (self.below_heads and header):
            self.table, self.heads, self.again, self.below_heads = table, {}, {}, False
        self.below_heads = self.below_heads or (len(line.pieces) > 1 and not header)


def runs(lines: Sequence[SourceLine], headings: Mapping[int, str]) -> Iterator[Run]:
    """All runs of a source.

    Args:
        lines: The source.
        headings: The sections whose headings these lines are, by number of the line.
    """
    reading = _Reading()
    for number, line in enumerate(lines):
        if number in headings:
            yield from reading.close(in_row=False)
            reading.section = headings[number]
            reading.texts = []
        header = len(line.pieces) > 1 and not _has_figures(line)
        reading.enter(line)
        pieces = [
            p for p in _from_first_filled(line) if p.text not in UNITS or len(line.pieces) == 1
        ]
        for piece in pieces:
            if not _is_text(piece) or reading.has_figure(piece):
                reading.first = reading.first if reading.slots else number
                reading.slots.append(piece)
            else:
                yield from reading.close(in_row=False)
                reading.texts.append(piece)
                if header:
                    reading.name(piece)
        if len(pieces) > 1 and reading.slots:
            named = any(_is_text(piece) for piece in pieces)
            yield from reading.close(in_row=named)
    yield from reading.close(in_row=False)


def _from_first_filled(line: SourceLine) -> Sequence[Piece]:
    """A row without the blanks to the left of its labels; a row without labels as it is.

    # "", "", 规章, 0 -> 规章, 0; "", 5, 7 -> "", 5, 7
    """
    if not any(_is_text(piece) for piece in line.pieces):
        return line.pieces
    filled = (i for i, p in enumerate(line.pieces) if shape(p.text) is not Shape.BLANK)
    return line.pieces[next(filled, 0) :]


def _has_figures(line: SourceLine) -> bool:
    return any(shape(piece.text) is Shape.FIGURE for piece in line.pieces)


def _same_row(one: Piece, other: Piece) -> bool:
    return (one.place.table, one.place.row, one.place.line) == (
        *(other.place.table, other.place.row, other.place.line),
    )


def _is_header(line: SourceLine) -> bool:
    """Whether a row names columns, but no row and no figure: 信息内容 | 本年制发件数 -> True."""
    if len(line.pieces) == 1 or _has_figures(line):
        return False
    kinds = {label.kind for p in line.pieces if (label := find(fold(p.text))) is not None}
    return "column" in kinds and not kinds & {"row", "group"}


def _is_text(piece: Piece) -> bool:
    return shape(piece.text) is Shape.TEXT
