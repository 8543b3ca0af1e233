"""Fields of one line each: the label, what is wrong, and the line of the answer."""

from typing import Any, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.widgets import Input, Static

from tuiwizard.forms.common import Kind
from tuiwizard.forms.grid import Cell
from tuiwizard.report.entries import clean_text
from tuiwizard.report.safety import printable, without_controls
from tuiwizard.report.state import State
from tuiwizard.session.finding_view import Problem
from tuiwizard.session.view import YEAR
from tuiwizard.tui.crash_safe_app import CrashSafeApp
from tuiwizard.tui.marks import mark_of, marked
from tuiwizard.tui.widgets.choice import Choice
from tuiwizard.tui.widgets.step import Step
from tuiwizard.words import tr


class _ControlsShown(Highlighter):
    """Paints control characters as U+FFFD; the value keeps them."""

    def highlight(self, text: Text) -> None:
        """Replace what steers a terminal, character by character."""
        text.plain = printable(text.plain)


class LineInput(Input):
    """An input that takes all lines of a paste, joined into one, and cannot steer the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "select_all", tr("全选"), show=False)
    ]

    def on_mount(self) -> None:
        """Textual's Input would send control characters on to the terminal."""
        self.highlighter = _ControlsShown()
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """The insertion point itself; at the end of a text Textual names the cell after it."""
        offset = super().cursor_screen_offset
        return offset - (1, 0) if self.cursor_at_end else offset

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Take the terminal's cursor along when a long text scrolls: Textual does not."""
        super().watch_scroll_x(old_value, new_value)
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def _on_paste(self, event: events.Paste) -> None:
        """Keep the whole paste: Textual's Input keeps its first line only."""
        event.stop()
        event.prevent_default()
        text = "".join(line.strip() for line in clean_text(event.text).splitlines())
        kept = without_controls(text)
        self.replace(kept, *self.selection)
        if len(kept) < len(text):
            self.post_message(Step.Dropped(len(text) - len(kept)))


class KeptInput(LineInput):
    """A line beside the form, whose text is there again after the program was ended.

    Args:
        question: What it is kept by.
        options: Those of Textual's Input.
    """

    def __init__(self, question: str, **options: Any) -> None:
        super().__init__(**options)
        self._question = question

    def on_mount(self) -> None:
        """Go on with what was typed."""
        if isinstance(self.app, CrashSafeApp):
            self.value = next(iter(self.app.unsent.found(self._question)), "")

    def watch_value(self, value: str) -> None:
        """Keep what is typed."""
        if not value:
            self.done()
        elif self.is_mounted and isinstance(self.app, CrashSafeApp):
            self.app.unsent.keep(self._question, (value,))

    def done(self) -> None:
        """Keep it no longer: nobody looks for it any more."""
        if self.is_mounted and isinstance(self.app, CrashSafeApp):
            self.app.unsent.drop(self._question)


class Field(Vertical):
    """One field. Everything typed is posted as it is typed.

    Args:
        cell: The cell of the form.
        text: Its text.
        disabled: Whether it may only be read.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", tr("下一项"), show=False),
        Binding("up", "app.focus_previous", tr("上一项"), show=False),
    ]

    def __init__(self, cell: Cell, text: str, *, disabled: bool = False) -> None:
        super().__init__(classes="field", disabled=disabled)
        self.cell = cell
        self._text = text
        self._problem: Problem | None = None
        self._refused: str | None = None

    def compose(self) -> ComposeResult:
        """The label with what is meant, what is wrong with the answer, and the answer."""
        yield Static(classes="bar")
        label = marked(self.cell.column[-1], "title")
        yield Static(Content.assemble(label, "  ", marked(self.cell.help, "soft")), classes="label")
        yield Static(classes="problem", markup=False)
        if self.cell.kind is Kind.CHOICE:
            yield Choice(self.cell.answers, self._text)
        else:
            yield LineInput(self._text, compact=True)

    @property
    def value(self) -> str:
        """What stands in the field."""
        if self.cell.kind is Kind.CHOICE:
            return self.query_one(Choice).value
        return self.query_one(Input).value

    def enter(self) -> None:
        """Put the focus into what can be filled in here."""
        for entry in self.query("LineInput, Choice"):
            self.screen.set_focus(entry)

    def on_descendant_focus(self) -> None:
        """Show the bar: Textual does not look at the styles of what stands beside the focus."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """Take the bar away."""
        self.remove_class("-here")

    def on_click(self) -> None:
        """A click on the label or the problem is meant for the field."""
        self.enter()

    def show(self, text: str, problem: Problem | None) -> None:
        """Show the draft's text, unless it is what stands here, and the problem with it."""
        self._text = text
        if self.refused:
            return
        self._refused = None
        if self.cell.kind is Kind.CHOICE or (self.value != text and not self.has_focus_within):
            self.replace(text)
        if problem != self._problem:
            self._problem = problem
            self._show_problem()

    @property
    def refused(self) -> bool:
        """Whether what stands here was refused, and is still there to be mended."""
        return self._refused is not None and self._refused == self.value

    def refuse(self, words: str) -> None:
        """Keep what stands here, and say why it cannot be taken."""
        self._refused = self.value
        self._problem = Problem(State.ERROR, words, urgent=True)
        self._show_problem()

    def _show_problem(self) -> None:
        problem, line = self._problem, self.query_one(".problem", Static)
        line.set_class(problem is not None, "-shown")
        self.set_class(problem is not None and problem.urgent, "-urgent")
        if problem is not None:
            blank = problem.urgent and problem.state is State.BLANK
            mark = "alert-title" if blank else mark_of(problem.state)
            sign = marked(str(problem.state), mark)
            words = marked(problem.words, "alert" if problem.urgent else "soft")
            line.update(Content.assemble(sign, " ", words))

    def replace(self, text: str) -> None:
        """Put another text in, whether or not it is being edited: undo, redo."""
        if self.cell.kind is Kind.CHOICE:
            self.query_one(Choice).show(text)
        else:
            self.query_one(Input).value = text

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.cell.path != YEAR and event.value != self._text:
            self._text = event.value
            self.post_message(Step.Typed(self.cell.path, event.value, growing=True))

    @on(Input.Submitted)
    @on(Input.Blurred)
    def _left(self, event: Input.Submitted | Input.Blurred) -> None:
        if self.cell.path == YEAR and event.value != self._text:
            event.stop()
            self._text = event.value
            self.post_message(Step.YearTyped(event.value))
        if isinstance(event, Input.Submitted):
            self.screen.focus_next()

    @on(Choice.Asked)
    def _choice_asked(self, event: Choice.Asked) -> None:
        event.stop()
        self.post_message(Step.ChoiceAsked(self.cell))

    @on(Choice.Cleared)
    def _choice_cleared(self, event: Choice.Cleared) -> None:
        event.stop()
        self.post_message(Step.Typed(self.cell.path, "", growing=False))
