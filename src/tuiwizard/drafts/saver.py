"""Saving without making the person wait: a thread that writes the latest draft.

What is offered within a moment is written together; a draft that was overtaken by a later one
is never written. Work that cannot be written goes to the rescue file and is tried again until
it is on the disk.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tuiwizard import faults
from tuiwizard.drafts import rescue
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.errors import UNDECIDED, SaveError
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr

WAIT = 0.25
"""Seconds from an accepted edit to the disk; edits within them are written together."""

RETRY = 2.0
"""Seconds until a draft that could not be written is tried again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt to save.

    Attributes:
        when: The time of the last good save, local; None if there was none.
        error: Why this one failed; None if it did not.
        rescued: Where the work is kept meanwhile.
    """

    when: datetime | None = None
    error: SaveError | None = None
    rescued: Path | None = None

    @property
    def failure(self) -> str:
        """Why it failed and where the work is, in one sentence; empty if it did not."""
        if self.error is None:
            return ""
        kept = (
            tr("填写的内容暂存在 {rescued}", rescued=self.rescued)
            if self.rescued
            else tr("填写的内容只在内存里")
        )
        return tr("{error}；{kept}", error=self.error, kept=kept)

    @property
    def brief(self) -> str:
        """The same where there is room for half a line: where the work is, and why."""
        if self.error is None:
            return ""
        if self.rescued:
            return tr("填写的内容已暂存（{reason}）", reason=self.error.reason)
        return tr("填写的内容只在内存里（{reason}）", reason=self.error.reason)


class Saver:
    """Writes the latest draft of one file in a thread of its own.

    Args:
        file: Where to.
        told: Called in the thread after each attempt there.
    """

    def __init__(self, file: DraftFile, told: Callable[[Outcome], None]) -> None:
        self._file = file
        self._told = told
        self._writing = threading.Lock()  # taken before the slot is emptied: see _write_next
        self._changed = threading.Condition()
        self._slot: tuple[Draft, str] | None = None
        self._due = 0.0
        self._closed = False
        self._outcome = Outcome()
        self._thread: threading.Thread | None = None

    def soon(self, draft: Draft, step: str = "") -> None:
        """Write a draft a moment later, unless a later one comes first."""
        with self._changed:
            if self._slot is None:
                self._due = time.monotonic() + WAIT
            self._slot = (draft, step)
            self._start()
            self._changed.notify()

    def now(self, draft: Draft, step: str = "", *, settled: bool = True) -> Outcome:
        """Write a draft before anything else happens.

        Args:
            draft: What to write.
            step: The step the person is in, for the history.
            settled: Whether the history keeps this version for certain.
        """
        with self._writing:
            with self._changed:
                self._slot = None
            return self._write(draft, step, settled=settled)

    def close(self) -> None:
        """Write no more; what is being written is finished."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while self._wait():
            outcome = self._write_next()
            if outcome is not None:
                self._told(outcome)

    def _wait(self) -> bool:
        """Sleep until something is due; False once closed."""
        with self._changed:
            while not self._closed:
                if self._slot is None:
                    self._changed.wait()
                elif (rest := self._due - time.monotonic()) > 0:
                    self._changed.wait(rest)
                else:
                    return True
            return False

    def _write_next(self) -> Outcome | None:
        """Write what is in the slot; nothing if `now` was quicker.

        The slot is emptied under the lock of writing, or an overtaken draft could still be
        written after the later one.
        """
        with self._writing:
            with self._changed:
                taken, self._slot = self._slot, None
            return self._write(*taken, settled=False) if taken else None

    def _write(self, draft: Draft, step: str, *, settled: bool) -> Outcome:
        try:
            self._file.save(draft, step, settled=settled)
        except SaveError as error:
            return self._failed(draft, step, error)
        except Exception as error:  # a fault in saving must not end saving
            fault = SaveError(faults.sentence(error, tr("没有保存")))
            return self._failed(draft, step, fault)
        if self._outcome.rescued is not None:
            rescue.drop(self._file.path)
        self._outcome = Outcome(datetime.now().astimezone())
        return self._outcome

    def _failed(self, draft: Draft, step: str, error: SaveError) -> Outcome:
        if self._outcome.rescued is None:
            rescue.drop(self._file.path)  # of an earlier session: only the history keeps it
        copy = rescue.save(self._file.path, draft)
        self._outcome = Outcome(self._outcome.when, error, copy)
        if not isinstance(error, UNDECIDED):
            self._try_again(draft, step)
        return self._outcome

    def _try_again(self, draft: Draft, step: str) -> None:
        with self._changed:
            if self._slot is None:
                self._slot = (draft, step)
            self._due = time.monotonic() + RETRY
            self._start()
            self._changed.notify()
