"""Where the fields of a pasted block go, and what is reported instead of guessed."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.spreadsheets import Style, printed, styles
from tests.strategies import any_text, finished, inputs, tricky
from tuiwizard.forms.common import Kind, Violation
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path, grid
from tuiwizard.importing.clipboard import parse_block
from tuiwizard.importing.paste import BLANK_MARKS, PastePlan, plan_paste
from tuiwizard.report.balance import total
from tuiwizard.report.entries import Entries, read_cell
from tuiwizard.report.tally import figures

DATA = Path(__file__).parents[1] / "data"
TABLES = ("proactive", "requests", "appeals")
COLUMNS = [cell.path.rpartition(".")[2] for cell in grid("2021", "requests").bands[0].cells[0]]
ROWS = [cells[0].path.rpartition(".")[0] for cells in grid("2021", "requests").bands[0].cells]
RECEIVED = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量"
GRANTED = "（一）予以公开"


def plan(
    text: str,
    key: str = "requests",
    at: str = "",
    edition: str = "2021",
    texts: dict[str, str] | None = None,
) -> PastePlan:
    at = at or cells(edition, key)[0].path
    return plan_paste(edition, key, Entries.of(texts or {}), at, parse_block(text))


def row(name: str, *fields: str) -> dict[str, str]:
    """The texts of a row of table 3 from its first column on."""
    return {f"requests.{name}.{c}": f for c, f in zip(COLUMNS, fields, strict=False)}


def column(name: str, rows: Iterable[str], filled: Iterable[str]) -> dict[str, str]:
    return {f"{path}.{name}": f for path, f in zip(rows, filled, strict=True)}


def figures_of(report: str, key: str, edition: str) -> dict[str, str]:
    """What a published report prints in the cells that are filled in by hand."""
    text = (DATA / f"{report}.json").read_text("utf-8")
    printed = json.loads(text, parse_float=Decimal)["printed"]
    own = {path: printed[path] for path in inputs(edition, key) if path in printed}
    return {path: "" if figure is None else str(figure) for path, figure in own.items()}


# What Excel and WPS put on the clipboard


@pytest.mark.parametrize(
    ("file", "report", "skipped"),
    [
        ("excel-windows-table3-labels-headers", "pingtan-2021", 4),
        ("excel-windows-table3-headers-no-labels", "pingtan-2021", 3),
        ("excel-windows-table3-figures", "pingtan-2021", 0),
        ("excel-linux-table3-figures-without-totals", "pingtan-2021", 0),
        ("wps-windows-table3-one-label", "pingtan-2021", 3),
        ("wps-linux-table3-without-totals", "pingtan-2021", 0),
        ("wps-cr-table3-label-variants", "pingtan-2021", 3),
        ("page-linux-table3-rowspans", "pingtan-2021", 3),
        ("excel-windows-table3-2019-blanks", "shanghai-gfo-2019", 0),
        ("wps-linux-table3-2019-marks", "shanghai-gfo-2019", 0),
        ("excel-windows-table4", "pingtan-2021", 4),
        ("wps-windows-table4-row", "pingtan-2021", 0),
        ("wps-linux-table4-without-totals", "pingtan-2021", 0),
        ("excel-windows-table2-2021", "pingtan-2021", 8),
        ("wps-linux-table2-2021-figures", "pingtan-2021", 0),
        ("wps-windows-table2-2021-headers-no-labels", "pingtan-2021", 4),
        ("excel-windows-table2-2019", "pingtan-2020", 10),
        ("wps-linux-table2-2019-figures", "shanghai-gfo-2019", 0),
        ("wps-cr-table2-2019-labels", "guanyuan-2019", 0),
        ("page-linux-table2-2019", "guanyuan-2019", 10),
    ],
)
def test_a_copied_table_lands_figure_by_figure(file: str, report: str, skipped: int) -> None:
    key = {"2": "proactive", "3": "requests", "4": "appeals"}[file.partition("table")[2][0]]
    edition = "2021" if report.endswith("2021") else "2019"
    text = (DATA / "paste" / f"{file}.tsv").read_bytes().decode("utf-8")
    found = plan(text, key, edition=edition)
    assert found.texts == figures_of(report, key, edition)
    assert found.clean
    assert found.skipped == skipped


def fixture(file: str) -> str:
    return (DATA / "paste" / f"{file}.tsv").read_bytes().decode("utf-8")


def test_fixtures_keep_the_line_ends_of_their_programs() -> None:
    for path in (DATA / "paste").glob("*.tsv"):
        text = path.read_bytes()
        bare = re.sub(rb'"[^"]*"', b"", text.replace(b'""', b""))
        line_end = {"windows": b"\r\n", "cr": b"\r"}.get(path.name.split("-")[1], b"\n")
        assert set(re.findall(rb"\r\n|\r|\n", bare)) == {line_end}, path.name


def test_the_single_row_of_2019_in_the_form_of_2021_is_reported_not_dropped() -> None:
    found = plan(fixture("excel-windows-table3-single-other"))
    assert found.texts == {
        path: figure
        for path, figure in figures_of("hongze-2023", "requests", "2021").items()
        if ".other." not in path
    } | {p: f for p, f in found.texts.items() if ".outcomes.other." in p}
    assert not any(".outcomes.other." in path for path in found.texts)
    assert found.ignored == ["认不出这一行：“（六）其他处理 0 0 0 0 0 0 0”"]


@pytest.mark.parametrize("front", ["", "三、本年度办理结果\t", "\t\t"])
def test_a_row_for_a_group_without_a_row_of_its_own_is_reported(front: str) -> None:
    """The issue's case alone: no other label in the block is known."""
    found = plan(f"{front}（六）其他处理\t3\t0\t0\t0\t0\t0\t3")
    assert found.texts == {}
    assert len(found.ignored) == 1
    assert "（六）其他处理 3 0 0 0 0 0 3" in found.ignored[0]


