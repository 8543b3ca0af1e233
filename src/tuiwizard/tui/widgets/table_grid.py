"""The grid: a table of the form that is filled in like a spreadsheet.

It posts what was typed; what becomes of it comes back through `show`.
"""

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tuiwizard.report.shown import Look
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.widgets.cell_editor import CellEditor
from tuiwizard.tui.widgets.sheet import Slot
from tuiwizard.tui.widgets.sheet_view import SheetView
from tuiwizard.words import tr


class Hand(NamedTuple):
    """Where a person is in a grid.

    Attributes:
        path: The current cell.
        anchor: The cell where the selected block began; None without one.
        editor: What is being typed; None if nothing is.
    """

    path: str
    anchor: str | None
    editor: CellEditor | None


class TableGrid(SheetView):
    """A table of the form, its keys, and what they type."""

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

    class Passed(Told):
        """The person goes on behind the last cell, and none is left open."""

    told: Callable[[], None] = staticmethod(lambda: None)
    """Called when the cursor is in another cell, or what is being typed there changed.

    No message: what is said of the cell is painted with it, not a frame later.
    """

    read_only = False
    """Whether figures may only be looked at and copied: while the report is signed off."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What changes a figure is no command for who only reads it."""
        if self.read_only and action in ("edit_in_place", "clear", "backspace", "paste"):
            return False
        return super().check_action(action, parameters)

    def changes(self, key: str) -> bool:
        """Whether a key of the table's own takes what was typed: figures and totals change then."""
        return self._editor is not None and key in self._bindings.key_to_bindings

    @property
    def typing(self) -> str | None:
        """What is being typed into the current cell, not yet accepted."""
        return self._editor.text if self._editor else None

    @property
    def hides_typing(self) -> bool:
        """Whether what is being typed is longer than its cell."""
        return cell_len(self.typing or "") >= self._sheet.column_width

    @property
    def column(self) -> int:
        """The number of the current column."""
        return self._cursor.column

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

    def leave_off(self) -> "Hand":
        """Stop typing here, to have another grid of the same table go on with it."""
        anchor = None if self._anchor is None else self._anchor.cell.path
        hand = Hand(self.path, anchor, self._editor)
        self._editor = None
        return hand

    def go_on(self, hand: "Hand") -> None:
        """Take over where the cursor was in another grid, and what was being typed there."""
        slots = self._sheet.slots
        self._cursor = slots[hand.path]
        self._anchor = slots.get(hand.anchor or "")
        self._editor = hand.editor
        self._reveal()
        self.refresh()
        self._tell()

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
        self.refresh_line(self._cursor.line)
        self._publish_cursor()

    def on_blur(self) -> None:
        """Accept what was being typed: leaving a cell never loses it."""
        self.accept()
        self.refresh_line(self._cursor.line)

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
        before, touched = self._cursor, {row[0].row for row in self.selection}
        if selecting:
            self._anchor = self._anchor or self._cursor
        else:
            self._anchor = None
        self._cursor = slot
        self._repaint_move(before, touched | {row[0].row for row in self.selection if row})
        self._reveal()
        self._tell()

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
            self._edit(self._editor.insert("".join(text.split())))
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
        self._edit(editor.insert(text))

    def _edit(self, editor: CellEditor | None) -> None:
        """Show what is being typed, and tell of it."""
        self._editor = editor
        self._repaint_cursor()
        self._tell()

    def _tell(self) -> None:
        """Tell where the cursor is and what is being typed there."""
        self.told()

    def action_select_all(self) -> None:
        """Select the whole table; its last row may be a short one, its first is not."""
        self._put_cursor(self._sheet.rows[0][-1])
        self._put_cursor(self._sheet.rows[-1][0], selecting=True)

    @property
    def _in_place(self) -> CellEditor | None:
        """What is being edited in place: the keys that move then move in the text."""
        return self._editor if self._editor is not None and self._editor.in_place else None

    def action_move(self, down: int, right: int, selecting: bool = False) -> None:
        """Move by a cell; while editing in place, sideways in the text."""
        if self._in_place is not None and right:
            self._edit(self._in_place.move(right))
        else:
            self._put_cursor(self._sheet.beside(self._cursor, down, right), selecting=selecting)

    def action_edge(self, where: str) -> None:
        """Go to the end of the row or of the table; while editing in place, of the text."""
        if self._in_place is not None:
            length = len(self._in_place.text)
            self._edit(self._in_place.move(-length if where == "left" else length))
        else:
            self._put_cursor(self._sheet.edge(self._cursor, where))

    def action_page(self, direction: int) -> None:
        """Move by about a screenful."""
        lines = max(self._below - 1, 1)
        self._put_cursor(self._sheet.paged(self._cursor, direction * lines))

    def action_next_down(self) -> None:
        """Accept and go down to the next cell to fill in; after the last, to the next column."""
        self._onward(self._sheet.downwards)

    def action_next_right(self, by: int) -> None:
        """Accept and go to the next cell to fill in, row by row; before the first, to the last."""
        order = self._sheet.rightwards
        if by > 0:
            self._onward(order)
        else:
            here = order.index(self._cursor)
            before = [slot for slot in order[:here] or order if not slot.cell.computed]
            self._put_cursor(before[-1])

    def _onward(self, order: list[Slot]) -> None:
        """Go to the next cell to fill in; behind the last to one left open, or out of the table."""
        here = order.index(self._cursor)
        ahead = (slot for slot in order[here + 1 :] if not slot.cell.computed)
        left_open = (slot for slot in order[:here] if self._open(slot))
        onward = next(ahead, None) or next(left_open, None)
        if onward is None and self.read_only:
            onward = order[0]
        if onward is not None:
            self._put_cursor(onward)
        else:
            self.accept()
            self.post_message(self.Passed(self))

    def _open(self, slot: Slot) -> bool:
        """Whether a cell is still to be filled in, or cannot be taken as it is."""
        return self._shown[slot.cell.path].look in (Look.BLANK, Look.REFUSED)

    def action_edit_in_place(self) -> None:
        """F2: edit the text that is there."""
        if self._fixed:
            self.app.bell()
            return
        text = self.text_of(self.path) if self._editor is None else self._editor.text
        self._edit(CellEditor(text, len(text), in_place=True))

    def action_clear(self) -> None:
        """Delete: clear the cell; while editing in place, the next character."""
        if self._in_place is not None:
            self._edit(self._in_place.delete())
        else:
            self._edit(None)
            self.post_message(self.Cleared(self, self._selected_paths()))

    def action_backspace(self) -> None:
        """Backspace: delete the character before, or clear the cell."""
        if self._editor is not None:
            self._edit(self._editor.backspace())
        else:
            self.action_clear()

    def action_cancel(self) -> None:
        """Esc: give up what is being typed."""
        self._edit(None)

    def action_copy(self) -> None:
        """Copy the selected block as tab-separated text, for here and for a spreadsheet."""
        lines = ("\t".join(self.text_of(slot.cell.path) for slot in row) for row in self.selection)
        self.app.copy_to_clipboard("\n".join(lines))

    def action_paste(self) -> None:
        """Paste what was copied here; the terminal's own paste arrives by itself."""
        self._paste(self.app.clipboard)
