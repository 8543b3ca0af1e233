"""Something to tick."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from tuiwizard.report.safety import printable
from tuiwizard.words import tr


class Tick(Widget, can_focus=True):
    """A line that is ticked or not: Space changes that, Enter ticks and goes on.

    Args:
        words: What is ticked.
        ticked: Whether it is.
        id: The widget's id.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", tr("勾选")),
        Binding("enter", "tick", tr("勾选，下一项")),
    ]

    class Changed(Message):
        """It was ticked, or no longer is."""

        def __init__(self, tick: "Tick") -> None:
            super().__init__()
            self.tick = tick

    class Done(Message):
        """The person is done with it, and goes on."""

        def __init__(self, tick: "Tick") -> None:
            super().__init__()
            self.tick = tick

    def __init__(self, words: str, *, ticked: bool, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes="tick")
        self._words = words
        self.ticked = ticked

    def render(self) -> Content:
        """`[x] 不含国家秘密`."""
        return Content(f"[{'x' if self.ticked else ' '}] {printable(self._words)}")

    def on_focus(self) -> None:
        """Place the terminal's cursor between the brackets."""
        self.app.cursor_position = self.cursor_screen_offset

    @property
    def cursor_screen_offset(self) -> Offset:
        """The place between the brackets on the screen."""
        return self.content_region.offset + Offset(1, 0)

    def on_click(self) -> None:
        """A click changes it."""
        self.action_turn()

    def action_turn(self) -> None:
        """Space: tick it, or take that back."""
        self.ticked = not self.ticked
        self.refresh()
        self.post_message(self.Changed(self))

    def action_tick(self) -> None:
        """Enter: tick it, and go on; never a tick taken back."""
        if not self.ticked:
            self.action_turn()
        self.post_message(self.Done(self))