def test_a_printed_total_that_is_not_the_sum_is_reported_with_both_figures() -> None:
    found = plan(fixture("wps-windows-table3-2020-wrong-total"), edition="2019")
    assert found.texts == figures_of("pingtan-2020", "requests", "2019")
    label = "三、本年度办理结果 · （七）总计 · 申请人情况 · "
    assert found.totals == [(f"{label}自然人", "20", "26"), (f"{label}总计", "21", "27")]
    assert not found.refused
    assert not found.ignored
    found = plan(fixture("excel-windows-table4-wrong-totals"), "appeals")
    assert found.texts == figures_of("hongze-2023", "appeals", "2021")
    assert found.totals == [
        ("行政复议 · 总计", "0", "11"),
        ("行政诉讼 · 复议后起诉 · 总计", "0", "5"),
    ]


# Figures


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("1,234", "1234"),
        ("１，２３４", "1234"),
        ("１２", "12"),
        (" 7 ", "7"),
        ("7件", "7"),
        ("+3", "3"),
        ("007", "7"),
        *((mark, "") for mark in sorted(BLANK_MARKS)),
    ],
)
@pytest.mark.parametrize(
    ("label", "name"), [("", "received"), ("1.属于国家秘密\t", "outcomes.refused.state_secret")]
)
def test_figures_are_kept_plain_and_blanks_stay_blank(
    pasted: str, kept: str, label: str, name: str
) -> None:
    found = plan(f"{label}{pasted}\t5")
    assert found.texts == row(name, kept, "5")
    assert found.clean


@pytest.mark.parametrize(
    ("key", "at", "edition", "pasted", "kept"),
    [
        ("proactive", "proactive.fees.amount", "2021", "24,252.311082", "24252.311082"),
        ("proactive", "proactive.fees.amount", "2021", "0.50万元", "0.50"),
        ("proactive", "proactive.procurement.amount", "2019", "251000元", "251000元"),
        ("proactive", "proactive.procurement.amount", "2019", "73,802,895.90元", "73802895.90元"),
        ("proactive", "proactive.procurement.amount", "2019", "160.5964万元", "160.5964万元"),
        ("proactive", "proactive.procurement.amount", "2019", "56580", "56580"),
        ("proactive", "proactive.penalties.change", "2019", "-18", "-18"),
        ("proactive", "proactive.penalties.change", "2019", "减18", "-18"),
        ("proactive", "proactive.penalties.change", "2019", "增1423", "1423"),
    ],
)
def test_amounts_and_changes_are_kept_exactly(
    key: str, at: str, edition: str, pasted: str, kept: str
) -> None:
    found = plan(f"{pasted}\n", key, at, edition)
    assert found.texts == {at: kept}
    assert found.clean


