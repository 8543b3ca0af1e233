"""The lock of a draft that is open: two small hidden files beside it.

`.NAME.lock` is locked by the system for as long as its process lives, so the lock of a killed
program is free by itself. `.NAME.owner` says who holds it, where and since when. Taking over
writes another owner; the one before sees that at the next look and saves no more.
Where no lock can be made (a read-only folder, a share without locks), there is none: a file
that changed on the disk is never overwritten anyway.
"""

import contextlib
import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tuiwizard.drafts import files
from tuiwizard.drafts.paths import hidden, owner_file
from tuiwizard.errors import SaveError
from tuiwizard.plain_files import open_plain
from tuiwizard.words import tr

_LARGEST = 4096


@dataclass(frozen=True, slots=True)
class Owner:
    """Who works on a draft.

    Attributes:
        who: The name of the account.
        where: The name of the machine.
        since: When the draft was opened, ISO 8601.
        token: Tells one run of the program from another.
    """

    who: str
    where: str
    since: str
    token: str = ""

    def __str__(self) -> str:
        return (
            tr("{who}（{where}）", who=self.who or tr("有人"), where=self.where)
            if self.where
            else self.who or tr("有人")
        )


class Lock:
    """The lock of one draft for one run of the program.

    Args:
        path: The draft.
    """

    def __init__(self, path: Path) -> None:
        self._owner_file = owner_file(path)
        self._lock_file = hidden(path.resolve(), ".lock")
        self._lock = FileLock(self._lock_file, timeout=0, thread_local=False)
        self._me = _myself()
        self._ours = False
        self._taker: Owner | None = None

    def acquire(self) -> Owner | None:
        """Work on the draft, if nobody else does.

        Returns:
            Who does; None if it is ours now, or if there can be no lock.
        """
        if not self._try_to_lock():
            return self._read() or Owner("", "", "")
        self._write()
        return None

    def take_over(self) -> None:
        """Work on the draft though somebody else does; they will see it and stop saving."""
        self._try_to_lock()
        self._write()

    @property
    def taken_by(self) -> Owner | None:
        """Who took the draft over from us, if anybody did; then we have lost it for good."""
        if self._ours and self._taker is None:
            owner = self._read()
            if owner is not None and owner.token != self._me.token:
                self._taker = owner
                self._unlock()
        return self._taker

    def keep(self) -> None:
        """Get hold of the lock itself once the one it was taken over from lets go."""
        if self._ours and self.taken_by is None and not self._lock.is_locked:
            self._try_to_lock()

    def release(self) -> None:
        """Let the next one work on it."""
        if self._ours and self.taken_by is None:
            with contextlib.suppress(OSError):
                self._owner_file.unlink(missing_ok=True)
            if self._lock.is_locked and os.name != "nt":  # Windows removes no open file
                with contextlib.suppress(OSError):
                    self._lock_file.unlink(missing_ok=True)
        self._ours = False
        self._unlock()

    def _unlock(self) -> None:
        with contextlib.suppress(OSError):
            self._lock.release()

    def _try_to_lock(self) -> bool:
        """Lock the file, and return whether it is ours or cannot be anybody's."""
        if not self._lock_file.parent.is_dir():
            return True  # the lock would make the folder
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except (OSError, NotImplementedError, RuntimeError):
            return True
        return True

    def _write(self) -> None:
        self._ours = True
        with contextlib.suppress(SaveError):
            files.write_text(self._owner_file, json.dumps(asdict(self._me), ensure_ascii=False))

    def _read(self) -> Owner | None:
        try:
            with open_plain(self._owner_file) as file:
                data = json.loads(file.read(_LARGEST))
            return Owner(**{name: str(data[name]) for name in Owner.__slots__})
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None


def _myself() -> Owner:
    try:
        who = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        who = ""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Owner(who, platform.node(), now, os.urandom(8).hex())
