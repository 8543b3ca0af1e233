"""A list on the screen, painted line by line, with a cursor on one of its rows.

A key repaints the two rows that look different. Textual's DataTable moves as quickly, but measures
and lays out all its rows whenever they change, which they do with each letter that one filters by:
3,000 rows take it 1.4 s, and this 0.05 s. Nor does it break a sentence over lines as this does.
"""

from collections.abc import Sequence
from typing import ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiwizard.words import tr


class Rows(Protocol):
    """What a list shows: rows of one or more lines, laid out for a width."""

    def header(self, width: int) -> Sequence[str]:
        """The line that stays at the top, column by column; empty for none."""

    def spans(self, width: int) -> Sequence[int]:
        """How many lines each row takes."""

    def line(self, row: int, number: int, width: int) -> Sequence[str]:
        """One line of a row, column by column."""


class Listing(ScrollView, can_focus=True):
    """Rows with a cursor on one of them.

    Args:
        rows: What it shows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"listing--header", "listing--row", "listing--cursor"}
    """
    | Class | Description |
    | :- | :- |
    | `listing--header` | The line that stays at the top. |
    | `listing--row` | The rows. |
    | `listing--cursor` | The current row. |
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", tr("上移"), show=False),
        Binding("down", "move(1)", tr("下移"), show=False),
        Binding("pageup", "page(-1)", tr("上一屏"), show=False),
        Binding("pagedown", "page(1)", tr("下一屏"), show=False),
        Binding("home,ctrl+home", "edge(0)", tr("第一项"), show=False),
        Binding("end,ctrl+end", "edge(-1)", tr("最后一项"), show=False),
        Binding("enter", "choose", tr("打开")),
    ]

    class About(Message):
        """Something about a list."""

        def __init__(self, listing: "Listing") -> None:
            super().__init__()
            self.listing = listing

        @property
        def control(self) -> "Listing":
            """The list."""
            return self.listing

    class Moved(About):
        """The cursor is on another row."""

    class Chosen(About):
        """Enter or a second click on a row."""

    class HeaderClicked(About):
        """The header was clicked on.

        Attributes:
            x: The cell of the screen, from the left edge of the list.
        """

        def __init__(self, listing: "Listing", x: int) -> None:
            super().__init__(listing)
            self.x = x

    def __init__(self, rows: Rows, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows = rows
        self._row = 0
        self._frozen = 0
        self._starts: list[int] = []
        self._lines = 0

    @property
    def row(self) -> int | None:
        """The current row; None in an empty list."""
        return self._row if self._starts else None

    @property
    def room(self) -> int:
        """Cells for a line."""
        return self.scrollable_content_region.width or 79

    def show_rows(self, rows: Rows, row: int | None = None) -> None:
        """Show other rows.

        Args:
            rows: The rows.
            row: Where the cursor goes; None leaves it where it was, as far as there are rows.
        """
        self._rows = rows
        self._lay_out(self._row if row is None else row)

    def _lay_out(self, row: int) -> None:
        self._frozen = 1 if self._rows.header(self.room) else 0
        self._starts, self._lines = [], self._frozen
        for span in self._rows.spans(self.room):
            self._starts.append(self._lines)
            self._lines += span
        self._row = max(min(row, len(self._starts) - 1), 0)
        if self.virtual_size.height != self._lines:
            self.virtual_size = Size(self.room, self._lines)
        self.refresh()
        self._reveal()

    def on_resize(self) -> None:
        """Arrange it for the new width."""
        self._lay_out(self._row)

    def watch_show_vertical_scrollbar(self) -> None:
        """Arrange it for the room that a scrollbar takes or leaves; no resize tells of it."""
        self._lay_out(self._row)

    def on_focus(self) -> None:
        """Show the cursor, and put the terminal's own there."""
        self._repaint(self._row)
        self._publish_cursor()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self._repaint(self._row)

    def render_line(self, y: int) -> Strip:
        """One line of the screen, the header frozen at the top."""
        if y < self._frozen:
            style = self.get_component_rich_style("listing--header")
            return self._strip(self._rows.header(self.room), style)
        line = y + int(self.scroll_offset.y)
        row = self._row_of(line)
        if row is None:
            return Strip.blank(self.size.width, self.rich_style)
        texts = self._rows.line(row, line - self._starts[row], self.room)
        return self._strip(texts, self._style_of(row))

    def _strip(self, texts: Sequence[str], style: Style) -> Strip:
        """Columns as a line; each is a segment, for none may shift where glyphs are not as wide."""
        strip = Strip([Segment(text, style) for text in texts])
        line = strip.adjust_cell_length(self.room, style)
        return line.adjust_cell_length(self.size.width, self.rich_style)

    def _style_of(self, row: int) -> Style:
        if row != self._row:
            return self.get_component_rich_style("listing--row")
        if self.has_focus:
            return self.get_component_rich_style("listing--cursor")
        return self.get_component_rich_style("listing--row") + Style(underline=True)

    def _row_of(self, line: int) -> int | None:
        """The row of a line, counted with the header."""
        if not self._frozen <= line < self._lines:
            return None
        low, high = 0, len(self._starts)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._starts[middle] <= line else (low, middle)
        return low

    def _end(self, row: int) -> int:
        """The line behind a row."""
        return self._starts[row + 1] if row + 1 < len(self._starts) else self._lines

    def _repaint(self, row: int) -> None:
        if row < len(self._starts):
            for line in range(self._starts[row], self._end(row)):
                self.refresh_line(line)

    def _reveal(self) -> None:
        """Scroll so that the current row is in view, its first line at least."""
        if not self._starts:
            return
        height = self.scrollable_content_region.height
        first, end = self._starts[self._row], self._end(self._row)
        y = int(self.scroll_offset.y)
        y = min(max(y, end - height), first - self._frozen)
        self.scroll_to(y=max(y, 0), animate=False, immediate=True)
        self._publish_cursor()

    def _publish_cursor(self) -> None:
        """Place the terminal's cursor on the current row, for screen readers."""
        if self.has_focus and self._starts and self.app.screen is self.screen:
            self.app.cursor_position = self.cursor_screen_offset

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the current row begins on the screen."""
        y = self._starts[self._row] - int(self.scroll_offset.y) if self._starts else 0
        return self.content_region.offset + Offset(0, y)

    def go_to(self, row: int) -> None:
        """Put the cursor on a row."""
        row = max(min(row, len(self._starts) - 1), 0)
        if row != self._row:
            before, self._row = self._row, row
            self._repaint(before)
            self._repaint(row)
            self._reveal()
            self.post_message(self.Moved(self))

    def action_move(self, by: int) -> None:
        """Up or down by a row."""
        self.go_to(self._row + by)

    def action_page(self, direction: int) -> None:
        """Up or down by about a screenful."""
        if self._starts:
            height = self.scrollable_content_region.height - self._frozen - 1
            line = self._starts[self._row] + direction * max(height, 1)
            row = self._row_of(max(min(line, self._lines - 1), self._frozen))
            self.go_to(self._row + direction if row in (None, self._row) else int(row or 0))

    def action_edge(self, end: int) -> None:
        """To the first or the last row."""
        self.go_to(len(self._starts) - 1 if end else 0)

    def action_choose(self) -> None:
        """Enter: do what is done with a row."""
        if self._starts:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse; a second click chooses it."""
        y = event.y - self.gutter.top
        if y < self._frozen:
            self.post_message(self.HeaderClicked(self, event.x - self.gutter.left))
            return
        row = self._row_of(y + int(self.scroll_offset.y))
        if row is not None:
            self.go_to(row)
            if event.chain > 1:
                self.action_choose()
