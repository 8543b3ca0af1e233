"""What a paste would do, before it does it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.dialogs import Dialog
from tuiwizard.words import plural, tr

MOST = 200
"""Lines of a preview; a whole ledger pasted by mistake need not be read to its end."""


class PasteDialog(Dialog[str]):
    """The preview of a paste; Enter takes it.

    Args:
        lines: What goes where and what cannot be taken.
        useful: Whether there is anything to take.
        title: What is about to be taken.
        word: What taking it is called.
    """

    TAKE = "take"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", tr("粘贴"), priority=True)]

    def __init__(
        self, lines: list[str], useful: bool, title: str = tr("粘贴预览"), word: str = tr("粘贴")
    ) -> None:
        super().__init__()
        self._title = title
        self._word = word
        rest = len(lines) - MOST
        more = [plural("……还有 {n} 行没有列出", rest)] if rest > 0 else []
        self._lines = [on_one_line(line) for line in lines[:MOST]] + more
        self._useful = useful

    def compose(self) -> ComposeResult:
        """The lines over the two answers."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), classes="title")
            with VerticalScroll(classes="body"):
                yield Static(Content("\n".join(self._lines)))
            with Horizontal(classes="buttons"):
                if self._useful:
                    yield Button(tr("{word}（Enter）", word=self._word), compact=True, id="take")
                yield Button(tr("不{word}（Esc）", word=self._word), compact=True, id="leave")

    def action_take(self) -> None:
        """Take the paste, unless the other button has the focus."""
        leave = self.focused is not None and self.focused.id == "leave"
        self.dismiss(None if leave or not self._useful else self.TAKE)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Either answer by mouse."""
        self.dismiss(self.TAKE if event.button.id == "take" else None)
