"""Kinds of sources that offices publish and converters make, one small document each."""

import pytest

from tests.importing.test_extraction import SEVEN, row
from tuiwizard.importing import read_here
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source

TITLE = "某局2024年政府信息公开工作年度报告"
RULES = {"proactive.rules.issued": 1, "proactive.rules.repealed": 2, "proactive.rules.in_force": 3}
APPEALS = [
    f"appeals.{group}.{name}"
    for group in ("review", "litigation_direct", "litigation_after_review")
    for name in ("upheld", "corrected", "other", "pending", "total")
]


def read(text: str, name: str = "a.txt") -> Imported:
    return extract(read_source(text.encode(), name))


def figures(found: Imported) -> dict[str, object]:
    return {p: c.value for p, c in found.printed.items() if c.value is not None}


@pytest.mark.parametrize(
    "text",
    [
        "<!-- page 1 -->\n\n| 规章 | 1 | 2 | 3 |\n|---|---|---|---|\n",
        "| 信息内容 | a | b | c |\n|---|---|---|---|\n| 规章 | 1 | 2 | 3 |\n\n</div>\n",
        "<div>\n\n<table><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr></table>\n\n</div>",
        "<table>\n\n<tr>\n<td>规章</td>\n\n<td>1</td><td>2</td>\n\n<td>3</td></tr>\n\n</table>",
        "<!-- a\n\nb -->\n\n</section>\n\n规章 | 1 | 2 | 3\n",
    ],
)
def test_comments_and_lone_tags_in_markdown(text: str) -> None:
    assert figures(read(f"# {TITLE}\n\n二、主动公开政府信息情况\n\n{text}", "a.md")) == RULES


def test_a_table_in_html_that_never_ends_takes_nothing_with_it() -> None:
    text = f"# {TITLE}\n\n<table>\n\n二、主动公开政府信息情况\n\n规章 | 1 | 2 | 3\n"
    assert figures(read(text, "a.md")) == RULES


