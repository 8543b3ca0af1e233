"""Labels as offices print them, and what is refused because it could be two things."""

from decimal import Decimal

import pytest

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.years import editions
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.fuzzy import FuzzyDictionary, distance, tolerance
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.lexicon import find, find_row, row_headers
from tuiwizard.importing.slots import Shape, read_slot, shape
from tuiwizard.importing.sources import read_source
from tuiwizard.report.labels import fold

SEVEN = "1\t2\t3\t4\t5\t6\t7"


def read(text: str) -> Imported:
    return extract(read_source(text.encode(), "a.txt"))


def figures(text: str) -> dict[str, object]:
    return {path: printed.value for path, printed in read(text).printed.items()}


def row(path: str) -> dict[str, object]:
    names = (
        *("natural_person", "business", "research", "public_interest", "legal_service"),
        *("other_organisation", "total"),
    )
    return {f"requests.{path}.{name}": n for n, name in enumerate(names, 1)}


@pytest.mark.parametrize("edition", editions())
def test_every_row_is_found_by_its_label(edition: str) -> None:
    for key, header in row_headers(edition):
        assert find_row(" · ".join(header.labels)) == f"{key}.{header.path}"


@pytest.mark.parametrize(
    ("label", "path"),
    [
        ("2.其他法律行政止公开", "outcomes.refused.other_law"),
        ("1、属于国家秘密", "outcomes.refused.state_secret"),
        ("属于国家秘密", "outcomes.refused.state_secret"),
        ("（9）属于国家秘密", "outcomes.refused.state_secret"),
        ("①属于国家秘密", "outcomes.refused.state_secret"),
        ("1.屬於國家秘密", "outcomes.refused.state_secret"),
        ('3.危及"三安全一稳定"', "outcomes.refused.safety_and_stability"),
        ("(二)部分公开(区分处理的,只计这一情形,不计其他情形)", "outcomes.partly_granted"),
        ("（二）部分公开", "outcomes.partly_granted"),
        ("三、本年度办理结果（一）予以公开", "outcomes.granted"),
        ("一 、本年 新收政府信息公开申请数量", "received"),
        ("本年新收政府信息公开申请数", "received"),
        ("四、结转下年度继续辦理", "carried_out"),
        ("(七)合计", "outcomes.total"),
    ],
)
def test_rows_by_label(label: str, path: str) -> None:
    before = "（六）其他处理\t0\t0\t0\t0\t0\t0\t0\n" if "合计" in label else ""
    found = figures(f"上一年项目数量\n{before}{label}\t{SEVEN}")
    assert row(path).items() <= found.items()


@pytest.mark.parametrize(
    "label",
    [
        "其他",
        "总计",
        "（三）不予公开",
        "上年新收政府信息公开申请数量",
        "其中 1.属于国家秘密",
        "行政复议",
        "无",
        "自然人",
    ],
)
def test_labels_that_could_be_something_else_are_refused(label: str) -> None:
    assert figures(f"{label}\t{SEVEN}") == {}


def test_other_and_total_are_explained_by_the_row_above() -> None:
    above = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    zeros = "0\t0\t0\t0\t0\t0\t0"
    found = figures(f"{above}\t{zeros}\n其他\t{SEVEN}\n总计\t{SEVEN}")
    assert (row("outcomes.other.other") | row("outcomes.total")).items() <= found.items()


@pytest.mark.parametrize(
    "lines",
    [
        "规章\t1\t2",
        "规章\t1\t2\t3\t4",
        "规章\t123",
        "规章\n1\n2",
        "规章\n1\n2\n3\n4",
        "规章\n规范性文件\n1\n2\n3",
        "规章\t\t1\t2\t",
        "规章\t1\t\t2\t3",
        "行政许可\n1\n2",
        "行政处罚\n行政强制\n5",
        "行政许可\t12 34",
        "行政许可\t5（3",
        "行政许可\t五",
        "行政许可\t-5",
        "行政许可\t12.5",
        "行政许可\t1,23",
        "行政许可\t5元",
        "行政许可\t9999999999",
        "行政许可\t5\n行政许可\t6",
        "本年收费金额（单位：元）\n行政事业性收费\t5",
        "行政事业性收费\t5元",
        "信息内容\t本年处理决定数量（万件）\n行政许可\t5",
        "行政许可\t5万件",
        "行政事业性收费\t元\t5",
    ],
)
def test_what_could_be_two_things_is_left_blank_and_named(lines: str) -> None:
    found = read(f"2023年政府信息公开工作年度报告\n本年处理决定数量\n{lines}")
    assert {printed.value for printed in found.printed.values()} <= {None}
    assert found.entries == {}
    assert found.notes
    assert all(path in found.missing for path in found.printed)


def test_the_same_figure_twice_is_one_and_a_blank_gives_way() -> None:
    found = read("本年处理决定数量\n行政许可\t\n行政许可\t5\n行政许可\t5件\n行政许可\t\n")
    assert found.printed["proactive.licensing.decisions"].value == 5
    assert "proactive.licensing.decisions" not in found.missing


