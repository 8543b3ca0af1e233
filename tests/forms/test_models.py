"""What the models of the form take in and what they refuse."""

from decimal import Decimal
from typing import Any, ClassVar

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from tests.strategies import complete_draft
from tuiwizard.errors import EditionError, YearError
from tuiwizard.forms import layout
from tuiwizard.forms.appeals import Appeals
from tuiwizard.forms.applicants import Applicants
from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.common import (
    MAX_COUNT,
    Amount,
    Change,
    Count,
    FormModel,
    Narrative,
    OneLine,
    Section,
    SectionKind,
    Violation,
)
from tuiwizard.forms.editions import report_model
from tuiwizard.forms.grid import Header, runs
from tuiwizard.forms.years import edition_for, editions
from tuiwizard.report.entries import value_at


@pytest.mark.parametrize(
    ("year", "edition"),
    [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2025, "2021"), (2099, "2021")],
)
def test_each_year_has_its_edition(year: int, edition: str) -> None:
    assert edition_for(year) == edition


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (2018, "2018 年没有对应的表格，本程序只编制 2019 年及以后的年报"),
        (-1, "没有对应的表格"),
        (2100, "2100 年不像是年报的年份"),
        (20255, "不像是年报的年份"),
        ("2025", "“2025”不是年份"),
        (2025.0, "不是年份"),
        (True, "不是年份"),
        (None, "不是年份"),
    ],
)
def test_years_without_a_form_are_refused(year: object, words: str) -> None:
    with pytest.raises(YearError, match=words):
        edition_for(year)


def test_editions() -> None:
    assert editions() == ("2019", "2021")
    with pytest.raises(EditionError, match="没有“2020”版表格，现有 2019、2021 版"):
        report_model("2020")


def accepts(kind: Any, value: object) -> bool:
    try:
        TypeAdapter(kind, config=FormModel.model_config).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("value", "count", "change"),
    [
        (0, True, True),
        (MAX_COUNT, True, True),
        (MAX_COUNT + 1, False, False),
        (-1, False, True),
        (-MAX_COUNT - 1, False, False),
        ("1", False, False),
        (1.0, False, False),
        (True, False, False),
        (None, False, False),
    ],
)
def test_counts_are_whole_numbers_and_nothing_else(value: Any, count: bool, change: bool) -> None:
    assert accepts(Count, value) is count
    assert accepts(Change, value) is change


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (316441, "316441"),
        (Decimal("0.50"), "0.50"),
        (Decimal("24252.311082"), "24252.311082"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0E+20"), "0"),
        (Decimal("-0.0"), "0.0"),
        (Decimal("0.000000"), "0.000000"),
        (Decimal("999999999999.999999"), "999999999999.999999"),
    ],
)
def test_amounts_are_exact_to_the_digit(value: Any, kept: str) -> None:
    assert str(TypeAdapter(Amount).validate_python(value)) == kept


@pytest.mark.parametrize(
    "value",
    [
        Decimal("-0.01"),
        Decimal(10) ** 12,
        Decimal("1E+999999999"),
        Decimal("-1E+999999999"),
        Decimal("1E-999999999"),
        Decimal("0.0000001"),
        Decimal("0.0000000"),
        Decimal("NaN"),
        Decimal("Infinity"),
        -1,
        10**12,
        0.5,
        "0.5",
        True,
        None,
    ],
)
def test_amounts_that_cannot_be(value: Any) -> None:
    assert not accepts(Amount, value)


@pytest.mark.parametrize(
    "text", ["\x00", "\x1b", "\r", "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066"]
)
def test_no_text_holds_invisible_control_characters(text: str) -> None:
    assert not accepts(OneLine, f"甲{text}乙")
    with pytest.raises(ValidationError, match=f"U\\+{ord(text):04X}"):
        TypeAdapter(Narrative).validate_python(f"甲{text}乙")


def test_a_line_is_one_line_and_a_narrative_may_have_many() -> None:
    assert accepts(Narrative, "甲\n\t乙")
    assert accepts(OneLine, "甲\t乙")
    assert not accepts(OneLine, "甲\n乙")


def test_the_form_is_closed_and_frozen() -> None:
    zeros = dict.fromkeys(Applicants.model_fields, 0)
    row = Applicants.model_validate(zeros)
    with pytest.raises(ValidationError, match="frozen"):
        row.business = 1  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        Applicants.model_validate({**zeros, "total": 0})
    with pytest.raises(ValidationError, match="missing"):
        Applicants.model_validate({"business": 1})


def test_totals_are_computed() -> None:
    draft = complete_draft(2021).with_texts(
        {
            "requests.received.natural_person": "5",
            "requests.received.business": "7",
            "requests.outcomes.granted.natural_person": "2",
            "requests.outcomes.other.fee_overdue.natural_person": "3",
            "requests.outcomes.refused.other_law.business": "6",
            "requests.carried_out.business": "1",
            "appeals.review.upheld": "2",
            "appeals.review.pending": "3",
        }
    )
    requests, appeals = draft.report.section("requests"), draft.report.section("appeals")
    assert requests is not None
    assert isinstance(appeals, Appeals)
    assert value_at(requests, "requests.received.total") == 12
    assert value_at(requests, "requests.outcomes.total.natural_person") == 5
    assert value_at(requests, "requests.outcomes.total.business") == 6
    assert value_at(requests, "requests.outcomes.total.total") == 11
    assert appeals.review.total == 5
    assert appeals.litigation_direct.total == 0


