"""From a draft's path to the wizard, through whatever stands in the way."""

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from tuiwizard.drafts import history
from tuiwizard.drafts.lock import Owner
from tuiwizard.errors import TuiwizardError
from tuiwizard.session import Session
from tuiwizard.session.opening import restore, since
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.dialogs import ChoiceDialog, TextDialog
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.words import tr

READ, WAIT, TAKE, LEAVE = "read", "wait", "take", "leave"

TRY_AGAIN = 1.0
"""Seconds between two looks whether the other one has left."""

Done = Callable[[Session | None], None]


class WaitDialog(TextDialog):
    """Wait until somebody else has left a draft.

    Args:
        session: The draft.
        owner: Who works on it.
    """

    def __init__(self, session: Session, owner: Owner) -> None:
        super().__init__(
            tr("等对方离开"),
            [tr("{owner}离开后自动打开。Esc 不再等。", owner=on_one_line(str(owner)))],
        )
        self._session = session
        self.free = False

    def on_mount(self) -> None:
        """Look again and again."""
        self.set_interval(TRY_AGAIN, self._look)

    def _look(self) -> None:
        if self._session.file.claim() is None:
            self.free = True
            self.dismiss(None)


class Opening:
    """Gets one draft ready to be worked on, asking where it must.

    Args:
        app: Where to ask.
        done: Takes the session, or None if the person went back.
    """

    def __init__(self, app: App[None], done: Done) -> None:
        self._app = app
        self._done = done

    def start(self, session: Session) -> None:
        """Work on a draft that was read, if nobody else does."""
        owner = session.file.claim()
        if owner is None:
            self._done(session)
        else:
            self._ask(session, owner)

    def recover(self, path: Path, error: TuiwizardError) -> None:
        """Offer the earlier versions of a draft that cannot be opened."""
        versions = history.versions(path)
        lines = [
            (str(i), tr("恢复 {version}", version=version)) for i, version in enumerate(versions)
        ]
        title = tr(
            "{error}。可以恢复以前的版本（打不开的这份也会留在里面）：",
            error=on_one_line(str(error)),
        )

        def chosen(answer: str | None) -> None:
            if answer is None or answer == LEAVE:
                self._done(None)
            else:
                self._restore(path, versions[int(answer)])

        self._app.push_screen(ChoiceDialog(title, [(LEAVE, tr("不恢复，关闭")), *lines]), chosen)

    def _restore(self, path: Path, version: history.Version) -> None:
        try:
            session = restore(path, version)
        except TuiwizardError as error:
            self.recover(path, error)
            return
        self.start(session)

    def _ask(self, session: Session, owner: Owner) -> None:
        title = tr(
            "{owner}{since}正在填这份草稿", owner=on_one_line(str(owner)), since=since(owner)
        )
        choices = [
            (READ, tr("只看全文，不修改")),
            (WAIT, tr("等对方离开后自动打开")),
            (TAKE, tr("接手（对方不能再保存到这个文件）…")),
            (LEAVE, tr("不打开")),
        ]

        def chosen(answer: str | None) -> None:
            if answer == READ:
                self._read(session, owner)
            elif answer == WAIT:
                self._wait(session, owner)
            elif answer == TAKE:
                self._warn(session, owner)
            else:
                self._done(None)

        self._app.push_screen(ChoiceDialog(title, choices), chosen)

    def _read(self, session: Session, owner: Owner) -> None:
        from tuiwizard.rendering.markdown import render

        text = render(session.draft, as_draft=True)
        dialog = PreviewDialog(tr("只看（↑↓ 翻看，Esc 关闭）"), text)
        self._app.push_screen(dialog, lambda _: self._ask(session, owner))

    def _wait(self, session: Session, owner: Owner) -> None:
        dialog = WaitDialog(session, owner)

        def closed(_: None) -> None:
            if dialog.free:
                self._reopen(session)
            else:
                self._ask(session, owner)

        self._app.push_screen(dialog, closed)

    def _warn(self, session: Session, owner: Owner) -> None:
        title = tr(
            "接手以后，{owner}还没有存盘的内容只能另存到别处。确定接手？",
            owner=on_one_line(str(owner)),
        )
        choices = [("no", tr("不接手")), ("yes", tr("接手"))]

        def chosen(answer: str | None) -> None:
            if answer == "yes":
                session.file.claim(by_force=True)
                self._reopen(session)
            else:
                self._ask(session, owner)

        self._app.push_screen(ChoiceDialog(title, choices), chosen)

    def _reopen(self, session: Session) -> None:
        """Go on with what the other one has saved meanwhile."""
        try:
            session.draft = session.file.read()
        except TuiwizardError as error:
            session.file.release()
            self.recover(session.path, error)
            return
        self._done(session)
