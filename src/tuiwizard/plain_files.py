"""Files that may be read to their end: the one place that opens what somebody else has named.

A named pipe keeps its reader waiting for ever, and a device does something when it is opened.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

_HANDED_OVER = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""What the shell has opened for a command already: `check <(unzip -p a.zip)`."""


class NoPlainFile(OSError):
    """It is a pipe, a device or a socket."""


def open_plain(path: Path) -> BinaryIO:
    """Open a file to read it, if it is one.

    Raises:
        NoPlainFile: It is something else, which was not opened.
        OSError: It cannot be opened.
        ValueError: It is no path.
    """
    if is_handed_over(path):
        return path.open("rb")
    if is_special(path):
        raise NoPlainFile(str(path))
    return path.open("rb")


def is_handed_over(path: Path) -> bool:
    """Return whether a path stands for what the shell has opened: it can be read once."""
    return str(path).startswith(_HANDED_OVER)


def is_special(path: Path | str) -> bool:
    """Return whether there is a pipe, a device or a socket at a path."""
    try:
        return not is_plain(os.stat(path).st_mode)  # noqa: PTH116 - before it is opened
    except (OSError, ValueError):
        return False


def is_plain(mode: int) -> bool:
    """Return whether what has a mode may be opened: neither pipe, device nor socket."""
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)  # opening a folder says what it is
