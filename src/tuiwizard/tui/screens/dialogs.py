"""Small typed dialogs: each asks one question and returns its answer."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from time import monotonic
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.flows.ask import Choice, Job, Proposal
from tuiwizard.report.safety import printable
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.words import plural, tr

Answer = TypeVar("Answer")

LOOK_AGAIN = 1.0
"""Seconds between two looks whether what is waited for has come about."""

SHOW_AGAIN = 0.2
"""Seconds between two looks at how far something has come."""

MOST = 200
"""Lines of a proposal; a whole ledger pasted by mistake need not be read to its end."""


class Dialog(ChineseScreen[Answer | None], ModalScreen[Answer | None]):
    """A box over the wizard, or the whole of a narrow screen; Esc closes it without an answer."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared by Textual
        (0, "-narrow"),
        (100, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", tr("关闭"), priority=True)]

    hint = ""
    """The keys that work here, at the lower edge of the box."""

    def _on_mount(self, event: events.Mount) -> None:
        """Say which keys work here."""
        super()._on_mount(event)
        self.query_one(".box").border_subtitle = Content(self.hint)

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
        question: What is asked.
    """

    hint = tr("↑↓ 选择，Enter 确定，Esc 返回")

    def __init__(self, question: Choice) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The title over what is to be read before, which scrolls, and the lines."""
        with Vertical(classes="box"):
            yield Static(Content(on_one_line(self._question.title)), classes="title")
            if self._question.about:
                with VerticalScroll(classes="body"):
                    yield Static(Content(printable("\n".join(self._question.about))))
            yield OptionList(
                *(
                    Option(Content(printable(option.line)), id=f"c{i}")
                    for i, option in enumerate(self._question.options)
                )
            )
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("返回"))

    def on_mount(self) -> None:
        """Start on the current answer; Tab goes to what is to be read before."""
        answers = [option.answer for option in self._question.options]
        current = self._question.current
        options = self.query_one(OptionList)
        options.highlighted = answers.index(current) if current in answers else 0
        self.set_focus(options)

    def on_key(self, event: events.Key) -> None:
        """A digit chooses the line whose number it is."""
        if not self._question.numbered:
            return
        for answer, line in self._question.options:
            if line.split()[0] == event.character:
                event.stop()
                self.dismiss(answer)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._question.options[event.option_index].answer)


class TextDialog(Dialog[None]):
    """Something to read; Enter closes it, too.

    Args:
        title: What it is about.
        paragraphs: The text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", tr("关闭"), show=False)]

    hint = tr("↑↓ 翻看，Esc 关闭")

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


class LargeDialog(Dialog[None]):
    """Something to read that takes the whole screen.

    Args:
        title: What it is about.
        body: What is shown; the keys go to the last of it.
    """

    def __init__(self, title: str, *body: Widget) -> None:
        super().__init__()
        self._title = title
        self._body = body

    def compose(self) -> ComposeResult:
        """The title over the body."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._title)), classes="title")
            yield from self._body
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("关闭"))

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.set_focus(self._body[-1])


class WaitDialog(Dialog[bool]):
    """Wait until something has come about; Esc waits no longer.

    Args:
        title: What is waited for.
        line: What happens then.
        reached: Whether it has come about.
    """

    def __init__(self, title: str, line: str, reached: Callable[[], bool]) -> None:
        super().__init__()
        self._title = title
        self._line = line
        self._reached = reached

    def compose(self) -> ComposeResult:
        """The two sentences, and the button that gives up."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._title)), classes="title")
            yield Static(Content(on_one_line(self._line)))
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("不再等"))

    def on_mount(self) -> None:
        """Look again and again."""
        self.set_interval(LOOK_AGAIN, self._look)

    def _look(self) -> None:
        if self._reached():
            self.dismiss(True)


class JobDialog(Dialog["Future[Any]"]):
    """Something that is being done in a thread; Esc waits no longer for it.

    Args:
        title: What is done.
        job: Does it.
    """

    def __init__(self, title: str, job: Job[Any]) -> None:
        super().__init__()
        self._title = title
        self._job = job
        self._line = ""
        self._begun = monotonic()

    def compose(self) -> ComposeResult:
        """What is done, how far it has come, and the button that gives up."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._title)), classes="title")
            yield Static(id="line")
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("不再等"))

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(SHOW_AGAIN, self._show)
        self.run_worker(self._do())

    def _told(self, line: str) -> None:
        """From the thread: it is shown with the next look."""
        self._line = line

    def _show(self) -> None:
        seconds = int(monotonic() - self._begun)
        line = tr("{line}，{n} 秒", line=self._line, n=seconds) if seconds else self._line
        self.query_one("#line", Static).update(Content(on_one_line(line)))

    async def _do(self) -> None:
        done: Future[Any] = Future()
        try:
            done.set_result(await asyncio.to_thread(self._job, self._told))
        except Exception as error:  # it is the flow's to deal with
            done.set_exception(error)
        self.dismiss(done)


class ProposalDialog(Dialog[bool]):
    """What is about to be done; Enter does it.

    Args:
        question: What would be done.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", tr("确定"), priority=True)]

    def __init__(self, question: Proposal) -> None:
        super().__init__()
        self._question = question
        rest = len(question.lines) - MOST
        more = [plural("……还有 {n} 行没有列出", rest)] if rest > 0 else []
        self._lines = [on_one_line(line) for line in question.lines[:MOST]] + more

    def compose(self) -> ComposeResult:
        """The lines over the two answers."""
        verb = self._question.verb
        with Vertical(classes="box"):
            yield Static(Content(printable(self._question.title)), classes="title")
            with VerticalScroll(classes="body"):
                yield Static(Content("\n".join(self._lines)))
            with Horizontal(classes="buttons"):
                if self._question.useful:
                    yield Button(tr("{verb}（Enter）", verb=verb), compact=True, id="take")
                yield Button(tr("不{verb}（Esc）", verb=verb), compact=True, id="leave")

    def action_take(self) -> None:
        """Do it, unless the other button has the focus."""
        leave = self.focused is not None and self.focused.id == "leave"
        self.dismiss(None if leave or not self._question.useful else True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Either answer by mouse."""
        self.dismiss(True if event.button.id == "take" else None)
