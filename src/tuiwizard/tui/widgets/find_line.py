"""A line to look for words with, which is there while it is needed."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tuiwizard.drafts.unsent import FIND
from tuiwizard.report.safety import printable
from tuiwizard.tui.widgets.fields import KeptInput
from tuiwizard.words import tr


class FindLine(Horizontal):
    """The line, and what was found; Enter goes on, Esc goes back to the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", tr("回到正文"), priority=True),
    ]

    class Asked(Message):
        """Words are looked for.

        Attributes:
            words: The words.
        """

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Left(Message):
        """The line is closed."""

    def compose(self) -> ComposeResult:
        """The words, and where they stand."""
        yield KeptInput(FIND, placeholder=tr("查找，Enter 下一处，Esc 回到正文"), compact=True)
        yield Static()

    def open(self) -> None:
        """Show the line, the last words in it."""
        self.add_class("-shown")
        self.screen.set_focus(self.query_one(Input))

    def tell(self, number: int, count: int) -> None:
        """Say which of how many places is shown."""
        found = tr("第 {number} 处，共 {count} 处", number=number, count=count)
        self.query_one(Static).update(Content(found if count else tr("没有找到")))

    @on(Input.Submitted)
    def _asked(self, event: Input.Submitted) -> None:
        event.stop()
        words = printable(event.value.strip())
        if words:
            self.post_message(self.Asked(words))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """What is typed here is for nobody else."""
        event.stop()

    def action_leave(self) -> None:
        """Esc: close the line."""
        self.remove_class("-shown")
        self.query_one(KeptInput).done()
        self.query_one(Static).update(Content(""))
        self.post_message(self.Left())