@pytest.mark.parametrize("text", ["九", "无", "1.5", "-3", "22（其中修订 16 件）", "251000元", "x"])
@pytest.mark.parametrize("label", ["", f"{RECEIVED}\t"])
def test_what_is_no_figure_is_refused_in_its_cell(text: str, label: str) -> None:
    found = plan(f"{label}{text}\t5")
    assert found.texts == {"requests.received.business": "5"}
    assert len(found.refused) == 1
    assert "自然人" in found.refused[0]
    assert text in found.refused[0]


def test_two_figures_in_a_cell_are_refused() -> None:
    found = plan('"3\n4"\t5')
    assert found.texts == {"requests.received.business": "5"}
    assert len(found.refused) == 1


def test_a_wrong_unit_is_refused() -> None:
    found = plan("251000元", "proactive", "proactive.fees.amount")
    assert not found.texts
    assert "万元" in found.refused[0]


# Blocks without labels


def test_a_single_column_goes_down_from_the_cell_in_the_middle_blanks_in_their_places() -> None:
    at = "requests.outcomes.granted.research"
    found = plan("\n3\n\n4\n", at=at)
    assert found.texts == column("research", ROWS[2:6], ["", "3", "", "4"])
    assert found.clean


def test_a_single_row_goes_right_from_the_cell_in_the_middle() -> None:
    found = plan("1\t\t2\t3\t6", at="requests.carried_in.research")
    assert found.texts == {
        "requests.carried_in.research": "1",
        "requests.carried_in.public_interest": "",
        "requests.carried_in.legal_service": "2",
        "requests.carried_in.other_organisation": "3",
    }
    assert found.totals == [(f"{CARRIED_IN} · 申请人情况 · 总计", "6", "6")] or found.clean


def test_a_block_goes_from_the_cell_in_the_middle_and_is_added_to_what_is_there() -> None:
    texts = row("received", "5") | row("carried_in", "7")
    found = plan("1\t1\t7\n2\t2\t12", at="requests.received.legal_service", texts=texts)
    assert found.texts == {
        "requests.received.legal_service": "1",
        "requests.received.other_organisation": "1",
        "requests.carried_in.legal_service": "2",
        "requests.carried_in.other_organisation": "2",
    }
    assert found.totals == [(f"{CARRIED_IN} · 申请人情况 · 总计", "12", "11")]


def test_what_is_wider_or_longer_than_the_table_is_reported() -> None:
    found = plan("1\t2\t3\t81\n4", at="requests.carried_out.other_organisation")
    assert found.texts == {"requests.carried_out.other_organisation": "1"}
    assert found.totals == [("四、结转下年度继续办理 · 申请人情况 · 总计", "2", "1")]
    assert found.ignored == ["表里没有这么多行：“4”", "“1 2 3 81”比表多出 2 格：3 81"]


def test_blanks_beyond_the_table_are_nothing_to_report() -> None:
    found = plan("1\t1\t\t\n\t\t\t\n\t\t\t\n", at="requests.carried_out.other_organisation")
    assert found.texts == {"requests.carried_out.other_organisation": "1"}
    assert found.clean


def test_a_block_that_needs_columns_the_lower_rows_do_not_have_is_reported() -> None:
    found = plan("1\n2\n3\n\n", "proactive", "proactive.rules.in_force")
    assert found.texts == {
        "proactive.rules.in_force": "1",
        "proactive.normative_documents.in_force": "2",
    }
    assert found.ignored == ["“3”比表多出 1 格：3"]


def test_a_pasted_total_alone_is_only_compared() -> None:
    found = plan("5\t1", at="requests.outcomes.total.other_organisation")
    assert not found.texts
    assert [(pasted, computed) for _, pasted, computed in found.totals] == [("5", "0"), ("1", "0")]
    assert plan("\n/\n", at="requests.received.total").clean


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ("1 2 3 4 5 6 7 8", ["review", "litigation_direct"]),
        ("1 2 3 4 5 6 7 8 9 10 11 12", ["review", "litigation_direct", "litigation_after_review"]),
    ],
)
@pytest.mark.parametrize("tail", ["", "\t"])
def test_groups_of_table_4_without_their_totals(fields: str, paths: list[str], tail: str) -> None:
    figures = fields.split()
    own = [p for p in inputs("2021", "appeals") if p.split(".")[1] in paths]
    found = plan("\t".join(figures) + tail, "appeals")
    assert found.texts == dict(zip(own, figures, strict=True))
    assert found.clean


