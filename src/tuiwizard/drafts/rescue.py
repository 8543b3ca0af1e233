"""The copy of a draft in the state directory while its own file cannot be written."""

import contextlib
from pathlib import Path

from tuiwizard.drafts import codec, files, history, store
from tuiwizard.drafts.state_folder import key_of, state_folder, write_privately
from tuiwizard.errors import DraftError
from tuiwizard.report.draft import Draft


def copy_path(path: Path) -> Path:
    """Return the path of the copy of a draft."""
    return state_folder() / "rescue" / f"{key_of(path)}.toml"


def save(path: Path, draft: Draft) -> Path | None:
    """Save a copy of work that could not be saved in its own file.

    Returns:
        The path of the copy; None if it could not be written either.
    """
    copy = copy_path(path)
    try:
        write_privately(copy, codec.dumps(draft))
    except Exception:  # a fault in saving may well sit in the way here, too
        return None
    return copy


def find(path: Path) -> Draft | None:
    """Return the work on a draft that could not be saved the last time, if there is any."""
    try:
        return store.load(copy_path(path))
    except (DraftError, OSError, RuntimeError, ValueError):
        return None


def drop(path: Path) -> None:
    """Remove the copy; the history keeps it."""
    with contextlib.suppress(OSError, RuntimeError, ValueError, DraftError):
        copy = copy_path(path)
        if copy.exists():
            history.keep(path, files.read_bytes(copy), history.RESCUED)
            copy.unlink()
