"""Other systems on this one: empty Debians, with the oldest and the newest Pythons there are.

`python -m release.systems` wants root and debootstrap. Where Python is too old, the offline folder
and the zipapp have to say so in one sentence; where it is new, the story is told.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from offline.wheels import ROOT
from release.ways import DIST, SYSTEM


class Debian(NamedTuple):
    """A release of Debian, what is installed besides its smallest, and its Pythons."""

    suite: str
    packages: tuple[str, ...]
    too_old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


SYSTEMS = (
    Debian("bullseye", ("python2.7-minimal", "libpython2.7-stdlib", "python3"), ("2.7", "3.9")),
    Debian("trixie", ("python3-venv",), new=("3.13",)),
    Debian("sid", ("python3.14-venv", "python3.15-venv"), new=("3.14", "3.15")),
)

_INSIDE = """
set -eu
mount -t proc proc "$1/proc"
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$1/dev/pts"
ln -sf pts/ptmx "$1/dev/ptmx"
for folder in dist packaging; do
    mkdir -p "$1/mnt/$folder"
    mount --bind "$2/$folder" "$1/mnt/$folder"
done
exec chroot "$1" env -i HOME=/root PATH=/usr/bin:/bin LC_ALL=C.UTF-8 PYTHONPATH=/mnt/packaging \\
    PYTHONDONTWRITEBYTECODE=1 sh -euc "$3"
"""
"""Runs a command in a root; its mounts are gone with the namespace it has for itself."""

_STORY = (
    "PYTHON=python{python} sh /mnt/dist/offline/install.sh --to /opt/{python} && "
    "python{python} -m release.smoke --formats md,html,docx /opt/{python}/*/bin/tuiwizard"
)


def attempt(system: Debian, folder: Path) -> None:
    """Make the system in a folder, and try what was built on all its Pythons.

    Args:
        system: Which one.
        folder: Where it goes.

    Raises:
        SystemExit: A Python that is too old was not told so.
        subprocess.CalledProcessError: Something else failed, and has said why.
    """
    packages = f"--include={','.join(system.packages)}"
    make = ("debootstrap", "--variant=minbase", packages, system.suite, str(folder), mirror())
    done = subprocess.run(make, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"debootstrap {system.suite}: {done.stdout[-500:]}{done.stderr[-500:]}")
    (zipapp,) = DIST.glob(f"tuiwizard-*-{SYSTEM}.pyz")
    for python in system.too_old:
        for begin in ("offline/install.py", zipapp.name):
            said = _inside(folder, f"python{python} /mnt/dist/{begin}", code=2)
            if said.count("\n") != 1 or f"这里的 Python 是 {python}，" not in said:
                sys.exit(f"{system.suite}, Python {python}, {begin}: {said}")
            print(f"{system.suite}, Python {python}, {begin}: {said}", end="")
    for python in system.new:
        print(f"{system.suite}, Python {python}:")
        print(_inside(folder, _STORY.format(python=python)), end="", flush=True)


def mirror() -> str:
    """Where the packages of this Debian come from, without a list of indexes in the repository."""
    known = ("apt-get", "indextargets", "--format", "$(REPO_URI)", "Component: main")
    said = subprocess.run(known, check=True, capture_output=True, text=True).stdout
    return said.split()[0]


def _inside(folder: Path, command: str, code: int = 0) -> str:
    apart = ("unshare", "--mount", "--fork", "sh", "-c", _INSIDE, "sh")
    done = subprocess.run(
        [*apart, str(folder), str(ROOT), command], check=False, capture_output=True, timeout=600
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != code:
        sys.exit(f"{folder.name}: {command}: exit {done.returncode}, not {code}\n{said}")
    return said


if __name__ == "__main__":
    for one in SYSTEMS:
        with tempfile.TemporaryDirectory(prefix="tuiwizard-systems-") as made:
            root = Path(made, one.suite)
            attempt(one, root)
            shutil.rmtree(root)