def test_csv_as_a_spreadsheet_saves_it() -> None:
    """Every line padded to one width, cells merged over columns, blanks for zeros."""
    heads = ["", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    records = [
        [TITLE],
        ["三、收到和处理政府信息公开申请情况"],
        ["", "", "", "申请人情况"],
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", *heads[4:]],
        ["一、本年新收政府信息公开申请数量", "", "", "3", "", "", "", "1", "", "4"],
        ["二、上年结转政府信息公开申请数量", "", "", "", "2", "", "", "", "", "2"],
        ["三、本年度办理结果", "（一）予以公开", "", "5", "", "", "", "", "", "5"],
        ["", "（三）不予公开", "1.属于国家秘密", "", "", "", "", "", "6", "6"],
        ["四、政府信息公开行政复议、行政诉讼情况"],
        ["行政复议", "", "", "", "", "行政诉讼"],
        [str(n) for n in range(15)],
        ["五、存在的主要问题及改进情况"],
        ["无。"],
    ]
    text = "\n".join(",".join([*r, *[""] * (15 - len(r))]) for r in records)
    found = read(text, "a.csv")
    assert figures(found) == {
        "requests.received.natural_person": 3,
        "requests.received.legal_service": 1,
        "requests.received.total": 4,
        "requests.carried_in.business": 2,
        "requests.carried_in.total": 2,
        "requests.outcomes.granted.natural_person": 5,
        "requests.outcomes.granted.total": 5,
        "requests.outcomes.refused.state_secret.other_organisation": 6,
        "requests.outcomes.refused.state_secret.total": 6,
        **{path: n for n, path in enumerate(APPEALS)},
    }
    assert found.printed["requests.received.business"].value is None  # a blank stays a blank
    assert (found.agency, found.year) == ("某局", 2024)
    assert found.texts == {"problems.text": "无。"}


def test_a_padded_line_that_lost_a_comma_is_not_read_by_its_header() -> None:
    heads = ",自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计,,"
    good = "一、本年新收政府信息公开申请数量,1,,,,,,1,,"
    lost = "二、上年结转政府信息公开申请数量,1,,,,,1,,,"[:-1]
    found = read(f"{TITLE},,,,,,,,,\n{heads}\n{good}\n{lost}\n", "a.csv")
    assert figures(found) == {}


def test_a_csv_file_of_two_rows() -> None:
    heads = "项目,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计"
    rows = "\n".join(
        f"{label},{SEVEN.replace(chr(9), ',')}"
        for label in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量")
    )
    found = read(f"{TITLE}\n{heads}\n{rows}\n", "a.csv")
    assert figures(found) == row("received") | row("carried_in")


@pytest.mark.parametrize(
    "heading",
    [
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议提起行政诉讼情况",
        "四、因政府信息公开申请提起的复议和诉讼",
        "四、 政府信息公开行政复议及行政诉讼的情况",
    ],
)
def test_table_4_behind_its_other_headings(heading: str) -> None:
    heads = "结果 结果 其他 尚未 总\n维持 纠正 结果 审结 计 结果 结果 其他 尚未 总\n"
    figures_ = " ".join(map(str, range(15)))
    found = read(f"{TITLE}\n{heading}\n行政复议 行政诉讼\n{heads}{figures_}\n五、存在的主要问题")
    assert figures(found) == {path: n for n, path in enumerate(APPEALS)}


@pytest.mark.parametrize(
    ("one", "two", "three", "five", "six"),
    [
        ("一、工作概述", "二、主动公开情况", "三、依申请公开情况", "五、存在问题", "六、其它事项"),
        ("一、概述", "二、行政机关主动公开政府信息情况",
         "三、行政机关收到和处理政府信息公开申请情况",
         "五、政府信息公开工作存在的主要问题及改进情况", "六、其他需要报告的事项"),
        ("一、总体工作情况", "二、政府信息主动公开", "三、政府信息公开申请办理情况",
         "五、主要不足和改进措施", "六、其他事项"),
    ],
)  # fmt: skip
def test_sections_under_headings_in_other_words(
    one: str, two: str, three: str, five: str, six: str
) -> None:
    found = read(
        f"{TITLE}\n{one}\n甲。\n（二）主动公开情况\n{two}\n规章 | 1 | 2 | 3\n{three}\n"
        f"一、本年新收政府信息公开申请数量\t{SEVEN}\n{five}\n一、问题是少。\n{six}\n丙。"
    )
    assert figures(found) == RULES | row("received")
    assert found.texts == {
        "overview.text": "甲。\n（二）主动公开情况",
        "problems.text": "一、问题是少。",
        "other_matters.text": "丙。",
    }


def test_two_rows_below_other_handling() -> None:
    """（六）其他处理 printed with its first two rows only, or with a number of its own."""
    first = "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    second = "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    found = read(
        f"{TITLE}\n（六）其他处理 | 1.{first} | {SEVEN.replace(chr(9), ' | ')}\n"
        f" | 2.{second} | {SEVEN.replace(chr(9), ' | ')}\n"
        f"（七）总计 | {SEVEN.replace(chr(9), ' | ')}\n"
    )
    rows = ("outcomes.other.correction_overdue", "outcomes.other.fee_overdue", "outcomes.total")
    assert figures(found) == {p: n for name in rows for p, n in row(name).items()}
    assert not [path for path in found.printed if path.startswith("requests.outcomes.other.other")]


def test_two_rows_of_suits_in_table_4() -> None:
    """Reviews in one row, suits in two sub-rows."""
    page = "<h1>" + TITLE + "</h1><p>四、政府信息公开行政复议、行政诉讼情况</p><table>"
    page += "<tr><td colspan=2></td><td>结果维持</td><td>结果纠正</td><td>其他结果</td>"
    page += "<td>尚未审结</td><td>总计</td></tr>"
    rows = ("<td colspan=2>行政复议</td>", "<td rowspan=2>行政诉讼</td><td>未经复议直接起诉</td>",
            "<td>复议后起诉</td>")  # fmt: skip
    for at, labels in enumerate(rows):
        cells = "".join(f"<td>{n}</td>" for n in range(5 * at, 5 * at + 5))
        page += f"<tr>{labels}{cells}</tr>"
    assert figures(read(page + "</table>", "a.html")) == {p: n for n, p in enumerate(APPEALS)}


def test_headings_and_fences_of_pandoc() -> None:
    heading = "## 五、存在的主要问题及改进情况 {#s5}"
    text = f"# {TITLE}\n\n{heading}\n\n::: {{.note data-n=3}}\n\n少。\n\n:::\n"
    assert read(text, "a.md").texts == {"problems.text": "少。"}


def test_table_4_between_its_heading_and_a_caption_that_repeats_it() -> None:
    heads = "结果维持   结果纠正   其他结果   尚未审结   总计"
    figures_ = "   ".join(map(str, range(15)))
    found = read(
        f"{TITLE}\n四、政府信息公开行政复议、行政诉讼情况\n行政复议   行政诉讼\n----- -----\n"
        f"{heads}   未经复议直接起诉   复议后起诉\n{heads}   {heads}\n{figures_}\n"
        ": 四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题\n"
    )
    assert figures(found) == {path: n for n, path in enumerate(APPEALS)}


def test_a_label_with_pieces_of_its_group_torn_into_it() -> None:
    found = read(
        f"{TITLE}\n（六）\n其他处 2.申请人逾期未按收费通知要求缴\n"
        f"理   纳费用、行政机关不再处理其政府   {SEVEN.replace(chr(9), '   ')}\n信息公开申请\n"
        f"其他处理   {SEVEN.replace(chr(9), '   ')}\n"
    )
    assert row("outcomes.other.fee_overdue").items() <= figures(found).items()
    assert not [one.text for one in found.unread if "2." in one.text]


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        ("11 12 | 0 | 4 | 5 61 | 93", (11, 12, 0, 4, 5, 61, 93)),
        ("0 0 | 0 | 0 0 0 | 0", (0,) * 7),
        ("11 12 | 0 | 4 | 5 61 | 94", ()),  # the total says otherwise
        ("11 12 | 0 | 4 | 5 | 32", ()),  # one is missing
        ("11 12 | 0 | 4 | 5 约61 | 93", ()),
    ],
)
def test_figures_parted_by_spaces_are_proved_by_their_total(
    cells: str, read_as: tuple[int, ...]
) -> None:
    label = "一、本年新收政府信息公开申请数量"
    found = read(f"{TITLE}\n三、收到和处理政府信息公开申请情况\n{label} | {cells}\n")
    expected = dict(zip(row("received"), read_as, strict=True)) if read_as else {}
    assert figures(found) == expected
    assert bool(found.unread) == (not read_as)
    assert all(found.printed[p].proof for p in expected)


