"""The charts of reports: what is counted is what the form counts, and nothing is made up."""

from collections.abc import Callable, Mapping

import pytest

from tests.county import generated
from tuiwizard.forms.layout import cells
from tuiwizard.report import chart_data
from tuiwizard.report.chart import Chart
from tuiwizard.report.draft import Draft

COLUMNS = generated.COLUMNS


@pytest.fixture(params=[2020, 2025])
def draft(request: pytest.FixtureRequest) -> Draft:
    """A report on either edition."""
    return generated.unit(7, request.param)


def typed(draft: Draft, start: str) -> int:
    """The sum of what was typed below a path."""
    texts: Mapping[str, str] = draft.entries("requests").texts
    return sum(int(text) for path, text in texts.items() if path.startswith(start))


def test_outcomes_are_the_groups_of_the_form(draft: Draft) -> None:
    chart = chart_data.outcomes(draft)
    groups = "granted partly_granted refused unavailable not_processed other"
    sums = [typed(draft, f"requests.outcomes.{group}.") for group in groups.split()]
    assert [bar.value for bar in chart.bars] == sums
    assert [bar.label[:3] for bar in chart.bars] == [f"（{n}）" for n in "一二三四五六"]
    printed = {c.row[1] for c in cells(draft.edition, "requests") if len(c.row) > 1}
    assert {bar.label for bar in chart.bars} < printed
    assert chart.title == f"{generated.name(7)}{draft.year}年政府信息公开申请办理结果"


def test_applicants_are_the_columns_of_the_form(draft: Draft) -> None:
    chart = chart_data.applicants(draft)
    sums = [typed(draft, f"requests.received.{column}") for column in COLUMNS]
    assert [bar.value for bar in chart.bars] == sums
    assert chart.bars[0].label == "自然人"
    assert len({bar.label for bar in chart.bars}) == len(COLUMNS)


def test_what_was_received_is_the_sum_of_its_row(draft: Draft) -> None:
    assert chart_data.received(draft) == typed(draft, "requests.received.")
    assert chart_data.received(draft.with_texts({"requests.received.business": ""})) is None


@pytest.mark.parametrize("picture", [chart_data.outcomes, chart_data.applicants])
def test_blanks_and_zeros_are_said(picture: Callable[[Draft], Chart]) -> None:
    blank = picture(Draft.new(2025))
    assert blank.bars == ()
    assert "没有填全" in blank.empty
    zeros = {c.path: "0" for c in cells("2021", "requests") if not c.computed}
    none = picture(Draft.new(2025).with_texts(zeros))
    assert none.bars == ()
    assert none.empty.endswith("：0 件")


def test_years_in_their_order() -> None:
    chart = chart_data.years("甲局", {2025: 7, 2023: 0, 2024: None})
    assert [(bar.label, bar.value) for bar in chart.bars] == [
        ("2023 年", 0),
        ("2024 年", None),
        ("2025 年", 7),
    ]
    assert chart.title == "甲局历年新收政府信息公开申请数量"


def test_years_without_anything() -> None:
    assert chart_data.years("甲局", {2025: None}).empty.startswith("第三部分的表还没有填全")
    assert chart_data.years("甲局", {2025: 0, 2024: 0}).empty == "2024 年、2025 年：0 件"


def test_units_by_size_and_the_rest() -> None:
    known = [(f"单位{n}", n) for n in range(40)] + [("丁局", None), ("", None)]
    chart = chart_data.units(2025, known, top=3)
    assert [(bar.label, bar.value) for bar in chart.bars[:3]] == [
        ("单位39", 39),
        ("单位38", 38),
        ("单位37", 37),
    ]
    rest = chart.bars[-1]
    assert (rest.label, rest.value, rest.rest) == ("其余 37 家", sum(range(37)), True)
    assert chart.total == sum(range(40))
    assert chart.note == "2 家没有填全，不在图里：丁局、（机关名称未填）"


def test_units_of_one_size_keep_their_order() -> None:
    chart = chart_data.units(2025, [("丙", 1), ("甲", 1), ("乙", 1)])
    assert [bar.label for bar in chart.bars] == ["丙", "甲", "乙"]


def test_units_without_anything() -> None:
    assert chart_data.units(2025, [("甲", 0), ("乙", 0)]).empty == "2 家都是 0 件"
    none = chart_data.units(2025, [(f"单位{n}", None) for n in range(9)])
    assert none.empty == "没有一家填全了第三部分的表"
    assert none.note.endswith("单位4 等")
