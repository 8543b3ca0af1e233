"""The last step: what blocks publishing, the sign-off, and the report as files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.report.metadata import Explanation
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.rules.finding import Finding, Severity, by_weight
from tuiwizard.session import Session
from tuiwizard.session.view import on_one_line, step_name, texts_left
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
        Binding("f5", "sign_off", tr("审查签发")),
        Binding("f6", "output", tr("输出")),
    ]

    class JumpAsked(Message):
        """A finding was chosen: go to its cell."""

        def __init__(self, finding: Finding) -> None:
            super().__init__()
            self.finding = finding

    class ExplainAsked(Message):
        """A reason is to be written for a query."""

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
        self._findings: list[Finding] = []
        self._unchecked: Counter[object] = Counter()
        self._start_on = on_finding

    def compose(self) -> ComposeResult:
        """The verdict, the findings, and the buttons for sign-off and output."""
        yield Static(id="verdict", markup=False)
        yield OptionList(id="findings")
        with Horizontal(id="output"):
            yield Static(id="status", markup=False)
            yield Button(tr("审查签发（F5）"), compact=True, id="sign-off")
            yield Button(tr("输出（F6）"), compact=True, id="export")

    def on_mount(self) -> None:
        """Show the findings; where nothing blocks, offer the export at once."""
        self.sync()
        if any(finding.blocks for finding in self._findings) or self._start_on:
            self.screen.set_focus(self.query_one("#findings"))
        elif self.session.sign_off_status is SignOffStatus.SIGNED:
            self.screen.set_focus(self.query_one("#export"))
        else:
            self.screen.set_focus(self.query_one("#sign-off"))

    def sync(self) -> None:
        """Show what the checks say now."""
        draft = self.session.draft
        findings = self.query_one("#findings", OptionList)
        here, at = self.current or self._start_on, findings.highlighted or 0
        every = by_weight(self.session.findings(), draft.section_keys)
        self._unchecked = Counter(f.why_unchecked for f in every if f.why_unchecked is not None)
        self._findings = list(_one_for_each_reason(every))
        findings.clear_options()
        findings.add_options(
            Option(Content(self._line(finding)), id=f"f{i}")
            for i, finding in enumerate(self._findings)
        )
        findings.highlighted = self._position(here, at)
        findings.display = bool(self._findings)
        blocking = sum(finding.blocks for finding in self._findings)
        verdict = (
            tr("检查通过。F4 预览全文。")
            if draft.report.complete and not blocking
            else plural(
                "还有 {n} 个问题：Enter 去改（F8 回到这里），疑问可按 F2 写说明。", blocking
            )
        )
        verdict = "\n".join((str(verdict), *texts_left(self.session, "F7")))
        self.query_one("#status", Static).update(Content(self.session.sign_off_status))
        self.query_one("#verdict", Static).update(Content(verdict))

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        at = self.query_one("#findings", OptionList).highlighted
        return self._findings[at] if at is not None and at < len(self._findings) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A reason is for queries, a number can be replaced where the text names one."""
        may = self.is_mounted and not self.session.sign_off_only
        finding = self.current if may else None
        if action == "explain":
            return finding is not None and finding.severity is Severity.QUERY
        if action == "fix":
            return finding is not None and finding.can_be_fixed
        return super().check_action(action, parameters)

    def action_explain(self) -> None:
        """F2: write why a query is right as it is."""
        if self.current is not None:
            self.post_message(self.ExplainAsked(self.current))

    def action_fix(self) -> None:
        """F3: put the table's number into the text."""
        if self.current is not None:
            self.post_message(self.FixAsked(self.current))

    def _position(self, finding: Finding | None, at: int) -> int | None:
        """Return where a finding is listed now, or the next to work on if it is settled.

        Args:
            finding: The finding that the cursor was on.
            at: The place where it was listed.
        """
        if finding is None or not self._findings:
            return 0 if self._findings else None
        same = [
            (i, f)
            for i, f in enumerate(self._findings)
            if (f.rule, f.cells, f.span) == (finding.rule, finding.cells, finding.span)
        ]
        if same and same[0][1].explained == finding.explained:
            return same[0][0]
        onward = [i for i, f in enumerate(self._findings) if f.blocks]
        return next((i for i in onward if i >= at), onward[0] if onward else 0)

    @on(OptionList.OptionHighlighted, "#findings")
    def _moved(self) -> None:
        self.refresh_bindings()

    def _line(self, finding: Finding) -> str:
        sign = f"{finding.sign} {finding.word}"
        reason = finding.why_unchecked
        if reason is not None:
            return plural(
                "{sign} {n} 条规则：{reason}",
                self._unchecked[reason],
                sign=sign,
                reason=on_one_line(reason),
            )
        name = step_name(self.session.draft, finding.section)
        line = tr(
            "{sign} {name}：{message}", sign=sign, name=name, message=on_one_line(finding.message)
        )
        given = self.session.reason_for(finding) if finding.explained else None
        return line + (_reason(given) if given else "")

    @on(OptionList.OptionSelected, "#findings")
    def _jump(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.JumpAsked(self._findings[event.option_index]))

    @on(Button.Pressed, "#sign-off")
    def action_sign_off(self) -> None:
        """F5: the sign-off."""
        self.post_message(self.SignOffAsked())

    @on(Button.Pressed, "#export")
    def action_output(self) -> None:
        """F6: the files."""
        self.post_message(self.OutputAsked())


def _reason(given: Explanation) -> str:
    """What was written for the approver, under the finding."""
    by = tr("（{by}）", by=on_one_line(given.by)) if given.by else ""
    return tr("\n    说明：{reason}{by}", reason=on_one_line(given.reason), by=by)


def _one_for_each_reason(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What could not be checked for the same reason is one line, not ten."""
    said = set()
    for finding in findings:
        if finding.severity is Severity.UNCHECKED:
            if finding.why_unchecked in said:
                continue
            said.add(finding.why_unchecked)
        yield finding
