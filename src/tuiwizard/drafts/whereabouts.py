"""Where a file went that was renamed or moved while it was open."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

Identity = tuple[int, int]
"""Device and number of a file, which stay when it gets another name."""

_LOOKED_AT = 2000
"""Entries of a folder that are looked at."""


def identity(path: Path) -> Identity | None:
    """Return what a file keeps under another name; None where that cannot be told."""
    with suppress(OSError, ValueError):
        status = os.stat(path)  # noqa: PTH116 - the system calls are those the tests fail
        return (status.st_dev, status.st_ino) if status.st_ino else None
    return None


def moved_to(path: Path, known: Identity | None, ours: Callable[[Path], bool]) -> Path | None:
    """Look for a file in its folder, in those in it, and in the one around it.

    Args:
        path: Where it was.
        known: Its identity; the system may have given it to another file since.
        ours: Whether the content of a file is that of the one that is looked for.
    """
    if known is None:
        return None
    folder = path.parent
    around = (folder, *filter(os.path.isdir, _entries(folder)), folder.parent)
    found = (entry for place in around for entry in _entries(place) if identity(entry) == known)
    return next(filter(ours, found), None)


def _entries(folder: Path) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        yield from map(Path, islice(entries, _LOOKED_AT))
