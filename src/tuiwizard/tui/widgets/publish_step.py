"""The last step: what stands in the way, and the report as a file."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Label, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.tui.paths import typed_path
from tuiwizard.tui.view import on_one_line, step_name
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.step import Step

_SIGNS = {
    Severity.ERROR: "! 错误",
    Severity.QUERY: "? 疑问",
    Severity.ADVICE: "i 建议",
    Severity.UNCHECKED: "- 未查",
}


class PublishStep(Step):
    """检查与发布."""

    class JumpAsked(Message):
        """A finding was chosen: go to its cell."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    class ExportAsked(Message):
        """Write the report to a file."""

        def __init__(self, target: Path) -> None:
            super().__init__()
            self.target = target

    def compose(self) -> ComposeResult:
        """The verdict, the findings, and the line to export from."""
        yield Static(id="verdict", markup=False)
        yield OptionList(id="findings")
        with Horizontal(id="output"):
            yield Label("输出到 ", markup=False)
            yield LineInput(str(self._suggested()), compact=True, id="target")
            yield Button("导出 Markdown", compact=True, id="export")

    def on_mount(self) -> None:
        """Show the findings; with none, offer the export at once."""
        self.sync()
        if self._findings:
            self.screen.set_focus(self.query_one("#findings"))
        else:
            self.screen.set_focus(self.query_one("#export"))

    def sync(self) -> None:
        """Show what the checks say now."""
        draft = self.session.draft
        self._findings = self.session.findings()
        findings = self.query_one("#findings", OptionList)
        here = findings.highlighted or 0
        findings.clear_options()
        findings.add_options(
            Option(Content(self._line(finding)), id=f"f{i}")
            for i, finding in enumerate(self._findings)
        )
        findings.display = bool(self._findings)
        if self._findings:  # where Enter goes can be seen from the start
            findings.highlighted = min(here, len(self._findings) - 1)
        errors = sum(finding.blocks for finding in self._findings)
        ready = draft.report.complete and not errors
        verdict = (
            "检查通过，可以导出。F4 预览全文。"
            if ready
            else f"还有 {errors} 个问题，选中后按 Enter 去改。现在导出会标明是草稿。"
        )
        self.query_one("#verdict", Static).update(Content(verdict))

    def _line(self, finding: Finding) -> str:
        name = step_name(self.session.draft, finding.section)
        return f"{_SIGNS[finding.severity]} {name}：{on_one_line(finding.message)}"

    def _suggested(self) -> Path:
        return self.session.path.with_suffix(".md")

    @on(OptionList.OptionSelected, "#findings")
    def _jump(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        finding = self._findings[event.option_index]
        self.post_message(self.JumpAsked(finding.cells[0] if finding.cells else finding.section))

    @on(LineInput.Submitted, "#target")
    @on(Button.Pressed, "#export")
    def _export(self) -> None:
        typed = self.query_one("#target", LineInput).value.strip()
        target = typed_path(typed) if typed else self._suggested()
        self.post_message(self.ExportAsked(target))
