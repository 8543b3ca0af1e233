"""Titles on a page: broken by their sense, in as few lines as hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.rendering.title_lines import title_lines, title_parts

REPORT = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "lines",
    [
        ["甲局2024年" + REPORT],
        ["甲县乙镇人民政府", "2024年" + REPORT],
        ["甲综合实验区", "2024年" + REPORT],
        ["甲省乙市丙县丁镇人民政府", "2024年" + REPORT],
        ["甲省乙市住房和城乡建设局", "2024年" + REPORT],
        ["甲省乙市国家级经济技术开发区管理委员会", "办公室2024年" + REPORT],
        ["甲省乙自治州丙自治县人力资源和社会保障局", "2024年" + REPORT],
        ["甲省乙自治州丙自治县丁街道", "人力资源和社会保障服务中心", "2024年" + REPORT],
        ["甲市乙局（甲市丙局）", "2024年" + REPORT],
    ],
)
def test_it_breaks_by_sense(lines: list[str]) -> None:
    assert title_lines("".join(lines), 20) == lines


@given(st.text(alphabet="甲乙县局（）《》2024年政府信息公开工作年度报告abc ", max_size=60))
def test_nothing_of_it_is_lost(title: str) -> None:
    lines = title_lines(title, 20)
    assert "".join(lines) == title
    assert all(lines) or lines == [""]


@given(st.text(alphabet="甲乙丙县市局厅人民政府区", min_size=1, max_size=50), st.integers(18, 30))
def test_no_word_of_the_title_is_broken_and_every_line_fits(agency: str, width: int) -> None:
    lines = title_lines(f"{agency}2024年{REPORT}", width)
    assert all(len(line) - line.count("2024") * 2 <= width for line in lines)
    for word in ("2024年", "政府信息公开", "年度报告"):
        assert any(word in line for line in lines)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("甲局2024年政府信息公开工作年度报告", ["甲局", "2024年政府信息公开工作年度报告"]),
        ("2024年政府信息公开工作年度报告", ["2024年政府信息公开工作年度报告"]),
        ("政府信息公开工作年度报告", ["政府信息公开工作年度报告"]),
    ],
)
def test_a_title_stays_whole_before_and_behind_its_year(title: str, parts: list[str]) -> None:
    assert title_parts(title) == parts
