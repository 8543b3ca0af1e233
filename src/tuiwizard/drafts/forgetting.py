"""Removing what this computer keeps of a draft outside its file."""

import contextlib
import shutil
from pathlib import Path

from tuiwizard.drafts import history, kept_results, named_files, recents, rescue
from tuiwizard.drafts.state_folder import key_of, state_folder
from tuiwizard.drafts.unsent import draft_texts
from tuiwizard.errors import SaveError


def purge(path: Path) -> int:
    """Remove the earlier versions of a draft, those with texts that were since taken out, too.

    Returns:
        How many there were.
    """
    found = history.versions(path)
    _remove(state_folder() / "history" / key_of(path))
    return len(found) - len(history.versions(path))


def forget(path: Path) -> int:
    """Remove all of it: versions, rescued work, unfinished texts, its place among the recent.

    So are the results of checks, those of all files of a folder where it is one.

    Reports of faults belong to no draft, and go, too.

    Returns:
        How many versions there were.
    """
    purged = purge(path)
    with contextlib.suppress(OSError):
        rescue.copy_path(path).unlink(missing_ok=True)
        draft_texts(path).unlink(missing_ok=True)
    with contextlib.suppress(OSError, SaveError):
        named_files.forget(path)
    _remove(state_folder() / "editor" / key_of(path))
    _remove(state_folder() / "faults")
    kept_results.forget(path)
    recents.forget(str(path.resolve()))
    return purged


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
