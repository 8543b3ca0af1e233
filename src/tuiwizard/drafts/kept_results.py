"""What came of a file that was checked before, so that a folder is checked again for what changed.

A result is taken only where every file it was made from is what it was, byte for byte, and the
program, the language and the day are the same; otherwise, or where the store is missing, damaged
or busy, the work is done as if there were none. For each file and kind of work the latest result
is kept, in one file of the state folder that nobody else may read. It holds findings and figures,
which may quote a report; so `history --forget` removes them.
"""

import io
import os
import pickle
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import finalize

from tuiwizard import __version__, words
from tuiwizard.drafts.looked_at import Look, noting, still_so
from tuiwizard.drafts.state_folder import make_private, state_folder
from tuiwizard.errors import NoReport
from tuiwizard.plain_files import is_handed_over
from tuiwizard.report.digest import digest

if TYPE_CHECKING:
    import sqlite3

Result = TypeVar("Result")

LARGEST = 512 * 1024 * 1024
"""Bytes of the store: 100,000 results; what is older makes room."""

_PAGE = 4096
_PATIENCE = 2.0
"""Seconds to wait for another process that is writing."""

_TOGETHER, _LONGEST = 64, 1.0
"""Results that wait to be written at once, and for how many seconds: one by one takes as long as
two more rules."""

_ASKED = "SELECT result FROM results WHERE place = ? AND kind = ? AND terms = ?"

_TABLE = """
PRAGMA page_size = {page};
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
PRAGMA max_page_count = {pages};
PRAGMA cache_size = -16000;
CREATE TABLE IF NOT EXISTS results (place BLOB, kind BLOB, terms BLOB, result BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS by_place ON results (place, kind);
"""

_ELSEWHERE = frozenset(
    (
        ("builtins", "frozenset"),
        ("datetime", "date"),
        ("decimal", "Decimal"),
        ("pathlib", "PosixPath"),
        ("pathlib", "WindowsPath"),
    )
)
"""What a result may be made of besides our own classes: it is no program."""


def kept(kind: str, path: Path, work: Callable[[Path], Result]) -> Result:
    """Return what came of a file when it was last dealt with, or deal with it now.

    Args:
        kind: What is done; with the file it names the result.
        path: The file.
        work: Does it, by files alone, the day, the language and the program. What it raises is
            not kept, but that a file is no report: that takes as long to find out as to read one.

    Raises:
        NoReport: The file is none.
    """
    if is_handed_over(path):
        return work(path)
    store, terms = _here()
    place = os.path.abspath(path)  # noqa: PTH100 - a Path takes four times as long
    terms = f"{terms}\n{path}"
    found = store.read(place, kind, terms)
    if found is None:
        with noting() as notes:
            found = _outcome(work, path)
        if notes.whole:
            store.write(place, kind, terms, (tuple(notes.looks), *found))
    if found[1] is not None:
        raise NoReport(found[1])
    result: Result = found[0]
    return result


def forget(path: Path) -> None:
    """Remove what is kept of a file, or of all files in a folder."""
    if (state_folder() / _NAME).exists():
        _store_here().forget(os.path.abspath(path))  # noqa: PTH100 - as above


@contextmanager
def together() -> Iterator[None]:
    """Read and write the results of what is done inside several at a time; at the end all are."""
    _scopes.append(None)
    try:
        yield
    finally:
        _scopes.pop()
        if not _scopes:
            for store in _in_use:
                store.write_waiting()
            _in_use.clear()


_scopes: list["tuple[_Store, str] | None"] = []
"""One for each `together` that is going on: what `_here` returns inside, once it was asked."""

_in_use: dict["_Store", None] = {}
"""Stores in which something waits to be written, or that are being read."""

_NAME = "results.sqlite"
_STATE, _SIGNERS = "TUIWIZARD_STATE", "TUIWIZARD_ALLOWED_SIGNERS"


