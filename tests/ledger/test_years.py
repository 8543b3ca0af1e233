"""The year of a ledger, where nobody says it: a title's, a file's, or that of its days."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.ledger.books import HEADER, workbook
from tuiwizard.errors import SourceError
from tuiwizard.ledger.sheets import read_book
from tuiwizard.ledger.years import likely_year


def rows(*received: str) -> list[Sequence[Any]]:
    """Requests by the day of their receipt; their numbers name its year, too."""
    return [
        (f"{day[:4]}-{n}", "甲", "公民", day, "公开", day, "") for n, day in enumerate(received)
    ]


CARRIED_FIRST = rows("2023-12-01", "2023-12-20", "2024-03-01", "2024-04-01", "2024-05-01")


def year(*above: Sequence[Any], body: Sequence[Sequence[Any]], file: str = "台账.xlsx") -> int:
    return likely_year(read_book(file, workbook({"台账": [*above, HEADER, *body]})))


def test_requests_carried_over_come_first_and_are_no_title() -> None:
    assert year(body=CARRIED_FIRST, file="2024年台账.xlsx") == 2024


def test_the_days_tell_where_nothing_else_does() -> None:
    assert year(body=CARRIED_FIRST) == 2024


def test_a_title_comes_before_the_file() -> None:
    title = ("某局2025年依申请公开登记簿",)
    assert year(title, body=CARRIED_FIRST, file="2024年台账.xlsx") == 2025


@pytest.mark.parametrize("body", [[], rows("3月1日")])
def test_a_ledger_that_names_no_year(body: list[Sequence[Any]]) -> None:
    with pytest.raises(SourceError, match="请用 --year 指定"):
        year(body=body)
