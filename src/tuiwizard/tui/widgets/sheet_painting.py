"""A table in words and marks, line by line: what `sheet_view` paints in the colours of the theme.

Bold is for totals and for where one is, faint for zeros, a stamp for what is wrong; the current row
and column are tinted. Every difference is in signs, underlines or weight as well.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tuiwizard.report.balance_words import Verdict
from tuiwizard.report.shown import COMPUTED, Look, Shown, on_one_line
from tuiwizard.report.state import State
from tuiwizard.tui.cells import cell_len, centred, left, right, wrap
from tuiwizard.tui.widgets import sheet as geometry
from tuiwizard.tui.widgets.cell_editor import CellEditor
from tuiwizard.tui.widgets.sheet import HeaderCell, Line, Sheet, Slot
from tuiwizard.words import tr


class Piece(NamedTuple):
    """A piece of a line.

    Attributes:
        text: What is painted.
        mark: How, by a name of `marks.MARKS`.
        behind: What it stands on: `page`, `tint` or `chosen`.
        rule: Whether it is underlined with the whole line.
    """

    text: str
    mark: str = "ink"
    behind: str = "page"
    rule: bool = False


class Face(NamedTuple):
    """A cell in words: a stamp, the figure, and the mark of the figure."""

    stamp: str
    stamp_mark: str
    text: str
    mark: str


class Painting(NamedTuple):
    """A table as it is on the screen now.

    Attributes:
        sheet: Where everything stands.
        shown: What stands in each cell, by path.
        verdicts: Whether each column balances; none where the table has no balance.
        cursor: The current cell.
        selected: The selected block, row by row; empty if it is the current cell alone.
        editor: What is being typed into the current cell.
        focused: Whether the keys go here.
        top: The first line below the frozen ones that is in sight.
        bottom: The last line above the verdicts, along which a rule goes.
    """

    sheet: Sheet
    shown: Mapping[str, Shown]
    verdicts: tuple[Verdict, ...]
    cursor: Slot
    selected: tuple[tuple[Slot, ...], ...] = ()
    editor: CellEditor | None = None
    focused: bool = True
    top: int = 0
    bottom: int = -1

    def _line(self, index: int) -> Line:
        line = self.sheet.lines[index]
        return line._replace(rule=True) if index == self.bottom else line

    def label(self, index: int) -> list[Piece]:
        """Return what stands left of the figures on a line."""
        line, width = self._line(index), self.sheet.label_width
        if line.kind == "title":
            return [Piece(left(f" {line.label}", self.sheet.width), "title")]
        if not width:
            return []
        if line.kind == "header":
            return [
                Piece(left(f" {text}", width), mark, rule=line.rule)
                for text, mark in self._corner(index, line)
            ]
        if line.kind == "group":
            return [Piece(left(f" {line.label}", width), "soft", rule=line.rule)]
        return [*self._label(index, line)] if line.slots else [Piece(" " * width)]

    def figures(self, index: int) -> list[Piece]:
        """Return what stands in the columns of a line."""
        line = self._line(index)
        if line.slots:
            return [piece for slot in line.slots for piece in self.cell(slot, rule=line.rule)]
        if line.headers:
            return [*self._headers(line)]
        width = self.sheet.column_width
        if line.kind != "group":
            return []
        columns = range(self.sheet.columns)
        return [Piece(" " * width, behind=self._behind(c), rule=line.rule) for c in columns]

    def verdict_label(self) -> list[Piece]:
        """Return the label of the row of verdicts."""
        words = [*tr("勾稽  一+二 减 三+四").partition("  ")]
        width = self.sheet.label_width
        rest = left("".join(words[1:]), max(width - 1 - cell_len(words[0]), 0))
        return [Piece(f" {words[0]}", "title"), Piece(rest, "soft")]

    def verdict_figures(self) -> list[Piece]:
        """Return whether each column balances."""
        return [p for column in range(len(self.verdicts)) for p in self._verdict(column)]

    def _verdict(self, column: int) -> Iterator[Piece]:
        room, behind = self.sheet.column_width - 1, self._behind(column)
        words, mark = self.verdicts[column]
        text = words if cell_len(words) <= room else words[:1]
        yield Piece(" " * (room - cell_len(text)), behind=behind)
        yield Piece(text, mark, behind)
        yield Piece(" ", behind=behind)

    def _corner(self, index: int, line: Line) -> Iterator[tuple[str, str]]:
        """The corner: the form's own, or where one is: the outermost group, and which row."""
        if not self.sheet.tells_place:
            yield line.label, "soft"
            return
        below = self.sheet.frozen - 1 - index
        row = self.sheet.lines[self.cursor.line]
        if below == 0 and row.within:
            yield geometry.fitted(row.within, self.sheet.label_width - 2), "title"
        elif below == (1 if self.sheet.frozen > 1 else 0):
            n, rows = self.cursor.row + 1, len(self.sheet.rows)
            place = tr("第 {n} 行，共 {rows} 行", n=n, rows=rows)
            fits = cell_len(place) < self.sheet.label_width - 1
            yield (place if fits else f"{n}/{rows}"), "ink"
        else:
            yield "", "soft"

    def _label(self, index: int, line: Line) -> Iterator[Piece]:
        """The bar, the groups and the label of a row, which is bold where one is."""
        here = line.slots[0].row == self.cursor.row
        behind = "chosen" if here and any(self.sheet.aside) else "page"
        spine, group = self.sheet.aside
        yield Piece(" ", "focus-bar" if here and self.focused else "ink", behind, line.rule)
        used = 1
        if line.within and spine:
            yield Piece(left(line.spine, spine), "soft", behind, line.rule)
            used += spine
            if line.group:
                name = line.group if line.opens or index == self.top else ""
                yield Piece(left(name, group), "soft", behind, line.rule)
                used += group
        indent = max(1 + line.indent - used, 0)
        text = " " * indent + line.label
        room = self.sheet.label_width - used
        if line.total and cell_len(text) + 4 <= room:
            text = f"{text}  {geometry.COMPUTED}"
        bold = here or line.total or (self.sheet.grouped and not line.within)
        yield Piece(left(text, room), "title" if bold else "ink", behind, line.rule)

    def _headers(self, line: Line) -> Iterator[Piece]:
        width = self.sheet.column_width
        at = 0
        for piece in line.headers:
            yield Piece(" " * (piece.column - at) * width, rule=line.rule)
            at = piece.column + piece.columns
            yield from self._header(piece, width, line.rule)
        yield Piece(" " * (self.sheet.columns - at) * width, rule=line.rule)

    def _header(self, piece: HeaderCell, width: int, rule: bool) -> Iterator[Piece]:
        """A leaf over its figures at the right, a group in the middle, underlined."""
        if piece.leaf:
            here = piece.column == self.cursor.column
            behind = "tint" if here else "page"
            mark = "title" if here else "soft"
            yield Piece(
                left(f"{right(_cut(piece.text, width - 1), width - 1)} ", width), mark, behind, rule
            )
        else:
            room = piece.columns * width - 2
            yield Piece(" ", rule=rule)
            yield Piece(centred(piece.text, room), "soft", rule=True)
            yield Piece(" ", rule=rule)

    def _in_row(self, slot: Slot) -> bool:
        """Whether a cell is tinted with its row: on narrow screens its bold label is near enough.

        Each cell that is tinted is sent to the terminal twice, when the row comes and goes.
        """
        return slot.row == self.cursor.row and any(self.sheet.aside)

    def _behind(self, column: int) -> str:
        return "tint" if column == self.cursor.column else "page"

    def cell(self, slot: Slot, *, rule: bool) -> Iterator[Piece]:
        """A cell: its figure at the right, a stamp before it, the cursor around it."""
        if slot == self.cursor and self.editor is not None:
            yield from self._typed(self.editor, rule)
            return
        room = self.sheet.column_width - 1
        face = face_of(self.shown[slot.cell.path], room)
        behind = "chosen" if self._in_row(slot) else self._behind(slot.column)
        if any(slot in row for row in self.selected):
            behind, face = "chosen", face._replace(mark="field")
        cursor = slot == self.cursor
        mark = face.mark
        if cursor:
            mark = "cursor" if self.focused else "field"
        used = cell_len(face.stamp) + cell_len(face.text)
        around = " " if cursor and used < room and not face.stamp else ""
        beside = face.mark if rule else "ink"  # a rule has the colour of its figures: fewer bytes
        yield Piece(" " * (room - used - len(around)), beside, behind, rule)
        if face.stamp:
            yield Piece(face.stamp, face.stamp_mark, behind, rule)
        yield Piece(around + face.text + (" " if cursor else ""), mark, behind, rule)
        if not cursor:
            yield Piece(" ", beside, behind, rule)

    def _typed(self, editor: CellEditor, rule: bool) -> Iterator[Piece]:
        """What is being typed: its end if it is too long, and where the next letter goes."""
        room = self.sheet.column_width - 1
        text, at = on_one_line(editor.text), editor.at
        if cell_len(text) > room:
            text = text[:at]
        before = right(text[:at], min(cell_len(text[:at]), room - cell_len(text[at:])))
        yield Piece(
            " " * (room - cell_len(before) - cell_len(text[at:])),
            behind=self._behind(self.cursor.column),
            rule=rule,
        )
        yield Piece(before, "field", "chosen", rule)
        yield Piece(text[at : at + 1] or " ", "cursor", "chosen", rule)
        if text[at:]:
            yield Piece(f"{text[at + 1 :]} ", "field", "chosen", rule)


