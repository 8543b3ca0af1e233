"""A source as its readers hand it on: lines of pieces, each with the place it stood in.

A row of a table is a line of several pieces; a paragraph, or a cell that stands on a line of
its own, is a line of one. So every layout is the same thing to those who read it.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from tuiwizard.errors import SourceError
from tuiwizard.words import tr


class Position(NamedTuple):
    """Where something stood: a line of a file, or a row and column of a table."""

    line: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.table:
            return tr(
                "第 {table} 个表格第 {row} 行第 {column} 列",
                table=self.table,
                row=self.row,
                column=self.column,
            )
        if self.column:
            return tr("第 {line} 行第 {column} 格", line=self.line, column=self.column)
        return tr("第 {line} 行", line=self.line) if self.line else tr("第 {row} 段", row=self.row)


class Piece(NamedTuple):
    """A cell, or all of a line that has no cells.

    Attributes:
        text: Its text as printed; a line end in it stays.
        place: Where it stood.
        column: The first column of the grid that it covers, counted from 0.
        inherited: Whether it reaches down from a row above.
    """

    text: str
    place: Position
    column: int = 0
    inherited: bool = False


class SourceLine(NamedTuple):
    """The pieces of one row, or one paragraph.

    Attributes:
        pieces: The distinct cells from left to right; a merged cell is one piece.
        text: The line as running text.
        heading: Whether the source marks it as a heading.
        wrapped: Whether the paragraph may go on in the next line.
    """

    pieces: tuple[Piece, ...]
    text: str
    heading: bool = False
    wrapped: bool = False


class Spanning(NamedTuple):
    """A cell of a table as a source writes it: once, with what it covers."""

    text: str
    columns: int = 1
    rows: int = 1


MAX_LINES = 30_000
"""Lines and rows; the largest pages of portals have half as many."""


def bounded(lines: Iterable[SourceLine]) -> list[SourceLine]:
    """The lines of a source; none is read beyond the bound.

    Raises:
        SourceError: There are more than any report has.
    """
    found = list(islice(lines, MAX_LINES + 1))
    if len(found) > MAX_LINES:
        raise too_long()
    return found


def too_long() -> SourceError:
    """The error for a source of more lines than any report has."""
    return SourceError(tr("超过 {most} 行，不像年报，没有读", most=MAX_LINES))


MAX_COLUMNS, MAX_ROWS = 100, 2000
"""More than any table of a report has; a source that asks for more is not followed."""


def expanded(rows: Iterable[Sequence[Spanning]], table: int, line: int = 0) -> list[SourceLine]:
    """The rows of a table with every merged cell where it reaches.

    Args:
        rows: The cells of each row as the source writes them.
        table: The number of the table in the source, from 1.
        line: The line of the file on which it begins, where there are lines.
    """
    lines: list[SourceLine] = []
    open_cells: dict[int, tuple[Piece, int, int]] = {}  # first column: piece, width, rows left
    for number, cells in enumerate(islice(rows, MAX_ROWS), 1):
        pieces = [Piece(p.text, p.place, p.column, True) for p, _, _ in open_cells.values()]
        taken = {c for at, (_, width, _) in open_cells.items() for c in range(at, at + width)}
        below = {at: (p, w, left - 1) for at, (p, w, left) in open_cells.items() if left > 1}
        column = 0
        for cell in cells:
            while column in taken:
                column += 1
            width = max(1, min(cell.columns, MAX_COLUMNS))
            if column + width > MAX_COLUMNS:
                break
            place = Position(line, table, number, column + 1)
            pieces.append(Piece(cell.text, place, column))
            if cell.rows > 1:
                below[column] = (pieces[-1], width, cell.rows - 1)
            taken.update(range(column, column + width))
            column += width
        open_cells = below
        if pieces:
            ordered = tuple(sorted(pieces, key=lambda piece: piece.column))
            lines.append(SourceLine(ordered, " ".join(p.text for p in ordered if p.text)))
    return lines
