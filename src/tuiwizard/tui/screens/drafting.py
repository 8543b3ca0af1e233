"""What any screen that works on a draft can do: save it, look at it, and leave."""

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.message import Message

from tuiwizard.drafts import files
from tuiwizard.drafts.saver import Outcome, Saver
from tuiwizard.session import Session, view
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.screens.dialogs import ChoiceDialog, PathDialog
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.widgets.saved_line import SavedLine
from tuiwizard.words import tr

LOOK_AGAIN = 0.4
"""Seconds between two looks at what is being typed and not yet accepted."""

KEEP_LOCK = 2.0
"""Seconds between two attempts at a lock that was taken over from somebody."""

SAVE_AS, STAY, LOSE = "save-as", "stay", "lose"


class DraftScreen(ChineseScreen[None]):
    """A draft being worked on.

    Args:
        session: The draft.
    """

    class Saved(Message):
        """The saver has tried to save."""

        def __init__(self, outcome: Outcome) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._at = ""
        self._half_typed = False
        self._settling = False  # whose version is to stay is being asked
        self._outcome = Outcome()
        self._saver = self._make_saver()

    @property
    def step(self) -> str:
        """The key of the current step."""
        return self._at.partition(".")[0]

    async def go_to(self, at: str | None) -> None:
        """Leave the step, saved, for another cell or step; None stays."""
        raise NotImplementedError

    def _make_saver(self) -> Saver:
        return Saver(self.session.file, self._tell)

    def _tell(self, outcome: Outcome) -> None:
        """From the saver's thread: messages may be posted from any."""
        if self.is_running:
            self.post_message(self.Saved(outcome))

    def on_mount(self) -> None:
        """Save before the program is stopped, and what is being typed while it is."""
        self.app.app_suspend_signal.subscribe(self, self._suspended, immediate=True)
        self.set_interval(LOOK_AGAIN, self._save_typing)
        self.set_interval(KEEP_LOCK, self._keep_lock)

    def on_unmount(self) -> None:
        """Let the thread end, and the next one work on the draft."""
        self._saver.close()
        self.session.file.release()

    def take_over(self) -> None:
        """Whatever is being typed reaches the session before anything else happens."""

    def changed(self) -> None:
        """The session has a new draft: show it everywhere, and save it soon."""
        self.save_soon()

    def typing(self) -> dict[str, str]:
        """What is being typed and has not reached the session, which it does not disturb."""
        return {}

    def save_soon(self) -> None:
        """Save a moment later, together with the edits that follow at once."""
        self._saver.soon(self.session.draft, self.step)

    def _save_typing(self) -> None:
        """Save a half-typed figure too, though it is not yet part of the draft."""
        typing = self.typing()
        if typing:
            draft = self.session.draft.with_texts(typing)
            self._saver.soon(draft, self.step)
        elif self._half_typed:  # accepted or given up
            self.save_soon()
        self._half_typed = bool(typing)

    def save(self) -> str:
        """Save now, what is being typed included.

        Returns:
            Why it could not be saved; empty if it was.
        """
        self.take_over()
        outcome = self._saver.now(self.session.draft, self.step)
        self.show_outcome(outcome)
        return outcome.failure

    def _keep_lock(self) -> None:
        self.session.file.keep_claim()

    def _suspended(self, _app: object) -> None:
        self.save()

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        event.stop()
        self.show_outcome(event.outcome)

    def show_outcome(self, outcome: Outcome) -> None:
        """Say in plain sight whether the work is on disk."""
        self._outcome = outcome
        for line in self.query(SavedLine):
            line.show(outcome.when, outcome.failure)

    def remember(self) -> None:
        """Keep where the person is, for the next time."""
        self.session.remember(self._at)

    def leave(self) -> None:
        """Save and leave; if it cannot be saved, the person decides."""
        failure = self.save()
        self.remember()
        if not failure:
            self._exit(tr("已保存 {path}", path=self.session.path))
            return
        if self._settling:  # what to do about it is being asked already
            return
        choices = [
            (SAVE_AS, tr("存到别处再离开…")),
            (STAY, tr("回去，不离开")),
            (LOSE, tr("不保存就离开（下次打开时可以找回暂存的内容）")),
        ]
        if self._outcome.rescued is None:
            choices[-1] = (LOSE, tr("不保存就离开（最近的填写会丢失）"))
        title = view.on_one_line(tr("还没有保存。{failure}", failure=failure))
        self.app.push_screen(ChoiceDialog(title, choices), self._decided)

    def _decided(self, answer: str | None) -> None:
        if answer == LOSE:
            kept = self._outcome.rescued
            where = tr("暂存在 {kept}", kept=kept) if kept else tr("没有留下")
            self._exit(
                tr("没有保存 {path}，最近的填写{where}", path=self.session.path, where=where)
            )
        elif answer == SAVE_AS:
            self.ask_for_place(self.leave)

    def ask_for_place(self, then: Callable[[], None]) -> None:
        """Let the person name another file for the draft; then go on."""
        suggestion = str(Path.home() / self.session.path.name)

        def done(path: Path | None) -> None:
            if path is not None and self.move_to(path):
                then()

        self.app.push_screen(PathDialog(tr("存到哪里？"), suggestion, tr("保存")), done)

    def move_to(self, path: Path) -> bool:
        """Work on another file from now on; whether that is possible."""
        if files.is_there(path):
            self.refuse(tr("已经有 {path}，请换一个文件名", path=path))
            return False
        self._saver.close()
        self.session.file.release()
        self.session.path = path
        self.session.file.claim()
        self._saver = self._make_saver()
        return True

    def _exit(self, farewell: str) -> None:
        from tuiwizard.tui.workplace import Workplace

        self._saver.close()
        if isinstance(self.app, Workplace):
            self.app.left(farewell)

    def action_save(self) -> None:
        """Ctrl+S: save now and say where; if it fails, another place will do."""
        if self.save():
            self.ask_about_failure()
        else:
            self.notify(view.on_one_line(tr("已保存 {path}", path=self.session.path)), markup=False)

    def ask_about_failure(self) -> None:
        """Ask what to do about a save that failed, unless that is being asked already."""
        if not self._settling:
            self.explain_failure()

    def explain_failure(self) -> None:
        """Say why a save failed, and offer another place."""
        choices = [(SAVE_AS, tr("存到别处，接着填…")), (STAY, tr("先不管，回去"))]
        self.app.push_screen(
            ChoiceDialog(view.on_one_line(self._outcome.failure), choices),
            lambda answer: self.ask_for_place(self.action_save) if answer == SAVE_AS else None,
        )

    def action_preview(self) -> None:
        """F4: the whole report as it will be posted."""
        from tuiwizard.rendering.markdown import render

        self.take_over()
        draft = self.session.draft
        text = render(draft, as_draft=not self.session.publishable)
        self.app.push_screen(PreviewDialog(tr("预览（Markdown 全文，↑↓ 翻看，Esc 关闭）"), text))
