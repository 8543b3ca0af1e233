"""What the reports that are shown come to: of one year, each office once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.words import plural, tr


class Totals(NamedTuple):
    """Figures of several offices together.

    Attributes:
        year: The report year; None where no report has one.
        reports: How many reports are in it.
        received: Their 新收, 件.
        carried_out: Their 结转, 件.
        doubles: Reports that are not in it, for their office has another one in it.
    """

    year: int | None
    reports: int
    received: int
    carried_out: int
    doubles: int


def totals_of(rows: Iterable[DeskRow], year: int | None) -> Totals:
    """Add up rows of a year; of several reports of an office, the one written last counts.

    What has been added up from others, or given up for another one, does not count.

    Args:
        rows: The rows.
        year: The report year.
    """
    own = [row for row in rows if row.read and row.year == year and row.counts]
    each = list(one_each(own))
    return Totals(
        year,
        len(each),
        sum(row.received or 0 for row in each),
        sum(row.carried_out or 0 for row in each),
        len(own) - len(each),
    )


def one_each(rows: Iterable[DeskRow]) -> Iterator[DeskRow]:
    """Yield one row for each office: that of the file that was written last."""
    latest: dict[str, DeskRow] = {}
    for row in rows:
        before = latest.get(row.office)
        if before is None or row.stamp.changed >= before.stamp.changed:
            latest[row.office] = row
    yield from latest.values()


def totals_words(totals: Totals) -> str:
    """Word them on one line."""
    figures = plural(
        "{n} 份 · 新收 {received} 件 · 结转 {carried_out} 件",
        totals.reports,
        received=totals.received,
        carried_out=totals.carried_out,
    )
    if totals.year is not None:
        figures = tr("{year}年度 {figures}", year=totals.year, figures=figures)
    if totals.doubles:
        figures += plural("（另有 {n} 份重复，不算）", totals.doubles)
    return figures
