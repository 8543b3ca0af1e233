"""A table of the form on the screen: painted line by line, with a cursor in one cell.

It shows what it is given; no figure lives here. A change repaints the cells that look
different, nothing else (a whole DataTable repaint costs ten times as much).
"""

from collections.abc import Iterable, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiwizard.forms.grid import Grid
from tuiwizard.report.balance_words import Verdict
from tuiwizard.report.shown import Shown
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.marks import drawn
from tuiwizard.tui.widgets.cell_editor import CellEditor
from tuiwizard.tui.widgets.sheet import Slot, arrange
from tuiwizard.tui.widgets.sheet_painting import Painting, Piece, widest


class SheetView(ScrollView, can_focus=True):
    """A table laid out for its size, its cells, and where the cursor is.

    Args:
        grid: The table of the form.
        shown: What stands in each cell, by path.
        at: The cell to begin in.
        verdicts: Whether each column balances; none where that is not looked at.
    """

    def __init__(
        self,
        grid: Grid,
        shown: Mapping[str, Shown],
        at: str = "",
        verdicts: tuple[Verdict, ...] = (),
    ) -> None:
        super().__init__()
        self.grid = grid
        self._shown = dict(shown)
        self._verdicts = verdicts
        self._editor: CellEditor | None = None
        self._anchor: Slot | None = None
        self._styles: dict[tuple[str, str, bool], Style] = {}
        self._laid_out_for: tuple[int, int] = (0, 0)
        self._sheet = arrange(grid, 79, widest(self._shown, verdicts))
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

    def show(self, shown: Mapping[str, Shown], verdicts: tuple[Verdict, ...] = ()) -> None:
        """Show new figures; only cells that look different are repainted."""
        changed = [path for path, cell in shown.items() if self._shown.get(path) != cell]
        columns = [
            i for i, verdict in enumerate(verdicts) if self._verdicts[i : i + 1] != (verdict,)
        ]
        self._shown, self._verdicts = dict(shown), verdicts
        if self._sheet.column_width <= widest(self._shown, verdicts):
            self._arrange()
            return
        for path in changed:
            self.refresh(self._region(self._sheet.slots[path]))
        for column in columns:
            self.refresh(self._column(column)._replace(y=self._verdict_line, height=1))

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        self._styles.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the screen: headers frozen at the top, verdicts at the bottom."""
        index = y if y < self._sheet.frozen else y + int(self.scroll_offset.y)
        painting = self._painting
        if self._pinned and y == self._verdict_line:
            label, figures = painting.verdict_label(), painting.verdict_figures()
        elif index < len(self._sheet.lines):
            label, figures = painting.label(index), painting.figures(index)
        else:
            return Strip.blank(self.size.width, self._style(Piece("", behind="desk")))
        body = self._strip(figures).crop(int(self.scroll_offset.x))
        whole = Strip.join([self._strip(label), body])
        rest = self._style(Piece("", rule=bool(figures) and figures[-1].rule))
        return whole.adjust_cell_length(
            min(self._sheet.width, self.size.width), rest
        ).adjust_cell_length(self.size.width, self._style(Piece("")))

    @property
    def _painting(self) -> Painting:
        return Painting(
            self._sheet,
            self._shown,
            self._verdicts,
            self._cursor,
            self.selection if self._anchor is not None else (),
            self._editor,
            self.has_focus,
            self._sheet.frozen + int(self.scroll_offset.y),
            self._verdict_line - 1 + int(self.scroll_offset.y) if self._pinned else -1,
        )

    def _strip(self, pieces: Iterable[Piece]) -> Strip:
        """The pieces in the colours of the theme, those alike in one segment."""
        segments = (Segment(piece.text, self._style(piece)) for piece in pieces if piece.text)
        return Strip(segments).simplify()

    def _style(self, piece: Piece) -> Style:
        key = (piece.mark, piece.behind, piece.rule)
        style = self._styles.get(key)
        if style is None:
            style = drawn(self, piece.behind) + drawn(self, piece.mark)
            if piece.rule:
                style += Style(underline=True)
            self._styles[key] = style
        return style

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Lay the table out anew for the new size, before it is painted in it."""
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self.scrollable_content_region.size != self._laid_out_for:
            self._arrange()
        return changed

    def _arrange(self) -> None:
        self._laid_out_for = width, height = self.scrollable_content_region.size
        pinned = self._pinned
        self._sheet = arrange(
            self.grid, width or 79, widest(self._shown, self._verdicts), max(height - pinned, 0)
        )
        self._cursor = self._sheet.slots[self.path]
        if self._anchor is not None:
            self._anchor = self._sheet.slots[self._anchor.cell.path]
        self.virtual_size = Size(self._sheet.width, len(self._sheet.lines) + pinned)
        self.refresh()
        self.call_after_refresh(self._reveal_anew)

    @property
    def _pinned(self) -> bool:
        """Whether the verdicts have a line; where there are but two, the line below says it."""
        return bool(self._verdicts) and self.scrollable_content_region.height > 2

    @property
    def _below(self) -> int:
        """The lines that rows have: all but the headers and the verdicts."""
        height = self.scrollable_content_region.height
        return max(height - self._sheet.frozen - self._pinned, 1)

    @property
    def _verdict_line(self) -> int:
        """The line of the screen on which the verdicts stand: the last, or behind the table."""
        last = self.scrollable_content_region.height - 1
        return min(last, len(self._sheet.lines))

    def _region(self, slot: Slot) -> Region:
        y = slot.line - int(self.scroll_offset.y)
        return self._column(slot.column)._replace(y=y, height=1)

    def _column(self, column: int) -> Region:
        """A column from the top to the bottom of the screen."""
        sheet = self._sheet
        x = sheet.label_width + column * sheet.column_width - int(self.scroll_offset.x)
        return Region(x, 0, sheet.column_width, self.size.height)

    def _slot_at(self, x: int, y: int) -> Slot | None:
        """The cell at a place in the widget."""
        sheet = self._sheet
        line = y if y < sheet.frozen else y + int(self.scroll_offset.y)
        pinned = self._pinned and y == self._verdict_line
        if pinned or line >= len(sheet.lines) or x < sheet.label_width:
            return None
        column = (x - sheet.label_width + int(self.scroll_offset.x)) // sheet.column_width
        slots = sheet.lines[line].slots
        return slots[column] if column < len(slots) else None

    def _reveal(self) -> None:
        """Scroll so that the cell, its label and the headers it needs are in view."""
        sheet, slot = self._sheet, self._cursor
        top = sheet.rows[slot.row - 1][0].line + 1 if slot.row else sheet.frozen
        y = int(self.scroll_offset.y)
        low, high = slot.line - self._below - sheet.frozen + 1, top - sheet.frozen
        y = min(max(y, low), max(high, low))
        self.scroll_to(self._revealing_x(), max(y, 0), animate=False, immediate=True)
        self._publish_cursor()

    def _reveal_anew(self) -> None:
        """Reveal it in another place, and paint it: the cursor is sent with what is painted."""
        self._reveal()
        self.refresh(self._region(self._cursor))

    def _revealing_x(self) -> int:
        """Return the cells to scroll sideways: whole columns, for no label may be cut in half."""
        width, column = self._sheet.column_width, self._cursor.column
        body = max(self.scrollable_content_region.width - self._sheet.label_width, width)
        first = int(self.scroll_offset.x) // width
        return min(max(first, column + 1 - body // width), column) * width

    def _publish_cursor(self) -> None:
        """Place the terminal's cursor at the insertion point, for input methods and readers."""
        if self.has_focus and self.app.screen is self.screen:
            self.app.cursor_position = self.cursor_screen_offset

    @property
    def cursor_screen_offset(self) -> Offset:
        """The insertion point on the screen, as Textual's own editors have it."""
        region = self._region(self._cursor)
        text, at = (self._editor.text, self._editor.at) if self._editor else ("", 0)
        width = self._sheet.column_width
        whole = cell_len(text) <= width - 1  # otherwise what is before the point is shown
        back = cell_len(text[at:]) if whole else 0
        return self.content_region.offset + Offset(region.x + width - 1 - back, region.y)

    def _repaint_cursor(self) -> None:
        self.refresh(self._region(self._cursor))
        self._publish_cursor()

    def _repaint_move(self, before: Slot, rows: Iterable[int]) -> None:
        """Paint what a move of the cursor changes: rows, columns, and the corner."""
        for row in {before.row, self._cursor.row, *rows}:
            self.refresh_line(self._sheet.rows[row][0].line)
        if before.column != self._cursor.column:
            self.refresh(self._column(before.column), self._column(self._cursor.column))
        if self._sheet.tells_place and before.row != self._cursor.row:
            lines = min(self._sheet.frozen, 2)
            self.refresh(Region(0, self._sheet.frozen - lines, self._sheet.label_width, lines))
