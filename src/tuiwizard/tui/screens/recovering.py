"""Nothing is lost: earlier versions, rescued work, and files that others changed meanwhile."""

from tuiwizard.drafts import history, rescue
from tuiwizard.drafts.codec import loads
from tuiwizard.drafts.files import text_of
from tuiwizard.drafts.history import Version
from tuiwizard.drafts.saver import Outcome
from tuiwizard.errors import DraftError, FileChanged, TakenOver
from tuiwizard.report.draft import Draft
from tuiwizard.session import view
from tuiwizard.tui.screens.comparing import CompareDialog, difference_lines
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.drafting import DraftScreen
from tuiwizard.words import tr

MINE, THEIRS, BOTH, RESTORE = "mine", "theirs", "both", "restore"


class RecoveringScreen(DraftScreen):
    """A draft being worked on, of which there are other versions."""

    _asked = False
    """Whether the person was asked about what others did to the file, and it is not settled."""

    async def show_all(self) -> None:
        """Show a draft that was taken over as a whole."""

    async def replace(self, draft: Draft, what: str) -> None:
        """Take over another draft; undo brings back what was there."""
        self.take_over()
        self.session.replace_with(draft, what)
        await self.show_all()
        self.save()
        self.notify(tr("已{what}；Ctrl+Z 可以撤销", what=what), markup=False)

    # Earlier versions

    def action_history(self) -> None:
        """List the earlier versions, latest first."""
        self.save()
        versions = history.versions(self.session.path)
        if not versions:
            self.notify(tr("还没有以前的版本"), markup=False)
            return
        lines = [(str(i), str(v)) for i, v in enumerate(versions)]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._compare(versions[int(answer)])

        self.app.push_screen(ChoiceDialog(tr("以前的版本，选一个比较："), lines), chosen)

    def _compare(self, version: Version) -> None:
        """Show where a version differs, and restore it if the person wants."""
        try:
            draft = loads(text_of(history.read(version), version.file))
        except DraftError as error:
            self.refuse(str(error))
            return
        lines = difference_lines(self.session.draft, draft, (tr("现在"), tr("当时")))
        choices = [("", tr("不恢复，关闭")), (RESTORE, tr("恢复这个版本（可以撤销）"))]
        title = tr("与 {version} 的不同：", version=version)

        async def decided(answer: str | None) -> None:
            if answer == RESTORE:
                await self.replace(draft, tr("恢复以前的版本"))

        self.app.push_screen(CompareDialog(title, lines, choices), decided)

    # Rescued work

    def offer_rescue(self) -> None:
        """Offer what could not be saved the last time."""
        draft = rescue.find(self.session.path)
        if draft is None:
            return
        if draft == self.session.draft:
            rescue.drop(self.session.path)
            return
        lines = difference_lines(self.session.draft, draft, (tr("文件里"), tr("暂存的")))
        choices = [
            (RESTORE, tr("找回暂存的内容（可以撤销）")),
            ("drop", tr("不要了（留在以前的版本里）")),
        ]

        async def decided(answer: str | None) -> None:
            if answer == RESTORE:
                await self.replace(draft, tr("找回暂存的内容"))
            if answer:
                rescue.drop(self.session.path)

        title = tr("上次有填写的内容没能保存到文件，暂存了一份：")
        self.app.push_screen(CompareDialog(title, lines, choices), decided)

    # Somebody else at the same file

    def show_outcome(self, outcome: Outcome) -> None:
        """Also ask, once, what to do where only the person can know."""
        super().show_outcome(outcome)
        if not isinstance(outcome.error, (FileChanged, TakenOver)):
            self._asked = False
        elif not self._asked:
            self._asked = True
            self.explain_failure()

    def explain_failure(self) -> None:
        """Ask what to do about a save that failed."""
        if isinstance(self._outcome.error, FileChanged):
            self._ask_whose()
        else:
            super().explain_failure()

    def _ask_whose(self) -> None:
        """The file changed on the disk: show both, and let the person choose."""
        self._settling = True
        theirs: Draft | None = None
        try:
            theirs = self.session.file.theirs()
        except DraftError as error:
            lines = [view.on_one_line(str(error))]
        else:
            lines = [] if theirs is None else difference_lines(self.session.draft, theirs)
        choices = [
            (BOTH, tr("两份都留：我的存到别处，接着填…")),
            (MINE, tr("用我的（对方的留在以前的版本里）")),
        ]
        if theirs is not None:
            choices.append((THEIRS, tr("用对方的（可以撤销）")))
        title = view.on_one_line(
            tr("{path} 在别处被改过，没有覆盖它。用哪一份？", path=self.session.path)
        )
        self.app.push_screen(CompareDialog(title, lines, choices), self._whose)

    async def _whose(self, answer: str | None) -> None:
        self._settling = False
        if answer == BOTH:
            self.ask_for_place(self.action_save)
        elif answer == MINE:
            self.session.file.accept()
            self.save()
        elif answer == THEIRS:
            theirs = self.session.file.accept()
            if theirs is not None:
                await self.replace(theirs, tr("换成对方的内容"))
