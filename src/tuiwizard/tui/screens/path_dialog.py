"""A file or a folder to name: typed with completion, or found in the folders."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.drafts.files import is_folder, is_there
from tuiwizard.flows.ask import FilePick
from tuiwizard.report.safety import printable
from tuiwizard.session.paths import completed, cut, listed, typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.words import tr

_UP = "../"


class PathDialog(Dialog[Path]):
    """Ask for a file.

    The line keeps the keys, and the arrows move in the folder below it: Enter on a folder opens
    it, on a file takes it, and without either takes what is typed.

    Args:
        question: What the file is for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", tr("补全"), priority=True),
        Binding("down", "move(1)", tr("下移"), show=False, priority=True),
        Binding("up", "move(-1)", tr("上移"), show=False, priority=True),
        Binding("pagedown", "move(10)", tr("下移"), show=False, priority=True),
        Binding("pageup", "move(-10)", tr("上移"), show=False, priority=True),
    ]
    hint = tr("Tab 补全，↑↓ 在文件夹里选，Enter 确定，Esc 返回")

    def __init__(self, question: FilePick) -> None:
        super().__init__()
        self._question = question
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        """The title, a line to type in over what its folder holds, and the buttons."""
        with Vertical(classes="box"):
            yield Label(printable(self._question.title), classes="title", markup=False)
            yield LineInput(
                self._question.suggestion,
                placeholder=tr("文件名或路径"),
                compact=True,
            )
            yield Static(id="folder", markup=False)
            yield OptionList(id="entries")
            with Horizontal(classes="buttons"):
                yield Button(self._question.verb, compact=True, id="done")
                yield CloseButton()

    def on_mount(self) -> None:
        """Show the folder of the suggestion, which the first letter typed replaces."""
        self.query_one("#entries").can_focus = False
        self.set_focus(self.query_one(LineInput))
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        """List what the folder holds of what is typed; a whole name that is there lists all."""
        typed = self.query_one(Input).value
        folder, start = cut(typed)
        whole = not start or typed == self._question.suggestion
        found = listed(folder if whole else typed, self._question.endings)
        self._names = [_UP, *(f"{name}/" for name in found.folders), *found.files]
        entries = self.query_one("#entries", OptionList)
        entries.clear_options()
        entries.add_options(Option(Content(printable(name))) for name in self._names)
        entries.highlighted = None
        self.query_one("#folder", Static).update(Content(printable(str(found.folder.absolute()))))

    def action_move(self, by: int) -> None:
        """Move in the folder; from its first line back to what is typed."""
        entries = self.query_one("#entries", OptionList)
        at = -1 if entries.highlighted is None else entries.highlighted
        to = min(at + by, len(self._names) - 1)
        entries.highlighted = to if to >= 0 else None

    def action_complete(self) -> None:
        """Tab: type on as far as there is only one way, or take the line that is chosen."""
        line, chosen = self.query_one(Input), self._chosen
        if chosen:
            self._type(chosen)
        else:
            line.value = completed(line.value, self._question.endings)
            line.cursor_position = len(line.value)

    @property
    def _chosen(self) -> str:
        at = self.query_one("#entries", OptionList).highlighted
        return "" if at is None else self._names[at]

    def _type(self, name: str) -> None:
        """Put an entry behind the folder that is typed; into a folder, a name to be made goes."""
        line = self.query_one(Input)
        folder, typed = cut(line.value)
        if name == _UP:
            above = typed_path(folder or ".").absolute().parent
            folder, name = "", f"{str(above).rstrip('/')}/"
        kept = typed if self._question.new and name.endswith("/") else ""
        line.value = f"{folder}{name}{kept}"
        line.cursor_position = len(line.value)

    def _take(self, name: str) -> None:
        """Go into a folder, or take a file."""
        self._type(name)
        if not name.endswith("/"):
            self._done()

    @on(Input.Submitted)
    def _entered(self) -> None:
        if self._chosen:
            self._take(self._chosen)
        else:
            self._done()

    @on(OptionList.OptionSelected, "#entries")
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(self._names[event.option_index])

    @on(Button.Pressed, "#done")
    def _done(self) -> None:
        """Take what is typed; a folder is opened, unless one may be the answer."""
        line = self.query_one(Input)
        typed = line.value.strip()
        if not typed:
            return
        path = typed_path(typed)
        if is_folder(path) and not self._question.folder:
            line.value = f"{typed.rstrip('/')}/"
            line.cursor_position = len(line.value)
        else:
            self._answer(path)

    def _answer(self, path: Path) -> None:
        """Take a path, if there is something where something has to be."""
        if self._question.new or is_there(path):
            self.dismiss(path)
        else:
            words = on_one_line(tr("没有 {path}，请检查文件名", path=path))
            self.app.notify(words, severity="error", markup=False)
