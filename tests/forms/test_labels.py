"""The labels of both editions, typed from the notices and not from the code."""

import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.sections import SECTIONS
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.grid import Grid
from tuiwizard.forms.layout import cells, grid

Labels = tuple[str, ...]

APPLICANTS: list[tuple[str, Labels]] = [
    ("natural_person", ("申请人情况", "自然人")),
    ("business", ("申请人情况", "法人或其他组织", "商业企业")),
    ("research", ("申请人情况", "法人或其他组织", "科研机构")),
    ("public_interest", ("申请人情况", "法人或其他组织", "社会公益组织")),
    ("legal_service", ("申请人情况", "法人或其他组织", "法律服务机构")),
    ("other_organisation", ("申请人情况", "法人或其他组织", "其他")),
    ("total", ("申请人情况", "总计")),
]

HANDLED = "三、本年度办理结果"
REFUSED = (HANDLED, "（三）不予公开")
UNAVAILABLE = (HANDLED, "（四）无法提供")
NOT_PROCESSED = (HANDLED, "（五）不予处理")
OTHER = (HANDLED, "（六）其他处理")

ROWS_ABOVE_OTHER: list[tuple[str, Labels]] = [
    ("received", ("一、本年新收政府信息公开申请数量",)),
    ("carried_in", ("二、上年结转政府信息公开申请数量",)),
    ("outcomes.granted", (HANDLED, "（一）予以公开")),
    (
        "outcomes.partly_granted",
        (HANDLED, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ),
    ("outcomes.refused.state_secret", (*REFUSED, "1.属于国家秘密")),
    ("outcomes.refused.other_law", (*REFUSED, "2.其他法律行政法规禁止公开")),
    ("outcomes.refused.safety_and_stability", (*REFUSED, "3.危及“三安全一稳定”")),
    ("outcomes.refused.third_party_rights", (*REFUSED, "4.保护第三方合法权益")),
    ("outcomes.refused.internal_affairs", (*REFUSED, "5.属于三类内部事务信息")),
    ("outcomes.refused.deliberative", (*REFUSED, "6.属于四类过程性信息")),
    ("outcomes.refused.enforcement_file", (*REFUSED, "7.属于行政执法案卷")),
    ("outcomes.refused.administrative_inquiry", (*REFUSED, "8.属于行政查询事项")),
    ("outcomes.unavailable.not_held", (*UNAVAILABLE, "1.本机关不掌握相关政府信息")),
    ("outcomes.unavailable.needs_creation", (*UNAVAILABLE, "2.没有现成信息需要另行制作")),
    (
        "outcomes.unavailable.unclear_after_correction",
        (*UNAVAILABLE, "3.补正后申请内容仍不明确"),
    ),
    ("outcomes.not_processed.petition", (*NOT_PROCESSED, "1.信访举报投诉类申请")),
    ("outcomes.not_processed.repeated", (*NOT_PROCESSED, "2.重复申请")),
    ("outcomes.not_processed.published", (*NOT_PROCESSED, "3.要求提供公开出版物")),
    ("outcomes.not_processed.excessive", (*NOT_PROCESSED, "4.无正当理由大量反复申请")),
    (
        "outcomes.not_processed.reissue",
        (*NOT_PROCESSED, "5.要求行政机关确认或重新出具已获取信息"),
    ),
]

OTHER_2019: list[tuple[str, Labels]] = [("outcomes.other", OTHER)]

OTHER_2021: list[tuple[str, Labels]] = [
    (
        "outcomes.other.correction_overdue",
        (*OTHER, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ),
    (
        "outcomes.other.fee_overdue",
        (*OTHER, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ),
    ("outcomes.other.other", (*OTHER, "3.其他")),
]

ROWS_BELOW_OTHER: list[tuple[str, Labels]] = [
    ("outcomes.total", (HANDLED, "（七）总计")),
    ("carried_out", ("四、结转下年度继续办理",)),
]

REQUEST_ROWS = {
    "2019": ROWS_ABOVE_OTHER + OTHER_2019 + ROWS_BELOW_OTHER,
    "2021": ROWS_ABOVE_OTHER + OTHER_2021 + ROWS_BELOW_OTHER,
}

Band = tuple[str, list[tuple[str, str]], list[tuple[str, str]]]

ITEMS_AND_DECISIONS = [
    ("items_last_year", "上一年项目数量"),
    ("change", "本年增/减"),
    ("decisions", "处理决定数量"),
]

PROACTIVE: dict[str, list[Band]] = {
    "2019": [
        (
            "第二十条第（一）项",
            [
                ("produced", "本年新制作数量"),
                ("disclosed", "本年新公开数量"),
                ("total_disclosed", "对外公开总数量"),
            ],
            [("rules", "规章"), ("normative_documents", "规范性文件")],
        ),
        (
            "第二十条第（五）项",
            ITEMS_AND_DECISIONS,
            [("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")],
        ),
        (
            "第二十条第（六）项",
            ITEMS_AND_DECISIONS,
            [("penalties", "行政处罚"), ("compulsory_measures", "行政强制")],
        ),
        (
            "第二十条第（八）项",
            [("items_last_year", "上一年项目数量"), ("change", "本年增/减")],
            [("fees", "行政事业性收费")],
        ),
        (
            "第二十条第（九）项",
            [("projects", "采购项目数量"), ("amount", "采购总金额")],
            [("procurement", "政府集中采购")],
        ),
    ],
    "2021": [
        (
            "第二十条第（一）项",
            [
                ("issued", "本年制发件数"),
                ("repealed", "本年废止件数"),
                ("in_force", "现行有效件数"),
            ],
            [("rules", "规章"), ("normative_documents", "行政规范性文件")],
        ),
        (
            "第二十条第（五）项",
            [("decisions", "本年处理决定数量")],
            [("licensing", "行政许可")],
        ),
        (
            "第二十条第（六）项",
            [("decisions", "本年处理决定数量")],
            [("penalties", "行政处罚"), ("compulsory_measures", "行政强制")],
        ),
        (
            "第二十条第（八）项",
            [("amount", "本年收费金额（单位：万元）")],
            [("fees", "行政事业性收费")],
        ),
    ],
}

RESULTS = [
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
]

APPEALS: list[tuple[str, Labels]] = [
    ("review", ("行政复议",)),
    ("litigation_direct", ("行政诉讼", "未经复议直接起诉")),
    ("litigation_after_review", ("行政诉讼", "复议后起诉")),
]

TITLES = {
    "agency": "基本情况",
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "appeals": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}

EDITIONS = ("2019", "2021")


@pytest.mark.parametrize("edition", EDITIONS)
def test_section_titles_in_order(edition: str) -> None:
    assert list(SECTIONS) == list(TITLES)
    assert {key: section_title(edition, key) for key in SECTIONS} == TITLES


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_2(edition: str) -> None:
    bands = grid(edition, "proactive").bands
    assert [band.title for band in bands] == [title for title, _, _ in PROACTIVE[edition]]
    for band, (_, columns, rows) in zip(bands, PROACTIVE[edition], strict=True):
        assert band.corner == "信息内容"
        assert [(c.path, c.labels) for c in band.columns] == [(p, (t,)) for p, t in columns]
        assert [(r.path, r.labels) for r in band.rows] == [(p, (t,)) for p, t in rows]
        for row, (name, label) in zip(band.cells, rows, strict=True):
            assert [(cell.path, cell.row, cell.column) for cell in row] == [
                (f"proactive.{name}.{path}", (label,), (title,)) for path, title in columns
            ]
    assert len(cells(edition, "proactive")) == {"2019": 22, "2021": 10}[edition]
    assert not any(cell.computed for cell in cells(edition, "proactive"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_3(edition: str) -> None:
    (band,) = grid(edition, "requests").bands
    assert band.title == ""
    assert band.corner == ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    assert [(c.path, c.labels) for c in band.columns] == APPLICANTS
    assert [(r.path, r.labels) for r in band.rows] == REQUEST_ROWS[edition]
    assert len(band.rows) == {"2019": 23, "2021": 25}[edition]
    assert [(cell.path, cell.row, cell.column) for cell in cells(edition, "requests")] == [
        (f"requests.{path}.{name}", row, column)
        for path, row in REQUEST_ROWS[edition]
        for name, column in APPLICANTS
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_3_computes_the_totals_and_nothing_else(edition: str) -> None:
    by_path = {cell.path: cell for cell in cells(edition, "requests")}
    computed = {path for path, cell in by_path.items() if cell.computed}
    assert computed == {p for p in by_path if p.endswith(".total") or ".outcomes.total." in p}
    assert by_path["requests.received.total"].parts == tuple(
        f"requests.received.{name}" for name, _ in APPLICANTS[:-1]
    )
    rows = [path for path, _ in REQUEST_ROWS[edition] if path.startswith("outcomes.")]
    rows.remove("outcomes.total")
    assert by_path["requests.outcomes.total.business"].parts == tuple(
        f"requests.{row}.business" for row in rows
    )
    assert set(by_path["requests.outcomes.total.total"].parts) == {
        f"requests.{row}.{name}" for row in rows for name, _ in APPLICANTS[:-1]
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_table_4(edition: str) -> None:
    (band,) = grid(edition, "appeals").bands
    assert (band.title, band.corner) == ("", "")
    expected = [
        (f"{group}.{name}", (*above, label)) for group, above in APPEALS for name, label in RESULTS
    ]
    assert [(c.path, c.labels) for c in band.columns] == expected
    assert [(row.path, row.labels) for row in band.rows] == [("", ())]
    assert [(cell.path, cell.row, cell.column) for cell in band.cells[0]] == [
        (f"appeals.{path}", (), labels) for path, labels in expected
    ]
    assert [cell.path for cell in band.cells[0] if cell.computed] == [
        "appeals.review.total",
        "appeals.litigation_direct.total",
        "appeals.litigation_after_review.total",
    ]
    assert band.cells[0][4].parts == tuple(f"appeals.review.{name}" for name, _ in RESULTS[:4])


def test_cover_and_narratives() -> None:
    for edition in EDITIONS:
        assert [(cell.path, cell.label) for cell in cells(edition, "agency")] == [
            ("agency.name", "机关名称"),
            ("agency.level", "机关层级"),
            ("agency.contact.address", "联系方式 · 地址"),
            ("agency.contact.postcode", "联系方式 · 邮编"),
            ("agency.contact.phone", "联系方式 · 电话"),
            ("agency.contact.email", "联系方式 · 电子邮箱"),
            ("agency.introduction", "引言"),
        ]
        for key in ("overview", "problems"):
            assert [cell.path for cell in cells(edition, key)] == [f"{key}.text"]
    assert [cell.path for cell in cells("2019", "other_matters")] == ["other_matters.text"]
    assert {(cell.path, cell.unit) for cell in cells("2021", "other_matters")} == {
        ("other_matters.text", ""),
        ("other_matters.fee_notices", "件"),
        ("other_matters.fees_charged", "元"),
        ("other_matters.fees_received", "元"),
    }


def test_levels_are_those_of_the_form() -> None:
    level = next(cell for cell in cells("2021", "agency") if cell.path == "agency.level")
    assert [key for key, _ in level.choices] == [
        "township",
        "county_department",
        "county",
        "city_department",
        "city",
        "province_department",
        "province",
        "ministry",
    ]


def test_units_of_table_2() -> None:
    fees = next(c for c in cells("2021", "proactive") if c.path == "proactive.fees.amount")
    assert (fees.unit, fees.units, fees.unit_path) == ("万元", (), "")
    bought = next(c for c in cells("2019", "proactive") if c.path == "proactive.procurement.amount")
    assert (bought.unit, bought.units) == ("", ("元", "万元"))
    assert bought.unit_path == "proactive.procurement.unit"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_cell_says_what_is_counted_in_it(edition: str) -> None:
    assert [c.path for key in SECTIONS for c in cells(edition, key) if not c.help] == []


# The blank form of 2021, as published, with its merged cells.

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_tables(path: Path) -> list[list[list[str]]]:
    """The tables of a document; a merged cell's text stands in every place it covers."""
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    return [list(word_rows(table)) for table in root.iter(f"{WORD}tbl")]


def word_rows(table: ET.Element) -> Iterator[list[str]]:
    above: list[str] = []
    for row in table.findall(f"{WORD}tr"):
        line: list[str] = []
        for cell in row.findall(f"{WORD}tc"):
            text = "".join(t.text or "" for t in cell.iter(f"{WORD}t")).strip()
            merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            if merge is not None and merge.get(f"{WORD}val") != "restart":
                text = above[len(line)]
            span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
            line += [text] * int(span.get(f"{WORD}val", "1") if span is not None else 1)
        above = line
        yield line


def stretched(labels: Labels, depth: int) -> list[str]:
    return [*labels, *[labels[-1]] * (depth - len(labels))]


@pytest.fixture(scope="module")
def blank_form(corpus: Path) -> list[list[list[str]]]:
    path = corpus / "form-2021-blank.docx"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    return word_tables(path)


def test_table_2_is_the_blank_form(blank_form: list[list[list[str]]]) -> None:
    printed = [[text for text, _ in groupby(row) if text] for row in blank_form[0]]
    ours: list[list[str]] = []
    for band in grid("2021", "proactive").bands:
        ours.append([band.title])
        ours.append([band.corner, *(c.labels[0] for c in band.columns)])
        ours += [[row.labels[0]] for row in band.rows]
    assert ours == printed


def headers(table: Grid, depth: int) -> list[list[str]]:
    columns = [stretched(c.labels, depth) for c in table.bands[0].columns]
    return [list(line) for line in zip(*columns, strict=True)]


def test_table_3_is_the_blank_form(blank_form: list[list[list[str]]]) -> None:
    table = grid("2021", "requests")
    band = table.bands[0]
    above = [[band.corner] * 3 + line for line in headers(table, 3)]
    rows = [stretched(row.labels, 3) + [""] * 7 for row in band.rows]
    assert above + rows == blank_form[1]


def test_table_4_is_the_blank_form(blank_form: list[list[list[str]]]) -> None:
    assert [*headers(grid("2021", "appeals"), 3), [""] * 15] == blank_form[2]
