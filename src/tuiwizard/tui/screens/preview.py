"""The whole report as it will be posted, to read and to search."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from tuiwizard.report.safety import printable
from tuiwizard.tui.keys import SLASH
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.text_area import location
from tuiwizard.words import tr


class PreviewDialog(Dialog[None]):
    """A long text over the wizard.

    Args:
        title: What it is.
        text: The text.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "find", tr("查找"), show=False, priority=True),
        Binding("f3", "find_next", tr("下一处"), show=False, priority=True),
        Binding(SLASH, "find", tr("查找"), show=False),
        Binding("f4", "close", tr("关闭"), show=False, priority=True),
    ]

    hint = tr("↑↓ 翻看，Esc 关闭")

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = printable(text)

    def compose(self) -> ComposeResult:
        """The title, the text, and the line to search with."""
        with Vertical(classes="box"):
            yield Static(Content(printable(self._title)), classes="title")
            area = TextArea(self._text, read_only=True, show_line_numbers=False)
            area.cursor_blink = False
            area.highlight_cursor_line = False
            yield area
            with Horizontal(classes="buttons"):
                yield LineInput(placeholder=tr("查找（Ctrl+F），Enter 或 F3 下一处"), compact=True)
                yield Static(id="found")
                yield CloseButton(tr("关闭"))

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.set_focus(self.query_one(TextArea))

    def action_find(self) -> None:
        """Ctrl+F or /: type what to look for."""
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    def action_find_next(self) -> None:
        """F3: go to the next place, and around to the first."""
        wanted = printable(self.query_one(Input).value.strip())
        if not wanted:
            self.action_find()
            return
        area = self.query_one(TextArea)
        text = area.text
        at = text.find(wanted, _index(text, max(area.selection)))
        at = text.find(wanted) if at < 0 else at
        if at >= 0:
            area.move_cursor(location(text, at), center=True)
            area.move_cursor(location(text, at + len(wanted)), select=True)
        self.query_one("#found", Static).update(Content(_count(text, wanted, at)))


def _index(text: str, place: tuple[int, int]) -> int:
    """The number of the character at a row and column."""
    row, column = place
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[:row]) + column


def _count(text: str, wanted: str, at: int) -> str:
    """`第 2 处，共 5 处`."""
    if at < 0:
        return tr("没有找到")
    return tr(
        "第 {number} 处，共 {count} 处",
        number=text.count(wanted, 0, at) + 1,
        count=text.count(wanted),
    )
