"""Where everything of a table stands on the screen: lines, labels, and the place of each cell.

Pure geometry: a `Grid` of the form and a size in, a `Sheet` out. Each row takes one line. Where
there is room for it, groups of rows stand beside them, as on the form; otherwise a group takes a
line, and the outermost the corner. A table with one band keeps its column headers frozen; a table
of several bands carries each band's headers inline.
"""

import re
from collections.abc import Iterator
from itertools import groupby, takewhile
from typing import NamedTuple

from tuiwizard.forms.grid import Band, Cell, Grid, Header, runs
from tuiwizard.tui.cells import cell_len, left, wrap, wrap_evenly

_WIDEST_COLUMN = 18
_NARROWEST_LABEL = 16
_SIDE_LABEL = 28
"""Cells that a label must have where the groups stand beside it."""

COMPUTED = "＝"  # not said: printed
"""Over a column that the program adds up, and behind the label of such a row."""

CUT = "．．"  # not said: printed
"""Behind a label that goes on: the whole one stands below the table."""

_REMARK = re.compile("（[^（）]*）$")


class Slot(NamedTuple):
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


class HeaderCell(NamedTuple):
    """A piece of a column header: its text over a number of columns.

    Attributes:
        text: The text.
        column: The first column.
        columns: How many.
        leaf: Whether it is of the column's own label, not of a group of columns.
    """

    text: str
    column: int
    columns: int
    leaf: bool = False


class Line(NamedTuple):
    """One line of the screen: a label, and either header cells or slots.

    Attributes:
        label: What stands in the label column.
        kind: `title` of a band, column `header`, `group` of rows, `row`, or `gap` between bands.
        headers: Pieces of the column header.
        slots: The cells of the row.
        indent: Cells before the label.
        spine: What stands before it of the outermost group, which is written downwards.
        group: The group beside the label.
        opens: Whether the row is the first of that group.
        within: The outermost group of the row, which stands in the corner.
        rule: Whether a rule goes along below.
    """

    label: str
    kind: str
    headers: tuple[HeaderCell, ...] = ()
    slots: tuple[Slot, ...] = ()
    indent: int = 0
    spine: str = ""
    group: str = ""
    opens: bool = False
    within: str = ""
    rule: bool = False

    @property
    def total(self) -> bool:
        """Whether every cell of the row is computed."""
        return bool(self.slots) and all(slot.cell.computed for slot in self.slots)


class Sheet(NamedTuple):
    """A table laid out for one size.

    Attributes:
        lines: All lines, frozen headers first.
        frozen: How many lines stay when the rest scrolls.
        label_width: Cells of the label column; 0 where rows have no labels.
        column_width: Cells of each figure column.
        columns: The largest number of columns in a row.
        rows: The slots row by row.
        slots: The slots by cell path.
        aside: Cells before the labels for the outermost group and the others; 0, 0 where groups
            take lines.
        grouped: Whether rows stand in groups.
    """

    lines: tuple[Line, ...]
    frozen: int
    label_width: int
    column_width: int
    columns: int
    rows: tuple[tuple[Slot, ...], ...]
    slots: dict[str, Slot]
    aside: tuple[int, int] = (0, 0)
    grouped: bool = False

    @property
    def width(self) -> int:
        """Cells across, the label column included."""
        return self.label_width + self.columns * self.column_width

    @property
    def tells_place(self) -> bool:
        """Whether the corner says where one is: groups of rows have no line of their own."""
        return self.grouped and not any(self.aside)

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

    @property
    def downwards(self) -> list[Slot]:
        """The cells column by column."""
        columns = range(self.columns)
        return [row[c] for c in columns for row in self.rows if c < len(row)]

    @property
    def rightwards(self) -> list[Slot]:
        """The cells row by row."""
        return [slot for row in self.rows for slot in row]


def arrange(grid: Grid, width: int, widest: int, height: int = 0) -> Sheet:
    """Lay a table out.

    Args:
        grid: The table.
        width: Cells available.
        widest: Cells of the longest figure or text in it, its sign included.
        height: Lines available; 0 if there are as many as it takes.
    """
    place = _place(grid, width, widest)
    bands = [
        (band, _header_lines(band, place), list(_row_lines(band, place))) for band in grid.bands
    ]
    lines = _stacked(bands, height)
    rows: list[tuple[Slot, ...]] = []
    for number, line in enumerate(lines):
        if line.slots:
            slots = tuple(slot._replace(line=number, row=len(rows)) for slot in line.slots)
            lines[number] = line._replace(slots=slots)
            rows.append(slots)
    frozen = sum(line.kind == "header" for line in lines) if len(bands) == 1 else 0
    return Sheet(
        tuple(lines),
        frozen,
        place.label,
        place.column,
        max(len(band.columns) for band in grid.bands),
        tuple(rows),
        {slot.cell.path: slot for row in rows for slot in row},
        (place.spine, place.group),
        any(line.within for line in lines),
    )