@pytest.mark.parametrize("count", [5, 10, 15])
def test_groups_of_table_4_with_their_totals(count: int) -> None:
    figures = ["1", "2", "0", "0", "3"] * (count // 5)
    found = plan("\t".join(figures), "appeals")
    own = [cell.path for cell in cells("2021", "appeals")][:count]
    assert found.texts == {
        p: f for p, f in zip(own, figures, strict=True) if not p.endswith("total")
    }
    assert found.clean


@pytest.mark.parametrize("fields", ["0 0 0 0 0 0 0 0", "1 0 0 0 1 0 0 0", "1 / 0 0 / 0 0 3"])
def test_two_groups_of_table_4_that_may_have_totals_or_not_are_reported(fields: str) -> None:
    found = plan(fields.replace(" ", "\t"), "appeals")
    assert {path.split(".")[1] for path in found.texts} == {"review"}
    assert found.ignored == [f"分不清有没有总计列：“{fields[8:]}”"]


def test_a_row_of_table_4_cut_off_amid_a_group_counts_the_totals() -> None:
    found = plan("1\t0\t0\t0\t1\t2\t0", "appeals")
    assert found.texts["appeals.litigation_direct.upheld"] == "2"
    assert found.clean
    found = plan(
        "\t".join(["12", "0", "0", "0", "12", "0", "0", "0", "0", "0", "0", "0", "0", "0"]),
        "appeals",
    )
    assert found.texts["appeals.review.upheld"] == "12"
    assert found.texts["appeals.litigation_after_review.pending"] == "0"
    assert found.clean


# The row of totals


ZERO_ROWS = ["0\t0"] * 24
BALANCED = ["2\t0", "0\t0", "1\t0", *["0\t0"] * 20, "1\t0"]


@pytest.mark.parametrize("rows", [ZERO_ROWS, BALANCED])
@pytest.mark.parametrize("tail", [0, 1, 4])
def test_all_rows_but_the_total(rows: list[str], tail: int) -> None:
    found = plan("\n".join([*rows, *["\t"] * tail]) + "\n")
    assert found.texts["requests.carried_out.natural_person"] == rows[-1].split("\t")[0]
    assert len(found.texts) == 48
    assert found.clean


def test_the_rows_down_to_the_total() -> None:
    found = plan("\n".join(["5\t0", "0\t0", "3\t0", *["0\t0"] * 20, "3\t0"]))
    assert not any("carried_out" in path for path in found.texts)
    assert found.clean


def test_a_last_row_that_may_be_the_total_or_not_goes_nowhere_and_is_reported() -> None:
    found = plan("\n".join(["5\t0", "0\t0", "3\t0", *["0\t0"] * 20, "7\t1"]))
    assert not any("carried_out" in path for path in found.texts)
    assert len(found.texts) == 46
    assert found.ignored == ["分不清是不是“（七）总计”行：“7 1”"]
    assert plan("5\n9", at="requests.outcomes.other.other.research").ignored


def test_the_last_rows_are_told_by_the_figures_above() -> None:
    texts = dict.fromkeys(inputs("2021", "requests"), "0") | row("received", "9")
    at = "requests.outcomes.other.other.natural_person"
    assert plan("5\n4", at=at, texts=texts).texts == {
        at: "5",
        "requests.carried_out.natural_person": "4",
    }
    assert plan("5\n5", at=at, texts=texts).texts == {at: "5"}
    assert plan("5\n5\n4", at=at, texts=texts).clean


def test_a_row_pasted_on_the_row_of_totals_is_compared() -> None:
    assert not plan("5", at="requests.outcomes.total.natural_person").texts
    found = plan("0\n4", at="requests.outcomes.total.natural_person")
    assert found.texts == {"requests.carried_out.natural_person": "4"}
    assert found.clean


# Headers


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("申请人情况\n自然人\n\n64\n\n", "requests.received.natural_person"),
        ("\n自然人\n\n64\n\n", "requests.received.natural_person"),
        ("\n总计\n\n64\n0\n", "requests.received.total"),
        ("\n\n科研机构\n64\n\n", "requests.received.research"),
        ("科研机构\n64\n\n", "requests.received.research"),
        ("\n\n\n\n64", "requests.received.research"),
    ],
)
def test_the_blanks_of_merged_headers_are_no_cells(text: str, at: str) -> None:
    found = plan(text, at=at)
    if at.endswith("total"):
        assert found.totals == [(f"{RECEIVED} · 申请人情况 · 总计", "64", "0")]
    elif text.startswith("\n\n\n"):
        assert found.texts["requests.outcomes.refused.state_secret.research"] == "64"
    else:
        next_row = at.replace("received", "carried_in")
        assert found.texts == {at: "64", next_row: ""}


