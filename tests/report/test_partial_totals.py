"""Figures and totals of a table that is still being filled in."""

from decimal import Decimal

from hypothesis import given

from tests.strategies import COLUMNS, balanced, inputs
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.balance import is_full, total
from tuiwizard.report.entries import Entries, read
from tuiwizard.report.tally import column_balance, figures, refusals

TOTAL = cells_by_path("2021", "requests")["requests.received.total"]


def test_only_readable_figures_count() -> None:
    texts = {"received.business": "九", "received.research": "4", "received.legal_service": " "}
    entries = Entries.of({f"requests.{path}": text for path, text in texts.items()})
    known = figures("2021", "requests", entries)
    assert known == {"requests.received.research": 4}
    assert total(TOTAL, known) == 4
    assert not is_full(TOTAL, known)
    assert total(TOTAL, {}) is None
    assert is_full(TOTAL, dict.fromkeys(TOTAL.parts, 0))


def test_an_amount_counts_without_its_unit() -> None:
    entries = Entries.of({"proactive.procurement.amount": "251000元"})
    assert figures("2019", "proactive", entries) == {
        "proactive.procurement.amount": Decimal(251000)
    }


def test_a_refusal_is_told_by_its_cell_and_a_blank_is_none() -> None:
    texts = dict.fromkeys(inputs("2021", "appeals"), "0")
    del texts["appeals.review.upheld"]
    reading = read("2021", "appeals", Entries.of({**texts, "appeals.review.other": "九"}))
    found = refusals(reading.violations)
    assert list(found) == ["appeals.review.other"]
    assert str(found["appeals.review.other"]) == "“九”请改用阿拉伯数字"


def test_other_tables_have_no_balance() -> None:
    assert column_balance("2021", "appeals.review.upheld", {}) is None
    assert column_balance("2019", "proactive.rules.produced", {}) is None


@given(balanced("2021"))
def test_both_sides_of_a_finished_column_are_the_same(texts: dict[str, str]) -> None:
    known = figures("2021", "requests", Entries.of(texts))
    for column in (*COLUMNS, "total"):
        found = column_balance("2021", f"requests.outcomes.total.{column}", known)
        assert found is not None
        assert found.difference == 0
        assert found.left.full
        assert found.right.full
        assert found.handled_full
        assert found.target == f"requests.carried_out.{column}"
        assert [ordinal for ordinal, _ in (*found.left.terms, *found.right.terms)] == list(
            "一二三四"
        )
