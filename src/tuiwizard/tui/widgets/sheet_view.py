"""A table of the form on the screen: painted line by line, with a cursor in one cell.

It shows what it is given; no figure lives here. A change repaints the cells that look
different, nothing else (a whole DataTable repaint costs ten times as much).
"""

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiwizard.forms.grid import Grid
from tuiwizard.session.view import Look, Shown, on_one_line
from tuiwizard.tui.cells import cell_len, centred, left, right, wrap
from tuiwizard.tui.widgets.cell_editor import CellEditor
from tuiwizard.tui.widgets.sheet import HeaderCell, Line, Slot, arrange


class SheetView(ScrollView, can_focus=True):
    """A table laid out for its width, its cells, and where the cursor is."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--header",
        "sheet--label",
        "sheet--blank",
        "sheet--figure",
        "sheet--refused",
        "sheet--computed",
        "sheet--offered",
        "sheet--cursor",
        "sheet--selected",
        "sheet--editing",
    }
    """
    | Class | Description |
    | :- | :- |
    | `sheet--header` | Band titles and column headers. |
    | `sheet--label` | Row labels. |
    | `sheet--blank`, `--figure`, `--refused`, `--computed` | Cells, by what they hold. |
    | `sheet--offered` | Cells for which another figure is offered. |
    | `sheet--cursor` | The current cell. |
    | `sheet--selected` | The other cells of a selected block. |
    | `sheet--editing` | The current cell while it is typed into. |
    """

    def __init__(self, grid: Grid, shown: Mapping[str, Shown], at: str = "") -> None:
        super().__init__()
        self.grid = grid
        self._shown = dict(shown)
        self._editor: CellEditor | None = None
        self._anchor: Slot | None = None
        self._sheet = arrange(grid, 79, self._widest())
        self._cursor = self._sheet.slots.get(at, self._sheet.rows[0][0])

    @property
    def path(self) -> str:
        """The path of the current cell."""
        return self._cursor.cell.path

    @property
    def selection(self) -> tuple[tuple[Slot, ...], ...]:
        """The selected block, row by row: at least the current cell."""
        one, other = self._cursor, self._anchor or self._cursor
        first, last = sorted((one.column, other.column))
        top, bottom = sorted((one.row, other.row))
        rows = self._sheet.rows[top : bottom + 1]
        return tuple(slots[first : last + 1] for slots in rows)

    def text_of(self, path: str) -> str:
        """The text of a cell without its sign."""
        return self._shown[path].plain

    def show(self, shown: Mapping[str, Shown]) -> None:
        """Show new figures; only cells that look different are repainted."""
        changed = [path for path, cell in shown.items() if self._shown.get(path) != cell]
        self._shown = dict(shown)
        if self._sheet.column_width <= self._widest():
            self._arrange()
            return
        for path in changed:
            self.refresh(self._region(self._sheet.slots[path]))

    def render_line(self, y: int) -> Strip:
        """One line of the screen, headers frozen at the top."""
        sheet = self._sheet
        index = y if y < sheet.frozen else y + int(self.scroll_offset.y)
        if index >= len(sheet.lines):
            return Strip.blank(self.size.width, self.rich_style)
        line = sheet.lines[index]
        width = sheet.width if line.kind == "title" else sheet.label_width
        label = Strip([Segment(left(line.label, width), self._label_style(line))])
        body = Strip(self._body(line)).crop(int(self.scroll_offset.x))
        return Strip.join([label, body]).adjust_cell_length(self.size.width, self.rich_style)

    def _label_style(self, line: Line) -> Style:
        current = line.slots and line.slots[0].row == self._cursor.row
        header = line.kind in ("title", "header")
        style = self.get_component_rich_style("sheet--header" if header else "sheet--label")
        return style + Style(bold=True) if current else style

    def _body(self, line: Line) -> list[Segment]:
        if line.slots:
            return [self._segment(slot) for slot in line.slots]
        width, style = self._sheet.column_width, self.get_component_rich_style("sheet--header")
        text = ""
        for piece in line.headers:
            text = left(text, piece.column * width) + _header_text(piece, width)
        return [Segment(left(text, self._sheet.columns * width), style)]

    def _segment(self, slot: Slot) -> Segment:
        width = self._sheet.column_width
        mark = self._shown[slot.cell.path].mark
        return Segment(right(self._text_in(slot), width - 1) + mark, self._style_of(slot))

    def _text_in(self, slot: Slot) -> str:
        """What stands in a cell; of a long text, the part that says most."""
        shown = self._shown[slot.cell.path]
        room = self._sheet.column_width - 1
        if slot == self._cursor and self._editor is not None:
            typed = on_one_line(self._editor.text)
            return typed if cell_len(typed) <= room else typed[: self._editor.at]
        if shown.look is Look.REFUSED and cell_len(shown.text) > room:
            return wrap(shown.text, room)[0]
        return shown.text

    def _style_of(self, slot: Slot) -> Style:
        look = str(self._shown[slot.cell.path].look)
        if slot == self._cursor and self._editor is not None:
            look = "editing"
        elif slot == self._cursor and self.has_focus:
            look = "cursor"
        elif self._anchor is not None and any(slot in row for row in self.selection):
            look = "selected"
        style = self.get_component_rich_style(f"sheet--{look}")
        unfocused = slot == self._cursor and not self.has_focus
        return style + Style(underline=True) if unfocused else style

    def on_resize(self) -> None:
        """Lay the table out anew for the new width."""
        self._arrange()

    def _arrange(self) -> None:
        width = self.scrollable_content_region.width or 79
        self._sheet = arrange(self.grid, width, self._widest())
        self._cursor = self._sheet.slots[self.path]
        if self._anchor is not None:
            self._anchor = self._sheet.slots[self._anchor.cell.path]
        self.virtual_size = Size(self._sheet.width, len(self._sheet.lines))
        self.refresh()
        self.call_after_refresh(self._reveal)

    def _widest(self) -> int:
        figures = (s.text for s in self._shown.values() if s.look is not Look.REFUSED)
        return max(cell_len(text) for text in figures) + 1

    def _region(self, slot: Slot) -> Region:
        sheet, offset = self._sheet, self.scroll_offset
        x = sheet.label_width + slot.column * sheet.column_width - int(offset.x)
        return Region(x, slot.line - int(offset.y), sheet.column_width, 1)

    def _slot_at(self, x: int, y: int) -> Slot | None:
        """The cell at a place in the widget."""
        sheet = self._sheet
        line = y if y < sheet.frozen else y + int(self.scroll_offset.y)
        if line >= len(sheet.lines) or x < sheet.label_width:
            return None
        column = (x - sheet.label_width + int(self.scroll_offset.x)) // sheet.column_width
        slots = sheet.lines[line].slots
        return slots[column] if column < len(slots) else None

    def _reveal(self) -> None:
        """Scroll so that the cell, its label and the headers it needs are in view."""
        sheet, slot = self._sheet, self._cursor
        top = sheet.rows[slot.row - 1][0].line + 1 if slot.row else sheet.frozen
        height = self.scrollable_content_region.height
        y = int(self.scroll_offset.y)
        low, high = slot.line - height + 1, top - sheet.frozen
        y = min(max(y, low), max(high, low))
        x = int(self.scroll_offset.x)
        body = self.scrollable_content_region.width - sheet.label_width
        start = slot.column * sheet.column_width
        x = min(max(x, start + sheet.column_width - body), start)
        self.scroll_to(max(x, 0), max(y, 0), animate=False, immediate=True)
        self._publish_cursor()

    def _publish_cursor(self) -> None:
        """Place the terminal's cursor at the insertion point, for input methods and readers."""
        if not self.has_focus:
            return
        region = self._region(self._cursor)
        text, at = (self._editor.text, self._editor.at) if self._editor else ("", 0)
        width = self._sheet.column_width
        whole = cell_len(text) <= width - 1  # otherwise what is before the point is shown
        back = cell_len(text[at:]) if whole else 0
        self.app.cursor_position = self.content_region.offset + Offset(
            region.x + width - 1 - back, region.y
        )

    def _repaint_cursor(self) -> None:
        self.refresh_line(self._cursor.line)
        self._publish_cursor()


def _header_text(piece: HeaderCell, width: int) -> str:
    """A leaf over its figures at the right, a group in the middle of its columns."""
    if piece.columns == 1:
        return right(piece.text, width - 1) + " "
    return centred(piece.text, piece.columns * width)
