"""The page after the last step: what was written where, and what is to be done now."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from tuiwizard.flows.ask import TO_PASTE, Finish
from tuiwizard.report.safety import printable
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.words import tr


class FinishDialog(Dialog[str]):
    """What was written where, and what to do now.

    Args:
        page: All there is to say.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "answer('paste')", tr("复制到网站编辑器")),
        Binding("c", "copy", tr("复制网页源码")),
        Binding("s", "answer('start')", tr("回到开始页")),
        Binding("q", "answer('away')", tr("离开")),
        Binding("down,right", "app.focus_next", tr("下一项"), show=False),
        Binding("up,left", "app.focus_previous", tr("上一项"), show=False),
    ]

    def __init__(self, page: Finish) -> None:
        super().__init__()
        self._page = page

    def compose(self) -> ComposeResult:
        """The stamp and the files over what to do with them, and the buttons."""
        with Vertical(classes="box"):
            with VerticalScroll(classes="body"):
                yield from self._lines()
            with Vertical(classes="buttons"):
                if self._page.files:
                    with Horizontal():
                        yield from self._copies()
                with Horizontal():
                    yield Button(
                        tr("回到开始页（S）"),
                        compact=True,
                        id="start",
                        action="screen.answer('start')",
                    )
                    yield Button(tr("离开（Q）"), compact=True, action="screen.answer('away')")
                    yield CloseButton(tr("接着看"))

    def _copies(self) -> Iterator[Button]:
        yield Button(tr("复制到网站编辑器（V）"), compact=True, action="screen.answer('paste')")
        if self._page.page:
            yield Button(tr("复制网页源码（C）"), compact=True, id="copy", action="screen.copy")

    def _lines(self) -> Iterator[Widget]:
        page = self._page
        with Horizontal(classes="stamped"):
            yield Static(Content(f" {page.stamp} "), classes="stamp")
            yield Static(Content(printable(f"  {page.title}  {page.when}")), classes="title")
        if page.said:
            yield Static(Content(printable(page.said)), classes="title")
        yield from (Static(Content(printable(line)), classes="soft") for line in page.about)
        yield from (Static(Content(printable(line)), classes="alert") for line in page.failed)
        if page.files:
            folder = printable(str(page.files[0].path.parent))
            yield Static(Content(tr("写出的文件  {folder}", folder=folder)), classes="head soft")
            yield from self._files()
        if page.next:
            yield Static(Content(tr("接下来")), classes="head soft")
            for number, line in enumerate(page.next, 1):
                with Horizontal(classes="next"):
                    yield Static(Content(f"{number}"), classes="number")
                    yield Static(Content(printable(line)), classes="words")

    def _files(self) -> Iterator[Widget]:
        """The name of each, and what it is for; a long one takes two lines."""
        for file in self._page.files:
            name = Content.styled(printable(file.path.name), "bold")
            yield Static(Content.assemble(name, f"  {file.use}  {file.size}"), classes="file")

    def on_mount(self) -> None:
        """Enter goes back to the start page, for this report is done."""
        self.app.clear_notifications()
        self.set_focus(self.query_one("#start"))

    def action_copy(self) -> None:
        """C: the page for the website goes to the clipboard."""
        if self._page.page:
            self.app.copy_to_clipboard(self._page.page)

    def action_answer(self, answer: str) -> None:
        """S, Q, V: another report, leave, or paste this one somewhere."""
        if answer != TO_PASTE or self._page.files:
            self.dismiss(answer)