def test_a_blank_first_row_under_a_full_header_is_a_row() -> None:
    found = plan("科研机构\n\n3", at="requests.received.research")
    assert found.texts == column("research", ROWS[:2], ["", "3"])
    found = plan("申请人情况\n自然人\n\n\n3")
    assert found.texts == column("natural_person", ROWS[:2], ["", "3"])


@pytest.mark.parametrize("text", ["自然人\n\n3", "1\n\n自然人\n3"])
def test_a_blank_that_may_be_header_or_row_leaves_all_where_it_is(text: str) -> None:
    found = plan(text)
    assert not found.texts
    assert found.ignored == ["分不清空行是表头还是没有填的格，请只复制数字，不要带表头"]


def test_blank_rows_above_the_headers_of_a_band_are_its_title_or_a_row() -> None:
    blank = plan(
        "\n本年制发件数\n\n\n\n本年处理决定数量\n5\n本年处理决定数量\n\n7",
        "proactive",
    )
    assert blank.texts == {
        "proactive.rules.issued": "",
        "proactive.normative_documents.issued": "",
        "proactive.licensing.decisions": "5",
        "proactive.penalties.decisions": "",
        "proactive.compulsory_measures.decisions": "7",
    }
    assert blank.clean
    untitled = plan("1\n\n本年处理决定数量\n5", "proactive")
    assert list(untitled.texts.values()) == ["1", "", "5"]


def test_a_header_of_another_column_is_reported() -> None:
    found = plan("商业企业\t科研机构\n1\t2")
    assert found.texts == row("received", "1", "2")
    assert found.ignored == ["表头是“商业企业”，填的却是“自然人”列，请核对"]
    assert plan("商业企业\t科研机构\n1\t2", at="requests.received.business").clean


def test_a_header_word_beside_a_figure_does_not_hide_it() -> None:
    for text in (
        "总计\t5\t0",
        "总计\t3件",
        "总计\t251000元",
        "总计\t九",
        "总计\t22（其中修订 16 件）",
    ):
        found = plan(text)
        assert not found.clean
        found = plan(f"{RECEIVED}\t1\n{text}")
        assert found.texts == {"requests.received.natural_person": "1"}
        assert len(found.ignored) == 1


# Blocks with labels


@pytest.mark.parametrize(
    "label",
    [
        "1.属于国家秘密",
        "1、属于国家秘密",
        "1． 属于国家秘密",
        "１．属于国家秘密",
        " 1 属于 国家秘密 ",
        '"1.\n属于国家\n秘密"',
    ],
)
@pytest.mark.parametrize(
    "front", ["", "三、本年度办理结果\t（三）不予公开\t", "\t\t", "三、办理\t\t"]
)
def test_a_label_is_recognised_in_its_variants(label: str, front: str) -> None:
    at = "requests.carried_out.total"  # the labels decide, not the cell
    found = plan(f"{front}{label}\t5\t0", at=at)
    assert found.texts == row("outcomes.refused.state_secret", "5", "0")
    assert found.clean


def test_an_unknown_label_is_reported_with_its_figures() -> None:
    found = plan(f"{RECEIVED}\t5\n2.其他法律行政止公开\t0\t3\n单位：件\n\n{CARRIED_IN}\t1")
    assert found.texts == {
        "requests.received.natural_person": "5",
        "requests.carried_in.natural_person": "1",
    }
    assert found.ignored == [
        "认不出这一行：“2.其他法律行政止公开 0 3”",
        "认不出这一行：“单位：件”",
    ]


@pytest.mark.parametrize(
    "label", ["其他处理", "一、新收申请", "3.其他处理", "部分公开件数", "（七）合计"]
)
def test_a_row_with_only_an_unknown_label_is_not_shifted_into_the_table(label: str) -> None:
    found = plan(f"{label}\t1\t0\t0\t0\t0\t0\t1\n2\t0")
    assert found.texts == row("carried_in", "2", "0")
    assert found.ignored == [f"认不出这一行：“{label} 1 0 0 0 0 0 1”"]