class _Place(NamedTuple):
    """How many cells everything has: the labels, each column, and groups beside the labels."""

    label: int
    column: int
    spine: int = 0
    group: int = 0

    @property
    def aside(self) -> bool:
        """Whether groups stand beside the labels."""
        return bool(self.spine)

    def indent(self, row: Header) -> int:
        """Return the cells before the label of a row, the bar at its left not counted."""
        depth = len(row.labels) - 1
        if self.aside:
            return (0, self.spine)[depth] if depth < 2 else self.spine + self.group
        return 2 * max(depth - 1, 0)

    def room(self, indent: int) -> int:
        """Return the cells for a label behind the bar, and before the figures."""
        return self.label - indent - 2


def _place(grid: Grid, width: int, widest: int) -> _Place:
    """Columns as narrow as their figures allow, so that the statutory labels get the rest."""
    columns = max(len(band.columns) for band in grid.bands)
    rows = [row for band in grid.bands for row in band.rows if row.labels]
    narrowest = max(7 if rows else 5, widest + 1)
    if not rows:
        return _Place(0, max(narrowest, min(width // columns, _WIDEST_COLUMN)))
    spine = 4 if any(len(row.labels) > 1 for row in rows) else 0
    names = [cell_len(_aside(row)) for row in rows if len(row.labels) > 2]
    group = max(names) + 1 if names else 0
    room = width - columns * narrowest
    if not spine or room < spine + group + _SIDE_LABEL:
        spine = group = 0
    elif room - columns >= spine + group + _SIDE_LABEL:  # labels can spare a cell for each column
        room -= columns
    place = _Place(0, 0, spine, group)
    natural = max(place.indent(row) + cell_len(row.labels[-1]) for row in rows) + 2
    label = min(natural, room)
    if label < _NARROWEST_LABEL:  # not all columns are in sight: as many whole ones as there can be
        label = min(natural, _NARROWEST_LABEL + max(width - _NARROWEST_LABEL, 0) % narrowest)
    column = min(max(narrowest, (width - label) // columns), _WIDEST_COLUMN)
    return _Place(label, max(column, narrowest), spine, group)


def _aside(row: Header) -> str:
    """Return what stands beside a row's label: the groups but for the outermost."""
    return " ".join(row.labels[1:-1])


def _header_lines(band: Band, place: _Place) -> list[Line]:
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
    leaves = _leaves(band, place.column - 1)
    height = max(len(leaf) for leaf in leaves)
    below = [
        tuple(
            HeaderCell(leaf[line - (height - len(leaf))], i, 1, leaf=True)
            for i, leaf in enumerate(leaves)
            if line >= height - len(leaf)
        )
        for line in range(height)
    ]
    pieces = above + below
    corner = _corner(band, place)
    pieces = [()] * (len(corner) - len(pieces)) + pieces
    if place.aside:
        corner += [""] * (len(pieces) - len(corner))
    else:
        corner = [""] * (len(pieces) - len(corner)) + corner
    lines = [Line(t, "header", p) for t, p in zip(corner, pieces, strict=True)]
    return [*lines[:-1], lines[-1]._replace(rule=True)]


def _leaves(band: Band, width: int) -> list[list[str]]:
    """The columns' own labels in lines; `＝` over those that are added up, or before."""
    leaves = [wrap_evenly(column.labels[-1], width) for column in band.columns]
    height = max(len(leaf) for leaf in leaves)
    for i, leaf in enumerate(leaves):
        if all(row[i].computed for row in band.cells):
            marked = COMPUTED + leaf[0]
            fits = len(leaf) == height and cell_len(marked) <= width
            leaves[i] = [marked, *leaf[1:]] if fits else [COMPUTED, *leaf]
    return leaves


def _corner(band: Band, place: _Place) -> list[str]:
    """The corner; where groups take lines, it says where one is instead."""
    grouped = any(len(row.labels) > 1 for row in band.rows)
    if not place.label or (grouped and not place.aside):
        return []
    clauses = re.findall("[^，]+，?", band.corner)
    return [line for clause in clauses for line in wrap(clause, place.room(0))]


def _row_lines(band: Band, place: _Place) -> Iterator[Line]:
    """The rows of a band, one line each, and a line for a group where it has no other place."""
    before: Header | None = None
    spines = _spines(band.rows) if place.aside else [""] * len(band.rows)
    for number, (row, cells) in enumerate(zip(band.rows, band.cells, strict=True)):
        group = _aside(row) if len(row.labels) > 2 else ""
        opens = bool(group) and (before is None or row.labels[:-1] != before.labels[:-1])
        if opens and not place.aside:
            yield Line(fitted(group, place.room(0)), "group", within=row.labels[0])
        after = band.rows[number + 1] if number + 1 < len(band.rows) else None
        indent = place.indent(row)
        label = fitted(row.labels[-1], place.room(indent)) if row.labels else ""
        yield Line(
            label,
            "row",
            slots=tuple(Slot(cell, 0, 0, i) for i, cell in enumerate(cells)),
            indent=indent,
            spine=spines[number],
            group=group if place.aside else "",
            opens=opens and place.aside,
            within=row.labels[0] if len(row.labels) > 1 else "",
            rule=_ruled(row, after, place),
        )
        before = row


def _ruled(row: Header, after: Header | None, place: _Place) -> bool:
    """Whether a rule goes along below a row: a group ends, and no line of the next one says so."""
    if after is None:
        return True
    ends = row.labels[:-1] != after.labels[:-1]
    return ends and (place.aside or len(after.labels) < 3)


def _spines(rows: tuple[Header, ...]) -> list[str]:
    """Return what stands of the outermost group beside each row: its label, written downwards."""
    # 三、本年度办理结果 beside ten rows -> "", "三、", "本", "年", "度", "办", "理", "结", "果", ""
    found: list[str] = []
    for labels, group in groupby(rows, lambda row: row.labels[:-1][:1]):
        count = len(list(group))
        letters = re.findall("[一-龥]、|.", labels[0]) if labels else []
        before = max(count - len(letters), 0) // 2
        found += ([""] * before + letters + [""] * count)[:count]
    return found


def fitted(label: str, room: int) -> str:
    """Return a label in so many cells: without a remark in brackets, or its beginning."""
    # （二）部分公开（区分处理的…） -> （二）部分公开; 1.申请人无正当理由逾期… -> 1.申请人无正．．
    short = _REMARK.sub("", label)
    for text in (label, short):
        if text and cell_len(text) <= room:
            return text
    return left(label, max(room - cell_len(CUT), 2)).rstrip() + CUT


def _stacked(bands: list[tuple[Band, list[Line], list[Line]]], height: int) -> list[Line]:
    """The lines of all bands; a gap between them if that fits."""
    if len(bands) == 1:
        _, headers, rows = bands[0]
        return [*_fewer(headers, len(rows), height), *rows]
    lines: list[Line] = []
    for band, headers, rows in bands:
        lines += [Line(band.title, "title"), *headers, *rows]
    gap = bool(height) and len(lines) + len(bands) - 1 <= height
    stacked: list[Line] = []
    for line in lines:
        stacked += [Line("", "gap")] if gap and stacked and line.kind == "title" else []
        stacked.append(line)
    return stacked


def _fewer(headers: list[Line], rows: int, height: int) -> list[Line]:
    """Headers without their uppermost lines, where these would be in the way of the rows."""
    if not height or len(headers) + rows <= height:
        return headers
    saying = [*takewhile(lambda line: not _says_nothing(line, headers[-1]), headers[::-1])][::-1]
    most = height // 3
    if most == 1:
        return [_beginnings(headers)]
    kept = saying[len(saying) - min(len(saying), most) :]
    corner = [line.label for line in headers if line.label]
    corner = corner if len(corner) <= len(kept) else []  # all of it, or nothing
    corner += [""] * (len(kept) - len(corner))
    return [line._replace(label=label) for line, label in zip(kept, corner, strict=True)]


def _beginnings(headers: list[Line]) -> Line:
    """Column headers in one line: of labels in several lines the first, not the last one."""
    first: dict[int, HeaderCell] = {}
    for line in headers:
        for piece in line.headers:
            if piece.leaf and piece.text != COMPUTED:
                first.setdefault(piece.column, piece)
    return headers[-1]._replace(headers=tuple(first[column] for column in sorted(first)))


def _says_nothing(line: Line, leaves: Line) -> bool:
    """Whether one header stands over all columns."""
    return [piece.columns for piece in line.headers] == [len(leaves.headers)] != [1]
