"""The grid: a table of the form that is filled in like a spreadsheet.

It posts what was typed; what becomes of it comes back through `show`.
"""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tuiwizard.tui.widgets.cell_editor import CellEditor
from tuiwizard.tui.widgets.moving_sheet import MovingSheet
from tuiwizard.words import tr


class TableGrid(MovingSheet):
    """A table of the form, its keys, and what they type."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "edit_in_place", tr("修改"), show=False),
        Binding("delete", "clear", tr("清空"), show=False, tooltip=tr("清空选中的格")),
        Binding("backspace", "backspace", tr("退格"), show=False),
        Binding("escape", "cancel", tr("还原"), show=False),
        Binding("ctrl+c", "copy", tr("复制"), show=False),
        Binding("ctrl+v", "paste", tr("粘贴"), show=False),
    ]

    class Told(Message):
        """Something that a grid tells."""

        def __init__(self, grid: "TableGrid") -> None:
            super().__init__()
            self.grid = grid

        @property
        def control(self) -> "TableGrid":
            """The grid that tells it."""
            return self.grid

    class Edited(Told):
        """A text was accepted for a cell."""

        def __init__(self, grid: "TableGrid", path: str, text: str) -> None:
            super().__init__(grid)
            self.path = path
            self.text = text

    class Moved(Told):
        """The cursor is in another cell, or what is being typed in it changed."""

        def __init__(self, grid: "TableGrid", path: str, typing: str | None) -> None:
            super().__init__(grid)
            self.path = path
            self.typing = typing

    read_only = False
    """Whether figures may only be looked at and copied: while the report is signed off."""

    @property
    def typing(self) -> str | None:
        """What is being typed into the current cell, not yet accepted."""
        return self._editor.text if self._editor else None

    class Cleared(Told):
        """The cells of the selected block are to be emptied."""

        def __init__(self, grid: "TableGrid", paths: tuple[str, ...]) -> None:
            super().__init__(grid)
            self.paths = paths

    class Zeroed(Told):
        """The blank cells of the selected block are to become 0."""

        def __init__(self, grid: "TableGrid", paths: tuple[str, ...]) -> None:
            super().__init__(grid)
            self.paths = paths

    class Pasted(Told):
        """A text was pasted into the grid.

        Attributes:
            path: The current cell.
            text: The clipboard's text, unread.
        """

        def __init__(self, grid: "TableGrid", path: str, text: str) -> None:
            super().__init__(grid)
            self.path = path
            self.text = text

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
        """A double click edits in place."""
        if event.chain == 2 and self._slot_at(event.x, event.y) is not None:
            self.action_edit_in_place()

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

    def on_paste(self, event: events.Paste) -> None:
        """Into the text being edited, or as a block from the current cell."""
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def _paste(self, text: str) -> None:
        if self._editor is not None:
            self.set_editor(self._editor.insert("".join(text.split())))
        elif self.read_only:
            self.app.bell()
        elif text:
            self.post_message(self.Pasted(self, self.path, text))

    @property
    def _fixed(self) -> bool:
        """Whether nothing can be typed into the current cell."""
        return self.read_only or self._cursor.cell.computed

    def _selected_paths(self) -> tuple[str, ...]:
        slots = (slot for row in self.selection for slot in row)
        return tuple(slot.cell.path for slot in slots if not slot.cell.computed)

    def _type(self, text: str) -> None:
        if text in ("0", "０") and self._anchor is not None and self._editor is None:
            self.post_message(self.Zeroed(self, self._selected_paths()))
            return
        if self._fixed:
            self.app.bell()
            return
        editor = self._editor or CellEditor("", 0)
        self.set_editor(editor.insert(text))

    def set_editor(self, editor: CellEditor | None) -> None:
        """Show what is being typed, and tell of it."""
        super().set_editor(editor)
        self.moved()

    def moved(self) -> None:
        """Tell where the cursor is and what is being typed there."""
        self.post_message(self.Moved(self, self.path, self.typing))

    def action_edit_in_place(self) -> None:
        """F2: edit the text that is there."""
        if self._fixed:
            self.app.bell()
            return
        text = self.text_of(self.path) if self._editor is None else self._editor.text
        self.set_editor(CellEditor(text, len(text), in_place=True))

    def action_clear(self) -> None:
        """Delete: clear the cell; while editing in place, the next character."""
        if self._editor is not None and self._editor.in_place:
            self.set_editor(self._editor.delete())
        else:
            self.set_editor(None)
            self.post_message(self.Cleared(self, self._selected_paths()))

    def action_backspace(self) -> None:
        """Backspace: delete the character before, or clear the cell."""
        if self._editor is not None:
            self.set_editor(self._editor.backspace())
        else:
            self.action_clear()

    def action_cancel(self) -> None:
        """Esc: give up what is being typed."""
        self.set_editor(None)

    def action_copy(self) -> None:
        """Copy the selected block as tab-separated text, for here and for a spreadsheet."""
        lines = ("\t".join(self.text_of(slot.cell.path) for slot in row) for row in self.selection)
        self.app.copy_to_clipboard("\n".join(lines))

    def action_paste(self) -> None:
        """Paste what was copied here; the terminal's own paste arrives by itself."""
        self._paste(self.app.clipboard)
