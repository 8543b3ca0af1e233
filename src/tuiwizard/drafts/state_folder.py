"""The folder for what is not in a draft, and under which names it is kept there."""

import os
from pathlib import Path

from tuiwizard.drafts.files import write_text
from tuiwizard.report.digest import digest


def state_folder() -> Path:
    """Return the folder for what is not in the draft; TUIWIZARD_STATE overrides it."""
    override = os.environ.get("TUIWIZARD_STATE")
    if override:
        return Path(override)
    from platformdirs import user_state_path  # most commands need no such folder

    return user_state_path("tuiwizard", appauthor=False)


def make_private(folder: Path) -> None:
    """Make a folder of the state directory, which lets nobody in but its owner.

    Raises:
        OSError: It cannot be made.
    """
    state = state_folder()
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    if state.stat().st_mode & 0o077:
        state.chmod(0o700)  # of an earlier version of the program
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def write_privately(file: Path, text: str) -> None:
    """Write a file of the state directory, which nobody else may read.

    Raises:
        OSError: Its folder cannot be made.
        SaveError: It cannot be written.
    """
    make_private(file.parent)
    write_text(file, text, private=True)


def key_of(path: Path) -> str:
    """Return the name under which the state directory keeps what belongs to one draft."""
    return digest(str(path.resolve()).encode("utf-8", "surrogatepass"))[:16]