def test_a_label_that_comes_twice_is_taken_once_and_the_other_figure_reported() -> None:
    found = plan(f"{RECEIVED}\t5\t0\n{RECEIVED}\t6\t0\n{RECEIVED}\t\t")
    assert found.texts == row("received", "5", "0")
    assert len(found.ignored) == 1
    assert "6" in found.ignored[0]


def test_figures_beside_the_label_are_reported() -> None:
    found = plan(f"1\t{RECEIVED}\t64\n2\t{CARRIED_IN}\t3")
    assert found.texts == {
        "requests.received.natural_person": "64",
        "requests.carried_in.natural_person": "3",
    }
    assert found.ignored == ["行名旁边有 2 个数不在表内：1 2"]


def test_a_row_that_is_too_long_is_reported_with_what_is_left_over() -> None:
    found = plan(f"{RECEIVED}\t1\t2\t3\t4\t5\t6\t21\t88\t\t99\t")
    assert found.texts == row("received", "1", "2", "3", "4", "5", "6")
    assert found.ignored == [f"“{RECEIVED}”多出 2 格：88 99"]


def test_a_column_of_units_is_no_figure() -> None:
    rows = [f"{label}\t件\t1\t0\t0\t0\t0\t0\t1" for label in (RECEIVED, CARRIED_IN)]
    found = plan("\n".join(rows))
    assert found.texts == row("received", *"100000") | row("carried_in", *"100000")
    assert found.clean


def test_a_chinese_figure_is_not_taken_for_a_unit() -> None:
    found = plan(f"{RECEIVED}\t九\t0\t0\t0\t0\t0\t9\t注")
    assert found.texts == {f"requests.received.{name}": "0" for name in COLUMNS[1:-1]}
    assert len(found.refused) == 1
    assert found.ignored == [f"“{RECEIVED}”多出 1 格：注"]


SEVEN = "64\t0\t0\t2\t0\t4\t70"


@pytest.mark.parametrize(
    "text",
    [
        f"{RECEIVED}\t\t\t{SEVEN}",
        f"{RECEIVED}\t\t\t{SEVEN}\t",
        f"{RECEIVED}\t{SEVEN}\t\t",
        f"{RECEIVED}\t\t{SEVEN}\t",
    ],
)
def test_blanks_beside_a_merged_label_are_no_cells(text: str) -> None:
    found = plan(text)
    assert found.texts == row("received", "64", "0", "0", "2", "0", "4")
    assert found.clean


def test_part_of_the_columns_beside_three_label_columns() -> None:
    found = plan(
        f"{RECEIVED}\t\t\t64\n三、本年度办理结果\t{GRANTED}\t\t27\n\t（三）不予公开\t1.属于国家秘密\t5"
    )
    assert found.texts == {
        "requests.received.natural_person": "64",
        "requests.outcomes.granted.natural_person": "27",
        "requests.outcomes.refused.state_secret.natural_person": "5",
    }
    assert found.clean


def test_part_of_the_columns_beside_one_label_column() -> None:
    found = plan(f"{RECEIVED}\t\t64\n{GRANTED}\t\t5")
    assert found.texts == row("received", "", "64") | row("outcomes.granted", "", "5")
    assert found.clean


@pytest.mark.parametrize(
    "text",
    [
        f"{RECEIVED}\t\t64",
        f"{RECEIVED}\t\t\t64\n{CARRIED_IN}\t\t\t3",
        f"{RECEIVED}\t\t1\t2\t3\t4\t5\t15\t",
    ],
)
def test_blanks_that_may_be_labels_or_cells_leave_the_row_out(text: str) -> None:
    found = plan(text)
    assert not found.texts
    assert len(found.ignored) == text.count("\n") + 1
    assert all("分不清" in reason for reason in found.ignored)


def test_a_row_of_blanks_clears_its_cells() -> None:
    found = plan(f"{RECEIVED}\t\t\t\n{CARRIED_IN}\t\t\t", texts=row("received", "5"))
    assert set(found.texts.values()) == {""}
    assert found.texts["requests.received.natural_person"] == ""
    assert found.clean


