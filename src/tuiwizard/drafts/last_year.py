"""Last year's report: which file it is, and whether it is still what it was.

It is a draft of this program, or a published report where the caller has a reader for those.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tuiwizard.drafts import files, paths, store
from tuiwizard.errors import DraftError, DraftUnreadable, TuiwizardError
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Previous
from tuiwizard.words import Message, tr


class LastYear(NamedTuple):
    """Last year's report, or why there is none to compare with.

    Attributes:
        draft: The report, if it could be read.
        reason: Why not, otherwise; None if none is remembered.
    """

    draft: Draft | None
    reason: Message | None = None


Published = Callable[[bytes, str], Draft]
"""Reads a published report from the content and the name of its file."""


def read(path: Path, published: Published | None = None) -> tuple[Draft, str]:
    """Return last year's report and the digest of its file.

    Args:
        path: The file.
        published: The reader of published reports, if they may be given here.

    Raises:
        DraftError: It is no report that can be read here.
    """
    if path.suffix.lower() in ("", ".toml"):
        data = files.read_bytes(path)
        return store.loads(data, path), digest(data)
    if published is None:
        raise DraftUnreadable(
            tr(
                "这里的上年年报只能用本程序的 .toml 草稿，"
                "请先用 tuiwizard import 把 {suffix} 文件读成草稿",
                suffix=path.suffix,
            ),
            path=path,
        )
    data = files.read_bytes(path)
    try:
        return published(data, path.name), digest(data)
    except TuiwizardError as error:
        raise DraftUnreadable(str(error), path=path) from error.__cause__


def remember(
    draft: Draft, path: Path, previous: Path, published: Published | None = None
) -> tuple[Draft, Draft]:
    """Return the draft with the file of last year's report kept in it, and that report.

    Args:
        draft: This year's draft.
        path: Its own file: the other is named from its folder where it is below it.
        previous: The file of last year's report.
        published: The reader of published reports, if they may be given here.

    Raises:
        DraftError: It is no report that can be read here.
    """
    last, sha256 = read(previous, published)
    kept = Previous(path=paths.named_from(path)(previous), sha256=sha256)
    return replace(draft, previous=kept), last


def recall(draft: Draft, path: Path, published: Published | None = None) -> LastYear:
    """Last year's report as the draft remembers it, if it remembers one.

    A file that is gone or changed is not compared with.
    """
    if draft.previous is None:
        return LastYear(None)
    file = paths.named_file(path, draft.previous.path)
    try:
        found, sha256 = read(file, published)
    except DraftError as error:
        return LastYear(None, Message("上年年报读不出来：{error}", error=str(error)))
    if sha256 != draft.previous.sha256:
        return LastYear(
            None,
            Message("上年年报 {path} 选定后有改动，请核对后重新选定", path=draft.previous.path),
        )
    return LastYear(found)
