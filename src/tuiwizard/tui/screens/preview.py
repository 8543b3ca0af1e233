"""A whole page over the wizard: a report as it will be posted, or another long text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tuiwizard.flows.ask import ReportView
from tuiwizard.forms.editions import section_keys
from tuiwizard.rendering.page_report import draw_report, draw_text
from tuiwizard.report.safety import printable
from tuiwizard.tui.keys import SLASH
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.page_view import Draw, Marks, PageView
from tuiwizard.words import tr


class PreviewDialog(Dialog[str]):
    """A page to read and to search; answers with the place that is to be changed.

    Args:
        title: What it is.
        draw: Draws the page.
        at: The place that is shown first.
        sections: The sections that can be gone to by number; the first has number 2.
        changes: Whether what is pointed at can be changed.
        wrong: What is marked as wrong.
    """

    looks_for = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "find", tr("查找"), show=False, priority=True),
        Binding("f3", "find_next", tr("下一处"), show=False, priority=True),
        Binding(SLASH, "find", tr("查找"), show=False),
        Binding("f4", "close", tr("关闭"), show=False, priority=True),
        Binding("enter", "change", tr("改这里"), show=False),
        *(
            Binding(str(number), f"section({number})", tr("到某节"), show=False)
            for number in range(1, 9)
        ),
    ]

    def __init__(
        self,
        title: str,
        draw: Draw,
        at: str = "",
        *,
        sections: tuple[str, ...] = (),
        changes: bool = False,
        wrong: Marks = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._view = PageView(draw, at, spread=True, wrong=wrong)
        self._sections = sections
        self._changes = changes

    @property
    def _keys(self) -> str:
        """The keys that work here, but for those that the line below names itself."""
        said = [tr("PgDn 翻页")]
        if self._sections:
            said.append(tr("1-{last} 到某节", last=len(self._sections)))
        if self._changes:
            said.append(tr("Enter 改这里"))
        return tr("，").join(said)

    def compose(self) -> ComposeResult:
        """The title, the page, and the line to search with."""
        with Vertical(classes="box"):
            with Horizontal(classes="head"):
                yield Static(Content(printable(self._title)), classes="title")
                yield Static(id="leaf")
            yield self._view
            with Horizontal(classes="buttons"):
                yield LineInput(placeholder=tr("查找（Ctrl+F），Enter 或 F3 下一处"), compact=True)
                yield Static(id="found")
                yield Static(Content(self._keys), id="keys")
                yield CloseButton(tr("关闭"))

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.set_focus(self._view)
        self.call_after_refresh(self._say_leaf)

    @on(PageView.Turned)
    def _say_leaf(self) -> None:
        """Say which leaves are shown."""
        first, last, n = self._view.numbers
        said = tr("第 {first}、{last} 页，共 {n} 页", first=first, last=last, n=n)
        self.query_one("#leaf", Static).update(Content(said if self._view.spread and n else ""))

    def action_section(self, number: int) -> None:
        """A digit: go to a section, by the number of its step."""
        if number <= len(self._sections):
            self._view.go_to(self._sections[number - 1])

    @on(PageView.Chosen)
    def _chosen(self, event: PageView.Chosen) -> None:
        """A click on the page: go there and change it."""
        if self._changes:
            self.dismiss(event.place)

    def action_change(self) -> None:
        """Enter: change what was found, or what is marked."""
        if self._changes and self._view.place:
            self.dismiss(self._view.place)

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
        number, count = self._view.find(wanted)
        said = (
            tr("第 {number} 处，共 {count} 处", number=number, count=count)
            if count
            else tr("没有找到")
        )
        self.query_one("#found", Static).update(Content(said))


def report_dialog(view: ReportView) -> PreviewDialog:
    """Return the dialog that shows a report."""
    return PreviewDialog(
        view.title,
        lambda paper: draw_report(view.draft, paper, as_draft=view.as_draft, notes=view.notes),
        view.at,
        sections=section_keys(view.draft.edition),
        changes=view.changes,
        wrong=view.wrong,
    )


def text_dialog(title: str, text: str) -> PreviewDialog:
    """Return the dialog that shows a long text."""
    return PreviewDialog(title, lambda paper: draw_text(text, paper))