def test_figures_parted_by_spaces_are_not_told_apart_without_a_total() -> None:
    assert figures(read(f"{TITLE}\n规章 | 1 2 | 3\n")) == {}


PAGE = """<h1>{title}</h1><p>二、主动公开政府信息情况</p><table>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>{0}</td><td>{1}</td><td>{2}</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p><table><tr><td>一、本年新收政府信息公开申请数量</td>
<td>{0}</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>{0}</td></tr></table>"""


@pytest.mark.parametrize(
    "other", ["某局2023年政府信息公开工作年度报告", "另局2024年政府信息公开工作年度报告"]
)
def test_of_two_reports_the_first_is_read(other: str) -> None:
    both = PAGE.format(1, 2, 3, title=TITLE) + PAGE.format(4, 5, 6, title=other)
    found = read(both, "a.html")
    assert figures(found) == figures(read(PAGE.format(1, 2, 3, title=TITLE), "a.html"))
    assert (found.agency, found.year) == ("某局", 2024)
    assert f"第 4 段：从“{other}”起是另一份年报，没有读，请分开读" in map(str, found.notes)


@pytest.mark.parametrize("title", [TITLE, "年报", "2024年政府信息公开工作年度报告"])
def test_what_is_printed_again_otherwise_is_not_proved(title: str) -> None:
    both = PAGE.format(1, 2, 3, title=TITLE) + PAGE.format(4, 5, 6, title=title)
    read_of = figures(read(both, "a.html"))
    assert not {"proactive.rules.issued", "requests.received.total"} & read_of.keys()
    again = PAGE.format(1, 2, 3, title=TITLE) + PAGE.format(1, 2, 3, title=title)
    assert figures(read(again, "a.html")) == figures(
        read(PAGE.format(1, 2, 3, title=TITLE), "a.html")
    )


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("2023年政府信息公开年报.txt", 2023),
        ("2023年，2024年.txt", None),
        ("2024年1月.txt", None),
        ("20240115.txt", None),
        ("2018年.txt", None),
    ],
)
def test_the_name_of_a_file_may_say_the_year(name: str, year: int | None) -> None:
    found = read_here("二、主动公开政府信息情况\n规章\t1\t2\t3".encode(), name, "", None)
    assert found.year == year
    notes = [str(note) for note in found.notes]
    said = f"里面没有印年度，{year} 年是从文件名“{name}”读出的"
    assert (said if year else "没有读到年度，请用 --year 指定") in notes
    assert read_here(TITLE.encode(), name, "", None).year == 2024


