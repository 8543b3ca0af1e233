"""Small typed dialogs: each asks one question and returns its answer.

What is typed into one is kept until it is handed in or given up (`drafts.unsent`).
"""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from time import monotonic
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.drafts.unsent import NO_TRAIL, Unsent
from tuiwizard.flows.ask import Choice, Job, Proposal
from tuiwizard.report.safety import printable
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.crash_safe_app import CrashSafeApp
from tuiwizard.tui.entries import ENTRIES, put_into, text_of
from tuiwizard.words import plural, tr

Answer = TypeVar("Answer")

LOOK_AGAIN = 1.0
"""Seconds between two looks whether what is waited for has come about."""

SHOW_AGAIN = 0.2
"""Seconds between two looks at how far something has come."""

MOST = 200
"""Lines of a proposal; a whole ledger pasted by mistake need not be read to its end."""


KEEP_AFTER = 0.3
"""Seconds between two looks at what is typed: with the writing, half of the second promised."""


class Dialog(ChineseScreen[Answer | None], ModalScreen[Answer | None]):
    """A box over the wizard, or the whole of a narrow screen; Esc closes it without an answer.

    Attributes:
        asks: The question, by which what is typed into it is found again.
        trail: How the conversation came to it.
    """

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared by Textual
        (0, "-narrow"),
        (100, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", tr("关闭"), priority=True)]

    hint = ""
    """The keys that work here, at the lower edge of the box."""

    looks_for = False
    """Whether what is typed is only looked for: Esc need not ask about it."""

    asks = ""
    trail = NO_TRAIL
    _unsent: Unsent | None = None
    _given_up: tuple[str, ...] = ()

    def _on_mount(self, event: events.Mount) -> None:
        """Say which keys work here, and go on with what was typed and not handed in."""
        super()._on_mount(event)
        self.asks = self.asks or type(self).__name__
        self._asked = self._kept = self.typed
        self._say(self.hint)
        if not self._kept or not isinstance(self.app, CrashSafeApp):
            return
        self._unsent = self.app.unsent
        found = self._unsent.found(self.asks)
        if len(found) == len(self._kept) and found != self._kept:
            self._kept = found
            self.type_again(found)
            if not self.looks_for:
                self._say(tr("上次没有交的内容在这里，接着写；不要了按 Esc"))
        self.set_interval(KEEP_AFTER, self.keep_typed)

    def _say(self, words: str) -> None:
        """Say something at the lower edge of the box."""
        self.query_one(".box").border_subtitle = Content(words)

    # What is typed

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in everything that can be typed into or ticked, in its order."""
        return tuple(map(text_of, self._typed_into))

    def type_again(self, texts: tuple[str, ...]) -> None:
        """Put back what was typed before."""
        for entry, text in zip(self._typed_into, texts, strict=True):
            if text_of(entry) != text:
                put_into(entry, text)

    @property
    def _typed_into(self) -> Iterable[Widget]:
        return self.query(ENTRIES).results(Widget)

    def keep_typed(self) -> None:
        """Keep what is typed now: what ends the program, ends nothing of it."""
        if self._unsent is None or self.typed == self._kept:
            return
        self._kept = self.typed
        if self._kept == self._asked:
            self._unsent.drop(self.asks)
        else:
            self._unsent.keep(self.asks, self._kept, self.trail)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer, which is kept until it has settled, or give up what was typed."""
        if self._unsent is not None:
            self.keep_typed()
            if result is None or self.looks_for:
                self._unsent.drop(self.asks)
            else:
                self._unsent.hand_in(self.asks)
                if not self.trail.began:
                    self._unsent.settle(self.asks)
        return super().dismiss(result)

    @property
    def would_lose(self) -> bool:
        """Whether something is typed that is kept nowhere else."""
        return not self.looks_for and self._unsent is not None and self.typed != self._asked

    def on_click(self, event: events.Click) -> None:
        """A click beside a list closes it, too; not the second one of a double click."""
        beside = not self.query_one(".box").region.contains_point(event.screen_offset)
        if beside and event.chain == 1 and self.query(OptionList):
            self.action_close()

    def action_close(self) -> None:
        """Close without an answer; ask once, if something was typed."""
        if self.would_lose and self._given_up != self.typed:
            self._given_up = self.typed
            self._say(tr("写的还没有交：再按一次 Esc 就不要了，接着写就还在"))
            return
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
