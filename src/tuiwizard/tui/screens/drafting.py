"""What any screen that works on a draft can do: save, undo, export, and leave."""

from datetime import datetime
from pathlib import Path

from textual.screen import Screen
from textual.timer import Timer

from tuiwizard.drafts import files
from tuiwizard.drafts.recents import Recent, remember
from tuiwizard.errors import SaveError
from tuiwizard.forms.names import SECTIONS
from tuiwizard.session import Session
from tuiwizard.tui import view
from tuiwizard.tui.screens.dialogs import ChoiceDialog, PathDialog, PreviewDialog
from tuiwizard.tui.widgets.saved_line import SavedLine

SAVE_AFTER = 0.4
"""Seconds from an accepted edit to the disk; edits within them are saved together."""

SAVE_AS, STAY, LOSE = "save-as", "stay", "lose"


class DraftScreen(Screen[None]):
    """A draft being worked on.

    Args:
        session: The draft.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._at = ""
        self._timer: Timer | None = None
        self._saved_at: datetime | None = None

    def take_over(self) -> None:
        """Whatever is being typed reaches the session before anything else happens."""

    def save_soon(self) -> None:
        """Save a moment later, together with the edits that follow at once."""
        if self._timer is None:
            self._timer = self.set_timer(SAVE_AFTER, self._write)

    def save(self) -> str:
        """Save now, what is being typed included.

        Returns:
            Why it could not be saved; empty if it was.
        """
        self.take_over()
        return self._write()

    def _write(self) -> str:
        """Save what was accepted; a cell being typed into is left alone."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        failure = ""
        try:
            self.session.save()
            self._saved_at = datetime.now().astimezone()
        except SaveError as error:
            failure = str(error)
            self.save_soon()
        for line in self.query(SavedLine):
            line.show(self._saved_at, failure)
        return failure

    def remember(self) -> None:
        """Keep where the person is, for the next time."""
        draft = self.session.draft
        remember(
            Recent(
                path=str(self.session.path.resolve()),
                agency=draft.entries("agency").get("agency.name"),
                year=draft.year,
                complete=sum(draft.report.section(key) is not None for key in SECTIONS),
                at=self._at,
                when=datetime.now().astimezone().isoformat(timespec="seconds"),
            )
        )

    def leave(self) -> None:
        """Save and leave; if it cannot be saved, the person decides."""
        failure = self.save()
        self.remember()
        if not failure:
            self._exit(f"已保存 {self.session.path}")
            return
        choices = [
            (SAVE_AS, "存到别处再离开…"),
            (STAY, "回去，不离开"),
            (LOSE, "不保存就离开（最近的填写会丢失）"),
        ]
        self.app.push_screen(ChoiceDialog(f"还没有保存。{failure}", choices), self._decided)

    def _decided(self, answer: str | None) -> None:
        if answer == LOSE:
            self._exit(f"没有保存 {self.session.path}，最近的填写没有留下")
        elif answer == SAVE_AS:
            suggestion = str(Path.home() / self.session.path.name)
            self.app.push_screen(PathDialog("存到哪里？", suggestion, "保存"), self._save_as)

    def _save_as(self, path: Path | None) -> None:
        if path is None:
            return
        if files.is_there(path):
            message = f"已经有 {path}，请换一个文件名"
            self.notify(view.on_one_line(message), severity="error", markup=False)
            return
        self.session.path = path
        self.leave()

    def _exit(self, farewell: str) -> None:
        from tuiwizard.tui.app import WizardApp

        if isinstance(self.app, WizardApp):
            self.app.farewell = farewell
        self.app.exit()

    def action_save(self) -> None:
        """Ctrl+S: save now and say where."""
        if not self.save():
            self.notify(view.on_one_line(f"已保存 {self.session.path}"), markup=False)

    def action_preview(self) -> None:
        """F4: the whole report as it will be posted."""
        from tuiwizard.rendering.markdown import render

        self.take_over()
        draft = self.session.draft
        text = render(draft, as_draft=not draft.report.complete)
        self.app.push_screen(PreviewDialog("预览（Markdown 全文，↑↓ 翻看，Esc 关闭）", [text]))

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
