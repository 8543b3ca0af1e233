"""The command palette: every command of the screen by name, filtered as one types."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.tui.cells import cell_len, left
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.words import tr


@dataclass(frozen=True)
class Command:
    """A command: its name, its key, and what it runs where."""

    name: str
    key: str
    action: str
    node: DOMNode


class PaletteDialog(Dialog[Command]):
    """Choose a command by name.

    Args:
        commands: All commands that work now.
    """

    looks_for = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "highlight(-1)", tr("上移"), show=False, priority=True),
        Binding("down", "highlight(1)", tr("下移"), show=False, priority=True),
    ]

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = commands
        self._found = list(commands)

    def compose(self) -> ComposeResult:
        """The line to type in over the commands that fit."""
        with Vertical(classes="box"):
            yield Static(Content(tr("命令")), classes="title")
            yield LineInput(placeholder=tr("输入命令的名称…"), compact=True)
            yield OptionList()
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("返回"))

    def on_mount(self) -> None:
        """Show all commands."""
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value.strip())

    def _show(self, wanted: str) -> None:
        self._found = [command for command in self._commands if wanted in command.name]
        width = max(cell_len(command.name) for command in self._commands) + 2
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(Content(left(c.name, width) + c.key)) for c in self._found)
        if not self._found:
            options.add_option(Option(Content(tr("没有这个命令")), disabled=True))
        options.highlighted = 0 if self._found else None

    def action_highlight(self, by: int) -> None:
        """Move in the list while the line keeps the focus."""
        options = self.query_one(OptionList)
        (options.action_cursor_up if by < 0 else options.action_cursor_down)()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        here = self.query_one(OptionList).highlighted
        if here is not None and self._found:
            self.dismiss(self._found[here])

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index])
