"""Debian's smallest systems, in folders: no Python in them, and for the program no network."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from onefile import interpreter

SUITES = ("bullseye", "bookworm")
"""The oldest release that Debian's mirrors still have, and one that takes two steps from it."""

FONTS = Path("/usr/share/fonts")
"""What this system has, for PDF files: a system without a screen has no faces."""

_ENTER = """set -e
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --bind "$2" "$1/srv"
mount --bind "$3" "$1/mnt"
mount --bind "$4" "$1/usr/share/fonts"
root=$1
shift 4
exec /usr/sbin/chroot "$root" /bin/sh -c 'cd /srv && exec "$@"' sh "$@"
"""


def root(suite: str) -> Path:
    """The folder of a system, made where it is not there yet."""
    folder = interpreter.PLACE / "roots" / suite
    if not (folder / "made").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, folder, interpreter.mirror()],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        (folder / "usr" / "share" / "fonts").mkdir(exist_ok=True)
        (folder / "made").touch()
    return folder


def within(root: Path, folder: Path, programs: Path, *, fonts: Path) -> Sequence[str]:
    """What runs a command in a system, with a folder to work in and one with programs.

    Args:
        root: The system.
        folder: Is /srv there, and where the command runs.
        programs: Is /mnt there.
        fonts: Is /usr/share/fonts there.
    """
    apart = ("unshare", "--mount", "--net", "--ipc", "--propagation", "private")
    return (*apart, "sh", "-c", _ENTER, "sh", str(root), str(folder), str(programs), str(fonts))
