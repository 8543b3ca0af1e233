"""The program as its users start it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import tuiwizard

COMMAND = (sys.executable, "-m", "tuiwizard")


_CHANGES_SCREEN = ("NO_COLOR", "COLUMNS", "LINES", "COLORTERM", "COLORFGBG", "TUIWIZARD_THEME")


def environment(**more: str) -> dict[str, str]:
    """The environment of the program, wherever it is run and from wherever it is imported."""
    kept = {name: value for name, value in os.environ.items() if name not in _CHANGES_SCREEN}
    source = str(Path(tuiwizard.__file__).parents[1])
    chinese = {"TUIWIZARD_LANG": "zh", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return {**kept, "PYTHONPATH": source, **chinese, **more}


def run(
    *arguments: str | Path, folder: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command to its end, without a terminal."""
    return _run("-m", "tuiwizard", *arguments, folder=folder, **more)


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a piece of Python that uses the program, without a terminal."""
    return _run("-c", code, *arguments)


def _run(
    *arguments: str | Path, folder: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