@pytest.mark.parametrize(("year", "rows"), [(2019, 22), (2021, 24)])
def test_a_total_may_exceed_the_bound_of_a_cell(year: int, rows: int) -> None:
    draft = complete_draft(year)
    outcomes = [
        cell.path
        for cell in layout.cells(draft.edition, "requests")
        if cell.path.startswith("requests.outcomes") and cell.path.endswith("research")
    ]
    texts = dict.fromkeys(outcomes[:2], str(MAX_COUNT))
    texts |= dict.fromkeys(
        ("requests.received.research", "requests.carried_in.research"), str(MAX_COUNT)
    )
    section = draft.with_texts(texts).report.section("requests")
    assert section is not None
    assert value_at(section, "requests.outcomes.total.research") == 2 * MAX_COUNT
    column = [c for c in layout.cells(draft.edition, "requests") if c.column[-1] == "科研机构"]
    assert sum(not cell.computed for cell in column) == rows


def test_an_unbalanced_table_3_cannot_be_built() -> None:
    section = complete_draft(2025).report.section("requests")
    assert section is not None
    figures = section.model_dump()
    figures["received"]["business"] = 1
    with pytest.raises(ValidationError, match="商业企业列：新收 1 \\+ 上年结转 0 = 1，办理 0"):
        type(section).model_validate(figures)


def test_the_terms_of_the_balance_are_rows_of_the_form() -> None:
    assert [(term.ordinal, term.path) for term in BALANCE.terms] == [
        ("一", "received"),
        ("二", "carried_in"),
        ("三", "outcomes.total"),
        ("四", "carried_out"),
    ]


def test_fewer_items_than_none_are_refused() -> None:
    section = complete_draft(2019).report.section("proactive")
    assert section is not None
    figures = section.model_dump()
    figures["licensing"] |= {"items_last_year": 3, "change": -3}
    assert type(section).model_validate(figures)
    figures["licensing"]["change"] = -4
    figures["fees"]["change"] = -1
    with pytest.raises(ValidationError) as caught:
        type(section).model_validate(figures)
    violations: tuple[Violation, ...] = caught.value.errors()[0]["ctx"]["violations"]
    assert [(p.rule, p.cells, p.left, p.right) for p in violations] == [
        ("R201", ("licensing.change", "licensing.items_last_year"), -1, 0),
        ("R201", ("fees.change", "fees.items_last_year"), -1, 0),
    ]
    assert "行政许可：上一年项目数量 3 加本年增/减 -4 得 -1" in str(violations[0].message)


def test_a_report_has_a_title_and_a_gap_where_the_name_is_missing() -> None:
    assert complete_draft(2025).report.title == ("官元镇人民政府2025年政府信息公开工作年度报告")
    empty = report_model("2021").model_validate({"year": 2021})
    assert empty.title == "〔机关名称〕2021年政府信息公开工作年度报告"


@pytest.mark.parametrize("year", [2019, 2025])
def test_a_report_is_complete_with_its_last_section(year: int) -> None:
    report = complete_draft(year).report
    assert report.complete
    assert not report.with_section("problems", None).complete


@pytest.mark.parametrize(
    ("edition", "year", "words"),
    [
        ("2021", 2020, "2020 年的年报用 2019 版表格，不是 2021 版"),
        ("2019", 2021, "2021 年的年报用 2021 版表格，不是 2019 版"),
        ("2019", 2018, "2018 年没有对应的表格"),
    ],
)
def test_a_report_is_on_the_form_of_its_year(edition: str, year: int, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        report_model(edition).model_validate({"year": year})


# What introspection makes of headers, and of models that are no table.


def test_merged_headers() -> None:
    columns = layout.grid("2021", "requests").bands[0].columns
    assert list(runs(columns, 0)) == [("申请人情况", 0, 7)]
    assert list(runs(columns, 1)) == [
        ("自然人", 0, 1),
        ("法人或其他组织", 1, 5),
        ("总计", 6, 1),
    ]
    assert [count for _, _, count in runs(columns, 2)] == [1] * 7


def test_headers_of_one_name_under_two_groups_do_not_merge() -> None:
    columns = layout.grid("2021", "appeals").bands[0].columns
    assert [label for label, _, _ in runs(columns, 2)] == [c.labels[-1] for c in columns]
    assert list(runs((Header("", ()),), 0)) == [("", 0, 1)]


def test_a_narrative_is_no_table() -> None:
    with pytest.raises(TypeError, match="overview is not a table"):
        layout.grid("2021", "overview")


class FlatRows(Section):
    """A figure where a row should be."""

    kind = SectionKind.TABLE
    short: ClassVar[str] = "flat"
    figure: Count = Field(title="数")


class FlatColumns(FlatRows):
    """A figure where a group of columns should be."""

    nested_as: ClassVar[Any] = "columns"


@pytest.mark.parametrize(
    ("model", "words"),
    [(FlatRows, "neither a row nor a group of rows"), (FlatColumns, "not a group of columns")],
)
def test_the_author_of_a_new_edition_is_told_of_a_figure_outside_any_row(
    model: type[Section], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "section_model", lambda _edition, _key: model)
    with pytest.raises(TypeError, match=words):
        layout.grid("none", f"test-{model.__name__}")
