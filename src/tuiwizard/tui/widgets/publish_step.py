"""The last step: what blocks publishing, the sign-off, and the report as files."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static

from tuiwizard.report import sign_off
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.report.state import State
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session import Session
from tuiwizard.session.finding_view import counts, overview
from tuiwizard.session.view import on_one_line, texts_left
from tuiwizard.tui.marks import marked
from tuiwizard.tui.widgets.finding_detail import FindingDetail
from tuiwizard.tui.widgets.finding_list import FindingList, ToDo, Unchecked, stamped
from tuiwizard.tui.widgets.step import Step
from tuiwizard.words import plural, tr


class PublishStep(Step):
    """检查与发布.

    Args:
        session: Where to read from.
        key: `publish`.
        on_finding: The finding to start on, when coming back from its cell.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "explain", tr("写说明")),
        Binding("f3", "fix", tr("改数")),
        Binding("f9", "usual", tr("照写“均为零”"), tooltip=tr("说明：经核实均为零")),
        Binding("f5", "sign_off", tr("审查签发")),
        Binding("f6", "output", tr("输出")),
    ]

    class ExplainAsked(Message):
        """A reason is to be written for a query."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    class UsualAsked(Message):
        """The reason that is most often true is to be given for a query."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    class FixAsked(Message):
        """The right number is to be put into the text."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    class SignOffAsked(Message):
        """The person wants to sign the report off."""

    class OutputAsked(Message):
        """Write the report to files."""

    def __init__(self, session: Session, key: str, on_finding: Finding | None = None) -> None:
        super().__init__(session, key)
        self._start_on = on_finding

    def compose(self) -> ComposeResult:
        """The verdict over the findings, the chosen one beside or below, and the buttons."""
        yield Static(id="verdict", markup=False)
        with Container(id="checking"):
            yield FindingList(id="findings")
            with Vertical(id="chosen"):
                yield FindingDetail(id="finding")
                with Horizontal(id="remedies"):
                    yield Button(tr("去改（Enter）"), compact=True, id="jump")
                    yield Button(tr("改数（F3）"), compact=True, id="fix")
                    yield Button(tr("写说明（F2）"), compact=True, id="explain")
                    yield Button(tr("均为零（F9）"), compact=True, id="usual")
        with Horizontal(id="output"):
            yield Static(id="status", markup=False)
            yield Button(tr("审查签发（F5）"), compact=True, id="sign-off")
            yield Button(tr("输出（F6）"), compact=True, id="export")

    def on_mount(self) -> None:
        """Show the findings; where nothing blocks, offer the export at once."""
        self.sync()
        if any(f.blocks for f in self.session.findings()) or self._start_on:
            self.screen.set_focus(self._list)
        elif self.session.sign_off_status is SignOffStatus.SIGNED:
            self.screen.set_focus(self.query_one("#export"))
        else:
            self.screen.set_focus(self.query_one("#sign-off"))

    @property
    def _list(self) -> FindingList:
        return self.query_one(FindingList)

    def sync(self) -> None:
        """Show what the checks say now."""
        draft, every = self.session.draft, self.session.findings()
        here = self.current or self._start_on
        self._list.show(draft, overview(draft, every), self._to_do(), here)
        self._show_verdict()
        self.query_one("#status", Static).update(Content(self.session.sign_off_words))
        self._show_chosen()

    def on_resize(self) -> None:
        """Say more where there is room for it."""
        self._show_verdict()

    def _show_verdict(self) -> None:
        verdict = Content("\n").join(self._verdict())
        self.query_one("#verdict", Static).update(verdict)

    def _verdict(self) -> Iterator[Content]:
        """Whether the report may be published, and how much keeps it from that."""
        counted = counts(self.session.draft, self.session.findings()).values()
        blocking = sum(step.blocking for step in counted)
        if self.session.draft.report.complete and not blocking:
            yield marked(tr("检查通过。F4 预览全文。"), "title")
        else:
            wide = self.screen.has_class("-wide")
            found = [
                Content.assemble(stamped(state), f" {n}", f"  {words}" if wide else "")
                for state, words, n in (
                    (State.ERROR, tr("必须改"), sum(step.errors for step in counted)),
                    (State.BLANK, tr("还没有填"), sum(step.missing for step in counted)),
                    (State.QUERY, tr("改，或者说明"), sum(step.queries for step in counted)),
                    (State.ADVICE, tr("看一下"), sum(step.advice for step in counted)),
                )
                if n
            ]
            title = marked(plural("{n} 处妨碍公布", blocking), "title")
            yield Content("    ").join((title, *found))
        yield from (marked(line, "soft") for line in texts_left(self.session, "F7"))

    def _to_do(self) -> list[str]:
        """What those who sign have still to do."""
        return [on_one_line(words) for words in sign_off.unattended(self.session.draft)]

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        return self._list.current

    @on(OptionList.OptionHighlighted, "#findings")
    def _show_chosen(self) -> None:
        """Show what the cursor is on, and what can be done about it."""
        shown, row = self.query_one(FindingDetail), self._list.row
        if isinstance(row, Finding):
            shown.show(self.session, row)
        elif isinstance(row, ToDo):
            shown.tell(row.words, tr("Enter 或 F5 打开审查签发。"))
        elif isinstance(row, Unchecked):
            shown.tell(
                plural("未查 {n} 条规则", row.rules),
                tr("缺少可以对照的内容，不算通过，也不妨碍公布。Enter 列出或收起缺什么。"),
            )
        else:
            shown.tell("")
        self.refresh_bindings()
        for action in ("jump", "fix", "explain", "usual"):
            self.query_one(f"#{action}").display = bool(self.check_action(action, ()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A reason is for queries, a number can be replaced where the text names one."""
        finding = self.current if self.is_mounted else None
        may = finding if not self.session.sign_off_only else None
        if action == "jump":
            return finding is not None
        if action == "explain":
            return may is not None and may.severity is Severity.QUERY
        if action == "usual":
            return may is not None and may.usual is not None and may.blocks
        if action == "fix":
            return may is not None and may.can_be_fixed
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#explain")
    def action_explain(self) -> None:
        """F2: write why a query is right as it is."""
        if self.current is not None:
            self.post_message(self.ExplainAsked(self.current))

    @on(Button.Pressed, "#usual")
    def action_usual(self) -> None:
        """F9: the reason that is most often true, as it stands on the key."""
        if self.current is not None:
            self.post_message(self.UsualAsked(self.current))

    @on(Button.Pressed, "#fix")
    def action_fix(self) -> None:
        """F3: put the table's number into the text."""
        if self.current is not None:
            self.post_message(self.FixAsked(self.current))

    @on(Button.Pressed, "#jump")
    def action_jump(self) -> None:
        """Enter: go to the cell of the finding."""
        if self.current is not None:
            self.post_message(self.JumpAsked(self.current))

    @on(OptionList.OptionSelected, "#findings")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        match self._list.row:
            case Unchecked():
                self._list.unfold()
            case ToDo():
                self.action_sign_off()
            case _:
                self.action_jump()

    @on(Button.Pressed, "#sign-off")
    def action_sign_off(self) -> None:
        """F5: the sign-off."""
        self.post_message(self.SignOffAsked())

    @on(Button.Pressed, "#export")
    def action_output(self) -> None:
        """F6: the files."""
        self.post_message(self.OutputAsked())
