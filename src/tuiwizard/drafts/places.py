"""Other files as a draft names them: from its own folder, so that the two can move together."""

import os
from pathlib import Path


def named_from(draft: Path, other: Path) -> str:
    """The way to a file from the folder of a draft; absolute where it lies elsewhere."""
    folder, target = draft.resolve().parent, other.resolve()
    if target.is_relative_to(folder):
        return target.relative_to(folder).as_posix()  # the draft may move to another system
    return str(target)


def named_file(draft: Path, name: str) -> Path:
    """The file that a draft names."""
    return Path(os.path.abspath(draft)).parent / name  # noqa: PTH100 - keeps links
