"""What the last step asks for: the way to a finding and back, its cure, and the output."""

from pathlib import Path

from textual import on
from textual.widgets.text_area import Selection

from tuiwizard.drafts import files
from tuiwizard.errors import SaveError
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.tui import view
from tuiwizard.tui.screens.dialogs import ChoiceDialog, ReasonDialog
from tuiwizard.tui.screens.text_commands import TextCommands
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.text_area import NarrativeArea


class CheckingScreen(TextCommands):
    """A draft whose findings are settled one by one, and which is then put out.

    Args:
        session: The draft.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._finding: Finding | None = None
        self._by = ""

    async def go_to(self, at: str | None) -> None:
        """Leave the step, saved, for another cell or step; None stays."""
        raise NotImplementedError

    @on(PublishStep.JumpAsked)
    async def _jump_asked(self, event: PublishStep.JumpAsked) -> None:
        self._finding = finding = event.finding
        await self.go_to(finding.cells[0] if finding.cells else finding.section)
        place = finding.place
        for area in self.query(NarrativeArea) if place is not None else ():
            if place is not None and area.path == place.path:
                area.selection = Selection(
                    _location(area.text, place.start), _location(area.text, place.end)
                )

    async def action_check(self) -> None:
        """F8: back to the list of findings, to the one last chosen."""
        await self.go_to("publish")

    @on(PublishStep.ExplainAsked)
    def _explain_asked(self, event: PublishStep.ExplainAsked) -> None:
        finding = event.finding
        given = self.session.reason_for(finding)
        reason, by = (given.reason, given.by) if given else ("", self._by)
        question = f"{finding.rule} {view.on_one_line(finding.message)}"

        def explained(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                self._by = answer[1] or self._by
                self.session.explain(finding, *answer)
                self.changed()

        self.app.push_screen(ReasonDialog(question, reason, by), explained)

    @on(PublishStep.CureAsked)
    def _cure_asked(self, event: PublishStep.CureAsked) -> None:
        if self.session.cure(event.finding):
            self.changed()
            self.notify("已改，Ctrl+Z 可以撤销", markup=False)

    @on(PublishStep.ExportAsked)
    def _export_asked(self, event: PublishStep.ExportAsked) -> None:
        self.export(event.target)

    def export(self, target: Path) -> None:
        """Write the report as Markdown; an existing file is overwritten only when asked."""
        if files.is_there(target):
            choices = [("no", "不覆盖，回去换文件名"), ("yes", f"覆盖 {target}")]
            self.app.push_screen(
                ChoiceDialog(f"已经有 {target}", choices),
                lambda answer: self._export(target) if answer == "yes" else None,
            )
        else:
            self._export(target)

    def _export(self, target: Path) -> None:
        from tuiwizard.rendering.markdown import render

        self.save()
        draft = self.session.draft
        stamped = any(finding.blocks for finding in self.session.findings())
        try:
            files.write_text(target, render(draft, as_draft=stamped))
        except SaveError as error:
            self.notify(view.on_one_line(str(error)), severity="error", markup=False, timeout=10)
            return
        words = "（草稿，未经审核）" if stamped else ""
        self.notify(view.on_one_line(f"已导出{words} {target.resolve()}"), markup=False, timeout=8)


def _location(text: str, at: int) -> tuple[int, int]:
    """The row and column of a character."""
    return text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)
