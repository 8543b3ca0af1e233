"""Likely slips of table 3: said only where they are the explanation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.forms.layout import grid
from tuiwizard.report.balance_words import Balances
from tuiwizard.report.slips import transposed
from tuiwizard.report.sums import Sums

R = "requests."
PERSON, BUSINESS = ".natural_person", ".business"
TABLE = grid("2021", "requests")


def balances(texts: dict[str, str], said: str = "") -> Balances:
    """The balances of a table of zeros with some other figures."""
    zeros = {cell.path: "0" for cell in TABLE.cells if not cell.computed}
    sums = Sums(TABLE.cells, zeros | {R + path: text for path, text in texts.items()})
    return Balances.of(TABLE, sums.known, [said])


def slips(texts: dict[str, str], column: int = 0, said: str = "") -> list[str]:
    return [str(slip.message) for slip in balances(texts, said).slips(column)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            {"received" + PERSON: "3103", "outcomes.granted" + PERSON: "3130"},
            [
                "“本年新收”的 3103 是 3130（两位颠倒）",
                "“予以公开”的 3130 是 3103（两位颠倒）",
            ],
        ),
        (
            {
                "received" + PERSON: "44",
                "outcomes.granted" + PERSON: "400",
                "carried_out" + PERSON: "4",
            },
            ["“予以公开”的 400 是 40（多一个 0）"],
        ),
        (
            {
                "received" + PERSON: "44",
                "outcomes.granted" + PERSON: "4",
                "carried_out" + PERSON: "4",
            },
            ["“予以公开”的 4 是 40（少一个 0）", "“结转下年度继续办理”的 4 是 40（少一个 0）"],
        ),
        ({"received" + PERSON: "50", "carried_out" + PERSON: "49"}, []),
        ({"received" + PERSON: "5", "carried_out" + PERSON: "5"}, []),
        (
            {"received" + PERSON: "5", "carried_out" + BUSINESS: "5"},
            ["和“商业企业”列的差正好相抵，像是有 5 件填错了列"],
        ),
        (
            {
                "received" + PERSON: "5",
                "carried_out" + BUSINESS: "5",
                "received.research": "1",
            },
            [],
        ),
    ],
)
def test_slips(texts: dict[str, str], expected: list[str]) -> None:
    assert slips(texts) == expected


def test_the_texts_say_which_figure_is_meant() -> None:
    texts = {"received" + PERSON: "103", "carried_out" + PERSON: "130"}
    assert len(slips(texts)) == 2
    assert slips(texts, said="结转 103 件，上年 2103 件、1.30 件。") == [
        "“结转下年度继续办理”的 130 是 103（两位颠倒）"
    ]
    assert balances(texts, "103 件").suspected == (R + "carried_out" + PERSON,)
    assert balances(texts).suspected == ()


def test_a_total_that_does_not_balance_follows_from_its_columns() -> None:
    texts = {"received" + PERSON: "130", "carried_out" + PERSON: "103"}
    assert slips(texts, 6) == []


def test_a_column_that_is_not_full_is_not_judged() -> None:
    assert slips({"received" + PERSON: "130", "carried_out" + PERSON: ""}) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("130", "103", True),
        ("12", "21", True),
        ("123", "321", False),
        ("12", "12", False),
        ("12", "102", False),
        ("12", "13", False),
        ("1234", "2143", False),
    ],
)
def test_transposed(one: str, other: str, expected: bool) -> None:
    assert transposed(one, other) is expected
    assert transposed(other, one) is expected


@given(st.integers(0, 999_999_999), st.integers(0, 8))
def test_two_neighbours_that_change_places_differ_by_a_multiple_of_nine(n: int, at: int) -> None:
    text = str(n)
    at %= max(len(text) - 1, 1)
    other = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
    assert transposed(text, other) is (text != other)
    assert (n - int(other)) % 9 == 0


def test_verdicts_and_lines() -> None:
    found = balances({"received" + PERSON: "15", "outcomes.granted" + PERSON: "14"})
    assert [v.words for v in found.verdicts] == ["差1", "平", "平", "平", "平", "平", "差1"]
    assert [v.mark for v in found.verdicts] == ["stamp", *["soft"] * 5, "open"]
    assert "".join(t for t, _ in found.line(0, short=False)) == (
        "自然人  新收15+上年结转0=15  办理14+结转下年0=14  差1"
    )
    assert "".join(t for t, _ in found.line(0, short=True)) == "自然人 差1 一+二=15 三+四=14"
    found = balances({"received" + PERSON: "", "carried_out" + PERSON: "2"})
    assert [v.words for v in found.verdicts][:2] == ["差2", "平"]
    assert found.verdicts[0].mark == "soft"
    assert balances({"received" + PERSON: ""}).verdicts[0].words == "填"
    assert "".join(
        t for t, _ in balances({"received" + PERSON: ""}).line(0, short=True)
    ).startswith("自然人 缺格")


def test_other_tables_have_no_balance() -> None:
    table = grid("2021", "appeals")
    assert Balances.of(table, {}).columns == ()
