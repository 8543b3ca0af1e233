"""Editions band by band: mixed forms, heads broken or cut, and what says nothing."""

from decimal import Decimal

import pytest

from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source

TITLE = "甲局{year}年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
OLD_HEADS = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |"
NEW_HEADS = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |"
OLD = {"produced": 41, "disclosed": 3, "total_disclosed": 17}
NEW = {"issued": 41, "repealed": 3, "in_force": 17}


def read(text: str, year: int = 2021) -> Imported:
    return extract(read_source((TITLE.format(year=year) + text).encode(), "a.txt"))


def figures(found: Imported) -> dict[str, object]:
    return {p.removeprefix("proactive."): c.value for p, c in found.printed.items()}


def of_row(row: str, values: dict[str, int]) -> dict[str, object]:
    return {f"{row}.{name}": value for name, value in values.items()}


MIXED = f"""第二十条第（一）项
{OLD_HEADS}
规范性文件 | 41 | 3 | 17 |
第二十条第（五）项
信息内容 | 本年处理决定数量 |
行政许可 | 2 |
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 282.1
"""


def test_each_band_is_read_by_the_heads_above_it() -> None:
    found = read(MIXED)
    old = of_row("normative_documents", OLD)
    assert figures(found) == {**old, "licensing.decisions": 2, "fees.amount": Decimal("282.1")}


@pytest.mark.parametrize(("year", "edition"), [(2021, "2021"), (2020, "2019")])
def test_a_mixed_form_is_said_and_takes_the_edition_of_its_year(year: int, edition: str) -> None:
    found = read(MIXED, year)
    assert found.edition == edition
    assert [str(n) for n in found.notes if "混用" in n.message] == [
        "表格混用了几版，逐栏按各栏的栏目名读："
        "第 4 行第 2 格起是 2019 版，第 7 行第 2 格起是 2021 版"
    ]
    kept = {p for p in found.entries if p.startswith("proactive")}
    lost = {path for path in found.printed if path not in kept}
    assert set(found.lost(year)) == lost
    assert all(path in found.lost_note(year) for path in lost)


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (OLD_HEADS, OLD),
        (NEW_HEADS, NEW),
        ("信息内容 | 本年新 | 本年新 | 对外公开总数量 |", OLD),
        ("信息内容\n本年新\n制作数量\n本年新\n公开数量\n对外公开\n总数量", OLD),
        ("信息内容 | 本年(2021)制发件数 | 本年废止 | 现行有效 |", NEW),
        ("信息内容 | 制发数量 | 废止数量 | 现行有效数量 |", NEW),
        ("", NEW),
    ],
)
def test_broken_and_cut_heads_say_their_edition(heads: str, row: dict[str, int]) -> None:
    found = read(f"{heads}\n规范性文件 | 41 | 3 | 17 |\n")
    assert figures(found) == of_row("normative_documents", row)


@pytest.mark.parametrize("label", ["规范性文件", "行政规范性文件"])
@pytest.mark.parametrize(("year", "row"), [(2020, OLD), (2023, NEW)])
def test_the_wording_of_one_label_is_no_edition(label: str, year: int, row: dict[str, int]) -> None:
    assert figures(read(f"{label} | 41 | 3 | 17", year)) == of_row("normative_documents", row)


def test_without_a_year_the_wording_decides() -> None:
    found = extract(read_source("规范性文件 | 41 | 3 | 17".encode(), "a.txt"))
    assert found.edition == "2019"


def test_heads_of_two_editions_in_one_band_place_nothing() -> None:
    heads = "信息内容 | 本年制发件数 | 本年新公开数量 | 对外公开总数量"
    found = read(f"{heads}\n规范性文件 | 41 | 3 | 17\n")
    assert figures(found) == {}
    assert any("分属不同版" in note.message and "41 3 17" in note.message for note in found.notes)


@pytest.mark.parametrize(
    "rows",
    [
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n行政许可 | 5",
        "信息内容 | 本年处理决定数量\n行政许可 | 5 | 1 | 7",
    ],
)
def test_no_figure_goes_into_a_cell_of_the_other_edition_by_count(rows: str) -> None:
    found = read(rows)
    assert figures(found) == {}
    assert any("行政许可" in note.message for note in found.notes)


def test_rows_that_one_edition_has_say_it_where_the_heads_do_not() -> None:
    found = read("其他对外管理服务事项 | 1 | 2 | 3\n行政许可 | 4 | 5 | 6", 2022)
    assert found.edition == "2019"
    names = ("items_last_year", "change", "decisions")
    assert figures(found) == {
        **{f"other_services.{name}": n for n, name in enumerate(names, 1)},
        **{f"licensing.{name}": n for n, name in enumerate(names, 4)},
    }


def test_a_head_cut_short_may_be_of_either_edition() -> None:
    assert figures(read("信息内容 | 处理决定数量\n行政许可 | 5")) == {"licensing.decisions": 5}


def test_a_band_without_figures_does_not_lend_its_heads_to_the_next() -> None:
    found = read(f"{OLD_HEADS}\n规章 | | | |\n信息内容 | 本年处理决定数量\n行政许可 | 5 |")
    assert figures(found)["licensing.decisions"] == 5
