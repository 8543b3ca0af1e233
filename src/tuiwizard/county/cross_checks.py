"""The reports of a desk compared with each other: duplicates, similar texts, who is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.exchange import Book
from tuiwizard.county.expected import attendance
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
    rows = [_told_apart(_chosen(row, desk.book), offices) for row in desk.rows]
    by_file: dict[str, list[CrossReportFinding]] = defaultdict(list)
    for year in desk.years:
        for found in _of_one_year(_compared_in(rows, year, desk.year)):
            for file in found.files:
                by_file[file].append(found)
    marked = (_marked(row, tuple(by_file[row.key])) for row in rows)
    missing = tuple(_said(row, desk.book) for row in _missing(desk))
    return replace(desk, rows=tuple(_said(row, desk.book) for row in marked), missing=missing)


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
        if row.year == year or (year == this and row.office not in there)
    ]


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


def _missing(desk: Desk) -> Iterator[DeskRow]:
    """Yield who should have sent a report; a file that cannot be read is known by its name."""
    came = [row.merge_input for row in desk.rows if row.merge_input and row.year == desk.year]
    unread = " ".join(row.office for row in desk.rows if row.state is State.UNREADABLE)
    for found in attendance(desk.expected, came).missing:
        (name,) = found.agencies
        if agency_key(name) not in unread:
            yield DeskRow(name, State.MISSING, cross_findings=(found,))


def _told_apart(row: DeskRow, offices: Set[str]) -> DeskRow:
    """Mark a sum of reports that are in the folder, too: it is not added up once more."""
    parts = {agency_key(name) for name in row.merge_input.ref.units} if row.merge_input else set()
    adds_up = not parts.isdisjoint(offices)
    return row if adds_up == row.adds_up else replace(row, adds_up=adds_up)
