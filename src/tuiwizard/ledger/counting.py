"""Table 3 and table 4 as requests make them: a pure function over four sets.

Every request stands once on each side of the balance: received or carried in, and under its
outcome or carried out. So each column balances, whatever the ledger holds.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.request import Appeal, Place, Request, SetAside


class Count(NamedTuple):
    """What was counted.

    Attributes:
        year: The year of the report.
        until: The last day that counts.
        edition: The edition of the form.
        rows: The rows behind each cell that is filled in by hand.
        not_counted: The requests of other years.
        counted: The requests that are in table 3.
    """

    year: int
    until: date
    edition: str
    rows: dict[str, tuple[Place, ...]]
    not_counted: tuple[SetAside, ...]
    counted: tuple[Request, ...]

    def cells(self) -> dict[str, int]:
        """Return the figure of every cell of the tables that were counted, totals too."""
        return {path: len(self.rows_of(path)) for path in self._paths()}

    def rows_of(self, path: str) -> tuple[Place, ...]:
        """Return the rows behind a cell; those of a total are those of its parts."""
        cell = cells_by_path(self.edition, path.partition(".")[0])[path]
        if not cell.computed:
            return self.rows[path]
        return tuple(row for part in cell.parts for row in self.rows_of(part))

    def _paths(self) -> list[str]:
        """Return the cells of the tables that are told, in the order of the form."""
        told = {path.rpartition(".")[0] for path in self.rows}
        return [
            path
            for section in ("requests", "appeals")
            for path, cell in cells_by_path(self.edition, section).items()
            if path in self.rows
            or (cell.computed and (section == "requests" or path.rpartition(".")[0] in told))
        ]


def count(
    requests: Iterable[Request],
    year: int,
    until: date | None = None,
    appeals: Iterable[str] = (),
) -> Count:
    """Count requests for the report of a year.

    Args:
        requests: The requests, those of other years included.
        year: The year of the report.
        until: The last day that counts; 31 December if None.
        appeals: The groups of table 4 that are told; the others stay blank.
    """
    start, end, edition = date(year, 1, 1), until or date(year, 12, 31), edition_for(year)
    rows: dict[str, list[Place]] = {
        path: [] for path, cell in cells_by_path(edition, "requests").items() if not cell.computed
    }
    for path, cell in cells_by_path(edition, "appeals").items():
        if not cell.computed and path.split(".")[1] in appeals:
            rows[path] = []
    not_counted, counted = [], []
    for request in requests:
        for appeal in request.appeals:
            if column := _column(appeal, start, end):
                rows[f"appeals.{appeal.table}.{column}"].append(request.place)
        if reason := _outside(request, start, end):
            not_counted.append(SetAside(request.place, reason))
            continue
        counted.append(request)
        came = "received" if request.received >= start else "carried_in"
        went = "carried_out"
        if request.closed is not None and request.closed <= end:
            went = f"outcomes.{request.outcome}"
        for row in (came, went):
            rows[f"requests.{row}.{request.applicant}"].append(request.place)
    settled = {path: tuple(places) for path, places in rows.items()}
    return Count(year, end, edition, settled, tuple(not_counted), tuple(counted))


def _outside(request: Request, start: date, end: date) -> str:
    """Return why a request is not of this year; empty for one that is."""
    if request.received > end:
        return "received_after"
    before = request.closed is not None and request.closed < start and request.received < start
    return "closed_before" if before else ""


def _column(appeal: Appeal, start: date, end: date) -> str:
    """Return the column of table 4 that a review or suit is in; empty for none this year."""
    if appeal.lodged is not None and appeal.lodged > end:
        return ""
    if appeal.concluded is None or appeal.concluded > end:
        return "pending"
    return appeal.result if appeal.concluded >= start else ""
