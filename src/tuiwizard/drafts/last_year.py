"""Last year's report: which file it is, and whether it is still what it was.

For now it is a draft of this program; published pages come with the import command.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tuiwizard.drafts import codec, files
from tuiwizard.errors import DraftError, DraftUnreadable
from tuiwizard.report.draft import Draft
from tuiwizard.report.papers import Previous


class LastYear(NamedTuple):
    """Last year's report, or why there is none to compare with.

    Attributes:
        draft: The report, if it could be read.
        reason: Why not, otherwise.
    """

    draft: Draft | None
    reason: str = ""


def read(path: Path) -> tuple[Draft, str]:
    """Last year's report and the digest of its file.

    Raises:
        DraftError: It is not a draft of this program, or cannot be read.
    """
    if path.suffix.lower() not in ("", ".toml"):
        raise DraftUnreadable(
            f"上年年报目前只能用本程序的 .toml 草稿，还不能读 {path.suffix} 文件", path=path
        )
    from hashlib import sha256  # takes as long to load as a draft to read

    text = files.read_text(path)
    try:
        return codec.loads(text), sha256(path.read_bytes()).hexdigest()
    except DraftError as error:
        raise error.at(path) from error.__cause__
    except OSError as error:
        raise DraftUnreadable("读不出来，请检查文件名和磁盘", path=path) from error


def remember(draft: Draft, path: Path, previous: Path) -> Draft:
    """The draft with the file of last year's report kept in it.

    Args:
        draft: This year's draft.
        path: Its own file: the other is named from its folder where it lies below it.
        previous: The file of last year's report.

    Raises:
        DraftError: It is not a draft of this program, or cannot be read.
    """
    _, digest = read(previous)
    return replace(draft, previous=Previous(path=_from_folder_of(path, previous), sha256=digest))


def recall(draft: Draft, path: Path) -> LastYear | None:
    """Last year's report as the draft remembers it; None if it remembers none.

    A file that is gone or changed is not compared with.
    """
    if draft.previous is None:
        return None
    file = Path(os.path.abspath(path)).parent / draft.previous.path  # noqa: PTH100 - keeps links
    try:
        found, digest = read(file)
    except DraftError as error:
        return LastYear(None, f"上年年报读不出来：{error}")
    if digest != draft.previous.sha256:
        return LastYear(None, f"上年年报 {draft.previous.path} 选定后有改动，请核对后重新选定")
    return LastYear(found)


def _from_folder_of(path: Path, other: Path) -> str:
    """The way to a file from the folder of another; absolute where it lies elsewhere."""
    folder, target = path.resolve().parent, other.resolve()
    return str(target.relative_to(folder) if target.is_relative_to(folder) else target)
