"""配平: what a column of table 3 lacks goes into 结转下年度, or the reason why not is said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import COLUMNS, balanced, inputs
from tuiwizard.forms.common import MAX_COUNT
from tuiwizard.report.draft import Draft
from tuiwizard.report.tally import column_balance, figures
from tuiwizard.session import Session

COLUMN = [path for path in inputs("2021", "requests") if path.endswith(".natural_person")]
ZEROS = dict.fromkeys(COLUMN, "0")
RECEIVED = "requests.received.natural_person"
CARRIED_IN = "requests.carried_in.natural_person"
GRANTED = "requests.outcomes.granted.natural_person"
CARRIED_OUT = "requests.carried_out.natural_person"


def session(texts: dict[str, str], year: int = 2025) -> Session:
    return Session(Draft.new(year).with_texts(texts), Path("unused.toml"))


def without(*paths: str) -> dict[str, str]:
    return {path: text for path, text in ZEROS.items() if path not in paths}


def test_the_difference_goes_into_carried_out_and_one_undo_takes_it_back() -> None:
    work = session({**without(CARRIED_OUT), RECEIVED: "60", CARRIED_IN: "4", GRANTED: "63"})
    assert work.balance_column(GRANTED) == ""
    assert work.text(CARRIED_OUT) == "1"
    change = work.undo()
    assert change is not None
    assert (change.what, change.at) == ("配平", CARRIED_OUT)
    assert work.text(CARRIED_OUT) == ""


@pytest.mark.parametrize("before", ["9", "abc", "0"])
def test_what_stood_in_carried_out_is_replaced(before: str) -> None:
    work = session({**ZEROS, RECEIVED: "2", GRANTED: "2", CARRIED_OUT: before})
    assert work.balance_column(CARRIED_OUT) == ""
    assert work.text(CARRIED_OUT) == "0"
    assert (work.undo() is None) == (before == "0")


def test_other_columns_are_left_alone() -> None:
    work = session({**without(CARRIED_OUT), "requests.received.business": "5"})
    assert work.balance_column(RECEIVED) == ""
    assert work.text("requests.carried_out.business") == ""


@pytest.mark.parametrize("missing", [RECEIVED, CARRIED_IN, GRANTED, COLUMN[-2]])
@pytest.mark.parametrize("text", ["", "/", "九"])
def test_a_column_that_is_not_filled_in_is_not_balanced(missing: str, text: str) -> None:
    work = session({**ZEROS, missing: text, CARRIED_OUT: ""})
    refused = work.balance_column(RECEIVED)
    assert refused == "自然人列还没有填完，填完新收、上年结转和办理结果再配平"
    assert work.text(CARRIED_OUT) == ""
    assert work.undo() is None


def test_more_handled_than_received_is_said_with_the_difference() -> None:
    work = session({**ZEROS, RECEIVED: "3", GRANTED: "5"})
    assert work.balance_column(RECEIVED) == "自然人列办理的比收到的多 2 件，配不平，请核对"
    assert work.text(CARRIED_OUT) == "0"


def test_a_difference_beyond_what_a_cell_takes_is_said() -> None:
    work = session({**ZEROS, RECEIVED: str(MAX_COUNT), CARRIED_IN: "1"})
    assert "太大了" in work.balance_column(RECEIVED)
    assert work.text(CARRIED_OUT) == "0"
    assert work.undo() is None


@pytest.mark.parametrize("row", ["received", "outcomes.total", "carried_out"])
def test_the_total_column_is_computed(row: str) -> None:
    assert "总计列由程序计算" in session(ZEROS).balance_column(f"requests.{row}.total")


@pytest.mark.parametrize("year", [2019, 2025])
@pytest.mark.parametrize("key", ["proactive", "appeals"])
def test_other_tables_have_no_balance(year: int, key: str) -> None:
    work = session({}, year)
    assert "没有勾稽关系" in work.balance_column(inputs(work.draft.edition, key)[0])


@given(
    st.sampled_from((2019, 2025)).flatmap(
        lambda year: st.tuples(st.just(year), balanced("2019" if year == 2019 else "2021"))
    ),
    st.sampled_from(COLUMNS),
    st.dictionaries(st.sampled_from(("received", "carried_in")), st.integers(0, 2 * MAX_COUNT)),
)
def test_a_balanced_column_is_found_again_and_any_other_balanced_or_refused(
    table: tuple[int, dict[str, str]], column: str, changes: dict[str, int]
) -> None:
    year, texts = table
    target = f"requests.carried_out.{column}"
    work = session({**texts, target: ""}, year)
    assert work.balance_column(f"requests.received.{column}") == ""
    assert work.text(target) == texts[target]
    for row, figure in changes.items():
        work.edit({f"requests.{row}.{column}": str(figure)})
    was = work.text(target)
    refused = work.balance_column(target)
    entries = work.draft.entries("requests")
    known = figures(work.draft.edition, "requests", entries)
    balance = column_balance(work.draft.edition, target, known)
    assert balance is not None
    assert refused or balance.difference == 0
    assert target in known
    assert work.text(target) == was or not refused
