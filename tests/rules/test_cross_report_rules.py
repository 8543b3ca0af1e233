"""R951 to R953: what several reports say together."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.rules.cross_report_rules import all_there, once_each, sums_up
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.report_ref import SHOWN, ReportRef, agency_key, some


def ref(
    agency: str, file: str, year: int = 2025, sha: str = "", units: tuple[str, ...] = ()
) -> ReportRef:
    return ReportRef(agency, file, year, "2021" if year > 2020 else "2019", sha or file, units)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("甲镇", " 甲 镇\u3000"),
        ("甲镇（本级）", "甲镇(本级)"),
        ("ＡＢ局", "AB局"),
        ("甲\u200b镇", "甲镇"),
    ],
)
def test_names_that_are_the_same(name: str, other: str) -> None:
    assert agency_key(name) == agency_key(other)


@given(st.text(max_size=20))
def test_a_key_is_its_own_key(name: str) -> None:
    assert agency_key(agency_key(name)) == agency_key(name)


def test_reports_of_different_offices_are_fine() -> None:
    assert once_each.findings([ref("甲镇", "1"), ref("乙镇", "2")]) == ()


def test_one_office_has_one_report_a_year() -> None:
    (finding,) = once_each.findings([ref("甲镇", "2"), ref("甲 镇", "1"), ref("乙镇", "3")])
    assert (finding.rule, finding.severity) == ("R951", Severity.ERROR)
    assert finding.files == ("1", "2")
    assert "内容不同" in str(finding.message)


def test_years_apart_are_named_file_by_file() -> None:
    found = once_each.findings(
        [ref("甲镇", "1"), ref("乙镇", "2"), ref("丙镇", "3", 2024), ref("丁镇", "4", 2020)]
    )
    (finding,) = found
    assert finding.files == ("4", "3")
    assert "2020 年（2019 版表格）1 份：4" in str(finding.message)
    assert "2025 年（2021 版表格）2 份：1、2" in str(finding.message)


def test_one_office_in_two_years_is_not_a_duplicate() -> None:
    (finding,) = once_each.findings([ref("甲镇", "1"), ref("甲镇", "2", 2024)])
    assert "年度不一样" in str(finding.message)


def test_files_without_a_name_are_told_apart_by_content() -> None:
    nameless = [ref("", "1", sha="a"), ref(" ", "2", sha="a"), ref("", "3", sha="b")]
    (finding,) = once_each.findings(nameless)
    assert finding.files == ("1", "2")
    assert "内容完全一样" in str(finding.message)


@pytest.mark.parametrize(
    "others",
    [
        [ref("丙区", "3", units=("甲镇",)), ref("甲镇", "4")],
        [ref("丙区", "3", units=("甲镇", "乙镇")), ref("丁区", "4", units=("甲 镇",))],
    ],
    ids=["beside", "in two sums"],
)
def test_an_office_inside_a_sum(others: list[ReportRef]) -> None:
    (finding,) = once_each.findings(others)
    assert finding.agencies in (("甲镇",), ("甲 镇",))
    assert finding.files == ("3", "4")


def test_a_message_names_a_few_and_counts_the_rest() -> None:
    names = [str(n) for n in range(SHOWN + 1)]
    assert str(some(names)).endswith(f" 等 {len(names)} 份")
    assert str(some(names[:SHOWN])) == "、".join(names[:SHOWN])


def test_who_is_missing() -> None:
    (finding,) = all_there.findings(["甲镇", "乙局"], ["乙 局"])
    assert (finding.rule, finding.severity) == ("R952", Severity.QUERY)
    assert (finding.agencies, finding.files) == (("甲镇",), ())


def test_a_parent_is_the_sum_of_its_children() -> None:
    labels = {"a.b": "甲", "a.c": "乙", "a.d": "丙", "a.e": "丁"}
    here = {"a.b": 3, "a.c": Decimal("1.50"), "a.d": 4}
    there = {"a.b": 5, "a.c": Decimal("1.5"), "a.e": 4}
    (finding,) = sums_up.findings(ref("甲县", "1"), labels, here, there)
    assert (finding.rule, finding.cells, finding.left, finding.right) == ("R953", ("a.b",), 3, 5)
    assert str(finding.message) == "“甲”3，各单位之和 5，差 2，请核对"
