"""One of several answers, shown on a line; the list of them opens as a dialog.

Textual's Select gives its list the focus later than the keys that follow at once, and loses
them; a dialog opens in the order of the keys.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from tuiwizard.report.safety import printable
from tuiwizard.tui.cells import left
from tuiwizard.words import tr

NONE = tr("请选择（Enter 打开）")


class Choice(Widget, can_focus=True):
    """The chosen answer; Enter, Space or a click asks for the list.

    Args:
        choices: (answer, words) pairs.
        value: The answer; one that is none of the choices shows as it was written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "ask", tr("选择"), show=False),
        Binding("delete,backspace", "clear", tr("清空"), show=False),
    ]

    class Asked(Message):
        """The list of answers is to be opened."""

    class Cleared(Message):
        """The answer is taken back."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__()
        self._words = dict(choices)
        self.value = value

    def show(self, value: str) -> None:
        """Show another answer."""
        self.value = value
        self.refresh()

    def render(self) -> Content:
        """The words of the answer, on a line as wide as there is room."""
        words = self._words.get(self.value) or printable(self.value) or NONE
        return Content(left(words, self.content_size.width))

    def on_focus(self) -> None:
        """Place the terminal's cursor where the answer stands."""
        self.app.cursor_position = self.cursor_screen_offset

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the answer stands on the screen."""
        return self.content_region.offset

    def on_click(self) -> None:
        """A click asks, too."""
        self.action_ask()

    def action_ask(self) -> None:
        """Ask for the list."""
        self.post_message(self.Asked())

    def action_clear(self) -> None:
        """Take the answer back."""
        self.post_message(self.Cleared())
