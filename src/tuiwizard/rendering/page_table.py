"""A table with merged cells, drawn with lines of characters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tuiwizard.rendering.clean_text import one_line
from tuiwizard.rendering.merged_table import MergedCell, MergedTable, Role
from tuiwizard.rendering.page import Ink, Note, Paper, Piece, Run, Segment, Sheet
from tuiwizard.rendering.tables import BLANK
from tuiwizard.report.line_breaks import Measure, broken

_CORNERS = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
"""Where lines meet, by the sum of 1 (up), 2 (down), 4 (left) and 8 (right)."""

_ASCII = " |||-+++-+++-+++"

_SHORTEST = 4
"""Cells of a line of a label: two characters."""

_INKS = {Role.BAND: Ink.STRONG, Role.CORNER: Ink.SOFT, Role.COLUMN: Ink.SOFT}


_Shape = tuple[tuple[str, int, int, int, int], ...]
"""Texts with the row they begin in, their first column, that behind them, and how many rows."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A merged cell and its place on the grid."""

    cell: MergedCell
    row: int
    text: str
    ink: Ink

    @property
    def bottom(self) -> int:
        return self.row + self.cell.rows

    @property
    def right(self) -> int:
        return self.cell.column + self.cell.columns


def write_table(sheet: Sheet, table: MergedTable, notes: Mapping[str, Note]) -> None:
    """Draw a table below what is written; what explains its figures is listed under it."""
    reasons = _numbered(table, notes)
    boxes = tuple(_boxes(table, notes, reasons))
    widths = _widths(boxes, table, sheet.paper)
    _Drawing(boxes, widths, sheet, centred=table.stub <= 1).draw(len(table.bands[0].head))
    labels = {box.cell.path: box.cell for box in boxes if box.cell.path}
    for path, number in reasons.items():
        if path in labels:
            for reason in notes[path].reasons:
                sheet.write(f"[{number}] {one_line(reason)}", path, Ink.SOFT)
    if any(note.last_year for note in notes.values()):
        sheet.write("括号里是上年的数", "", Ink.SOFT)


def _numbered(table: MergedTable, notes: Mapping[str, Note]) -> dict[str, int]:
    """Return the numbers of the cells that are explained, in the order of the table."""
    paths = (cell.path for line in table.lines for cell in line)
    explained = [path for path in paths if path in notes and notes[path].reasons]
    return {path: number for number, path in enumerate(explained, 1)}


def _boxes(
    table: MergedTable, notes: Mapping[str, Note], reasons: Mapping[str, int]
) -> Iterator[_Box]:
    for row, line in enumerate(table.lines):
        for cell in line:
            text, ink = one_line(cell.text), _INKS.get(cell.role, Ink.TEXT)
            if cell.role is Role.FIGURE:
                blank = text == BLANK
                ink = Ink.FAINT if blank or text == "0" else Ink.TEXT
                text = "未填" if blank else text
                text += f"[{reasons[cell.path]}]" if cell.path in reasons else ""
                last = notes[cell.path].last_year if cell.path in notes else ""
                text += f" ({last})" if last and (last, cell.text) != ("0", "0") else ""
            yield _Box(cell, row, text, ink)


def _widths(boxes: tuple[_Box, ...], table: MergedTable, paper: Paper) -> tuple[int, ...]:
    """Return how wide the columns are: every figure whole, the table as low as it can be.

    Where that is too wide, labels are written downwards: `结果维持` in four lines.
    """
    measure = paper.measure
    figures, labels = [2] * table.width, [0] * table.width
    for box in boxes:
        if box.cell.columns == 1:
            whole = broken(box.text, _SHORTEST, measure, fold=False)
            needed = int(max(measure(line.rstrip(" ")) for line in whole))
            if box.cell.role is Role.FIGURE:
                figures[box.cell.column] = max(figures[box.cell.column], needed)
            elif box.cell.role is Role.ROW:
                labels[box.cell.column] = max(labels[box.cell.column], needed)
    room = paper.width - table.width - 1
    shape = tuple(
        (box.text, box.row, box.cell.column, box.right, box.cell.rows)
        for box in boxes
        if box.cell.role is not Role.FIGURE or " " in box.text
    )
    tries = []
    for narrowest in (4, 3, 2):  # one character and a space, or without it where room is short
        least = [max(*pair, narrowest) for pair in zip(figures, labels, strict=True)]
        if sum(least) <= room or narrowest == 2:
            tries.append(_lowest(shape, tuple(least), max(room - sum(least), 0), measure))
    return min(tries[:2], key=lambda found: found[0])[1]


@lru_cache(maxsize=32)
def _lowest(
    shape: _Shape, narrowest: tuple[int, ...], room: int, measure: Measure
) -> tuple[tuple[int, int], tuple[int, ...]]:
    """Hand out cells, two at a time, to the column that makes the table lowest by them.

    Returns:
        How high the table is then, and the widths of the columns.
    """
    widths, known = list(narrowest), dict[tuple[str, int], int]()
    height = _height(shape, widths, measure, known)
    while room > 1:
        tries = []
        for column in range(len(widths)):
            widths[column] += 2
            tries.append((_height(shape, widths, measure, known), -column))
            widths[column] -= 2
        best, column = min(tries)
        if best == height:
            break
        height = best
        widths[-column] += 2
        room -= 2
    for number in range(room):  # what is left goes to all of them, from the right
        widths[-1 - number % len(widths)] += 1
    return height, tuple(widths)


