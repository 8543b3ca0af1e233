"""The findings in the wizard: the way to each and back, its reason, and its fix."""

from textual import on
from textual.widgets.text_area import Selection

from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session, view
from tuiwizard.tui.screens.dialogs import ReasonDialog
from tuiwizard.tui.screens.text_commands import TextCommands
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.text_area import NarrativeArea, location
from tuiwizard.words import tr


class CheckingScreen(TextCommands):
    """A draft whose findings are settled one by one.

    Args:
        session: The draft.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._finding: Finding | None = None
        self._by = ""

    @on(PublishStep.JumpAsked)
    async def _jump_asked(self, event: PublishStep.JumpAsked) -> None:
        self._finding = finding = event.finding
        await self.go_to(finding.cells[0] if finding.cells else finding.section)
        place = finding.span
        for area in self.query(NarrativeArea) if place is not None else ():
            if place is not None and area.path == place.path:
                area.selection = Selection(
                    location(area.text, place.start), location(area.text, place.end)
                )

    async def action_check(self) -> None:
        """F8: back to the list of findings, to the one last chosen."""
        await self.go_to("publish")

    async def action_check_now(self) -> None:
        """F8 for who has not come from there: on to the last step."""
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

    @on(PublishStep.FixAsked)
    def _fix_asked(self, event: PublishStep.FixAsked) -> None:
        if self.session.apply_fix(event.finding):
            self.changed()
            self.notify(tr("已改，Ctrl+Z 可以撤销"), markup=False)
