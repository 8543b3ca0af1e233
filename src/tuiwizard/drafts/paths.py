"""Other files as a draft names them: from its own folder, so that the two can move together."""

import os
from collections.abc import Callable
from pathlib import Path


def named_from(draft: Path) -> Callable[[Path], str]:
    """Names files by the way to them from the folder of a draft; absolute if they lie elsewhere."""
    folder = draft.resolve().parent
    resolve = resolver()

    def named(other: Path) -> str:
        target = resolve(other)
        if target.is_relative_to(folder):
            return target.relative_to(folder).as_posix()  # the draft may move to another system
        return str(target)

    return named


def resolver() -> Callable[[Path], Path]:
    """Resolves links in the paths of many files; each folder is looked up but once."""
    folders: dict[str, Path] = {}

    def resolve(path: Path) -> Path:
        folder, name = os.path.split(path)
        if name in ("", "..") or os.path.islink(path):  # noqa: PTH114 - a Path takes four times
            return path.resolve()
        if folder not in folders:
            folders[folder] = Path(folder).resolve()
        return folders[folder] / name

    return resolve


def named_file(draft: Path, name: str) -> Path:
    """The file that a draft names."""
    return Path(os.path.abspath(draft)).parent / name  # noqa: PTH100 - keeps links
