"""Tables with the merged cells of the printed form, the same for every format that merges.

All of it is read off the headers of the bands: a header that is a group spans what is in it,
a header with fewer labels than others stretches over their depth, and in a band with fewer
columns than the widest the last column takes what is left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tuiwizard.forms.grid import Header, runs
from tuiwizard.rendering.tables import PrintedTable


class Role(StrEnum):
    """What a merged cell is to its neighbours."""

    BAND = "band"
    CORNER = "corner"
    COLUMN = "column"
    ROW = "row"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell that may be merged.

    Attributes:
        key: Its name among the cells of the table.
        role: What it is to its neighbours.
        text: What is printed in it.
        column: The column of the grid it begins in, counted from 0.
        rows: How many rows of the grid it spans.
        columns: How many columns of the grid it spans.
        headers: Keys of the cells that head a figure, outermost first.
        path: The cell path of a figure.
    """

    key: str
    role: Role
    text: str
    column: int
    rows: int = 1
    columns: int = 1
    headers: tuple[str, ...] = ()
    path: str = ""


MergedRow = tuple[MergedCell, ...]
"""The cells that begin in one row of the grid, from left to right."""


@dataclass(frozen=True, slots=True)
class MergedBand:
    """A run of rows (`body`) under its own title and column headers (`head`)."""

    head: tuple[MergedRow, ...]
    body: tuple[MergedRow, ...]


@dataclass(frozen=True, slots=True)
class MergedTable:
    """A table as the form prints it, on one grid.

    Attributes:
        stub: How many columns of the grid hold row labels.
        width: How many columns the grid has.
        bands: Its bands from top to bottom.
    """

    stub: int
    width: int
    bands: tuple[MergedBand, ...]

    @property
    def lines(self) -> Iterator[MergedRow]:
        """Every row of the grid from top to bottom."""
        return (line for band in self.bands for line in (*band.head, *band.body))


def merge_cells(tables: Sequence[PrintedTable]) -> MergedTable:
    """Return the bands of a section as the one table that the form prints."""
    stub = max(_depth(table.band.rows) for table in tables)
    width = stub + max(len(table.band.columns) for table in tables)
    bands = (_Layout(table, number, stub, width).band() for number, table in enumerate(tables, 1))
    return MergedTable(stub, width, tuple(bands))


@dataclass(frozen=True, slots=True)
class _Group:
    """A merged header: where it begins and how far it reaches along its axis and across it."""

    key: str
    label: str
    level: int
    first: int
    along: int
    across: int

    def covers(self, index: int) -> bool:
        return self.first <= index < self.first + self.along


def _depth(headers: Sequence[Header]) -> int:
    return max(len(header.labels) for header in headers)


def _groups(headers: Sequence[Header], depth: int, prefix: str) -> tuple[_Group, ...]:
    return tuple(
        _Group(
            key=f"{prefix}{level}-{first}",
            label=label,
            level=level,
            first=first,
            along=count,
            across=depth - level if level == len(headers[first].labels) - 1 else 1,
        )
        for level in range(depth)
        for label, first, count in runs(headers, level)
        if level < len(headers[first].labels)
    )


class _Layout:
    """One band on the grid of its table."""

    def __init__(self, table: PrintedTable, number: int, stub: int, width: int) -> None:
        band = table.band
        self._table = table
        self._name = f"b{number}"
        self._stub = stub
        self._width = width
        self._depth = _depth(band.columns)
        self._columns = _groups(band.columns, self._depth, f"{self._name}-c")
        self._rows = _groups(band.rows, stub, f"{self._name}-r")

    def band(self) -> MergedBand:
        rows = range(len(self._table.figures))
        return MergedBand(
            (*self._title(), *map(self._head, range(self._depth))), tuple(map(self._body, rows))
        )

    def _title(self) -> Iterator[MergedRow]:
        title = self._table.band.title
        if title:
            yield (MergedCell(self._name, Role.BAND, title, 0, columns=self._width),)

    def _head(self, level: int) -> MergedRow:
        corner = f"{self._name}-corner", Role.CORNER, self._table.band.corner, 0
        first = (MergedCell(*corner, self._depth, self._stub),) if self._stub and not level else ()
        groups = (group for group in self._columns if group.level == level)
        return (*first, *(self._column(group) for group in groups))

    def _column(self, group: _Group) -> MergedCell:
        column, columns = self._reach(group.first, group.along)
        return MergedCell(group.key, Role.COLUMN, group.label, column, group.across, columns)

    def _body(self, row: int) -> MergedRow:
        groups = (group for group in self._rows if group.first == row)
        labels = (MergedCell(g.key, Role.ROW, g.label, g.level, g.along, g.across) for g in groups)
        return (*labels, *(self._figure(row, n) for n in range(len(self._table.band.columns))))

    def _figure(self, row: int, number: int) -> MergedCell:
        column, columns = self._reach(number, 1)
        return MergedCell(
            f"{self._name}-{row}-{number}",
            Role.FIGURE,
            self._table.figures[row][number],
            column,
            columns=columns,
            headers=(
                *((self._name,) if self._table.band.title else ()),
                *(group.key for group in self._rows if group.covers(row)),
                *(group.key for group in self._columns if group.covers(number)),
            ),
            path=self._table.band.cells[row][number].path,
        )

    def _reach(self, first: int, count: int) -> tuple[int, int]:
        """Return where columns of the band begin on the grid, and how many they take there."""
        last = first + count == len(self._table.band.columns)
        column = self._stub + first
        return column, self._width - column if last else count
