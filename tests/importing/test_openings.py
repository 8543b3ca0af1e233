"""Whose report it is and of which year, where the title is broken, elsewhere or not there."""

import pytest

from tuiwizard.importing.extraction import extract
from tuiwizard.importing.glosses import without_glosses
from tuiwizard.importing.sources import read_source
from tuiwizard.importing.traditional import simplified

FOOT = "\n下一篇：丙局2022年政府信息公开工作年度报告\n丁局2022年政府信息公开工作年度报告"
REST = "\n二、主动公开政府信息情况\n行政许可\t5\n五、存在的主要问题及改进情况\n2031年，我局将改进。"


def cover(text: str, name: str = "a.txt") -> tuple[str, int | None]:
    found = extract(read_source((text + REST).encode(), name))
    return found.agency, found.year


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("现公布甲区统计局2023年政府信息公开工作年度报告。", "甲区统计局", 2023),
        ("根据规定,现将丙镇2021年政府信息公开年度报告向社会公布。", "丙镇", 2021),
        ("现向社会公布2021年乙市教育局政府信息公开工作年度报告。", "乙市教育局", 2021),
        ("特向社会公布乙县卫生健康局2020年度政府信息公开工作年度报告。", "乙县卫生健康局", 2020),
        ("汇总2021年度丁镇人民政府的政务公开年度报告编制而成。", "丁镇人民政府", 2021),
        ("2024年丙市政府信息公开工作年度报告根据《条例》编制并向社会公布。", "丙市", 2024),
        ("现公布全市2024年政府信息公开工作年度报告。", "", 2024),
        ("《2020年度丙县水务局信息公开工作年度报告》已经研究同意。", "丙县水务局", 2020),
        (
            "按审批局《关于做好2020年度政府信息公开年度报告工作的通知》，"
            "特编制2020年度丁县水利局政府信息公开年度报告。",
            "丁县水利局",
            2020,
        ),
        ("一、工作概述\n2025年,丁县水利局坚持以条例为遵循。", "丁县水利局", 2025),
        ("2023年,在区委、区政府的统一部署下,区统计局紧紧围绕中心工作。", "区统计局", 2023),
        ("一、总体情况\n截止2023年12月31日我局发布信息34条。", "", 2023),
        ("现公布我局2022年政府信息公开工作年度报告。", "", 2022),
        ("现公布我局2022年、2023年政府信息公开工作年度报告。", "", 2023),
        ("本报告由戊县自然资源局编制，电子版见网站。", "戊县自然资源局", None),
        ("发文机关：己区气象局\n本报告自2022年1月1日至2022年12月31日。", "己区气象局", 2022),
        ("本报告的统计期限自202111日起至20211230日止。", "", 2021),
        ("一、总体情况\n2020年，乙市气象局认真落实条例。", "乙市气象局", 2020),
        ("一、总体情况\n2020年，在市政府的领导下，乙区水利局积极公开。", "乙区水利局", 2020),
        ("一、总体情况\n2023年，我局公开信息5条。比2022年，少。2023年全年开会。", "", 2023),
        ("一、总体情况\n截至2023年底，共公开信息30条。", "", 2023),
        ("一、总体情况\n2022年，我局开会。2023年，我局开会。", "", None),
        ("一、总体情况\n2023年，全县各级各部门认真落实。", "", 2023),
        ("一、总体情况\n按国办〔2021〕30号文件办理。", "", None),
        ("現將北鄉鎮2022年政府信息公開工作年度報告進行公開。", "北乡镇", 2022),
        ("根據規(guī)定，現公布東區(qū)氣象局2022年政府信息公開年度報告。", "东区气象局", 2022),
    ],
)
def test_the_opening_says_it_where_no_title_does(text: str, agency: str, year: int | None) -> None:
    assert cover(text) == (agency, year)


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("甲局\n- 1 -\n2023年政府信息公开工作年度报告", "甲局", 2023),
        ("甲局\n1/8\n2023年政府信息公开工作年度报告", "甲局", 2023),
        ("甲局\n1\n2023年政府信息公开工作年度报告", "甲局", 2023),
        ("第 1 页 甲局2023年政府信息公开工作年度报告", "甲局", 2023),
        ("甲局２０２３年政府信息公开工作年度报告", "甲局", 2023),
        ("甲镇人民政府2021年信息公开年度报告", "甲镇人民政府", 2021),
        ("甲局政府信息公开工作年度报告（2023年度）", "甲局", 2023),
        ("甲局政府信息公开工作2023年度报告", "甲局", 2023),
        ("\u200b甲局2023年政府信息公\u200b开工作年度报告", "甲局", 2023),
        (
            "上一篇：甲局2022年政府信息公开工作年度报告\n现公布乙局2023年政府信息公开年报",
            "乙局",
            2023,
        ),
        ("甲局关于2023年度政府信息公开工作情况的报告", "甲局", 2023),
        ("甲局二O二三年度政府信息公开工作总结", "甲局", 2023),
        ("甲县人民政府\n首页>乙局>政府信息公开年报\n2023年政府信息公开工作年度报告", "", 2023),
        ("政务公开 - 年报 - 甲局2023年政府信息公开工作年度报告", "甲局", 2023),
        ("東鄉區氣象局2022年度政府信息公開工作年度報告", "东乡区气象局", 2022),
        ("2023年政府信息公开工作年度报告\n2023年政府信息公开工作年度报告", "", 2023),
        ("5,12\n2023年政府信息公开工作年度报告", "", 2023),
        ("根据条例公布甲局2023年政府信息公开工作年度报告", "甲局", 2023),
    ],
)
def test_titles(text: str, agency: str, year: int | None) -> None:
    assert cover(text) == (agency, year)


