"""The page as a whole: its order, its stamp, and when there is none."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.published import FEES, WORDS, committed
from tests.readback import PARSERS, blocks, paragraphs, plain
from tuiwizard.errors import NotPublishable
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.names import SECTIONS
from tuiwizard.rendering.markdown import render
from tuiwizard.report.draft import Draft

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
    assert page.endswith("无。\n\n发出收费通知的件数：0件。\n")
    page = render(draft.with_texts(dict.fromkeys(FEES, "")))
    assert page.endswith("无。\n")


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
    draft = complete.with_texts({"appeals.review.upheld": "", "overview.text": " \n"})
    stamp = render(draft, as_draft=True).split("\n\n")[1]
    assert stamp == (
        f"{STAMP}：年报还没有完成：“一、总体情况”1 格未填；"
        f"“{section_title(draft.edition, 'appeals')}”1 格未填"
    )
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
    assert "\n\n甲\ufffd乙\n\n\\<b\\>\n\n" in page
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


def test_rendering_loads_no_screen_and_no_parser() -> None:
    code = (
        "import sys, tuiwizard.rendering.markdown\n"
        "heavy = {'textual', 'rich', 'markdown_it', 'lxml', 'docx'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
