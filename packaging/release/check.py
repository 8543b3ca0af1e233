"""All of a release that one machine can do, in order: `make release-check`.

Each step is the command that the workflow runs. The first that fails ends it. What only another
system can do is named at the end, for it has not been tried here.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from offline.wheels import ROOT

MAKE = ("make", f"VENV={sys.prefix}")
HERE = (sys.executable, "-m")

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("the version is the same everywhere", (*HERE, "release.changes")),
    ("wheel and sdist; twine check --strict", (*MAKE, "distributions")),
    ("the workflows: schema and audit", (*HERE, "release.workflows")),
    ("the sdist unpacked and tested alone", (*HERE, "release.sdist_alone")),
    ("the story with the wheel", (*HERE, "release.ways", "wheel")),
    ("offline folder and zipapps", (*MAKE, "zipapp")),
    ("the story with both", (*HERE, "release.ways", "offline", "zipapp")),
    ("the story on the oldest and newest Pythons of Debian", (*HERE, "release.systems")),
    ("one file with its own Python, in empty Debians", (*MAKE, "onefile-check")),
    ("the story with it, in one file and in one folder", (*HERE, "release.ways", "onefile")),
    ("everything collected and summed", (*HERE, "release.collect")),
    ("what would go to the index", (*HERE, "release.publish", "index")),
    ("what would go beside the code", (*HERE, "release.publish", "forge")),
)

ELSEWHERE = (
    "Windows and macOS (release.frozen, the story there), Linux on aarch64, and publishing "
    "itself: .github/workflows/release.yml"
)


def needless(command: tuple[str, ...]) -> str:
    """Why a step cannot be done on this machine, if it cannot."""
    debian = Path("/etc/debian_version").exists() and os.geteuid() == 0
    if "release.systems" in command and not (debian and shutil.which("debootstrap")):
        return "wants root, Debian and debootstrap"
    if {"onefile", "onefile-check"} & {*command} and not debian:
        return "wants root and Debian"
    return ""


def run() -> Iterator[str]:
    """Do every step.

    Yields:
        A line for each.

    Raises:
        SystemExit: One has failed; what it printed says why.
    """
    for title, command in STEPS:
        if why := needless(command):
            yield f"left out            {title}: {why}"
            continue
        began = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code:
            sys.exit(f"failed              {title}: {' '.join(command)}")
        yield f"done in {time.monotonic() - began:6.1f} s    {title}"
    yield f"not on this machine {ELSEWHERE}"


if __name__ == "__main__":
    lines = []
    for line in run():
        print(f"== {line}", flush=True)
        lines.append(line)
    print("", *lines, sep="\n")
