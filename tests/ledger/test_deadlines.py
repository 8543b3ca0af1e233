"""20 working days from the day after receipt, with what stops the clock."""

from datetime import date

import pytest

from tuiwizard.ledger.deadlines import overdue
from tuiwizard.ledger.request import Place, Request, Stop

END = date(2024, 12, 31)


def late(**facts: object) -> list[tuple[date | None, int]]:
    request = Request.model_validate({"place": Place("台账", 2), "outcome": "granted", **facts})
    found, _ = overdue([request], END)
    return [(each.deadline, each.late) for each in found]


def test_the_term_skips_holidays_and_counts_moved_working_days() -> None:
    # from 3 February 2024: the Spring Festival is off, Sundays 4 and 18 February are worked
    received = date(2024, 2, 3)
    assert late(received=received, closed=date(2024, 3, 6)) == []
    assert late(received=received, closed=date(2024, 3, 11)) == [(date(2024, 3, 6), 3)]


@pytest.mark.parametrize(
    "facts",
    [
        {"extended": True},
        {"extended": date(2024, 9, 20)},
        {"correction": Stop(date(2024, 9, 3), date(2024, 9, 20))},
        {"third_party": Stop(date(2024, 9, 3), date(2024, 9, 25))},
    ],
)
def test_what_makes_the_term_longer(facts: dict[str, object]) -> None:
    days = {"received": date(2024, 9, 2), "closed": date(2024, 10, 18)}
    assert late(**days)
    assert late(**days, **facts) == []


def test_a_notice_after_the_term_extends_nothing() -> None:
    days = {"received": date(2024, 9, 2), "closed": date(2024, 10, 18)}
    assert late(**days, extended=date(2024, 10, 16))


def test_while_a_correction_is_awaited_nothing_runs() -> None:
    assert late(received=date(2024, 3, 1), correction=Stop(date(2024, 3, 5), None)) == []


def test_a_year_without_a_calendar_is_said() -> None:
    request = Request(place=Place("台账", 2), received=date(2090, 1, 1))
    assert overdue([request], date(2090, 12, 31)) == ([], {2090})
