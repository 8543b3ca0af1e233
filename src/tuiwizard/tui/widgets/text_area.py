"""The editor of a narrative; its history is the session's.

TextArea builds the whole paragraph anew for each line of the screen it fills: a paragraph of
3,000 characters costs 40 ms more a key. Here a line of the screen is cut out of its paragraph.
"""

from collections.abc import Iterable
from itertools import chain, pairwise, takewhile
from typing import Any, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import DocumentBase, EditResult
from textual.document._document_navigator import DocumentNavigator
from textual.document._edit import Edit
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from tuiwizard.report.entries import clean_text
from tuiwizard.report.safety import printable, without_controls
from tuiwizard.tui.widgets.paragraphs import Paragraphs, indent_of
from tuiwizard.tui.widgets.step import Step
from tuiwizard.words import tr

Spans = tuple[tuple[tuple[int, int], tuple[int, int]], ...]
"""Passages: the row and column of the first character, and those behind the last."""

MEASURE = 72
"""Cells of the widest line: 36 characters."""

_MARKED = Style(underline=True, bold=True)


class _Shown:
    """A document as it is painted: a sign for each character that has no width of its own.

    Args:
        document: The document; the same characters are at the same places.
    """

    def __init__(self, document: DocumentBase) -> None:
        self._document = document

    @property
    def lines(self) -> list[str]:
        """The lines as they are painted."""
        return [printable(line) for line in self._document.lines]

    def get_line(self, index: int) -> str:
        """Return one of the lines."""
        return printable(self._document.get_line(index))

    def __getitem__(self, index: int) -> str:
        return self.get_line(index)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)


