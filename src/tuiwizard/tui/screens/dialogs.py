"""Small typed dialogs: each asks one thing and returns the answer."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.report.safety import printable
from tuiwizard.session.paths import typed_path
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.words import tr

Answer = TypeVar("Answer")


class Dialog(ChineseScreen[Answer | None], ModalScreen[Answer | None]):
    """A box over the wizard; Esc closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", tr("关闭"), priority=True)]

    def on_click(self, event: events.Click) -> None:
        """A click beside a list closes it, too; not the second one of a double click."""
        beside = not self.query_one(".box").region.contains_point(event.screen_offset)
        if beside and event.chain == 1 and self.query(OptionList):
            self.action_close()

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class CloseButton(Button):
    """What Esc does, for the mouse.

    Args:
        word: What that is called in this dialog.
    """

    def __init__(self, word: str = tr("取消")) -> None:
        super().__init__(tr("{word}（Esc）", word=word), compact=True, action="screen.close")


class ChoiceDialog(Dialog[str]):
    """Choose one of several lines.

    Args:
        title: What is asked.
        choices: (answer, line) pairs.
        current: The answer to start on.
        numbered: Whether the lines begin with numbers, which then choose them.
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        current: str = "",
        *,
        numbered: bool = False,
    ) -> None:
        super().__init__()
        self._numbered = numbered
        self._title = title
        self._choices = choices
        self._current = current

    def compose(self) -> ComposeResult:
        """The title over the lines."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._title)), classes="title")
            yield OptionList(
                *(
                    Option(Content(printable(line)), id=f"c{i}")
                    for i, (_, line) in enumerate(self._choices)
                )
            )

    def on_mount(self) -> None:
        """Start on the current choice."""
        answers = [answer for answer, _ in self._choices]
        here = answers.index(self._current) if self._current in answers else 0
        self.query_one(OptionList).highlighted = here

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the line whose number it is."""
        if not self._numbered:
            return
        for answer, line in self._choices:
            if line.split()[0] == event.character:
                event.stop()
                self.dismiss(answer)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][0])


class TextDialog(Dialog[None]):
    """Something to read; Enter closes it, too.

    Args:
        title: What it is about.
        paragraphs: The text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", tr("关闭"), show=False)]

    def __init__(self, title: str, paragraphs: Iterable[str]) -> None:
        super().__init__()
        self._title = title
        self._text = "\n".join(paragraphs)

    def compose(self) -> ComposeResult:
        """The title over the text, which scrolls."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._title)), classes="title")
            with VerticalScroll(classes="body"):
                yield Static(Content(printable(self._text)))
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("关闭"))


class PathDialog(Dialog[Path]):
    """Ask for a file.

    Args:
        title: What the file is for.
        value: A suggestion.
        button: The word on the button.
    """

    def __init__(self, title: str, value: str = "", button: str = tr("打开")) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._button = button

    def compose(self) -> ComposeResult:
        """The title, a line to type in, and the button."""
        with Vertical(classes="box"):
            yield Label(printable(self._title), classes="title", markup=False)
            yield LineInput(self._value, placeholder=tr("文件名或路径"), compact=True)
            with Horizontal(classes="buttons"):
                yield Button(self._button, compact=True)
                yield CloseButton()

    @on(Input.Submitted)
    @on(Button.Pressed)
    def _done(self) -> None:
        typed = self.query_one(Input).value.strip()
        if typed:
            self.dismiss(typed_path(typed))


class ReasonDialog(Dialog[tuple[str, str]]):
    """Ask why a query is right as it is; the approver reads it, the report does not show it.

    Args:
        question: What the query says.
        reason: The reason given before.
        by: Who gave it.
    """

    def __init__(self, question: str, reason: str = "", by: str = "") -> None:
        super().__init__()
        self._question = question
        self._reason = reason
        self._by = by

    def compose(self) -> ComposeResult:
        """The query, a line for the reason, one for the name, and the buttons."""
        with Vertical(classes="box"):
            yield Label(tr("写说明（给审核人看，不会公布）"), classes="title", markup=False)
            with VerticalScroll(classes="body", can_focus=False):
                yield Static(Content(printable(self._question)))
            yield LineInput(
                self._reason, placeholder=tr("理由，例如：上年一件申请撤回"), id="reason"
            )
            yield LineInput(self._by, placeholder=tr("填写人"), id="by")
            with Horizontal(classes="buttons"):
                yield Button(tr("保存说明"), compact=True, id="save")
                yield Button(tr("撤回说明"), compact=True, id="withdraw")
                yield CloseButton()

    def on_mount(self) -> None:
        """Write at once."""
        self.set_focus(self.query_one("#reason"))

    @on(Input.Submitted, "#reason")
    def _next(self) -> None:
        self.set_focus(self.query_one("#by"))

    @on(Input.Submitted, "#by")
    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        reason = self.query_one("#reason", Input).value.strip()
        if reason:
            self.dismiss((reason, self.query_one("#by", Input).value.strip()))
        else:
            self.set_focus(self.query_one("#reason"))

    @on(Button.Pressed, "#withdraw")
    def _withdraw(self) -> None:
        self.dismiss(("", ""))
