"""The grid: a table of the form that is filled in like a spreadsheet.

It posts what was typed; what becomes of it comes back through `show`.
"""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tuiwizard.tui.widgets.cell_editor import CellEditor
from tuiwizard.tui.widgets.sheet import Slot
from tuiwizard.tui.widgets.sheet_view import SheetView


class TableGrid(SheetView):
    """A table of the form, its keys, and what they type."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", "上移", show=False),
        Binding("down", "move(1, 0)", "下移", show=False),
        Binding("left", "move(0, -1)", "左移", show=False),
        Binding("right", "move(0, 1)", "右移", show=False),
        Binding("home", "edge('left')", "行首", show=False),
        Binding("end", "edge('right')", "行尾", show=False),
        Binding("ctrl+home", "edge('first')", "表首", show=False),
        Binding("ctrl+end", "edge('last')", "表尾", show=False),
        Binding("pageup", "page(-1)", "上一屏", show=False),
        Binding("pagedown", "page(1)", "下一屏", show=False),
        Binding("enter", "next_down", "下一行", show=False),
        Binding("tab", "next_right(1)", "下一格", show=False),
        Binding("shift+tab", "next_right(-1)", "上一格", show=False),
        Binding("f2", "edit_in_place", "修改"),
        Binding("delete", "clear", "清空", show=False),
        Binding("backspace", "backspace", "退格", show=False),
        Binding("escape", "cancel", "还原", show=False),
    ]

    class Edited(Message):
        """A text was accepted for a cell."""

        def __init__(self, grid: "TableGrid", path: str, text: str) -> None:
            super().__init__()
            self.grid = grid
            self.path = path
            self.text = text

        @property
        def control(self) -> "TableGrid":
            """The grid it was typed into."""
            return self.grid

    class Moved(Message):
        """The cursor is in another cell, or what is being typed in it changed."""

        def __init__(self, grid: "TableGrid", path: str, typing: str | None) -> None:
            super().__init__()
            self.grid = grid
            self.path = path
            self.typing = typing

        @property
        def control(self) -> "TableGrid":
            """The grid whose cursor moved."""
            return self.grid

    @property
    def typing(self) -> str | None:
        """What is being typed into the current cell, not yet accepted."""
        return self._editor.text if self._editor else None

    def go_to(self, path: str) -> None:
        """Put the cursor into a cell."""
        slot = self._sheet.slots.get(path)
        if slot is not None:
            self._put_cursor(slot)

    def accept(self) -> None:
        """Post what is being typed as the cell's text."""
        text = self.take()
        if text is not None:
            self.post_message(self.Edited(self, self.path, text))

    def take(self) -> str | None:
        """Stop typing and return what was typed, if anything was."""
        if self._editor is None:
            return None
        text, self._editor = self._editor.text, None
        self._repaint_cursor()
        return text

    def on_focus(self) -> None:
        """Show the cursor."""
        self._repaint_cursor()

    def on_blur(self) -> None:
        """Accept what was being typed: leaving a cell never loses it."""
        self.accept()
        self._repaint_cursor()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        slot = self._slot_at(event.x, event.y)
        if slot is not None:
            self._put_cursor(slot)

    def on_key(self, event: events.Key) -> None:
        """A character overwrites the cell, or goes into the text being edited."""
        if event.character is None or not event.is_printable or event.character.isspace():
            return
        event.stop()
        event.prevent_default()
        self._type(event.character)

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        """Printable characters are typed into the cell, not looked up as bindings."""
        return character is not None and character.isprintable()

    def _type(self, text: str) -> None:
        if self._cursor.cell.computed:
            self.app.bell()
            return
        editor = self._editor or CellEditor("", 0)
        self._set_editor(editor.insert(text))

    def _set_editor(self, editor: CellEditor | None) -> None:
        self._editor = editor
        self._repaint_cursor()
        self.post_message(self.Moved(self, self.path, self.typing))

    def _put_cursor(self, slot: Slot) -> None:
        self.accept()
        old, self._cursor = self._cursor, slot
        self.refresh_line(old.line)
        self.refresh_line(slot.line)
        self._reveal()
        self.post_message(self.Moved(self, self.path, None))

    def action_move(self, down: int, right: int) -> None:
        """Move by a cell; while editing in place, sideways in the text."""
        if self._editor is not None and self._editor.in_place and right:
            self._set_editor(self._editor.move(right))
            return
        rows = self._sheet.rows
        row = min(max(self._cursor.row + down, 0), len(rows) - 1)
        column = min(max(self._cursor.column + right, 0), len(rows[row]) - 1)
        self._put_cursor(rows[row][column])

    def action_edge(self, where: str) -> None:
        """Go to the end of the row or of the table; while editing in place, of the text."""
        if self._editor is not None and self._editor.in_place:
            length = len(self._editor.text)
            self._set_editor(self._editor.move(-length if where == "left" else length))
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

    def action_edit_in_place(self) -> None:
        """F2: edit the text that is there."""
        if self._cursor.cell.computed:
            self.app.bell()
            return
        text = self.text_of(self.path)
        self._set_editor(CellEditor(text, len(text), in_place=True))

    def action_clear(self) -> None:
        """Delete: clear the cell; while editing in place, the next character."""
        if self._editor is not None and self._editor.in_place:
            self._set_editor(self._editor.delete())
        elif not self._cursor.cell.computed:
            self._set_editor(None)
            self.post_message(self.Edited(self, self.path, ""))

    def action_backspace(self) -> None:
        """Backspace: delete the character before, or clear the cell."""
        if self._editor is not None:
            self._set_editor(self._editor.backspace())
        else:
            self.action_clear()

    def action_cancel(self) -> None:
        """Esc: give up what is being typed."""
        self._set_editor(None)
