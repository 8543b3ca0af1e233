"""A chart in words: what the picture shows and what is read aloud are the same."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.report.chart import Bar, Chart


def test_parts_of_a_whole_have_their_shares() -> None:
    chart = Chart("x", "题", (Bar("甲", 2), Bar("乙", 1), Bar("丙", 0)), shares=True)
    assert [chart.figure(bar) for bar in chart.bars] == [
        "2 件（66.7%）",
        "1 件（33.3%）",
        "0 件（0.0%）",
    ]
    assert chart.description == "共 3 件：甲 2 件（66.7%），乙 1 件（33.3%），丙 0 件（0.0%）。"


def test_what_is_not_known_is_said() -> None:
    chart = Chart("x", "题", (Bar("2024 年", None), Bar("2025 年", 4)), note="缺一年")
    assert chart.description == "2024 年 没有填全，2025 年 4 件。缺一年。"
    assert [chart.length(bar) for bar in chart.bars] == [0, 1]


def test_where_there_is_nothing_to_draw_there_are_words() -> None:
    assert Chart("x", "题", empty="0 件").description == "0 件。"


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.integers(0, 10**12))
def test_bars_are_as_long_as_their_figures_say(values: list[int], rest: int) -> None:
    bars = tuple(Bar(str(n), value) for n, value in enumerate(values))
    chart = Chart("x", "题", (*bars, Bar("其余", rest, rest=True)))
    assert chart.total == sum(values) + rest
    lengths = [chart.length(bar) for bar in chart.bars]
    assert lengths[-1] == 0
    for value, length in zip(values, lengths, strict=False):
        assert abs(length * max(values) - value) < 1e-3
    assert max(lengths) == (1 if any(values) else 0)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any))
def test_shares_are_rounded_to_the_nearest_tenth(values: list[int]) -> None:
    chart = Chart("x", "题", tuple(Bar("甲", value) for value in values), shares=True)
    for bar, value in zip(chart.bars, values, strict=True):
        shown = Decimal(chart.figure(bar).partition("（")[2].removesuffix("%）"))
        assert abs(shown - Decimal(100 * value) / sum(values)) <= Decimal("0.05")