def test_the_header_of_table_4_is_no_row_of_totals() -> None:
    above = (
        f"3.其他\t{SEVEN}\n四、结转下年度继续办理\n结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n"
    )
    found = figures(above + "\n".join("1234567"))
    assert found == row("outcomes.other.other")


def test_a_label_that_reaches_down_too_far_names_nothing() -> None:
    page = f"""<p>本年处理决定数量</p><p>本年制发件数</p>
    <table><tr><td rowspan="2"></td><td rowspan="2">行政处罚</td><td>5</td></tr>
    <tr><td>6</td></tr></table>
    <table><tr><td>a</td><td rowspan="2">（六）其他处理</td>{"<td>0</td>" * 7}</tr>
    <tr><td>3.其他</td>{"<td>8</td>" * 7}</tr></table>"""
    found = extract(read_source(page.encode(), "a.html"), year=2023)
    values = {path: printed.value for path, printed in found.printed.items() if printed.value}
    assert values == {"proactive.penalties.decisions": 5}


def test_a_label_that_goes_on_below_its_figures() -> None:
    found = figures(
        f"5.要求行政机关确认或重新出具\t{SEVEN}\n已获取信息\n（六）其他处理\t{SEVEN}\n上一年项目数量"
    )
    assert (row("outcomes.not_processed.reissue") | row("outcomes.other")).items() <= found.items()


def test_a_column_of_units_is_passed_over() -> None:
    found = figures("本年处理决定数量\n行政许可\t件\t5\n三、主动公开")
    assert found == {"proactive.licensing.decisions": 5}


def test_a_figure_merged_over_two_rows_belongs_to_neither() -> None:
    page = """<p>本年处理决定数量</p><table><tr><td>行政处罚</td><td rowspan="2">5</td></tr>
    <tr><td>行政强制</td></tr></table>"""
    found = extract(read_source(page.encode()))
    assert "proactive.compulsory_measures.decisions" not in found.printed


def test_a_table_without_its_totals() -> None:
    heads = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"
    found = figures(f"\t{heads}\n四、结转下年度继续办理\t1\t2\t3\t4\t5\t6")
    expected = {p: n for p, n in row("carried_out").items() if not p.endswith("total")}
    assert found == expected


def test_columns_in_another_order_are_not_guessed_where_one_is_unnamed() -> None:
    heads = "商业企业\t自然人\t科研机构\t？\t法律服务机构\t其他\t总计"
    assert figures(f"\t{heads}\n四、结转下年度继续办理\t{SEVEN}") == {}


def test_a_row_shifted_by_a_lost_tab_is_not_read_by_its_header() -> None:
    heads = "\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
    good = "（一）予以公开\t\t1\t\t\t\t\t\t1"
    lost = "（二）部分公开\t\t1\t\t\t\t\t1"
    found = read(f"{heads}\n{good}\n{lost}")
    assert found.printed["requests.outcomes.granted.natural_person"].value == 1
    assert not [path for path in found.printed if "partly" in path]


def test_results_of_table_4_in_another_order_are_refused() -> None:
    heads = "总计\t结果维持\t结果纠正\t其他结果\t尚未审结"
    page = f"四、政府信息公开行政复议、行政诉讼情况\n{heads}\t{heads}\t{heads}\n"
    assert figures(page + "\t".join("123456789012345")) == {}


def test_fifteen_figures_elsewhere_are_not_table_4() -> None:
    assert figures("二、主动公开政府信息情况\n访问量\n" + "\t".join("1" * 15)) == {}


