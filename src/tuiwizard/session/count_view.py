"""A count in words: its rows, its cells, and what has changed since; nothing is read here."""

from collections.abc import Iterator, Sequence

from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.forms.years import edition_for
from tuiwizard.report.count_record import CountedRow, CountRecord
from tuiwizard.report.kept_count import KeptCount
from tuiwizard.rules.counted import changes
from tuiwizard.words import plural, tr

MOST = 200
"""Rows of a cell that are listed; more of them nobody reads."""


def row_lines(rows: Sequence[CountedRow], edition: str) -> list[str]:
    """Return rows in words, of many the first: their places, numbers, days, and outcomes."""
    labels = {
        path.rpartition(".")[0].partition(".")[2]: short_label(cell).partition(" · ")[0]
        for path, cell in cells_by_path(edition, "requests").items()
    }
    lines = [
        tr(
            "{row}  收到 {received}，{closed}",
            row=row.named,
            received=row.received or "",
            closed=_closed(row, labels),
        )
        for row in rows[:MOST]
    ]
    rest = len(rows) - MOST
    return [*lines, plural("……还有 {n} 行没有列出", rest)] if rest > 0 else lines


def _closed(row: CountedRow, labels: dict[str, str]) -> str:
    if row.closed is None:
        return tr("没有答复")
    if row.went == "carried_out":
        return tr("答复 {day}，结转下年度", day=row.closed)
    return tr("答复 {day}  {outcome}", day=row.closed, outcome=labels.get(row.went, "")).rstrip()


def outcome_labels(edition: str) -> dict[str, str]:
    """Return the rows of the form that an outcome can be, with their labels, in its order."""
    found: dict[str, str] = {}
    for path, cell in cells_by_path(edition, "requests").items():
        head, _, rest = path.rpartition(".")[0].partition(".outcomes.")
        if head == "requests" and rest and rest != "total":
            found.setdefault(rest, " · ".join(cell.row[1:]))
    return found


def applicant_labels(edition: str) -> dict[str, str]:
    """Return the columns of table 3 with their labels."""
    found: dict[str, str] = {}
    for path, cell in cells_by_path(edition, "requests").items():
        if not cell.computed:
            found.setdefault(path.rpartition(".")[2], cell.column[-1])
    return found


def appeal_labels(edition: str) -> dict[str, str]:
    """Return the results of a review or a suit with their labels."""
    return {
        path.rpartition(".")[2]: cell.column[-1]
        for path, cell in cells_by_path(edition, "appeals").items()
        if path.startswith("appeals.review.") and not cell.computed
    }


def counted_cells(record: CountRecord) -> Iterator[tuple[Cell, tuple[CountedRow, ...]]]:
    """Yield the cells that were counted, in the order of the form, with their rows."""
    edition = edition_for(record.year)
    for path, rows in record.by_cell.items():
        yield cells_by_path(edition, path.partition(".")[0])[path], rows


def changed_cells(kept: KeptCount) -> list[str]:
    """Return what a ledger that has changed gives today, a line for each cell that is another."""
    if kept.record is None or kept.now is None or kept.now is kept.record:
        return []
    before = kept.record.by_cell
    return [
        tr(
            "“{label}”数的是 {before}，现在是 {now}：{changes}",
            label=short_label(cell),
            before=len(before.get(cell.path, ())),
            now=len(rows),
            changes=said,
        )
        for cell, rows in counted_cells(kept.now)
        if (said := changes(before.get(cell.path, ()), rows)) is not None
    ]
