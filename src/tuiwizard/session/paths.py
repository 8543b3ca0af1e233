"""Paths as people type them: whatever they are, none ends the program."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

MOST = 300
"""Entries of a folder that are listed; who looks among more types the beginning of the name."""


def typed_path(text: str) -> Path:
    """The path a person typed; `~` is home, and `~nobody` is itself."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


class Listing(NamedTuple):
    """What a folder holds of that which is being typed.

    Attributes:
        folder: The folder.
        folders: The names of the folders in it that fit.
        files: The names of the files in it that fit.
    """

    folder: Path
    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def cut(text: str) -> tuple[str, str]:
    """The folder and the beginning of a name in a path that is being typed."""
    # "a/b/2025" -> ("a/b/", "2025"); "2025" -> ("", "2025"); "a/" -> ("a/", "")
    at = max(text.rfind(separator) for separator in {"/", os.sep}) + 1
    return text[:at], text[at:]


def listed(text: str, endings: Sequence[str] = ()) -> Listing:
    """What can be meant by a path that is being typed; a folder that cannot be read is empty.

    Args:
        text: What is typed.
        endings: The ends of the names of files that are wanted; every file if there are none.
    """
    typed, start = cut(text)
    folder = typed_path(typed or ".")
    folders, files = [], []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if not name.startswith(start) or (name.startswith(".") and not start):
                    continue
                if entry.is_dir():
                    folders.append(name)
                elif not endings or name.lower().endswith(tuple(endings)):
                    files.append(name)
    except (OSError, ValueError):
        return Listing(folder)
    return Listing(folder, tuple(sorted(folders))[:MOST], tuple(sorted(files))[:MOST])


def completed(text: str, endings: Sequence[str] = ()) -> str:
    """A path that is being typed, as far as there is only one way on."""
    # "20" beside 2024.toml and 2025.toml -> "202"; "re" beside the folder received -> "received/"
    typed, _ = cut(text)
    found = listed(text, endings)
    names = [*(f"{name}/" for name in found.folders), *found.files]
    common = os.path.commonprefix(names)  # noqa: RUF071 - of names, letter by letter
    return typed + common if names else text
