"""Saving in the plain mode: each accepted answer is on disk before the next question."""

from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.drafts.saver import Outcome, Saver
from tuiwizard.errors import FileChanged
from tuiwizard.session import Session
from tuiwizard.words import tr


class Keeper:
    """Saves the draft of a session, and remembers whether that goes well.

    Args:
        session: The draft.

    Attributes:
        outcome: What became of the last attempt.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.outcome = Outcome()
        self._failed = False
        self._saver = Saver(session.file, self._told)
        self._later: Outcome | None = None

    def save(self, step: str, *, settled: bool = False) -> list[str]:
        """Write the draft now.

        Args:
            step: The step the person is in, for the history.
            settled: Whether the history keeps this version for certain.

        Returns:
            What is to be said of it: a failure that is new, or that it works again.
        """
        self._session.file.keep_claim()
        self.outcome = self._saver.now(self._session.draft, step, settled=settled)
        return self._news(self.outcome)

    def news(self) -> list[str]:
        """What is to be said of an attempt that was made meanwhile."""
        later, self._later = self._later, None
        if later is not None:
            self.outcome = later
        return self._news(later) if later is not None else []

    @property
    def changed_elsewhere(self) -> bool:
        """Whether somebody else changed the file, and the person has to choose."""
        return isinstance(self.outcome.error, FileChanged)

    def move_to(self, path: Path) -> str:
        """Work on another file from now on.

        Returns:
            Why that cannot be; empty if it is so.
        """
        if files.is_there(path):
            return tr("已经有 {path}，请换一个文件名", path=path)
        self.close()
        self._session.file.release()
        self._session.path = path
        self._session.file.claim()
        self._saver = Saver(self._session.file, self._told)
        return ""

    def close(self) -> None:
        """Write no more; what is being written is finished."""
        self._saver.close()

    def _told(self, outcome: Outcome) -> None:
        """From the saver's thread: it is said at the next question, not amid an answer."""
        self._later = outcome

    def _news(self, outcome: Outcome) -> list[str]:
        before, self._failed = self._failed, bool(outcome.error)
        if outcome.error and not before:
            return [
                tr(
                    "! 没有保存：{failure}；可以用 :保存 加文件名，存到别处",
                    failure=outcome.failure,
                )
            ]
        return [tr("现在保存上了")] if before and not self._failed else []