def test_copied_headers_say_which_column_a_figure_belongs_to() -> None:
    found = plan(f"\t总计\t其他\t自然人\n{RECEIVED}\t70\t6\t64\n{CARRIED_IN}\t3\t\t3")
    assert found.texts == {
        "requests.received.natural_person": "64",
        "requests.received.other_organisation": "6",
        "requests.carried_in.natural_person": "3",
        "requests.carried_in.other_organisation": "",
    }
    assert found.clean


def test_headers_that_do_not_line_up_are_not_followed() -> None:
    found = plan(f"自然人\t总计\n{RECEIVED}\t1\t2\t3")
    assert found.texts == row("received", "1", "2", "3")
    assert found.skipped == 1


def test_rows_of_table_2_go_to_their_labels_in_any_order() -> None:
    found = plan("行政强制\t42\n规章\t0\t0\t7\n规范性文件\t1\t2\t3", "proactive")
    assert found.texts == {
        "proactive.compulsory_measures.decisions": "42",
        "proactive.rules.issued": "0",
        "proactive.rules.repealed": "0",
        "proactive.rules.in_force": "7",
    }
    assert found.ignored == ["认不出这一行：“规范性文件 1 2 3”"]


@pytest.mark.parametrize(("key", "other"), [("proactive", "requests"), ("requests", "proactive")])
def test_the_rows_of_another_table_go_nowhere(key: str, other: str) -> None:
    texts = dict.fromkeys(inputs("2021", other), "3")
    found = plan(printed("2021", other, texts, Style(labels=1, headers=True)), key)
    assert not found.texts
    assert not found.clean


# Any table, any text


@st.composite
def copied(draw: st.DrawFn) -> tuple[str, str, dict[str, str], Style]:
    edition = draw(st.sampled_from(("2019", "2021")))
    key = draw(st.sampled_from(TABLES))
    return edition, key, draw(finished(edition, key)), draw(styles())


@settings(max_examples=100)
@given(copied(), st.randoms(use_true_random=False))
def test_any_finished_table_in_any_style_comes_back_exactly(
    table: tuple[str, str, dict[str, str], Style], random: Random
) -> None:
    edition, key, texts, style = table
    by_path = cells_by_path(edition, key)
    labelled = style.labels and key != "appeals"
    at = random.choice(list(by_path)) if labelled else next(iter(by_path))
    before = random.choice([{}, dict.fromkeys(texts, "1")])
    found = plan(printed(edition, key, texts, style), key, at, edition, before)
    assert found.texts == {path: str(read_cell(by_path[path], t)) for path, t in texts.items()}
    assert found.refused == []
    assert found.totals == []
    assert found.ignored == []


@settings(max_examples=100)
@given(copied())
def test_blanks_for_zeros_shift_no_figure(table: tuple[str, str, dict[str, str], Style]) -> None:
    edition, key, texts, style = table
    by_path = cells_by_path(edition, key)
    plain = {path: str(read_cell(by_path[path], text)) for path, text in texts.items()}
    text = printed(edition, key, texts, replace(style, zero=""))
    found = plan(text, key, edition=edition)
    for path, figure in found.texts.items():
        assert figure in ("", plain[path])
    if found.clean:
        for path, figure in plain.items():
            blank = figure == "0" and by_path[path].kind is Kind.COUNT
            assert found.texts.get(path, "") == ("" if blank else figure)


@st.composite
def cut_out(draw: st.DrawFn) -> tuple[str, str, str, str, dict[str, str]]:
    """Edition, table and first cell of a block cut out of a finished table, and the texts."""
    edition, key = draw(st.sampled_from(("2019", "2021"))), draw(st.sampled_from(TABLES))
    texts = draw(finished(edition, key))
    known = figures(edition, key, Entries.of(texts))
    rows = [line for band in grid(edition, key).bands for line in band.cells]
    top = draw(st.integers(0, len(rows) - 1))
    height = draw(st.integers(1, len(rows) - top))
    left = draw(st.integers(0, len(rows[top]) - 1))
    width = draw(st.integers(1, len(rows[top]) - left))
    wholes = sum(not cell.computed for cell in rows[top][left:])
    assume(key != "appeals" or width != wholes)  # as many as without totals: read like that
    block = [
        [str(total(c, known) or 0) if c.computed else texts[c.path] for c in line[left:][:width]]
        for line in rows[top:][:height]
    ]
    padded = ("\t".join(line + [""] * (width - len(line))) for line in block)
    return edition, key, rows[top][left].path, "\n".join(padded), texts


