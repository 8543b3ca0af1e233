"""What people type, and take back: on its way from the step to the session."""

from textual import on

from tuiwizard.errors import YearError
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.years import edition_for
from tuiwizard.report.numbers import DIGITS
from tuiwizard.session import Change
from tuiwizard.tui.screens.drafting import DraftScreen
from tuiwizard.tui.widgets.fields import YEAR
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.text_step import TextStep
from tuiwizard.words import tr


class TypedScreen(DraftScreen):
    """A draft whose steps post what is typed; the session alone changes it."""

    async def _open(self, at: str) -> None:
        """Show the step of a cell, the cursor in it."""
        raise NotImplementedError

    def _show_draft(self) -> None:
        """Show the draft as it is now in everything that stands on the screen."""
        raise NotImplementedError

    @on(Step.Typed)
    def _typed(self, event: Step.Typed) -> None:
        if event.growing:
            self.session.type_text(event.path, event.text)
        else:
            self.session.edit({event.path: event.text})
        self.changed()

    @on(Step.YearTyped)
    async def _year_typed(self, event: Step.YearTyped) -> None:
        self._set_year(event.text)
        at = next((step.path for step in self.query(Step)), self._at)
        await self._open(at)  # anew, where the person has moved on to
        self.changed()

    def _set_year(self, text: str) -> None:
        """Change the report year, or say why not."""
        digits = text.strip().translate(DIGITS)
        try:
            year = int(digits) if digits.isascii() and digits.isdecimal() else digits
            edition_for(year)
            self.session.set_year(int(year))
        except YearError as error:
            self.refuse(str(error))

    def take_over(self) -> None:
        """Whatever is being typed reaches the session before anything else happens."""
        for step in self.query(Step):
            self._at = step.path
            pending = step.pending()
            for path, text in pending.items():
                if path == YEAR:
                    self._set_year(text)
                else:
                    self.session.edit({path: text})
            if pending:
                self._show_draft()

    def typing(self) -> dict[str, str]:
        """What is being typed and has not reached the session."""
        steps = self.query(Step)
        return {path: text for step in steps for path, text in step.typing().items()}

    @on(Step.UndoAsked)
    async def _undo_asked(self, event: Step.UndoAsked) -> None:
        await (self.action_redo() if event.redo else self.action_undo())

    async def action_undo(self) -> None:
        """Ctrl+Z: take the last intention back, in whichever step it was."""
        self.take_over()
        await self._show_change(self.session.undo(), tr("撤销"))

    async def action_redo(self) -> None:
        """Ctrl+Y: do it again."""
        self.take_over()
        await self._show_change(self.session.redo(), tr("重做"))

    async def show_all(self) -> None:
        """Show a draft that was taken over as a whole."""
        if self.step == "publish":
            await self._open(self._at)
        else:
            await self._open(self._at if self._at_exists() else self.step)
        self.changed()

    def _at_exists(self) -> bool:
        return self._at in cells_by_path(self.session.draft.edition, self.step)

    async def _show_change(self, change: Change | None, word: str) -> None:
        if change is None:
            self.notify(tr("没有可以{word}的了", word=word), markup=False)
            return
        for step in self.query(TextStep):
            step.restore()  # before what stands there is taken for newly typed
        if change.drafts:
            await self.show_all()
            return
        if change.years[0] != change.years[1]:  # the step on the screen is of another form
            await self._open(YEAR)
        else:
            await self.go_to(change.at or self.step)
        self.changed()
