"""A report of the desk beside its office's report of the year before."""

from dataclasses import dataclass
from pathlib import Path

from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import last_year
from tuiwizard.errors import SourceError
from tuiwizard.forms.common import Kind
from tuiwizard.importing import published
from tuiwizard.report.draft import Draft
from tuiwizard.report.table_diff import CellChange, compare
from tuiwizard.rules.year_over_year import jumped
from tuiwizard.words import Message


@dataclass(frozen=True)
class YearComparison:
    """Two years of one office.

    Attributes:
        before: The year of the earlier report.
        source: Where the earlier report is from: a file.
        changes: The cells that differ, without texts; those that changed much come first.
    """

    before: int
    source: str
    changes: tuple[CellChange, ...]


def compare_years(desk: Desk, row: DeskRow) -> YearComparison:
    """Compare a row with the year before: the report it remembers, or one of the folder.

    Raises:
        TuiwizardError: There is none, or one of the two cannot be read.
    """
    assert row.path is not None
    draft = read_file(row.path).draft
    last, source = _before(desk, row, draft)
    cells = (change for change in compare(last, draft) if change.kind is not Kind.TEXT)
    return YearComparison(
        last.year, source, tuple(sorted(cells, key=lambda change: not much(change)))
    )


def _before(desk: Desk, row: DeskRow, draft: Draft) -> tuple[Draft, str]:
    path = row.path or Path()
    remembered = last_year.recall(draft, path, published)
    if remembered.draft is not None and draft.previous is not None:
        return remembered.draft, draft.previous.path
    beside = desk.last_year_of(row)
    if beside is not None:
        return read_file(beside).draft, beside.name
    raise SourceError(
        str(
            remembered.reason
            or Message(
                "“{agency}”没有上年年报可以对照："
                "把 {year} 年的也放进这个文件夹，或在向导里选上年年报",
                agency=row.agency,
                year=draft.year - 1,
            )
        )
    )


def much(change: CellChange) -> bool:
    """Return whether a figure has more than tripled or fallen below a third, as R904 means it."""
    figures = change.left, change.right
    return all(f.isdecimal() for f in figures) and jumped(*(int(f) for f in figures))
