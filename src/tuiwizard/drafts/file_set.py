"""Several files that belong together: all of them are written, or none."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.errors import SaveError
from tuiwizard.plain_files import open_plain


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write whole files, or leave what was there untouched; missing folders are made.

    All are on the disk under temporary names before the first takes its place. Where one cannot
    take it, those that have are what they were before.

    Args:
        contents: What goes into each file, in the order in which they take their places.

    Raises:
        SaveError: One of them could not be written.
    """
    made = [folder for path in contents for folder in _make_folder(path.parent)]
    try:
        with contextlib.ExitStack() as stack:
            waiting = {
                path: stack.enter_context(files.staged(path, data))
                for path, data in contents.items()
            }
            before = {path: _content(path) for path in contents}
            done: list[Path] = []
            try:
                for path, put_in_place in waiting.items():
                    put_in_place()
                    done.append(path)
            except SaveError:
                for path in done:
                    _put_back(path, before[path])
                raise
    except SaveError:
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder, and return those that were made, the outermost first."""
    missing = [each for each in (folder, *folder.parents) if not files.is_there(each)][::-1]
    for each in missing:
        try:
            each.mkdir()
        except (OSError, ValueError):
            return []  # writing into it says why
    return missing


def _content(path: Path) -> bytes | None:
    """Return what is in a file that is about to be replaced; None where there is none."""
    if not files.is_there(path):
        return None
    with open_plain(path) as file:
        return file.read()


def _put_back(path: Path, content: bytes | None) -> None:
    """Let a file be what it was, as far as the disk still lets anybody."""
    with contextlib.suppress(OSError, SaveError):
        if content is None:
            path.unlink()
        else:
            files.write_bytes(path, content)