def test_a_figure_with_a_fraction_of_nothing() -> None:
    text = "二、主动公开政府信息情况\n规章\t1.0\t2.00\t3.000\n"
    assert figures(read(TITLE + "\n" + text)) == {
        "proactive.rules.issued": 1,
        "proactive.rules.repealed": 2,
    }


def test_cells_that_may_be_typed_in() -> None:
    cell = '<td><input value="{}"></td>'
    row_of = "".join(map(cell.format, (1, 2, 3)))
    page = f"<h1>{TITLE}</h1><table><tr><td>规章</td>{row_of}</tr></table>"
    page += '<input type="hidden" value="7"><input type="submit" value="8">'
    assert figures(read(page, "a.html")) == RULES


def test_the_header_of_a_site_is_left_out_and_that_of_an_article_is_not() -> None:
    page = "<header>甲网2019年政府信息公开工作年度报告</header>"
    page += f"<article><header>{TITLE}</header></article>"
    assert read(page + "<table><tr><td>规章</td><td>1</td></tr></table>", "a.html").year == 2024


def test_heads_cut_short_are_not_one_merged_head() -> None:
    heads = "信息内容 | 本年新 | 本年新 | 对外公开总数量 |"
    text = f"二、主动公开政府信息情况\n{heads}\n规章 | 0 | 0 | 0 |\n"
    assert set(figures(read(f"{TITLE}\n{text}")).values()) == {0}
    assert len(figures(read(f"{TITLE}\n{text}"))) == 3


@pytest.mark.parametrize(
    "lines",
    [
        ["信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数", "规章 | 1 | 2 | 3"],
        ["规章 1 2 3"],
        ["规章 |", "1 |", "2 |", "3 |", "第二十条第（五）项 |||", "||"],
    ],
)
def test_rows_that_a_page_prints_as_paragraphs(lines: list[str]) -> None:
    page = "".join(f"<p>{line}</p>" for line in (TITLE, "二、主动公开政府信息情况", *lines))
    assert figures(read(page, "a.html")) == RULES
    assert read(f"<p>首页 | 年报</p>{page}", "a.html").agency == "某局"


def test_marks_of_markdown_in_a_text() -> None:
    text = f"## {TITLE}\n## **二、主动公开政府信息情况**\n**规章** | **1** | 2 | 3\n"
    assert figures(read(text)) == RULES


def test_a_figure_at_the_edge_of_a_page_is_no_page_number() -> None:
    pages = (f"{TITLE}\n二、主动公开政府信息情况\n规章\n1\n1", "2\n3\n2", "完毕。\n3")
    assert figures(read("\f".join(pages))) == RULES
    assert figures(read(f"{TITLE}\n二、主动公开政府信息情况\n规章\n1\n2\n3\n1\f")) == RULES
