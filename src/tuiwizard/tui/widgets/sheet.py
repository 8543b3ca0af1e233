"""Where everything of a table stands on the screen: lines, labels, and the place of each cell.

Pure geometry: a `Grid` of the form and a width in, a `Sheet` out. A table with one band keeps
its column headers frozen; a table of several bands carries each band's headers inline.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tuiwizard.forms.grid import Band, Cell, Grid, Header, runs
from tuiwizard.tui.cells import cell_len, wrap, wrap_evenly

_WIDEST_COLUMN = 18
_NARROWEST_LABEL = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one cell.

    Attributes:
        cell: The cell of the form.
        line: Its line, counted from the first line of the sheet, headers included.
        row: Its row among all rows of the table.
        column: Its column in the row.
    """

    cell: Cell
    line: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A piece of a column header: its text over a number of columns."""

    text: str
    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen: a label, and either header cells or slots.

    Attributes:
        label: What stands in the label column.
        kind: `title` of a band, column `header`, `group` of rows, or `row`.
        headers: Pieces of the column header.
        slots: The cells of the row, on the last line of its label.
    """

    label: str
    kind: str
    headers: tuple[HeaderCell, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table laid out for one width.

    Attributes:
        lines: All lines, frozen headers first.
        frozen: How many lines stay when the rest scrolls.
        label_width: Cells of the label column; 0 where rows have no labels.
        column_width: Cells of each figure column.
        columns: The largest number of columns in a row.
        rows: The slots row by row.
        slots: The slots by cell path.
    """

    lines: tuple[Line, ...]
    frozen: int
    label_width: int
    column_width: int
    columns: int
    rows: tuple[tuple[Slot, ...], ...]
    slots: dict[str, Slot] = field(compare=False)

    @property
    def width(self) -> int:
        """Cells across, the label column included."""
        return self.label_width + self.columns * self.column_width

    def beside(self, slot: Slot, down: int, right: int) -> Slot:
        """Return the cell so many rows and columns away, or the last one on the way there."""
        row = self.rows[min(max(slot.row + down, 0), len(self.rows) - 1)]
        return row[min(max(slot.column + right, 0), len(row) - 1)]

    def edge(self, slot: Slot, where: str) -> Slot:
        """Return the `left` or `right` end of the row, or the `first` or `last` cell."""
        row = {"first": self.rows[0], "last": self.rows[-1]}.get(where, self.rows[slot.row])
        return row[0] if where in ("left", "first") else row[-1]

    def paged(self, slot: Slot, lines: int) -> Slot:
        """Return the cell of the same column whose line is nearest to so many lines away."""
        row = min(self.rows, key=lambda slots: abs(slots[0].line - slot.line - lines))
        return row[min(slot.column, len(row) - 1)]

    def next_down(self, slot: Slot) -> Slot:
        """Return the next cell to fill in, column by column; the same one after the last."""
        columns = range(self.columns)
        return _next([row[c] for c in columns for row in self.rows if c < len(row)], slot)

    def next_right(self, slot: Slot, by: int) -> Slot:
        """Return the next cell to fill in, row by row, or the one before."""
        return _next([slot for row in self.rows for slot in row][::by], slot)


def arrange(grid: Grid, width: int, widest: int) -> Sheet:
    """Lay a table out.

    Args:
        grid: The table.
        width: Cells available.
        widest: Cells of the longest figure or text in it, its sign included.
    """
    label_width, column_width = _widths(grid, width, widest)
    lines: list[Line] = []
    rows: list[tuple[Slot, ...]] = []
    frozen = 0
    for band in grid.bands:
        if band.title:
            lines.append(Line(band.title, "title"))
        lines.extend(_header_lines(band, label_width, column_width))
        if len(grid.bands) == 1:
            frozen = len(lines)
        _add_rows(band, label_width, lines, rows)
    return Sheet(
        tuple(lines),
        frozen,
        label_width,
        column_width,
        max(len(band.columns) for band in grid.bands),
        tuple(rows),
        {slot.cell.path: slot for row in rows for slot in row},
    )


def _widths(grid: Grid, width: int, widest: int) -> tuple[int, int]:
    """Columns as narrow as their figures allow, so that the statutory labels get the rest."""
    columns = max(len(band.columns) for band in grid.bands)
    labels = [_indented(row) for band in grid.bands for row in band.rows if row.labels]
    narrowest = max(7 if labels else 5, widest + 1)
    if not labels:
        return 0, max(narrowest, min(width // columns, _WIDEST_COLUMN))
    natural = max(cell_len(label) for label in labels) + 1
    label_width = min(natural, max(width - columns * narrowest, _NARROWEST_LABEL))
    column_width = min(max(narrowest, (width - label_width) // columns), _WIDEST_COLUMN)
    return label_width, max(column_width, narrowest)


def _indented(row: Header) -> str:
    return " " * (len(row.labels) - 1) + row.labels[-1]


def _header_lines(band: Band, label_width: int, column_width: int) -> Iterator[Line]:
    """The column headers, a line per level, the lowest wrapped; the corner beside them."""
    levels = max(len(column.labels) for column in band.columns)
    above = [
        tuple(
            HeaderCell(label, first, count)
            for label, first, count in runs(band.columns, level)
            if level < len(band.columns[first].labels) - 1
        )
        for level in range(levels - 1)
    ]
    leaves = [wrap_evenly(column.labels[-1], column_width - 1) for column in band.columns]
    height = max(len(leaf) for leaf in leaves)
    below = [
        tuple(
            HeaderCell(leaf[line - (height - len(leaf))], i, 1)
            for i, leaf in enumerate(leaves)
            if line >= height - len(leaf)
        )
        for line in range(height)
    ]
    pieces = above + below
    corner = wrap(band.corner, label_width - 1) if label_width else []
    pieces = [()] * (len(corner) - len(pieces)) + pieces
    corner += [""] * (len(pieces) - len(corner))
    for label, headers in zip(corner, pieces, strict=True):
        yield Line(label, "header", headers)


def _add_rows(
    band: Band, label_width: int, lines: list[Line], rows: list[tuple[Slot, ...]]
) -> None:
    """The rows of a band, a line for each group of rows before its first."""
    groups: tuple[str, ...] = ()
    for header, cells in zip(band.rows, band.cells, strict=True):
        above = header.labels[:-1]
        for depth, label in enumerate(above):
            if above[: depth + 1] != groups[: depth + 1]:
                lines.extend(Line(t, "group") for t in _label_lines(label, depth, label_width))
        groups = above
        texts = [""]
        if header.labels:
            texts = _label_lines(header.labels[-1], len(above), label_width)
        lines.extend(Line(text, "row") for text in texts[:-1])
        slots = tuple(Slot(cell, len(lines), len(rows), i) for i, cell in enumerate(cells))
        lines.append(Line(texts[-1], "row", slots=slots))
        rows.append(slots)


def _label_lines(label: str, depth: int, width: int) -> list[str]:
    indent = " " * depth
    return [indent + line for line in wrap(label, width - len(indent) - 1)]


def _next(order: list[Slot], here: Slot) -> Slot:
    ahead = order[order.index(here) + 1 :]
    return next((slot for slot in ahead if not slot.cell.computed), here)
