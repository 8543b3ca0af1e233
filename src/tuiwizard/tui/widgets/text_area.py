"""The editor of a narrative; its history is the session's."""

from itertools import takewhile
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from tuiwizard.tui.widgets.step import Step


class NarrativeArea(TextArea):
    """Paragraphs, one per line; Ctrl+Z and Ctrl+Y go to the wizard's own history.

    Args:
        path: The full cell path of the text.
        text: The text as it stands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "撤销", show=False, priority=True),
        Binding("ctrl+y", "redo", "重做", show=False, priority=True),
    ]

    def __init__(self, path: str, text: str) -> None:
        super().__init__(text, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.path = path

    def show(self, text: str) -> None:
        """Show the draft's text where it differs, the cursor behind what changed."""
        if text != self.text:
            pairs = zip(reversed(self.text), reversed(text), strict=False)
            unchanged = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            self.text = text
            above, newline, line = text[: len(text) - unchanged].rpartition("\n")
            self.move_cursor((above.count("\n") + len(newline), len(line)))

    def on_resize(self) -> None:
        """Place the terminal's cursor: when the focus came, the editor had no place yet."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def action_undo(self) -> None:
        """Ask the wizard to take the last intention back."""
        self.post_message(Step.UndoAsked(redo=False))

    def action_redo(self) -> None:
        """Ask the wizard to do it again."""
        self.post_message(Step.UndoAsked(redo=True))