def face_of(shown: Shown, room: int) -> Face:
    """Return a cell in words that take at most so many cells, where they can."""
    if shown.look is Look.OFFERED:
        return Face("", "", shown.text + shown.mark.strip(), "focus-title")
    if shown.look is Look.BLANK:
        return Face("", "", shown.text, "faint")
    state = _STATES.get("!" if shown.look is Look.REFUSED else shown.mark)
    text, mark = _figure(shown)
    if state is None:
        return Face("", "", text, mark)
    stamp = str(state)
    if shown.look is Look.REFUSED and cell_len(text) > room - cell_len(stamp):
        text = wrap(text, room - cell_len(stamp))[0]
    if cell_len(stamp) + cell_len(text) > room:
        stamp = state.value[1]
    return Face(stamp, "stamp" if state is State.ERROR else "open", text, "open")


def widest(shown: Mapping[str, Shown], verdicts: tuple[Verdict, ...]) -> int:
    """Return the cells of the longest figure, a sign before it included."""
    figures = (s for s in shown.values() if s.look is not Look.REFUSED)
    signed = (cell_len(_figure(s)[0] + s.mark.strip()) for s in figures)
    return max(max(signed), *(cell_len(verdict.words) for verdict in verdicts), 1)


_STATES = {"!": State.ERROR, "?": State.QUERY}


def _figure(shown: Shown) -> tuple[str, str]:
    """Return the figure of a cell and its mark: totals bold, zeros faint, partial totals soft."""
    if shown.look is Look.REFUSED:
        return on_one_line(shown.plain), "open"
    text = shown.text.removeprefix(COMPUTED)
    if shown.look is not Look.COMPUTED:
        return text, "ink" if text.strip("0.") else "faint"
    if text != shown.text:
        return text, "title" if text != "0" else "faint"
    return text, "soft" if shown.plain else "faint"


def _cut(text: str, room: int) -> str:
    """Return the beginning of a header where it does not fit in one line."""
    return left(text, room).rstrip() if cell_len(text) > room else text