def test_units_in_headers_and_cells() -> None:
    page = "信息内容\t采购项目数量\t采购总金额（万元）\n政府集中采购\t13\t477.35\n"
    found = read(page)
    assert found.printed["proactive.procurement.amount"].value == Decimal("477.35")
    assert found.entries["proactive.procurement.amount"] == "477.35万元"
    assert read(page.replace("477.35", "477.35元")).entries[
        "proactive.procurement.amount"
    ] == "477.35元"  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("２２（其中修订 16 件）", 22, "印作“２２（其中修订 16 件）”"),
        ("1,288件", 1288, ""),
        ("增1423", 1423, "印作“增1423”"),
        ("減３", -3, "印作“減３”"),
        ("--253", -253, "印作“--253”"),
        ("－3", -3, ""),
        ("+3", 3, "印作“+3”"),
        ("\u200b5\u3000", 5, ""),
        ("", None, ""),
        ("/", None, "印作“/”，不是数字"),
        ("无", None, "印作“无”，不是数字"),
        ("（未填）", None, "印作“（未填）”，不是数字"),
        ("3\n5", None, "“3 5”里有空格隔开的两个数，一格只能填一个数"),
        ("约5", None, "印作“约5”，不是数字"),
    ],
)
def test_slots(text: str, value: int | None, note: str) -> None:
    cell = cells_by_path("2019", "proactive")["proactive.licensing.change"]
    found = read_slot(cell, text)
    assert (found.value, found.note) == (value, note)
    assert found.unread == (value is None and shape(text) in (Shape.TEXT, Shape.FIGURE))


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        ("甲局2023年政府信息公开工作年度报告", "甲局", 2023),
        ("甲局\n2023 年政府信息公开工作年度报告", "甲局", 2023),
        ("甲局\n2023年政府信息公开\n工作年度报告", "甲局", 2023),
        ("甲局2023年度政府信息公开工作报告", "甲局", 2023),
        ("甲局关于2023年政府信息公开工作情况的报告", "甲局", 2023),
        ("2023年甲局政府信息公开年报", "甲局", 2023),
        ("二〇二三年甲局政府信息公开年度报告", "甲局", 2023),
        ("首页 > 年报 > 甲局2023年政府信息公开工作年度报告-甲市政府网", "甲局", 2023),
        ("甲局2018年政府信息公开工作年度报告", "甲局", None),
        ("2023年1月1日至12月31日", "", 2023),
        ("2022年1月1日至2022年12月31日，2023年1月1日至12月31日", "", None),
        ("乙局2022年政府信息公开工作年度报告\n甲局2023年政府信息公开工作年度报告", "甲局", 2023),
        ("区政府2023年政府信息公开工作年度报告\n本报告由甲市区政府编制", "甲市区政府", 2023),
    ],
)
def test_agency_and_year(lines: str, agency: str, year: int | None) -> None:
    found = read(f"{lines}\n一、总体情况\n好。\n行政许可\t5")
    assert (found.agency, found.year) == (agency, year)


def test_a_title_behind_the_tables_counts_where_none_stands_above() -> None:
    found = read("行政许可\t5\n甲局2023年政府信息公开工作年度报告")
    assert (found.agency, found.year) == ("甲局", 2023)


@pytest.mark.parametrize(
    ("lines", "edition"),
    [
        ("行政许可\t5", "2021"),
        ("2019年政府信息公开工作年度报告\n行政许可\t5", "2019"),
        ("2019年政府信息公开工作年度报告\n现行有效件数", "2021"),
        ("上一年项\n目数量", "2019"),
    ],
)
def test_the_edition_is_told_by_labels_before_the_year(lines: str, edition: str) -> None:
    assert read(lines).edition == edition


def test_sections_and_their_texts() -> None:
    found = read(
        "目录\n一、总体情况\n六、其他需要报告的事项\n"
        "甲局2023年政府信息公开工作年度报告\n本报告依据条例编制。\n"
        "一、政府信息公开工作的总体情况\n（一）主动公开政府信息情况。好。\n甲|乙\n全年开会 3\n"
        "二、主动公开政府信息情况\n行政许可\t5\n"
        "五、存在问题及改进情况：还有问题。\n责任编辑：某某\n"
        "六、其他需要报告的事项\n无\n【打印】【关闭】\n扫一扫\n"
    )
    assert found.texts == {
        "agency.introduction": "本报告依据条例编制。",
        "overview.text": "（一）主动公开政府信息情况。好。\n甲|乙\n全年开会 3",
        "problems.text": "还有问题。",
        "other_matters.text": "无",
    }


def test_the_year_of_a_report_may_be_out_of_reach() -> None:
    found = extract(read_source("行政许可\t5".encode()), year=2018)
    assert str(found.notes[0]).startswith("2018 年没有对应的表格")
    assert found.edition == "2021"


def test_distance() -> None:
    assert distance("", "", 3) == 0
    assert distance("abc", "abd", 3) == 1
    assert distance("abcdef", "bcdef", 3) == 1
    assert distance("abcd", "wxyz", 3) == 4
    assert distance("a" * 9, "a", 3) == 4
    assert [tolerance(n) for n in (5, 6, 9, 12, 99)] == [0, 1, 2, 3, 3]


def test_a_typing_error_is_read_only_where_one_label_is_near() -> None:
    known = FuzzyDictionary(
        {"甲乙丙丁戊己": "one", "甲乙丙丁戊庚": "two", "1子丑寅卯辰巳": "three"}
    )
    assert known.closest("甲乙丙丁戊辛") is None
    assert known.closest("1子丑寅卯辰午") == "three"
    assert known.closest("2子丑寅卯辰巳") is None
    assert known.closest("子丑") is None


def test_every_label_means_one_thing() -> None:
    assert find(fold("行政规范性文件")) == find(fold("规范性文件"))
    assert find(fold("本年(2023)制发件数")) is None


def test_a_text_longer_than_any_report_s_is_left_out_and_named() -> None:
    found = read(f"一、总体情况\n{'公开' * 25_001}\n六、其他需要报告的事项\n无。")
    assert set(found.texts) == {"other_matters.text"}
    assert "overview.text 有 50002 字，不像年报的正文，没有录入" in [str(n) for n in found.notes]
