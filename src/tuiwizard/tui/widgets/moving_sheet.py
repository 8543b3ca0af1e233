"""Moving in a table and selecting blocks of it, by keyboard and mouse."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tuiwizard.tui.widgets.cell_editor import CellEditor
from tuiwizard.tui.widgets.sheet import Slot
from tuiwizard.tui.widgets.sheet_view import SheetView
from tuiwizard.words import tr


class MovingSheet(SheetView):
    """A table with a cursor that moves and a block that grows from it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", tr("上移"), show=False),
        Binding("down", "move(1, 0)", tr("下移"), show=False),
        Binding("left", "move(0, -1)", tr("左移"), show=False),
        Binding("right", "move(0, 1)", tr("右移"), show=False),
        Binding("shift+up", "move(-1, 0, True)", tr("向上选"), show=False),
        Binding("shift+down", "move(1, 0, True)", tr("向下选"), show=False),
        Binding("shift+left", "move(0, -1, True)", tr("向左选"), show=False),
        Binding("shift+right", "move(0, 1, True)", tr("向右选"), show=False),
        Binding("home", "edge('left')", tr("行首"), show=False),
        Binding("end", "edge('right')", tr("行尾"), show=False),
        Binding("ctrl+home", "edge('first')", tr("表首"), show=False),
        Binding("ctrl+end", "edge('last')", tr("表尾"), show=False),
        Binding("ctrl+a", "select_all", tr("全选"), show=False),
        Binding("pageup", "page(-1)", tr("上一屏"), show=False),
        Binding("pagedown", "page(1)", tr("下一屏"), show=False),
        Binding("enter", "next_down", tr("下一行"), show=False),
        Binding("tab", "next_right(1)", tr("下一格"), show=False),
        Binding("shift+tab", "next_right(-1)", tr("上一格"), show=False),
    ]

    def accept(self) -> None:
        """Take over what is being typed before the cursor moves."""

    def set_editor(self, editor: CellEditor | None) -> None:
        """Show what is being typed."""
        self._editor = editor
        self._repaint_cursor()

    def moved(self) -> None:
        """The cursor is in another cell."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is; a drag selects from there."""
        slot = self._slot_at(event.x, event.y)
        if slot is not None:
            self._put_cursor(slot)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the block to the mouse."""
        slot = self._slot_at(event.x, event.y) if self.app.mouse_captured is self else None
        if slot is not None and slot != self._cursor:
            self._put_cursor(slot, selecting=True)

    def on_mouse_up(self) -> None:
        """The block is as it should be."""
        self.release_mouse()

    def _put_cursor(self, slot: Slot, *, selecting: bool = False) -> None:
        """Move the cursor; selecting, the block reaches from where it began to there."""
        self.accept()
        touched = {row[0].line for row in self.selection}
        if selecting:
            self._anchor = self._anchor or self._cursor
        else:
            self._anchor = None
        self._cursor = slot
        for line in touched | {row[0].line for row in self.selection if row}:
            self.refresh_line(line)
        self._reveal()
        self.moved()

    def action_select_all(self) -> None:
        """Select the whole table; its last row may be a short one, its first is not."""
        self._put_cursor(self._sheet.rows[0][-1])
        self._put_cursor(self._sheet.rows[-1][0], selecting=True)

    def action_move(self, down: int, right: int, selecting: bool = False) -> None:
        """Move by a cell; while editing in place, sideways in the text."""
        if self._editor is not None and self._editor.in_place and right:
            self.set_editor(self._editor.move(right))
            return
        rows = self._sheet.rows
        row = min(max(self._cursor.row + down, 0), len(rows) - 1)
        column = min(max(self._cursor.column + right, 0), len(rows[row]) - 1)
        self._put_cursor(rows[row][column], selecting=selecting)

    def action_edge(self, where: str) -> None:
        """Go to the end of the row or of the table; while editing in place, of the text."""
        if self._editor is not None and self._editor.in_place:
            length = len(self._editor.text)
            self.set_editor(self._editor.move(-length if where == "left" else length))
            return
        rows = self._sheet.rows
        row = {"first": rows[0], "last": rows[-1]}.get(where, rows[self._cursor.row])
        self._put_cursor(row[0] if where in ("left", "first") else row[-1])

    def action_page(self, direction: int) -> None:
        """Move by about a screenful."""
        lines = max(self.scrollable_content_region.height - self._sheet.frozen - 1, 1)
        target = self._cursor.line + direction * lines
        rows = self._sheet.rows
        row = min(rows, key=lambda slots: abs(slots[0].line - target))
        self._put_cursor(row[min(self._cursor.column, len(row) - 1)])

    def action_next_down(self) -> None:
        """Accept and go down to the next cell to fill in; after the last, to the next column."""
        columns = max(len(row) for row in self._sheet.rows)
        order = [row[c] for c in range(columns) for row in self._sheet.rows if c < len(row)]
        self._step(order, 1)

    def action_next_right(self, by: int) -> None:
        """Accept and go to the next cell to fill in, row by row."""
        self._step([slot for row in self._sheet.rows for slot in row], by)

    def _step(self, order: list[Slot], by: int) -> None:
        here = order.index(self._cursor)
        ahead = order[here + 1 :] if by > 0 else order[:here][::-1]
        self._put_cursor(next((s for s in ahead if not s.cell.computed), self._cursor))