def _outcome(work: Callable[[Path], Result], path: Path) -> tuple[Any, str | None]:
    try:
        return work(path), None
    except NoReport as error:
        return None, str(error)


class _Store:
    """The results in one file; without it, or where that fails, there are none.

    Args:
        folder: Where the file is.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / _NAME
        import sqlite3  # who checks one file has no use for it

        self._opened: sqlite3.Connection | None = None
        self._waiting: list[tuple[bytes, ...]] = []
        self._since = 0.0
        self._error = sqlite3.Error
        with suppress(OSError, sqlite3.Error):
            self._opened = self._open()
            finalize(self, self._opened.close)  # Python 3.13 and later want it said

    def _open(self) -> "sqlite3.Connection":
        import sqlite3

        make_private(self._file.parent)
        os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        # one thread works on files at a time, but not always the same one
        opened = sqlite3.connect(
            self._file, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            opened.executescript(_TABLE.format(page=_PAGE, pages=LARGEST // _PAGE))
        except sqlite3.Error as error:
            opened.close()
            self._drop_damaged(error)
            raise
        return opened

    def _drop_damaged(self, error: Exception) -> None:
        """Remove a store that is none; the next process begins a new one."""
        import sqlite3

        if type(error) is not sqlite3.DatabaseError:  # busy, full, closed, or not to be written
            return
        if self._opened is not None:
            self._opened.close()  # some systems remove no file that is open
            self._opened = None
        for end in ("", "-wal", "-shm"):
            with suppress(OSError):
                self._file.with_name(self._file.name + end).unlink()

    def read(self, place: str, kind: str, terms: str) -> tuple[Any, str | None] | None:
        """Return a result and why there is none, if it still holds; None if nothing is kept."""
        if self._opened is None:
            return None
        try:
            if _scopes and not self._opened.in_transaction:
                self._opened.execute("BEGIN")  # else each result is a transaction of its own
                _in_use[self] = None
            row = self._opened.execute(_ASKED, _bytes(place, kind, terms)).fetchone()
        except self._error as error:
            self._drop_damaged(error)
            return None
        if row is None:
            return None
        try:
            looks, result, why_none = _unpacked(row[0])
        except _DAMAGED:
            return None
        return (result, why_none) if still_so(looks) else None

    def write(
        self, place: str, kind: str, terms: str, result: tuple[tuple[Look, ...], Any, str | None]
    ) -> None:
        """Keep a result in place of the one before, as soon as enough are there to be written."""
        if self._opened is None:
            return
        held = _packed(result)
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((*_bytes(place, kind, terms), held))
        enough = len(self._waiting) >= _TOGETHER or time.monotonic() - self._since > _LONGEST
        if not _scopes or enough:
            self.write_waiting()
        else:
            _in_use[self] = None

    def write_waiting(self) -> None:
        """End reading, and write what waits; if the store is full, the oldest results give way."""
        rows, self._waiting = self._waiting, []
        if self._opened is not None and self._opened.in_transaction:
            with suppress(self._error):
                self._opened.execute("COMMIT")
        if not rows:
            return
        for _ in range(2):
            if self._opened is None:
                return
            try:
                self._insert(rows)
                return
            except self._error as error:
                if "full" not in str(error):
                    self._drop_damaged(error)
                    return
            with suppress(self._error):
                self._make_room()

    def _insert(self, rows: list[tuple[bytes, ...]]) -> None:
        """Write all of some results, or none."""
        assert self._opened is not None
        self._opened.execute("BEGIN IMMEDIATE")
        try:
            self._opened.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", rows)
            self._opened.execute("COMMIT")
        except BaseException:
            with suppress(self._error):  # a full store has been rolled back already
                self._opened.execute("ROLLBACK")
            raise

    def _make_room(self) -> None:
        assert self._opened is not None
        oldest = "SELECT rowid FROM results ORDER BY rowid LIMIT (SELECT count(*) / 4 FROM results)"
        self._opened.execute(f"DELETE FROM results WHERE rowid IN ({oldest})")

    def forget(self, place: str) -> None:
        """Remove what is kept of a file or a folder, from the disk, too."""
        if self._opened is None:
            return
        whole, below = _bytes(place, os.path.join(place, ""))  # noqa: PTH118 - a text is compared
        with suppress(self._error):
            self._opened.execute(
                "DELETE FROM results WHERE place = ? OR substr(place, 1, ?) = ?",
                (whole, len(below), below),
            )
            self._opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _here() -> tuple[_Store, str]:
    """Return the store, and what else the results of now depend on: to ask takes as long as one."""
    if _scopes and (known := _scopes[-1]) is not None:
        return known
    today = date.today()  # noqa: DTZ011 - the local day is meant
    here = _store_here(), _terms(today, os.environ.get(_SIGNERS, ""))
    if _scopes:
        _scopes[-1] = here
    return here


def _store_here() -> _Store:
    return _store(os.environ.get(_STATE, ""), os.getpid())


def _bytes(*texts: str) -> tuple[bytes, ...]:
    """Return texts as they are stored: names of files may be no text of any encoding."""
    return tuple(text.encode("utf-8", "surrogatepass") for text in texts)


@cache
def _store(_: str, __: int) -> _Store:
    """Return the store of a state folder; a connection is of one process."""
    return _Store(state_folder())


_DAMAGED = (
    *(pickle.UnpicklingError, ValueError, TypeError),
    *(AttributeError, EOFError, ImportError, LookupError),
)


def _packed(result: tuple[tuple[Look, ...], Any, str | None]) -> bytes:
    """Return a result as it is stored: not compressed, which took longer than to read it."""
    held = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    return zlib.crc32(held).to_bytes(_SUM) + held


def _unpacked(stored: bytes) -> tuple[tuple[Look, ...], Any, str | None]:
    held = memoryview(stored)[_SUM:]
    if zlib.crc32(held).to_bytes(_SUM) != stored[:_SUM]:
        raise pickle.UnpicklingError("damaged")
    found: tuple[tuple[Look, ...], Any, str | None] = _Unpickler(io.BytesIO(held)).load()
    return found


_SUM = 4
"""Bytes of the checksum before a result: SQLite has none."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _class(module, name)


