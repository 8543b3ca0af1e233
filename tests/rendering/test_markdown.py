"""The page as a whole: its order, its stamp, and when there is none."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings

from tests.page import Page, Table
from tests.published import FEES, TABLES, WORDS, committed
from tests.readback import NO_BREAK_SPACE, PARSERS, blocks, paragraphs, plain
from tests.rendering.final import markdown as render
from tests.rendering.test_escape import anything
from tests.sections import SECTIONS
from tuiwizard.errors import NotPublishable
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.escape import inert
from tuiwizard.rendering.merged_table import merge_cells
from tuiwizard.rendering.style import Style
from tuiwizard.rendering.tables import BLANK, printed_tables
from tuiwizard.report.content_identifier import identifier
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import posted_digest

Golden = Callable[[str, bytes], None]
STAMP = "> **草稿（未经审核）**"


def test_the_page_is_the_golden_one(name: str, complete: Draft, golden: Golden) -> None:
    golden(f"{name}.md", render(complete).encode())


def test_the_page_ends_in_one_newline_and_has_no_other_line_ends(complete: Draft) -> None:
    page = render(complete)
    assert page == page.rstrip() + "\n"
    assert "\r" not in page
    assert "\n\n\n" not in page


def test_a_finished_page_has_no_blank_and_no_stamp(complete: Draft) -> None:
    page = render(complete)
    assert "未填" not in page
    assert "草稿" not in page


def test_headings_are_the_title_and_the_six_sections(complete: Draft) -> None:
    found = [
        (tag, plain(t))
        for tag, t in blocks(PARSERS["gfm"].parse(render(complete)))
        if tag[0] == "h"
    ]
    titles = [("h2", section_title(complete.edition, key)) for key in SECTIONS[1:]]
    assert found == [("h1", complete.report.title), *titles]


def test_the_opening_gives_the_introduction_and_the_contact(complete: Draft) -> None:
    opening = render(complete).partition("\n\n")[2].partition("\n\n## ")[0]
    assert paragraphs(opening, "gfm") == [
        *WORDS["agency.introduction"].split("\n"),
        "联系方式：地址：甲县乙镇中心路1号；电话：0000-1234567。",
    ]


def test_the_opening_may_be_empty() -> None:
    draft = committed("pingtan-2021").draft()
    bare = {path: "" for path in draft.entries("agency").texts if path.count(".") > 1}
    page = render(draft.with_texts({**bare, "agency.introduction": " \n"}))
    assert page.split("\n\n")[1] == "## 一、总体情况"


def test_the_fees_follow_the_text_of_section_six() -> None:
    page = render(committed("pingtan-2021").draft())
    last = paragraphs(page.rpartition("\n## ")[2].partition("\n")[2], "gfm")
    assert last == [
        WORDS["other_matters.text"],
        "发出收费通知的件数：2件；收费通知的总金额：130.50元；实际收取的总金额：0元。",
    ]


def test_only_fees_that_are_given_are_stated() -> None:
    draft = committed("pingtan-2021").draft()
    page = render(draft.with_texts({**dict.fromkeys(FEES, ""), "other_matters.fee_notices": "0"}))
    assert body(page).endswith("无。\n\n发出收费通知的件数：0件。\n")
    page = render(draft.with_texts(dict.fromkeys(FEES, "")))
    assert body(page).endswith("无。\n")


def test_an_unfinished_report_names_each_section_and_what_it_lacks(complete: Draft) -> None:
    draft = complete.with_texts(
        {
            "agency.level": "",
            "requests.received.business": "",
            "requests.carried_in.research": "",
            "requests.carried_out.natural_person": "一件",
            "problems.text": "",
        }
    )
    with pytest.raises(NotPublishable) as caught:
        render(draft)
    lacks = {"agency": "1 格未填", "requests": "2 格未填、1 处有误", "problems": "1 格未填"}
    said = (f"“{section_title(draft.edition, key)}”{lack}" for key, lack in lacks.items())
    assert str(caught.value) == f"不能生成公布稿，年报还没有完成：{'；'.join(said)}"
    assert caught.value.exit_code == 1


def test_a_table_that_does_not_balance_is_not_published(complete: Draft) -> None:
    path = "requests.received.business"
    typed = int(complete.entries("requests").get(path))
    draft = complete.with_texts({path: str(typed + 1)})
    with pytest.raises(NotPublishable, match=r"”1 处有误$"):
        render(draft)


def test_a_complete_report_as_draft_has_the_stamp_and_nothing_else_new(complete: Draft) -> None:
    title, _, rest = render(complete).partition("\n\n")
    assert render(complete, as_draft=True) == f"{title}\n\n{STAMP}\n\n{rest}"


def test_an_unfinished_report_as_draft_says_what_it_lacks(complete: Draft) -> None:
    texts = {"appeals.review.upheld": "", "appeals.review.other": "一", "overview.text": " \n"}
    draft = complete.with_texts(texts)
    stamp = render(draft, as_draft=True).split("\n\n")[1]
    assert stamp == f"{STAMP}：还有 2 格未填、1 处有误"
    tokens = PARSERS["gfm"].parse(stamp)
    assert [t.type for t in tokens[2].children or ()] == [
        *("text", "strong_open", "text", "strong_close", "text"),
    ]
    assert "\n\n## 一、总体情况\n\n（未填）\n\n## 二" in render(draft, as_draft=True)


def test_a_draft_prints_the_texts_of_unfinished_sections_as_typed() -> None:
    draft = Draft.new(2023).with_texts(
        {
            "agency.name": "甲局",
            "agency.contact.phone": "1\n2",
            "overview.text": "甲\u202e乙\n<b>",
            "other_matters.fee_notices": "3件",
            "other_matters.fees_charged": "约*3*",
        }
    )
    assert not draft.report.complete
    page = render(draft, as_draft=True)
    assert page.startswith(f"# 甲局2023{draft.report.title_words}\n\n{STAMP}：")
    assert "\n\n联系方式：电话：1\ufffd2。\n\n" in page
    assert "\n\n甲\ufffd乙\n\n&lt;b&gt;\n\n" in page
    label = cells_by_path(draft.edition, "other_matters")["other_matters.fee_notices"].column[0]
    assert f"{label}：3件；" in page
    assert "约\\*3\\*元。\n" in page


def test_a_draft_without_a_name_leaves_a_gap_in_its_title() -> None:
    draft = Draft.new(2023)
    assert render(draft, as_draft=True).startswith(f"# {draft.report.title}\n\n")


@pytest.mark.parametrize(
    "hostile", ["# 甲 #", "  甲*局*", "1. <甲>", "[甲](http://a.cn)", "\u3000甲\t局"]
)
def test_a_hostile_name_stays_in_the_title(hostile: str) -> None:
    draft = committed("pingtan-2021").draft().with_texts({"agency.name": hostile})
    found = list(blocks(PARSERS["gfm"].parse(render(draft))))
    assert [plain(t) for tag, t in found if tag == "h1"] == [draft.report.title]
    assert draft.report.title.startswith(hostile)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_the_title_stands_at_the_level_asked_for(complete: Draft, level: int) -> None:
    page = render(complete, style=Style(heading_level=level))
    tags = [tag for tag, _ in blocks(PARSERS["gfm"].parse(page)) if tag[0] == "h"]
    assert tags == [f"h{level}", *[f"h{level + 1}"] * 6]
    assert page.replace("#" * (level - 1), "", 1).replace(
        "\n\n##" + "#" * (level - 1), "\n\n##"
    ) == render(complete)


def test_the_page_with_html_tables_is_the_golden_one(
    name: str, complete: Draft, golden: Golden
) -> None:
    golden(f"{name}-html.md", render(complete, style=Style(tables="html")).encode())


def test_html_tables_change_nothing_else(complete: Draft) -> None:
    html = re.sub(r"(?s)<table>.*?</table>", "表", render(complete, style=Style(tables="html")))
    rows = r"(?:(?:\*\*.*\*\*\n\n)?(?:\|.*\|\n)+\n)+"
    assert html == re.sub(rows, "表\n\n", render(complete))


def html_tables(draft: Draft, parser: str) -> list[Table]:
    page = render(draft, as_draft=True, style=Style(tables="html"))
    return Page(PARSERS[parser].render(page)).tables


@pytest.mark.parametrize("parser", PARSERS)
def test_html_tables_merge_as_the_form_does(complete: Draft, parser: str) -> None:
    drawn = [merge_cells(printed_tables(complete, key)) for key in TABLES]
    found = html_tables(complete, parser)
    assert [[(c.text, c.rows, c.columns) for c in table.cells] for table in found] == [
        [(s.text, s.rows, s.columns) for line in table.lines for s in line] for table in drawn
    ]


@given(anything)
@settings(max_examples=40, deadline=None)
def test_any_text_in_an_html_table_stays_in_its_cell(text: str) -> None:
    path = "requests.received.natural_person"
    draft = committed("guanyuan-2019").draft().with_texts({path: text})
    typed = draft.entries("requests").get(path)
    shown = in_markup(typed).replace(NO_BREAK_SPACE, " ") if typed.strip() else BLANK
    for parser in PARSERS:
        tables = html_tables(draft, parser)
        assert len(tables) == 3
        cell = next(cell for cell in tables[1].cells if cell.tag == "td")
        assert (cell.text.replace(NO_BREAK_SPACE, " "), cell.inside) == (shown, [])
        assert len([cell for cell in tables[1].cells if cell.tag == "td"]) == 23 * 7


def body(page: str) -> str:
    """A page without the line that names its content and that no engine shows."""
    shown, _, unseen = page.removesuffix("\n").rpartition("\n\n")
    assert unseen.startswith("[dcterms.identifier]: ")
    return f"{shown}\n"


def front(page: str) -> dict[str, str]:
    """The front matter's values as they are written; the rest of the page has none."""
    head, lines, body = page.split("---\n", 2)
    assert head == ""
    assert body.startswith("\n# ")
    pairs = (line.split(": ", 1) for line in lines.split("\n") if line)
    return dict(pairs)


