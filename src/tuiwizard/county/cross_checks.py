"""The reports of a desk compared with each other: duplicates, similar texts, who is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.exchange import Book
from tuiwizard.county.expected import Attendance, attendance
from tuiwizard.county.file_account import Account, FileAccount, file_account
from tuiwizard.county.merge_input import MergeInput, read_texts
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.cross_report_rules import once_each
from tuiwizard.rules.report_ref import agency_key
from tuiwizard.rules.similarity import near_duplicates

_KEPT = 64
"""Reports kept while texts that are alike are compared."""


def cross_checked(desk: Desk) -> Desk:
    """Return a desk whose reports were all read with the findings about several of them.

    Last year's report beside this year's is no mistake; one of another year in place of this
    year's is.
    """
    offices = {row.office for row in desk.rows}
    chosen = (_told_apart(_chosen(row, desk.book), offices) for row in desk.rows)
    rows = [_of_year(row, desk.wanted) for row in chosen]
    by_file: dict[str, list[CrossReportFinding]] = defaultdict(list)
    for year in desk.years:
        for found in _of_one_year(_compared_in(rows, year, desk.year)):
            for file in found.files:
                by_file[file].append(found)
    marked = (_marked(row, tuple(by_file[row.key])) for row in rows)
    came = _attendance(desk)
    absent = (
        DeskRow(found.agencies[0], State.MISSING, cross_findings=(found,)) for found in came.missing
    )
    rows = [_said(_named(row, came.waiting), desk.book) for row in marked]
    return replace(desk, rows=tuple(rows), missing=tuple(_said(row, desk.book) for row in absent))


def _chosen(row: DeskRow, book: Book) -> DeskRow:
    """Mark a report in place of which another one was kept."""
    ref = row.merge_input.ref if row.merge_input is not None else None
    kept = book.kept_instead(ref) if ref is not None else ""
    return row if kept == row.replaced_by else replace(row, replaced_by=kept)


def _said(row: DeskRow, book: Book) -> DeskRow:
    """Give a row what was said with its office."""
    exchange = book.of(row)
    return row if exchange == row.exchange else replace(row, exchange=exchange)


def _marked(row: DeskRow, found: tuple[CrossReportFinding, ...]) -> DeskRow:
    """Return a row with what it says with others; most are as they were, which is seen at once."""
    return row if found == row.cross_findings else replace(row, cross_findings=found)


def _compared_in(rows: Iterable[DeskRow], year: int, this: int | None) -> list[MergeInput]:
    """Return the reports of a year; with this year, those sent in place of one of this year."""
    own = [(row, row.merge_input) for row in rows if row.merge_input and row.counts]
    there = {row.office for row, _ in own if row.year == this}
    return [
        report
        for row, report in own
        if row.year == year or (year == this and row.office not in there and not _aside(row))
    ]


def _aside(row: DeskRow) -> bool:
    return row.account is Account.OTHER_YEAR


def _of_one_year(reports: Sequence[MergeInput]) -> Iterator[CrossReportFinding]:
    """Find duplicates, reports of another year, and texts that are alike."""
    yield from once_each.findings([report.ref for report in reports])
    for found in similar_texts(reports):
        if len({agency_key(name) for name in found.agencies}) > 1:  # otherwise it is a duplicate
            yield found


def similar_texts(reports: Sequence[MergeInput]) -> tuple[CrossReportFinding, ...]:
    """Return which narratives are alike (R954); the few that may be are read again."""

    @lru_cache(_KEPT)
    def texts(number: int) -> dict[str, str]:
        return read_texts(reports[number])

    return near_duplicates.findings(reports, lambda number, path: texts(number).get(path, ""))


def _attendance(desk: Desk) -> Attendance:
    """Return who has not sent a report, and whose file waits for somebody."""
    came = [r.merge_input.ref for r in desk.rows if r.merge_input and r.year == desk.year]
    files = (FileAccount(row.path, row.account) for row in desk.rows if row.path)
    return attendance(desk.expected, came, files)


def _named(row: DeskRow, waiting: Mapping[Path, str]) -> DeskRow:
    """Name the row of a file that cannot be read yet for the office that its name names."""
    agency = waiting.get(row.path) if row.path is not None else None
    return replace(row, agency=agency) if agency else row


def _of_year(row: DeskRow, year: int | None) -> DeskRow:
    """Set a report of another year than the one that is collected aside."""
    if row.merge_input is None:
        return row
    account = file_account(row.merge_input.path, row.merge_input.ref, year).account
    return row if account is row.account else replace(row, account=account)


def _told_apart(row: DeskRow, offices: Set[str]) -> DeskRow:
    """Mark a sum of reports that are in the folder, too: it is not added up once more."""
    parts = {agency_key(name) for name in row.merge_input.ref.units} if row.merge_input else set()
    adds_up = not parts.isdisjoint(offices)
    return row if adds_up == row.adds_up else replace(row, adds_up=adds_up)