@cache
def _class(module: str, name: str) -> type:
    """Return a class that a result may be made of, and nothing that does something else."""
    if (module, name) in _ELSEWHERE or (module.startswith("tuiwizard.") and "." not in name):
        __import__(module)
        found = getattr(sys.modules[module], name)
        if isinstance(found, type) and (found.__module__ == module or module == "pathlib"):
            return found
    raise pickle.UnpicklingError(f"{module}.{name}")


@cache
def _terms(day: date, signers: str) -> str:
    """Return what else a result depends on, with its path as it was given: words repeat it."""
    return "\n".join((_program(), words.spoken(), day.isoformat(), signers))


@cache
def _program() -> str:
    """Return what says which program this is, and what it runs on: changed files, other libraries.

    An installation of a library changes the time of the folder it goes into.
    """
    folder = Path(__file__).parents[1]
    facts = [__version__, sys.version]
    for path in (*_sources(folder), *filter(_holds_libraries, sys.path)):
        with suppress(OSError):
            status = os.stat(path)  # noqa: PTH116 - of four hundred files
            facts.append(f"{path} {status.st_mtime_ns} {status.st_size}")
    return digest("\n".join(facts).encode("utf-8", "surrogatepass"))


def _sources(folder: Path) -> Iterator[str]:
    """Yield the files of the program, or the archive that it is in."""
    if not folder.is_dir():
        yield from (str(above) for above in folder.parents if above.is_file())
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(inside, name) for name in sorted(names))  # noqa: PTH118 - as above


def _holds_libraries(path: str) -> bool:
    return path.endswith("-packages")
