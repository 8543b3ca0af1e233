"""Ledgers of every layout against a count in SQL; `make bench` counts a thousand."""

from datetime import date

import pytest

from tests.ledger.checking import differences
from tests.ledger.made_up import LAYOUTS, YEAR, made_up


@pytest.mark.parametrize("seed", range(44))
def test_made_up_ledgers_are_counted_as_sql_counts_them(seed: int) -> None:
    ledger = made_up(seed)
    until = date(YEAR, 12, 31) if seed % 3 else date(YEAR, 6, 30)
    assert differences(ledger, until) == [], ledger.layout


def test_all_layouts_are_among_them() -> None:
    assert {made_up(seed).layout for seed in range(44)} == {*LAYOUTS}
