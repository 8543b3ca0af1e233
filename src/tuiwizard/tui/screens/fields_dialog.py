"""A few lines to type, asked together."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static

from tuiwizard.report.safety import printable
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.words import tr


class FieldsDialog(Dialog[tuple[str, ...]]):
    """Ask for some texts; Enter goes to the next and, in the last, answers.

    Args:
        title: What they are for.
        fields: (what to type, the text as it stands) pairs.
    """

    def __init__(self, title: str, fields: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._fields = fields

    def compose(self) -> ComposeResult:
        """The title, the lines, and the button."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._title)), classes="title")
            for what, text in self._fields:
                yield LineInput(text, placeholder=what)
            with Horizontal(classes="buttons"):
                yield Button(tr("记下（Enter）"), compact=True)
                yield CloseButton()

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        inputs = list(self.query(Input))
        at = inputs.index(event.input)
        if at + 1 < len(inputs):
            self.set_focus(inputs[at + 1])
        else:
            self._done()

    @on(Button.Pressed)
    def _done(self) -> None:
        self.dismiss(tuple(field.value for field in self.query(Input)))
