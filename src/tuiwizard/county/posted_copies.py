"""A folder of posted copies, each held against the draft that its office sent in."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.inbox import DRAFT
from tuiwizard.county.received_file import read_draft_file
from tuiwizard.errors import TuiwizardError
from tuiwizard.importing.imported import Imported
from tuiwizard.posting.posted_copy import (
    PostedCopy,
    copies_in,
    read_copy,
    unreadable,
    verify_read,
)
from tuiwizard.rules.report_ref import agency_key
from tuiwizard.words import tr


class VerifiedFolder(NamedTuple):
    """What came of a folder.

    Attributes:
        copies: Every file in it, held against its draft.
        unposted: The offices whose drafts have no copy in it.
    """

    copies: tuple[PostedCopy, ...]
    unposted: tuple[str, ...]


def verify_folder(rows: Iterable[DeskRow], folder: Path) -> VerifiedFolder:
    """Hold every copy in a folder against the draft of its office and year.

    Args:
        rows: The reports that were received; drafts count.
        folder: The folder, or one file.
    """
    drafts = [row for row in rows if row.read and row.path and row.path.suffix.lower() == DRAFT]
    posted: set[str] = set()
    copies = []
    for path in copies_in([folder]):
        try:
            imported = read_copy(path)
            row = _row_of(drafts, path, imported)
            if row is None or row.path is None:
                copies.append(unreadable(path, tr("收到的草稿里没有这个机关这一年的")))
                continue
            posted.add(row.key)
            copies.append(verify_read(read_draft_file(row.path).draft, path, imported))
        except TuiwizardError as error:
            copies.append(unreadable(path, error))
    return VerifiedFolder(tuple(copies), tuple(r.agency for r in drafts if r.key not in posted))


def _row_of(drafts: Sequence[DeskRow], path: Path, copy: Imported) -> DeskRow | None:
    """Return whose copy it is: by the name and the year it prints, or else by its file's name."""
    name = agency_key(copy.agency)
    named = [row for row in drafts if row.office == name and copy.year in (None, row.year)]
    found = named or [r for r in drafts if r.path and path.stem.startswith(r.path.stem)]
    return found[0] if len(found) == 1 else None
