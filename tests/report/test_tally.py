"""Partial totals and the balance, and text that cannot steer a terminal."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS
from tuiwizard.forms.common import Violation
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.years import editions
from tuiwizard.report.balance import ColumnBalance, Side, is_full, total
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import Entries, entries_of
from tuiwizard.report.safety import printable
from tuiwizard.report.tally import column_balance, figures, refusals
from tuiwizard.words import Message

TABLES = ("proactive", "requests", "appeals")


def column(received: str, carried_in: str, granted: str, carried_out: str) -> dict[str, str]:
    """The four terms of the balance in one column, every other row 0."""
    blank = [c.path for c in cells("2021", "requests") if c.path.endswith(".business")]
    texts = {path: "0" for path in blank if not cells_by_path("2021", "requests")[path].computed}
    return texts | {
        "requests.received.business": received,
        "requests.carried_in.business": carried_in,
        "requests.outcomes.granted.business": granted,
        "requests.carried_out.business": carried_out,
    }


def balance_of(texts: dict[str, str], path: str) -> ColumnBalance | None:
    return column_balance("2021", path, figures("2021", "requests", Entries.of(texts)))


def test_blank_and_refused_cells_have_no_figure() -> None:
    texts = {
        "proactive.rules.issued": "１,２３４",
        "proactive.rules.repealed": "三",
        "proactive.rules.in_force": " ",
        "proactive.fees.amount": "1.50",
    }
    assert figures("2021", "proactive", Entries(texts)) == {
        "proactive.rules.issued": 1234,
        "proactive.fees.amount": Decimal("1.50"),
    }


def test_a_sum_with_its_unit_counts_as_its_amount() -> None:
    entries = Entries({"proactive.procurement.amount": "2.5万元"})
    assert figures("2019", "proactive", entries) == {"proactive.procurement.amount": Decimal("2.5")}


def test_texts_are_no_figures() -> None:
    texts = {"other_matters.text": "12", "other_matters.fee_notices": "3"}
    assert figures("2021", "other_matters", Entries(texts)) == {"other_matters.fee_notices": 3}


def test_a_text_for_a_computed_cell_is_not_read() -> None:
    assert figures("2021", "appeals", Entries({"appeals.review.total": "9"})) == {}


def test_a_total_adds_up_what_is_there() -> None:
    cell = cells_by_path("2021", "appeals")["appeals.review.total"]
    assert total(cell, {}) is None
    assert not is_full(cell, {})
    some = {"appeals.review.upheld": 2, "appeals.review.pending": 3, "appeals.other": 9}
    assert total(cell, some) == 5
    assert not is_full(cell, some)
    every: dict[str, int | Decimal] = dict.fromkeys(cell.parts, 1)
    assert (total(cell, every), is_full(cell, every)) == (4, True)


@pytest.mark.parametrize("edition", editions())
@pytest.mark.parametrize("key", TABLES)
@given(data=st.data())
def test_totals_are_those_of_the_finished_section(
    edition: str, key: str, data: st.DataObject
) -> None:
    """What the grid shows while typing is what the model says in the end."""
    inputs = [c for c in cells(edition, key) if not c.computed]
    drawn = data.draw(st.lists(st.integers(0, 9), min_size=len(inputs), max_size=len(inputs)))
    texts = {cell.path: str(n) for cell, n in zip(inputs, drawn, strict=True)}
    known = figures(edition, key, Entries(texts))
    for cell in cells(edition, key):
        if cell.computed:
            assert is_full(cell, known)
            assert total(cell, known) == sum(int(texts[part]) for part in cell.parts)
    year = {"2019": 2019, "2021": 2021}[edition]
    section = Draft.new(year).with_texts(texts).report.section(key)
    if section is not None:
        assert figures(edition, key, entries_of(edition, key, section)) == known


def test_the_balance_of_a_full_column() -> None:
    balance = balance_of(column("15", "2", "14", "1"), "requests.received.business")
    assert balance == ColumnBalance(
        "商业企业",
        Side((("一", 15), ("二", 2)), True),
        Side((("三", 14), ("四", 1)), True),
        "requests.carried_out.business",
        handled_full=True,
    )
    assert (balance.left.total, balance.right.total, balance.difference) == (17, 15, 2)


def test_every_cell_of_a_column_tells_its_balance() -> None:
    texts = column("1", "0", "0", "1")
    balances = {
        balance_of(texts, cell.path)
        for cell in cells("2021", "requests")
        if cell.path.endswith(".business")
    }
    assert len(balances) == 1


@pytest.mark.parametrize("gap", ["", "一"])
@pytest.mark.parametrize(
    ("row", "left", "right"),
    [
        ("received", False, True),
        ("outcomes.refused.state_secret", True, False),
        ("carried_out", True, False),
    ],
)
def test_a_side_with_a_gap_is_not_full(gap: str, row: str, left: bool, right: bool) -> None:
    texts = column("1", "1", "1", "1") | {f"requests.{row}.business": gap}
    balance = balance_of(texts, "requests.received.business")
    assert balance is not None
    assert (balance.left.full, balance.right.full) == (left, right)


def test_an_empty_column_has_a_balance_of_nothing() -> None:
    balance = balance_of({}, "requests.received.total")
    assert balance is not None
    assert (balance.label, balance.difference, balance.left.full) == ("总计", 0, False)


def test_the_column_of_totals_balances_too() -> None:
    texts = column("3", "0", "1", "1") | {"requests.received.research": "2"}
    balance = balance_of(texts, "requests.outcomes.total.total")
    assert balance is not None
    assert (balance.left.total, balance.right.total) == (5, 2)
    assert not balance.left.full


@pytest.mark.parametrize("path", ["proactive.rules.issued", "appeals.review.upheld"])
def test_other_tables_have_no_balance(path: str) -> None:
    assert column_balance("2021", path, {}) is None


def test_refusals_are_reasons_by_cell() -> None:
    violations = (
        Violation("R002", ("a",), Message("没有填")),
        Violation("R003", ("b",), Message("不是数字"), label="甲"),
        Violation("R301", ("c", "d"), Message("不平")),
    )
    assert refusals(violations) == {"b": Message("不是数字")}


@given(st.text())
def test_printable_text_cannot_steer_a_terminal(text: str) -> None:
    safe = printable(text)
    assert len(safe) == len(text)
    assert not FORBIDDEN_CHARACTERS.search(safe)
    assert all(a == b for a, b in zip(safe, text, strict=True) if b.isalnum() or b in "\n\t ")
    assert printable(safe) == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\x1b[31m红\x1b[0m", "\ufffd[31m红\ufffd[0m"),
        ("\x9b2J\a\x7f\r", "\ufffd2J\ufffd\ufffd\ufffd"),
        ("a\u202eb\u2066c\u200fd", "a\ufffdb\ufffdc\ufffdd"),
        ("一行\n\t[red]x[/]", "一行\n\t[red]x[/]"),
        ("\ud800", "\ufffd"),
    ],
)
def test_printable_text_shows_what_it_replaced(text: str, safe: str) -> None:
    assert printable(text) == safe
