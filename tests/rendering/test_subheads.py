"""Sub-heads: which paragraphs begin with one, and what each format makes of it."""

import io
import re
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.importing.test_own_outputs import words
from tests.published import committed
from tests.rendering.final import docx, html, markdown
from tests.signing import signed
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.sources import read_source
from tuiwizard.rendering.formats import FORMATS, write
from tuiwizard.rendering.style import Style
from tuiwizard.rendering.subheads import headed
from tuiwizard.report.draft import Draft

NARRATIVE = (
    "（一）主动公开。全年更新栏目 12 个。\n\n(二)依申请公开情况\n按期答复。\n"
    "（三）政府信息管理：专人负责。\n（四）全年公开信息12条。\n　　（五）监督保障\n每季自查。"
)


@pytest.fixture
def draft() -> Draft:
    return committed("pingtan-2021").draft().with_texts({"overview.text": NARRATIVE})


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("（一）主动公开。", "全年甲。"),
        ("(一)主动公开。", "全年甲。"),
        ("（一)主动公开：", "全年甲。"),
        ("(十二)主动公开情况:", "全年甲。"),
        ("　　（二十一）监督保障", ""),
        ("（一）主动公开情况", ""),
        ("（一）2024年工作情况", ""),
        ("（一）主动公开情况。", ""),
        ("（五）政府信息公开平台建设。 ", ""),
        ("（一）增强组织保障，规范公开程序。", "一是甲。"),
        ("（一）" + "长" * 60 + "。", "乙。"),
        ("（一）为了群众、了解需求。", "甲。"),
    ],
)
def test_a_title_goes_to_the_first_stop_however_long_it_is(title: str, rest: str) -> None:
    assert headed(title + rest) == (title, rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "（一）政策解读质量有待提升。",
        "（一）本机关未发生上述情况。",
        "（一）加强学习，提高本领情况。",
        "（一）全年公开信息12条。其中甲。",
        "（一）2024年，我镇公开信息。其中甲。",
        "(一)2024年,我镇公开信息。其中甲。",
        "（一）成立了领导小组。办公室负责。",
        "（一）解读不多；",
        "（一）解读不多，",
        "（一）",
        "（一）。甲",
        "（一）见http://a.gov.cn。",
        "一、主动公开。甲",
        "甲（一）乙。丙",
        "（abc）甲。乙",
        "",
    ],
)
def test_a_sentence_or_an_item_is_no_title(paragraph: str) -> None:
    assert headed(paragraph) == ("", paragraph)


def test_it_is_said_which_become_headings() -> None:
    led, alone = "（一）主动公开。甲", "（一）主动公开"
    assert [headed(line, "none").title for line in (led, alone)] == ["", ""]
    assert [headed(line, "alone").title for line in (led, alone)] == ["", alone]
    assert [headed(line, "all").title for line in (led, alone)] == ["（一）主动公开。", alone]


@given(st.text(alphabet="（一）(二)。：:；，了12年甲 　情况", max_size=30))
def test_nothing_of_a_paragraph_is_lost(paragraph: str) -> None:
    assert "".join(headed(paragraph)) == paragraph


ALL = ["（一）主动公开。", "(二)依申请公开情况", "（三）政府信息管理：", "（五）监督保障"]
ALONE = [ALL[1], ALL[3]]


@pytest.mark.parametrize(("which", "titles"), [("none", []), ("alone", ALONE), ("all", ALL)])
def test_they_are_headings_in_every_format(which: str, titles: list[str], draft: Draft) -> None:
    style = Style(subheads=which)  # type: ignore[arg-type]
    made = write(signed(draft), "markdown", style=style).decode()
    assert re.findall(r"^### (.*)$", made, re.MULTILINE) == titles
    made = write(signed(draft), "html", style=style).decode()
    assert re.findall("<h3>(.*?)</h3>", made) == titles
    data = write(signed(draft), "docx", style=style)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    headings = re.findall(r'<w:pStyle w:val="Heading2"/>.*?<w:t [^>]*>(.*?)</w:t>', xml)
    assert [heading.strip() for heading in headings] == titles


@given(
    st.lists(st.text(alphabet="（一）(二)。：:；了12年条甲乙 　情况\t", max_size=20), max_size=6)
)
@settings(max_examples=60, deadline=None)
@example(["（一）甲。 乙", "　（一）甲： ", "（一）甲。\t乙", "（二）甲"])
def test_any_text_comes_back_from_a_paper(lines: list[str]) -> None:
    draft = (
        committed("pingtan-2021").draft().with_texts({"problems.text": "\n".join(["甲", *lines])})
    )
    data = write(signed(draft), "docx")
    back = extract(read_source(data, "report.docx")).texts["problems.text"]
    assert words(back) == [line.replace("\t", " ") for line in words("\n".join(["甲", *lines]))]


def test_without_the_option_pages_stay_as_they_were(draft: Draft) -> None:
    assert "<h3>" not in html(draft)
    assert "\n### " not in markdown(draft)
    assert b"Heading2" in zipfile.ZipFile(io.BytesIO(docx(draft))).read("word/document.xml")


@pytest.mark.parametrize("to", ["markdown", "html", "docx"])
@pytest.mark.parametrize("which", ["none", "alone", "all"])
def test_the_text_is_read_back(which: str, to: str, draft: Draft) -> None:
    """What leads a paragraph has a line of its own on a page; a paper keeps it in one."""
    data = write(signed(draft), to, style=Style(subheads=which))  # type: ignore[arg-type]
    found = extract(read_source(data, f"report{FORMATS[to].suffix}"))
    back = words(found.texts["overview.text"])
    if which == "all" and to != "docx":
        assert "".join(back) == "".join(words(NARRATIVE))
        assert set(ALL) <= set(back)
    else:
        assert back == words(NARRATIVE)