@settings(max_examples=100)
@given(cut_out(), st.booleans())
def test_a_block_cut_out_of_a_table_goes_back_where_it_was_or_is_reported(
    block: tuple[str, str, str, str, dict[str, str]], refill: bool
) -> None:
    edition, key, at, text, texts = block
    found = plan(text, key, at, edition, texts if refill else {})
    for path, figure in found.texts.items():
        assert figure == str(read_cell(cells_by_path(edition, key)[path], texts[path]))
    assert found.texts or not found.clean or set(text) <= set("0\t\n") or ".total" in at


fields = st.one_of(
    st.sampled_from(
        (
            RECEIVED,
            GRANTED,
            "3.其他",
            "（七）总计",
            "（六）其他处理",
            "规章",
            "行政许可",
            "信息内容",
            "第二十条第（五）项",
            "自然人",
            "总计",
            "结果维持",
            "件",
            "/",
            "",
            "",
            "",
        )
    ),
    st.integers(0, 9).map(str),
    tricky,
    any_text,
)
blocks = st.lists(st.lists(fields, max_size=18), max_size=30)


@settings(max_examples=100)
@given(
    st.sampled_from(("2019", "2021")).flatmap(
        lambda e: st.sampled_from(TABLES).flatmap(
            lambda k: st.tuples(st.just(e), st.just(k), st.sampled_from(cells(e, k)))
        )
    ),
    st.one_of(any_text, blocks.map(lambda rows: "\n".join("\t".join(row) for row in rows))),
)
def test_any_text_at_all_can_be_pasted_and_only_figures_land(
    place: tuple[str, str, Cell], text: str
) -> None:
    edition, key, cell = place
    found = plan(text, key, cell.path, edition)
    by_path = cells_by_path(edition, key)
    for path, kept in found.texts.items():
        assert not by_path[path].computed
        assert kept == "" or not isinstance(read_cell(by_path[path], kept), Violation)
        assert kept == kept.strip()


@st.composite
def numbered(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A block in which no figure comes twice, and its figures."""
    words = st.sampled_from(
        (
            "",
            "",
            "/",
            RECEIVED,
            GRANTED,
            "1.属于国家秘密",
            "（六）其他处理",
            "其他处理",
            "自然人",
            "规章",
        )
    )
    figures = iter(draw(st.permutations([str(n) for n in range(100, 200)])))
    used: list[str] = []
    rows = []
    for _ in range(draw(st.integers(1, 8))):
        row = []
        for is_figure in draw(st.lists(st.booleans(), min_size=1, max_size=12)):
            row.append(next(figures) if is_figure else draw(words))
            used += [row[-1]] if is_figure else []
        rows.append("\t".join(row))
    return "\n".join(rows), used


@settings(max_examples=100)
@given(st.sampled_from(TABLES), numbered(), st.data())
def test_no_figure_is_dropped_without_a_word(
    key: str, block: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, figures = block
    at = data.draw(st.sampled_from(cells("2021", key))).path
    found = plan(text, key, at)
    said = " ".join([*found.refused, *found.ignored, *(pasted for _, pasted, _ in found.totals)])
    if "请只复制数字" in said:
        assert not found.texts
        return
    landed = list(found.texts.values())
    for figure in figures:
        assert landed.count(figure) == 1 or figure in said


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("一、本年新收政府信息公開申請數量", "received"),
        ("本年新收政府信息公开申请数量", "received"),
        ("（二）部分公开", "outcomes.partly_granted"),
        ("三、上年结转政府信息公开申请数量", "carried_in"),
    ],
)
def test_labels_are_known_as_import_knows_them(label: str, name: str) -> None:
    found = plan(f"{label}\t1\t2\t0\t0\t0\t0\t3")
    assert found.texts == row(name, *"120000")
    assert found.clean


@pytest.mark.parametrize("label", ["一、本年新收政俯信息公开申请数量", "其他", "规范性文件"])
def test_a_label_that_is_not_certain_is_reported(label: str) -> None:
    found = plan(f"{RECEIVED}\t0\t0\t0\t0\t0\t0\t0\n{label}\t1\t2\t0\t0\t0\t0\t3")
    assert found.texts == row("received", *"000000")
    assert not found.clean