def test_the_front_matter_says_what_the_page_is(complete: Draft) -> None:
    page = render(complete, style=Style(front_matter=True, day=date(2026, 1, 20)))
    assert front(page) == {
        "title": f'"{complete.report.title}"',
        "agency": f'"{WORDS["agency.name"]}"',
        "year": str(complete.report.year),
        "date": "2026-01-20",
        "identifier": f'"{identifier(posted_digest(complete))}"',
    }
    assert page.endswith(f"---\n\n{body(render(complete))}")


def test_without_a_date_there_is_none_and_a_draft_says_so(complete: Draft) -> None:
    page = render(complete, as_draft=True, style=Style(front_matter=True))
    assert list(front(page)) == ["title", "agency", "year", "draft", "identifier"]
    assert front(page)["draft"] == "true"


def same_but_for_width(shown: str, typed: str) -> bool:
    """Whether two lines differ in nothing but full width of signs."""
    return len(shown) == len(typed) and all(
        there == given or ord(there) == ord(given) + 0xFEE0
        for there, given in zip(shown, typed, strict=True)
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("甲局{{ x }}{% y %}", "甲局｛｛ x }}｛% y %}"),
        ("<img src=x onerror='y'>", "＜img src=x onerror=＇y＇＞"),
        ("[甲](b) a@b.cn", "［甲］(b) a＠b．cn"),
        ("市政府办公室（甲、乙）", "市政府办公室（甲、乙）"),
    ],
)
def test_a_name_is_markup_in_no_theme(typed: str, shown: str) -> None:
    draft = committed("guanyuan-2019").draft().with_texts({"agency.name": typed})
    read = front(render(draft, as_draft=True, style=Style(front_matter=True)))
    assert json.loads(read["agency"]) == shown