def _height(
    shape: _Shape, widths: list[int], measure: Measure, known: dict[tuple[str, int], int]
) -> tuple[int, int]:
    """Return how high a table is, and how many lines its texts have."""
    rows: dict[int, int] = {}
    total = 0
    for text, row, first, end, span in shape:
        key = text, sum(widths[first:end]) + end - first - 1
        lines = known.get(key)
        if lines is None:
            lines = known[key] = len(broken(*key, measure))
        total += lines
        if span == 1:
            rows[row] = max(rows.get(row, 1), lines)
    return sum(rows.values()), total


class _Drawing:
    """Boxes on a grid, being drawn."""

    def __init__(
        self, boxes: Sequence[_Box], widths: tuple[int, ...], sheet: Sheet, *, centred: bool
    ) -> None:
        self._centred = centred
        self._boxes = boxes
        self._widths = widths
        self._sheet = sheet
        self._measure = sheet.paper.measure
        self._rows = max(box.bottom for box in boxes)
        self._owner: dict[tuple[int, int], int] = {}
        for number, box in enumerate(boxes):
            for row in range(box.row, box.bottom):
                for column in range(box.cell.column, box.right):
                    self._owner[row, column] = number
        self._texts = [broken(box.text, self._room(box), self._measure) for box in boxes]
        self._heights = self._row_heights()

    def draw(self, head: int) -> None:
        """Write the lines, and a run for each cell; no page turns amid the first rows, the head."""
        segments: dict[int, list[Segment]] = {}
        for row in range(self._rows):
            if row <= head:
                self._sheet.keep()
            self._line(row, None, segments)
            for y in range(self._heights[row]):
                self._sheet.keep()
                self._line(row, y, segments)
        self._sheet.keep()
        self._line(self._rows, None, segments)
        for number in sorted(segments):
            self._sheet.runs.append(Run(self._boxes[number].cell.path, tuple(segments[number])))

    def _room(self, box: _Box) -> int:
        return sum(self._widths[box.cell.column : box.right]) + box.cell.columns - 1

    def _row_heights(self) -> list[int]:
        heights = [1] * self._rows
        for box, lines in sorted(
            zip(self._boxes, self._texts, strict=True), key=lambda pair: pair[0].cell.rows
        ):
            rows = range(box.row, box.bottom)
            lacking = len(lines) - sum(heights[row] for row in rows) - (len(rows) - 1)
            heights[box.bottom - 1] += max(lacking, 0)
        return heights

    def _line(self, row: int, y: int | None, segments: dict[int, list[Segment]]) -> None:
        """Write a line of a row, or the rule over it: then what spans it goes on."""
        pieces: list[Piece] = []
        x = column = 0
        while column < len(self._widths):
            number = self._owner.get((row, column))
            above = self._owner.get((row - 1, column))
            pieces.append(Piece(self._corner(row, column, rule=y is None), Ink.EDGE))
            x += 1
            if y is None and (number is None or number != above):
                pieces.append(Piece(self._rule() * self._widths[column], Ink.EDGE))
                x += self._widths[column]
                column += 1
                continue
            assert number is not None
            box = self._boxes[number]
            text = self._text(number, row, y, x, segments)
            pieces.append(Piece(text, box.ink))
            x += self._room(box)
            column = box.right
        pieces.append(Piece(self._corner(row, column, rule=y is None), Ink.EDGE))
        self._sheet.lines.append(tuple(pieces))

    def _text(
        self, number: int, row: int, y: int | None, x: int, segments: dict[int, list[Segment]]
    ) -> str:
        """What stands of a cell on this line, padded to its width."""
        box, lines = self._boxes[number], self._texts[number]
        height = sum(self._heights[box.row : box.bottom]) + box.cell.rows - 1
        down = sum(self._heights[box.row : row]) + (row - box.row)
        down += -1 if y is None else y
        at = down - (height - len(lines)) // 2
        room = self._room(box)
        if not 0 <= at < len(lines):
            return " " * room
        text = lines[at].rstrip(" ")
        free = max(room - int(self._measure(text)), 0)
        before = self._before(box, free)
        segments.setdefault(number, []).append(
            Segment(len(self._sheet.lines), x + before, lines[at])
        )
        return " " * before + text + " " * (free - before)

    def _before(self, box: _Box, free: int) -> int:
        """How far from the left a text stands: figures right, labels of many rows left."""
        if box.cell.role is Role.FIGURE and box.cell.columns == 1:
            return max(free - 1, 0)
        return 0 if box.cell.role is Role.ROW and not self._centred else free // 2

    def _rule(self) -> str:
        return "-" if self._sheet.paper.ascii_only else "─"

    def _corner(self, row: int, column: int, *, rule: bool) -> str:
        """The character where the lines around a corner meet, or a line down."""
        signs = _ASCII if self._sheet.paper.ascii_only else _CORNERS
        if not rule:
            return signs[3]
        up = row > 0 and self._parts(row - 1, column)
        down = row < self._rows and self._parts(row, column)
        left = column > 0 and self._ruled(row, column - 1)
        right = column < len(self._widths) and self._ruled(row, column)
        return signs[up + 2 * down + 4 * left + 8 * right]

    def _parts(self, row: int, column: int) -> bool:
        """Whether there is a line down before a column."""
        return self._owner.get((row, column - 1), -1) != self._owner.get((row, column), -1)

    def _ruled(self, row: int, column: int) -> bool:
        """Whether there is a rule over a row."""
        return self._owner.get((row - 1, column), -1) != self._owner.get((row, column), -1)