@pytest.mark.parametrize(
    "head",
    [
        "<title>甲县林业局2022年政府信息公开工作年度报告-甲县人民政府</title>",
        '<meta name="ArticleTitle" content="甲县林业局2022年政府信息公开工作年度报告">',
        '<title>年报</title><meta name="articletitle" content="甲县林业局2022年政务信息公开年报">',
    ],
)
def test_the_head_of_a_page(head: str) -> None:
    assert cover(f"<html><head>{head}</head><body><p>一、总体情况</p>", "a.html") == (
        *("甲县林业局", 2022),
    )


def test_glosses_are_no_part_of_a_label_or_a_name() -> None:
    assert without_glosses("規(guī)章、機(jī)構(gòu)、附件(doc)") == "規章、機構、附件"
    assert without_glosses("附件(doc)、条例(pdf)") == "附件(doc)、条例(pdf)"
    assert without_glosses("年(nian)度(du)" * 11) == "年度" * 11
    text = "2022年政府信息公開工作年度報(bào)告\n規(guī)章\t1\t2\t3"
    found = extract(read_source(text.encode(), "a.txt"))
    assert [c.value for c in found.printed.values()] == [1, 2, 3]
    page = "<ruby>規<rp>(</rp><rt>guī</rt><rp>)</rp></ruby>章"
    page = f"<table><tr><td>{page}</td><td>1</td><td>2</td><td>3</td></tr></table>"
    found = extract(read_source(page.encode(), "a.html"), year=2022)
    assert [c.value for c in found.printed.values()] == [1, 2, 3]


def test_names_become_simplified_only_from_traditional_print() -> None:
    assert simplified("東鄉區氣象局") == "东乡区气象局"
    assert simplified("于洪区人民政府") == "于洪区人民政府"


def test_titles_below_a_report_that_says_its_own_year_are_those_of_others() -> None:
    opening = "现公布甲区统计局2023年政府信息公开工作年度报告。"
    found = extract(read_source((opening + REST + FOOT).encode(), "a.txt"))
    assert (found.agency, found.year) == ("甲区统计局", 2023)
    neighbours = extract(read_source((REST + FOOT.rpartition("\n")[0]).encode(), "a.txt"))
    assert (neighbours.agency, neighbours.year) == ("", None)