@pytest.mark.parametrize(
    "address",
    ["a@b.cn", "xmpp:a@b.cn/c", "mailto:a@b.cn", ".mailto:@.A", "a\u200b@b.cn", "0@.0@.0"],
)
def test_a_name_is_no_link(address: str) -> None:
    draft = committed("guanyuan-2019").draft().with_texts({"agency.name": address})
    page = render(draft, as_draft=True, style=Style(signature=True))
    named = [line for line in page.split("\n") if "＠" in line]
    assert len(named) == 2  # the title and the signature
    assert not [line for line in named if "@" in line or "&#64;" in line or "](" in line]


@given(anything)
@settings(max_examples=100, deadline=None)
@example('甲"\\:#\n---\n乙')
@example("\u0085\ufffe\U0001fffe\ufeff")
def test_any_name_is_read_back_from_the_front_matter(name: str) -> None:
    """A YAML double-quoted scalar in the form that JSON has in common with it.

    What a theme may take for markup is there in full width, and the same but for that.
    """
    draft = committed("guanyuan-2019").draft().with_texts({"agency.name": name})
    read = front(render(draft, as_draft=True, style=Style(front_matter=True)))
    agency = json.loads(read["agency"])
    assert same_but_for_width(agency, in_markup(draft.agency_name))
    assert inert(agency) == agency
    assert not set(agency + json.loads(read["title"])) & set("{<>[`*_@&\"'")
    assert json.loads(read["title"]).endswith("2019年政府信息公开工作年度报告")
    printable = r'"[\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*"'  # YAML 1.2, 5.1
    assert re.fullmatch(printable, read["agency"])


def test_rendering_loads_no_screen_and_no_parser() -> None:
    code = (
        "import sys, tuiwizard.rendering.markdown\n"
        "heavy = {'textual', 'rich', 'markdown_it', 'lxml', 'docx', 'html.parser',\n"
        "    'tuiwizard.rendering.html', 'tuiwizard.rendering.docx'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
