"""Which files a piece of work has looked at, and whether they are still what they were then.

What comes of a report depends on more files than its own: last year's report, the rows of a
ledger, a signature, and on that one of them is not there. Whoever reads them does not know who
asks; so `drafts.files` notes each look here, while somebody keeps notes.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from tuiwizard.plain_files import is_plain
from tuiwizard.report.digest import digest

Look = tuple[str, int, str]
"""A path, how many bytes were read at most, and their digest; empty where nothing was read."""

_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)

THERE = -1
"""Instead of a size: it was only asked whether something is at the path."""


class Notes:
    """What was looked at.

    Attributes:
        looks: Each look once, in their order.
        whole: Whether all that the work rests on is a file, so that the looks say all.
    """

    def __init__(self) -> None:
        self.looks: dict[Look, None] = {}
        self.whole = True


_notes: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def noting() -> Iterator[Notes]:
    """Note the looks of what is done inside."""
    notes = Notes()
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def note_read(path: Path, size: int, data: bytes | None) -> None:
    """Note what was read of a file; None where it could not be read."""
    notes = _notes.get()
    if notes is not None:
        notes.looks[_place(path), size, "" if data is None else digest(data)] = None


def note_there(path: Path, *, there: bool) -> None:
    """Note whether something is at a path."""
    notes = _notes.get()
    if notes is not None:
        notes.looks[_place(path), THERE, str(there)] = None


def note_more() -> None:
    """Note that what comes of the work rests on more than files: a program that is missing."""
    notes = _notes.get()
    if notes is not None:
        notes.whole = False


def still_so(looks: Iterable[Look]) -> bool:
    """Return whether each look would find today what it found then."""
    return all(_found(place, size) == found for place, size, found in looks)


def _found(place: str, size: int) -> str:
    if size == THERE:
        return str(os.path.lexists(place))
    try:
        status = os.stat(place)  # noqa: PTH116 - as below
        if not is_plain(status.st_mode):
            return ""
        opened = os.open(place, _TO_READ)
        try:  # as much memory is taken as is asked for
            return digest(os.read(opened, min(size, status.st_size + 1)))
        finally:
            os.close(opened)
    except (OSError, ValueError):
        return ""


def _place(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - a Path takes four times as long