class NarrativeArea(TextArea):
    """Paragraphs, one per line; Ctrl+Z and Ctrl+Y go to the wizard's own history.

    Args:
        path: The full cell path of the text.
        text: The text as it stands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", tr("撤销"), show=False, priority=True),
        Binding("ctrl+y", "redo", tr("重做"), show=False, priority=True),
        Binding("ctrl+a", "select_all", tr("全选"), show=False),
        Binding("ctrl+home", "text_start", tr("到开头"), show=False),
        Binding("ctrl+end", "text_end", tr("到末尾"), show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What changes a text is no command for who only reads it."""
        changes = action.startswith("delete_") or action in ("cut", "paste", "select_line")
        if changes and (self.read_only or action == "select_line"):  # F6 and the like are ours
            return False
        return super().check_action(action, parameters)

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.path = path
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self._given, self._as_given = text, self.text
        self._marks: Spans = ()

    def mark(self, spans: Iterable[tuple[int, int]]) -> None:
        """Underline some passages, given by their characters."""
        marks = tuple((location(self.text, a), location(self.text, b)) for a, b in spans)
        if marks != self._marks:
            self._marks = marks
            self.refresh()

    @property
    def value(self) -> str:
        """The text as it was given until it is edited: TextArea splits at more than line ends."""
        return self._given if self.text == self._as_given else self.text

    def show(self, text: str) -> None:
        """Show the draft's text where it differs, the cursor behind what changed."""
        if text != self.value:
            before = self.text
            self.text = text
            self._given, self._as_given = text, self.text
            pairs = zip(reversed(before), reversed(self.text), strict=False)
            unchanged = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            shown = self.text
            above, newline, line = shown[: len(shown) - unchanged].rpartition("\n")
            self.move_cursor((above.count("\n") + len(newline), len(line)))

    @property
    def wrap_width(self) -> int:
        """Cells per line: 36 characters, as they are read best, or as many as there is room for."""
        return min(super().wrap_width, MEASURE)

    def find(self, words: str) -> tuple[int, int]:
        """Select the next place where words stand, and after the last the first.

        Returns:
            The number of that place, and how many there are; zeros if there is none.
        """
        text = printable(self.text)
        row, column = max(self.selection)
        behind = sum(len(line) + 1 for line in self.document.lines[:row]) + column
        at = text.find(words, behind)
        at = text.find(words) if at < 0 else at
        if at < 0:
            return 0, 0
        self.selection = Selection(location(text, at), location(text, at + len(words)))
        return text.count(words, 0, at) + 1, text.count(words)

    def _set_document(self, text: str, language: str | None) -> None:
        """Wrap the text as it is painted: a sign takes a cell where TextArea counts none."""
        super()._set_document(text, language)
        shown = cast(DocumentBase, _Shown(self.document))
        self.wrapped_document = Paragraphs(shown, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit, and show where it ends: TextArea looks before the text has its new height."""
        result = super().edit(edit)
        self.scroll_cursor_visible()
        return result

    def _rewrap_and_refresh_virtual_size(self) -> None:
        """Keep the cursor at its character: its line may begin elsewhere now.

        A scroll bar that appears seldom changes how wide the lines are.
        """
        document = self.wrapped_document
        if isinstance(document, Paragraphs) and document.is_wrapped(
            self.wrap_width, self.indent_width
        ):
            self._refresh_size()
        else:
            super()._rewrap_and_refresh_virtual_size()
        self._recompute_cursor_offset()  # type: ignore[no-untyped-call]
        if self.is_mounted and self.has_focus:  # when the focus came, the editor had no place yet
            self.app.cursor_position = self.cursor_screen_offset

    def action_undo(self) -> None:
        """Ask the wizard to take the last intention back."""
        self.post_message(Step.UndoAsked(redo=False))

    def action_redo(self) -> None:
        """Ask the wizard to do it again."""
        self.post_message(Step.UndoAsked(redo=True))

    def action_text_start(self) -> None:
        """Ctrl+Home: go to the start of the text."""
        self.move_cursor((0, 0))

    def action_text_end(self) -> None:
        """Ctrl+End: go to the end of the text."""
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste from Word or WeChat: everything visible, no control characters."""
        event.stop()
        event.prevent_default()
        if self.read_only:
            return
        text = clean_text(event.text)
        kept = without_controls(text)
        self.replace(kept, *self.selection)
        if len(kept) < len(text):
            self.post_message(Step.Dropped(len(text) - len(kept)))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        at = y + int(self.scroll_offset.y)
        document = self.wrapped_document
        places = document._offset_to_line_info
        style = self.rich_style
        if at >= len(places) or (isinstance(document, Paragraphs) and at in document.gaps):
            return Strip.blank(self.size.width, style)
        row, section = places[at]
        line = self.document[row]
        if "\t" in line:  # tab stops are TextArea's own business
            return super().render_line(y)
        ends = [*self.wrapped_document.get_offsets(row), len(line)]
        start = ends[section - 1] if section else 0
        end = ends[section]
        indent = [] if section or not indent_of(line) else [Segment(" " * indent_of(line), style)]
        strip = Strip([*indent, *self._segments(row, line, start, end, last=end == len(line))])
        return strip.adjust_cell_length(self.size.width, style)

    def _segments(self, row: int, line: str, start: int, end: int, *, last: bool) -> list[Segment]:
        """The pieces of a line between the ends of the selection and of marks, and the cursor."""
        top, bottom = sorted(self.selection)
        cursor_row, cursor = self.cursor_location
        ends = {start, end}
        marks = chain.from_iterable(self._marks)
        cursors = (cursor_row, cursor), (cursor_row, cursor + 1)
        for end_row, at in (top, bottom, *cursors, *marks):
            if end_row == row and start < at < end:
                ends.add(at)
        cuts = sorted(ends)
        segments = [
            Segment(printable(line[a:b]), self._style_at(row, a)) for a, b in pairwise(cuts)
        ]
        if last:  # the place behind the text, where the cursor stands while typing
            segments.append(Segment(" ", self._style_at(row, end)))
        return segments

    def _style_at(self, row: int, column: int) -> Style:
        if self.has_focus and self.cursor_location == (row, column):
            return self.get_component_rich_style("text-area--cursor")
        top, bottom = sorted(self.selection)
        if top <= (row, column) < bottom:
            return self.get_component_rich_style("text-area--selection")
        if any(a <= (row, column) < b for a, b in self._marks):
            return self.rich_style + _MARKED
        return self.rich_style


def location(text: str, at: int) -> tuple[int, int]:
    """The row and column of a character."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
