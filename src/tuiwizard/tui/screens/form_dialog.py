"""Texts that are typed, and lines that are ticked, together."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Static, TextArea

from tuiwizard.flows.ask import TICKED, Field, FilePick, Form
from tuiwizard.report.safety import printable
from tuiwizard.session.paths import completed
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.entries import text_of
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.tick import Tick
from tuiwizard.words import tr

LABEL = 20
"""Cells for a label before its line; a longer one stands above it."""


class PathSuggester(Suggester):
    """Offers the rest of a path, which → takes."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The path as far as there is only one way on."""
        longer = completed(value)
        return longer if longer != value else None


class FormDialog(Dialog[tuple[str, ...]]):
    """Ask for some texts; Enter goes to the next line and, in the last, hands them in.

    Args:
        question: What the texts are for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", tr("下一项"), show=False),
        Binding("up", "app.focus_previous", tr("上一项"), show=False),
        Binding("ctrl+o", "browse", tr("找文件夹"), show=False, priority=True),
    ]

    def __init__(self, question: Form) -> None:
        super().__init__()
        self._question = question
        self._known = [field.text for field in question.fields]
        if any(field.tick for field in question.fields):
            self.hint = tr("Enter 或空格勾选，↑↓ 选择，Esc 返回")

    def compose(self) -> ComposeResult:
        """The title, what is to be read before, a place for each text, and the buttons."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._question.title)), classes="title")
            if self._question.about:
                with VerticalScroll(classes="body", can_focus=False):
                    yield Static(Content(printable("\n".join(self._question.about))))
            with VerticalScroll(classes="form", can_focus=False):
                yield from self._lines()
            with Horizontal(classes="buttons"):
                yield Button(self._question.verb, compact=True, id="done")
                if any(field.path for field in self._question.fields):
                    yield Button(tr("找文件夹（Ctrl+O）"), compact=True, action="screen.browse")
                if self._question.withdraw and self._known[0]:
                    yield Button(self._question.withdraw, compact=True, id="withdraw")
                yield CloseButton()

    def _lines(self) -> Iterator[Widget]:
        """A line for each field, with those that stand beside it."""
        line: list[Widget] = []
        named = len(self._question.fields) > 1
        for number, field in enumerate(self._question.fields):
            if not field.beside and line:
                yield self._line(line)
                line = []
            if named and not (field.tick or field.long or field.beside):
                label = Label(Content(printable(field.label)))
                if cell_len(field.label) < LABEL:
                    line.append(label)
                else:
                    yield label
            line.append(self._entry(number, field))
        yield self._line(line)

    def _line(self, entries: list[Widget]) -> Widget:
        return entries[0] if len(entries) == 1 else Horizontal(*entries, classes="form-line")

    def _entry(self, number: int, field: Field) -> Widget:
        name = f"f{number}"
        if field.tick:
            return Tick(field.label, ticked=field.text == TICKED, id=name)
        if field.long:
            return TextArea(field.text, tab_behavior="focus", id=name)
        # What was handed in before stays: the first letter typed does not replace it.
        return LineInput(
            field.text,
            placeholder="" if len(self._question.fields) > 1 else field.label,
            select_on_focus=not self._question.withdraw,
            suggester=PathSuggester() if field.path else None,
            compact=True,
            id=name,
        )

    def on_mount(self) -> None:
        """Type at once; on a sheet that comes back, where something is still open."""
        fields = enumerate(self._question.fields)
        open_ = [number for number, field in fields if not field.text]
        if not self._question.deliberate:
            self.set_focus(self.query_one("#f0"))
        else:
            self.set_focus(self.query_one(f"#f{open_[0]}" if open_ else "#done"))

    @property
    def _entries(self) -> list[Widget]:
        return [self.query_one(f"#f{number}") for number in range(len(self._question.fields))]

    @property
    def _texts(self) -> tuple[str, ...]:
        return tuple(map(text_of, self._entries))

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        self._onward(event.input)

    @on(Tick.Done)
    def _ticked(self, event: Tick.Done) -> None:
        self._onward(event.tick)

    def _onward(self, entry: Widget) -> None:
        """Go to the next line; behind the last to the button, or hand in."""
        entries, fields = self._entries, self._question.fields
        at = entries.index(entry)
        behind = range(at + 1, len(fields))
        following = [n for n in behind if not (fields[n].beside or fields[n].passed)]
        if following:
            self.set_focus(entries[following[0]])
        elif self._question.deliberate:
            self.set_focus(self.query_one("#done"))
        else:
            self._done()

    @on(Tick.Changed)
    @on(Input.Blurred)
    def _keep(self) -> None:
        """Hand on what was ticked or typed so far, unless it is handed in anyway."""
        if self._question.kept is None:
            return
        for number, text in enumerate(self._texts):
            if text != self._known[number]:
                self._known[number] = text
                self._question.kept(number, text)

    @property
    def would_lose(self) -> bool:
        """Whether something is typed for which there is no other place."""
        return self._question.kept is None and super().would_lose

    def action_close(self) -> None:
        """Close without an answer; what was typed is kept where there is a place for it."""
        self._keep()
        super().action_close()

    def action_browse(self) -> None:
        """Ctrl+O: find the folder of a path among the folders, and type it."""
        paths = [number for number, field in enumerate(self._question.fields) if field.path]
        if not paths:
            return
        line = self.query_one(f"#f{paths[0]}", LineInput)
        title = self._question.fields[paths[0]].label
        question = FilePick("browse", title, line.value, tr("就在这里"), new=True)

        def found(path: Path | None) -> None:
            self.set_focus(line)
            if path is not None:
                line.value = str(path)

        self.app.push_screen(PathDialog(question), found)

    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        """Hand the texts in; what can be withdrawn later is not handed in empty."""
        if self._question.withdraw and not self._texts[0].strip():
            self.set_focus(self.query_one("#f0"))
        else:
            self.dismiss(self._texts)

    @on(Button.Pressed, "#withdraw")
    def _withdraw(self) -> None:
        self.dismiss(("",) * len(self._question.fields))
