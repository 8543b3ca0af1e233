"""One draft file that is being worked on: saved only over what was read from it."""

import contextlib
import threading
from pathlib import Path

from tuiwizard.drafts import codec, files, history, savable
from tuiwizard.drafts.lock import Lock, Owner
from tuiwizard.drafts.parsing import FORMAT, parse
from tuiwizard.drafts.schema_line import schema_line
from tuiwizard.drafts.whereabouts import Identity, identity, moved_to
from tuiwizard.errors import (
    DraftError,
    DraftUnreadable,
    FileChanged,
    FileGone,
    SaveError,
    TakenOver,
)
from tuiwizard.plain_files import open_plain
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.words import tr


class DraftFile:
    """The file of a draft. May be used by several threads; one at a time saves.

    Args:
        path: Where it is; it need not exist yet.

    Attributes:
        path: Where it is.
        saved: The draft it holds as far as we know; None if it holds none of ours.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.saved: Draft | None = None
        self._lock: Lock | None = None
        self._seen: str | None = None
        self._identity: Identity | None = None
        self._older: bytes | None = None
        self._busy = threading.RLock()

    def read(self, data: bytes | None = None) -> Draft:
        """Return the draft in the file, which from now on may be saved over.

        Args:
            data: What is in the file, where it has been read already. If the file has been changed
                since, it is never saved over without asking.

        Raises:
            DraftError: It cannot be read as a draft.
        """
        with self._busy:
            data = files.read_bytes(self.path) if data is None else data
            draft = self._parsed(data)
            self._now_on_disk(data, draft)
        history.keep(self.path, data, history.OPENED)
        return draft

    def holds(self, draft: Draft) -> None:
        """Say that the file as it is holds this draft: it was just written there."""
        self.saved, self._seen = draft, self._on_disk()
        self._identity = identity(self.path)

    def save(self, draft: Draft, step: str = "", *, settled: bool = True) -> None:
        """Write the draft, if the file is still what was read from it.

        Args:
            draft: What to write.
            step: The step the person is in, for the history.
            settled: Whether the history keeps this version for certain.

        Raises:
            FileChanged: Somebody else changed the file.
            FileGone: Somebody renamed, moved or removed it.
            TakenOver: Somebody else works on it now.
            SaveError: It could not be written.
        """
        with self._busy:
            if draft is self.saved:
                return
            self._refuse_if_taken()
            data = (schema_line(self.path) + codec.dumps(draft)).encode("utf-8")
            found = self._on_disk()
            if found is None:
                self._refuse_if_gone()
            elif found not in (self._seen, digest(data)):
                raise FileChanged(
                    tr("{path}：文件在别处被改过，没有覆盖它", path=self.path),
                    reason=tr("文件在别处被改过"),
                )
            written = found != digest(data)
            if written:
                self._back_up_older()
                files.write_bytes(self.path, data)
            self._now_on_disk(data, draft)
        if written or settled:
            history.keep(self.path, data, step, settled=settled)

    def claim(self, *, by_force: bool = False) -> Owner | None:
        """Tell others that we work on the draft.

        Args:
            by_force: Take it over from whoever works on it.

        Returns:
            Who works on it already; None if it is ours now.

        Raises:
            SaveError: Its path is too long to be saved.
        """
        savable.refuse_unsavable(self.path)
        lock = Lock(self.path)
        owner = None
        if by_force:
            lock.take_over()
        else:
            owner = lock.acquire()
        if owner is None:
            self._lock = lock
            files.sweep(self.path)
        return owner

    @property
    def lost_by_saving(self) -> tuple[str, ...]:
        """What the file has that the next save cannot keep, in words."""
        return savable.lost_by_saving(self.path)

    def keep_claim(self) -> None:
        """Try again to get the lock of a draft that we took over; called from time to time."""
        if self._lock is not None:
            self._lock.keep()

    def release(self) -> None:
        """Tell others that we no longer work on it."""
        if self._lock is not None:
            self._lock.release()

    def theirs(self) -> Draft | None:
        """Return the draft that is in the file now; None if it is gone.

        Raises:
            DraftError: It cannot be read as a draft.
        """
        try:
            return self._parsed(files.read_bytes(self.path))
        except DraftUnreadable:
            if self._on_disk() is None:
                return None
            raise

    def accept(self) -> Draft | None:
        """Allow what is in the file now to be saved over; the history keeps it.

        Returns:
            It, if it can be read.
        """
        with self._busy:
            try:
                data = files.read_bytes(self.path)
            except DraftError:
                self._seen = None
                return None
            history.keep(self.path, data, history.REPLACED)
            try:
                self._now_on_disk(data, self._parsed(data))
            except DraftError:
                self._now_on_disk(data, None)
            return self.saved

    def _parsed(self, data: bytes) -> Draft:
        """Return the draft, and keep its bytes if they are of an earlier format."""
        try:
            tables = parse(files.text_of(data, self.path))
            draft = codec.from_tables(tables)
        except DraftError as error:
            raise error.at(self.path) from error.__cause__
        self._older = data if tables["format"] < FORMAT else None
        return draft

    def _now_on_disk(self, data: bytes, draft: Draft | None) -> None:
        """Take note of what is in the file, and of the draft that it holds."""
        self._seen, self.saved = digest(data), draft
        self._identity = identity(self.path)

    def _refuse_if_taken(self) -> None:
        owner = self._lock.taken_by if self._lock else None
        if owner is not None:
            raise TakenOver(
                tr("{path}：{owner}接手了这份草稿，这里不再保存到它", path=self.path, owner=owner),
                reason=tr("{owner}接手了这份草稿", owner=owner),
            )

    def _refuse_if_gone(self) -> None:
        """Never write a file anew that had another name given to it, or was thrown away."""
        if self._seen is None or not self.path.parent.is_dir():
            return  # a new one; where the folder is gone the attempt to write says so
        raise FileGone(
            tr("{path}：文件被改名、移走或删除了，没有在原处重写", path=self.path),
            reason=tr("文件被改名、移走或删除了"),
            found=moved_to(self.path, self._identity, self._is_ours),
        )

    def _is_ours(self, path: Path) -> bool:
        with contextlib.suppress(DraftError):
            return digest(files.read_bytes(path)) == self._seen
        return False

    def _on_disk(self) -> str | None:
        """Return the digest of the file as it is now; None for no file."""
        try:
            with open_plain(self.path) as file:
                return digest(file.read(files.MAX_BYTES + 1))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError) as error:
            if self.path.is_dir():
                return None  # the attempt to write says so
            raise SaveError(
                tr("{path}：{reason}，没有保存", path=self.path, reason=files.reason(error)),
                reason=files.reason(error),
            ) from error

    def _back_up_older(self) -> None:
        """Keep a draft of an earlier format beside it before it is written in the present one."""
        if self._older is not None:
            backup = _unused(self.path.with_name(f"{self.path.name}.old"))
            files.write_bytes(backup, self._older, private=True)
            self._older = None


def _unused(path: Path) -> Path:
    """Return the path, numbered if there is such a file already."""
    number, found = 2, path
    while found.exists():
        found = path.with_name(f"{path.name}{number}")
        number += 1
    return found
