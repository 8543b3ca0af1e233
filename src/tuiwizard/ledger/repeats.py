"""Rows that tell of one request twice: copied, corrected, or carried into the next sheet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tuiwizard.ledger.days import read_day
from tuiwizard.ledger.mapping import EACH, ONCE, Mapping
from tuiwizard.ledger.questions import Questions
from tuiwizard.ledger.request import SetAside
from tuiwizard.ledger.rows import LedgerRow
from tuiwizard.report.labels import normal
from tuiwizard.words import tr

_CORRECTION = re.compile("更正|以本行为准|以此行为准|以此为准|以本条为准")
_SHORT = 3
"""Numbers of so few digits begin anew in every sheet."""


def kept_rows(
    rows: Sequence[LedgerRow], mapping: Mapping, questions: Questions, aside: list[SetAside]
) -> list[LedgerRow]:
    """Return the rows that count, one for each request.

    Args:
        rows: All rows.
        mapping: The answers that were given.
        questions: Where it is asked which of two rows counts.
        aside: Where the rows are put that do not count.
    """
    groups: dict[object, list[LedgerRow]] = {}
    for row in rows:
        groups.setdefault(_identity(row), []).append(row)
    gone: set[int] = set()
    years: dict[int, int] = {}
    for group in groups.values():
        kept = group[0]
        for later in group[1:]:
            lost, reason = _choose(kept, later, mapping)
            if reason == "ask":
                problem = (
                    tr("同一编号两行，内容不同") if kept.number else tr("两行完全相同，没有编号")
                )
                questions.row("count", problem, kept.place, later.place, proposed="later")
                gone |= {id(kept), id(later)}
            elif lost is not None:
                aside.append(SetAside(lost.place, reason))
                gone.add(id(lost))
            kept = later if lost is kept or lost is None else kept
            if reason == "carried_copy":  # 12月5日 in the sheet of the next year is of this one
                years[id(kept)] = min(kept.year, years.get(id(lost), lost.year if lost else 0))
    return [
        replace(row, year=years[id(row)]) if id(row) in years else row
        for row in rows
        if id(row) not in gone
    ]


def _identity(row: LedgerRow) -> object:
    """Return what two rows of one request have in common: their number, or everything."""
    number = normal(row.number)
    if not number:
        return row.whole
    return (row.place.sheet, number) if number.isdigit() and len(number) <= _SHORT else number


def _choose(earlier: LedgerRow, later: LedgerRow, mapping: Mapping) -> tuple[LedgerRow | None, str]:
    """Return which of two rows does not count and why; none where both do, or it is asked."""
    if earlier.whole == later.whole and earlier.number:
        return later, "duplicate"
    told = mapping.row(later.place).count or mapping.row(earlier.place).count
    if told in EACH:
        return None, ""
    if told in ONCE:
        return later, "duplicate"
    if told:
        return (later, "superseded") if told == "earlier" else (earlier, "superseded")
    if not earlier.number:
        return None, "ask"
    if _CORRECTION.search(later.text("note")):
        return earlier, "superseded"
    if _same_day(earlier, later):
        answered = [bool(_answer(row)) for row in (earlier, later)]
        if answered == [True, False]:
            return later, "carried_copy"
        if answered != [True, True] or _answer(earlier) == _answer(later):
            return earlier, "carried_copy"
    return None, "ask"


def _same_day(earlier: LedgerRow, later: LedgerRow) -> bool:
    """Return whether two rows were received on one day, as far as they say the year."""
    days = [read_day(row.cells.get("received")) for row in (earlier, later)]
    one, other = days
    if one is None or other is None:
        return earlier.text("received") == later.text("received")
    if type(one) is type(other):
        return one == other
    return (one.month, one.day) == (other.month, other.day)


def _answer(row: LedgerRow) -> tuple[str, ...]:
    """Return what a row says of its answer; nothing while it is open."""
    day = row.text("closed")
    return (*row.outcomes, *(row.outcome_ticks or ()), day) if day else ()
