"""One file that was received, read: a draft, or a report as it was published."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tuiwizard.county.inbox import DRAFT
from tuiwizard.drafts import files, store
from tuiwizard.drafts.files import is_folder
from tuiwizard.errors import DraftUnreadable, NoReport, SourceError, YearError
from tuiwizard.importing import read_published
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.rules.report_ref import ReportRef
from tuiwizard.words import tr

_HEAD = re.compile(rb"^[ \t]*(?:format|edition|year)[ \t]*=", re.MULTILINE)
_HEAD_WITHIN = 4096
"""The head of a draft, and within how many bytes a comment may stand before it."""


@dataclass(frozen=True)
class ReceivedFile:
    """A file and what it says.

    Attributes:
        path: The file.
        data: All that is in it.
        draft: What it says.
        printed: Whether it is a report as it is printed, and not the file of a draft.
        stamped: Whether what is printed says that it is a draft.
        totals: The totals as a published report prints them, by cell path; None is a blank.
        notes: What was found in reading a published report, one sentence each.
    """

    path: Path
    data: bytes = field(repr=False)
    draft: Draft
    printed: bool = False
    stamped: bool = False
    totals: Mapping[str, int | Decimal | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def published(self) -> bool:
        """Whether it is a report as it was posted, and no draft in any format."""
        return self.printed and not self.stamped

    @property
    def sha256(self) -> str:
        """The digest of its content."""
        return digest(self.data)

    @property
    def ref(self) -> ReportRef:
        """What identifies it among other reports."""
        draft = self.draft
        return ReportRef(
            agency=draft.agency_name.strip(),
            file=str(self.path),
            year=draft.year,
            edition=draft.edition,
            sha256=self.sha256,
            units=tuple(
                name for source in draft.sources for name in (source.agency, *source.units)
            ),
        )


def read_file(path: Path, data: bytes | None = None) -> ReceivedFile:
    """Read a file that was received.

    Args:
        path: The file.
        data: What is in it, where it has been read and no name tells what it is: a pipe.

    Raises:
        NoReport: It has none of the statutory tables.
        TuiwizardError: It cannot be read, or is no report; the sentence names the file.
    """
    if data is not None and _HEAD.search(data, 0, _HEAD_WITHIN):
        return ReceivedFile(path, data, store.loads(data, path))
    if data is None and is_folder(path):
        raise DraftUnreadable(tr("文件夹里没有 .toml 草稿，也没有公布的年报"), path=path)
    if data is None and path.suffix.lower() in ("", DRAFT):
        return read_draft_file(path)
    try:
        return _published(path, data)
    except SourceError as error:
        raise type(error)(tr("{path}：{error}", path=path, error=error)) from error.__cause__


def read_draft_file(path: Path) -> ReceivedFile:
    """Read a file that must be a draft.

    Raises:
        DraftError: It cannot be read, or is no draft.
    """
    data = files.read_bytes(path)
    return ReceivedFile(path, data, store.loads(data, path))


def _published(path: Path, data: bytes | None) -> ReceivedFile:
    from tuiwizard.drafts import handover
    from tuiwizard.importing.sources import MAX_BYTES

    if data is None:
        data = files.read_at_most(MAX_BYTES + 1, path, tr("年报的文件"))
    if handover.is_handover(data):
        return ReceivedFile(path, data, handover.draft_in(data, path))
    imported = read_published(data, path.name)
    if not imported.printed:
        raise NoReport(tr("没有找到年报的表格，这不是年报"))
    try:
        draft = imported.own_draft()
    except YearError as error:
        raise SourceError(str(error)) from error
    notes = [str(note) for note in imported.notes]
    notes += filter(None, [imported.lost_note(draft.year)])
    return ReceivedFile(path, data, draft, True, imported.stamped, imported.totals, tuple(notes))
