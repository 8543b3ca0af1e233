"""Last year's report: what the draft kept of it, its file, and whether that is what it was.

The file is a draft of this program, or a published report where the caller has a reader for
those. Checks look at what was kept, wherever the draft is; only texts are read from the file.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tuiwizard.drafts import files, named_files, paths, store
from tuiwizard.errors import DraftError, DraftUnreadable, TuiwizardError
from tuiwizard.forms.layout import narratives
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.report.kept_report import keep, kept_report
from tuiwizard.report.metadata import Previous
from tuiwizard.words import Message, tr


class LastYear(NamedTuple):
    """Last year's report, or why there is none to compare with.

    Attributes:
        draft: The report; without its texts where its file cannot be read.
        reason: Why there is none, otherwise; None if none is remembered.
        digests: What was kept of its texts; None where nothing was.
        changed: What is to be said of a file that is not what it was when it was chosen.
    """

    draft: Draft | None
    reason: Message | None = None
    digests: Mapping[str, str] | None = None
    changed: Message | None = None


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
    data = _data(path, published)
    return _report(data, path, published), digest(data)


def _data(path: Path, published: Published | None) -> bytes:
    if path.suffix.lower() not in ("", ".toml") and published is None:
        raise DraftUnreadable(
            tr(
                "这里的上年年报只能用本程序的 .toml 草稿，"
                "请先用 tuiwizard import 把 {suffix} 文件读成草稿",
                suffix=path.suffix,
            ),
            path=path,
        )
    return files.read_bytes(path)


def _report(data: bytes, path: Path, published: Published | None) -> Draft:
    if path.suffix.lower() in ("", ".toml") or published is None:
        return store.loads(data, path)
    try:
        return published(data, path.name)
    except TuiwizardError as error:
        raise DraftUnreadable(str(error), path=path) from error.__cause__


def remember(
    draft: Draft, path: Path, previous: Path, published: Published | None = None
) -> tuple[Draft, LastYear]:
    """Return the draft with last year's report kept in it, and that report.

    Args:
        draft: This year's draft.
        path: Its own file: the other is named from its folder where it is below it.
        previous: The file of last year's report.
        published: The reader of published reports, if they may be given here.

    Raises:
        DraftError: It is no report that can be read here.
    """
    last, sha256 = read(previous, published)
    named_files.choose(path, [previous])
    kept = keep(last, paths.named_from(path)(previous), sha256)
    return replace(draft, previous=kept), _with_texts(kept, last)


def recall(draft: Draft, path: Path, published: Published | None = None) -> LastYear:
    """Last year's report as the draft remembers it, if it remembers one.

    A file that is gone, changed or not to be opened is not compared with, but what was kept of it.
    """
    previous = draft.previous
    if previous is None:
        return LastYear(None)
    try:
        file = named_files.file_to_open(path, previous.path)
        data = _data(file, published)
        if digest(data) != previous.sha256:
            return _without_file(previous, _changed(previous))
        return _with_texts(previous, _report(data, file, published))
    except DraftError as error:
        unread = Message("上年年报读不出来：{error}", error=str(error))
        return _without_file(previous, unread)._replace(changed=None)


def _changed(previous: Previous) -> Message:
    if previous.year is None:
        return Message("上年年报 {path} 选定后有改动，请核对后重新选定", path=previous.path)
    return Message(
        "上年年报 {path} 选定后有改动，现在还是按选定时的数检查；要按改动后的检查，请重新选定",
        path=previous.path,
    )


def _without_file(previous: Previous, why: Message) -> LastYear:
    kept = kept_report(previous)
    if kept is None:
        return LastYear(None, why)
    return LastYear(kept, digests=previous.texts, changed=why)


def _with_texts(previous: Previous, last: Draft) -> LastYear:
    """Return what was kept, with the texts of the report that it was kept of."""
    kept = kept_report(previous)
    if kept is None:
        return LastYear(last)
    figures = Figures(last)
    texts = {cell.path: figures.text(cell.path) for cell in narratives(last.edition)}
    return LastYear(kept.with_texts(texts), digests=previous.texts)
