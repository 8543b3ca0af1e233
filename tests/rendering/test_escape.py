"""Any text comes back from the page as it was typed, and as nothing but text."""

import html
import re

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.page import Block, Page
from tests.published import committed
from tests.readback import NO_BREAK_SPACE, PARSERS, blocks, paragraphs, plain
from tests.rendering import final
from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS, without_invisible
from tuiwizard.rendering.escape import in_html, inline, paragraph
from tuiwizard.rendering.escape import name as named

EVERYTHING = ["extra", "admonition", "nl2br", "sane_lists", "toc", "wikilinks"]
"""The extensions that come with Python-Markdown and change texts, but for those that mean to."""

FRAGMENTS = (
    *"\\`*_[]<>&~|$#@!(){}:=+-.,/^%\"'\n\t\n \u3000\u00a0\u2003文a1",
    *("    ", "> ", "- ", "* ", "+ ", "1. ", "1) ", "1.\t", "0000000001. ", "- [ ] ", "[!NOTE]"),
    *("```", "~~~", "===", "---", "***", "___", "~~", "**", "# ", "## ", " ##", "$$", ":::", ": "),
    *("<b>", "</b>", "<br>", "<!--", "-->", "<script>", "<?", "<![CDATA[", "<a@b.cn>", "&lt;"),
    *("&amp;", "&nbsp;", "&#35;", "&#x41;", "&copy", "[a](b)", "![a](b)", "[a]: b", "[^1]", "[a]"),
    *("|---|", "| a | b |", ":--", "\\\n", "  \n", "http://", "https://a.cn", "ftp://a.cn/b", "//"),
    *(
        "localhost",
        "www.",
        "www.a.cn",
        "gov.cn",
        "a@b.cn",
        "mailto:",
        "x.рф",
        "1.2.3.4",
        "://",
        "HTTP",
        ":+1:",
        ":smile:",
    ),
    *(".mailto:@.A", "xmpp:", "xmpp:a@b.cn/c", "a@b.cn!", "@.A", ".-_+@", "{{", "}}", "{%", "%}"),
    *(
        "{{< x >}}",
        "{#x}",
        "{: .x}",
        "{.x}",
        "!!! ",
        "??? ",
        "...",
        "--",
        '"甲"',
        "(c)",
        "^a^",
        "==",
    ),
)
hostile = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
anything = st.text() | hostile | st.lists(hostile | st.text(max_size=5), max_size=4).map("".join)
reportable = anything.map(lambda text: FORBIDDEN_CHARACTERS.sub("", text))


def typed_lines(text: str) -> list[str]:
    """The paragraphs of a text, as its reader should get them."""
    lines = without_invisible(text).split("\n")
    return [line.replace(NO_BREAK_SPACE, " ") for line in lines if line.strip()]


def written(text: str) -> str:
    """A text between other text and a table, so that it could run into either."""
    lines = [line for line in without_invisible(text).split("\n") if line.strip()]
    return "\n\n".join(map(paragraph, ["前文", *lines, "后文"])) + "\n"


@given(reportable)
@settings(max_examples=500, deadline=None)
@example("1.2.3.4 //localhost www.gov.cn a.b@c.cn mailto:a@b.cn HTTP://A.CN")
@example("123456789. 甲\n1) 乙\n+ 丙")
@example("[甲]: https://a.cn\n[甲]\n| 甲 |\n|---|\n- [ ] 乙\n===\n    代码")
def test_any_text_comes_back_as_its_paragraphs(text: str) -> None:
    for parser in PARSERS:
        assert paragraphs(written(text), parser) == ["前文", *typed_lines(text), "后文"]


@given(anything)
@settings(max_examples=300, deadline=None)
def test_any_text_in_a_cell_stays_in_its_cell(text: str) -> None:
    shown = FORBIDDEN_CHARACTERS.sub("\ufffd", without_invisible(text)).replace("\n", "\ufffd")
    page = f"| 甲 | 乙 |\n| :--- | ---: |\n| {inline(text)} | 末 |\n"
    for parser in PARSERS:
        cells = [plain(content) for _, content in blocks(PARSERS[parser].parse(page))]
        assert cells == ["甲", "乙", shown.replace(NO_BREAK_SPACE, " "), "末"]


@given(anything)
@settings(max_examples=300, deadline=None)
def test_any_text_in_a_heading_stays_in_its_heading(text: str) -> None:
    shown = FORBIDDEN_CHARACTERS.sub("\ufffd", without_invisible(text)).replace("\n", "\ufffd")
    for parser in PARSERS:
        found = list(blocks(PARSERS[parser].parse(f"# {inline(text)}年报\n\n后文\n")))
        assert [tag for tag, _ in found] == ["h1", "p"]
        assert plain(found[0][1]) == f"{shown}年报".replace(NO_BREAK_SPACE, " ")


@given(reportable)
@settings(max_examples=200, deadline=None)
def test_spaces_survive_in_the_browser(text: str) -> None:
    for parser in PARSERS.values():
        shown = re.findall(r"<p>(.*)</p>", parser.render(written(text)))
        assert len(shown) == len(typed_lines(text)) + 2
        for line in map(html.unescape, shown):
            assert "  " not in line
            assert line == line.strip(" ")


@pytest.mark.parametrize(
    "text",
    [
        "本年度收到申请70件，办结69件（其中予以公开30件）。",
        "一是“解读”不够；二是更新慢：较上年下降2.5%！",
        "1.加强组织领导；2、完善制度——落实《条例》第二十条……",
        "网站栏目 12 个，政务新媒体 3 个",
    ],
)
def test_plain_chinese_is_left_alone(text: str) -> None:
    assert paragraph(text) == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("http://a.gov.cn", "http:&#47;/a\\.gov\\.cn"),
        ("a_b@c.gov.cn", "[a\\_b&#64;c\\.gov\\.cn](mailto:a_b@c.gov.cn)"),
        (
            "xmpp:a@b.cn/甲!a@b.cn",
            "xmpp:[a&#64;b\\.cn](mailto:a@b.cn)/甲\\![a&#64;b\\.cn](mailto:a@b.cn)",
        ),
        ('"甲"--乙...', "&quot;甲&quot;\\--乙\\.\\.."),
        ("{{ 7*7 }}", "&#123;&#123; 7\\*7 }}"),
        ("www.123.com", "www\\.123\\.com"),
        ("  甲  乙", "&nbsp;&nbsp;甲&nbsp; 乙"),
        ("\u3000\u3000甲", "&#12288;&#12288;甲"),
        ("1. 甲", "1\\. 甲"),
        ("- 甲", "\\- 甲"),
        (":smile: 8:30", "&#58;smile: 8:30"),
    ],
)
def test_what_markdown_would_take_is_escaped(text: str, source: str) -> None:
    assert paragraph(text) == source


@pytest.mark.parametrize("extensions", [["tables"], EVERYTHING], ids=["tables", "everything"])
@given(text=reportable)
@settings(max_examples=150, deadline=None)
@example(text="a@b.cn http://a.gov.cn $x$ ~~甲~~ <b> a|b :smile: ...")
@example(text="1234567890. 甲\n１. 乙\n!!! note\n[^1]: 丙\n{: .x}")
def test_python_markdown_shows_the_same(extensions: list[str], text: str) -> None:
    """The engine of MkDocs, which knows fewer escapes than CommonMark does."""
    page = Page(markdown.markdown(written(text), extensions=extensions))
    assert {p.tag for p in page.parts if isinstance(p, Block)} == {"p"}
    found = [shown.replace(NO_BREAK_SPACE, " ") for shown in page.texts("p")]
    assert found == ["前文", *typed_lines(text), "后文"]
    assert {tag for tag, _ in page.elements} <= {"p", "a"}
    assert all(a["href"].startswith("mailto:") for tag, a in page.elements if tag == "a")


@given(reportable)
@settings(max_examples=200, deadline=None)
@example("{{ site.title }} {% raw %} {{< youtube x >}} {{% notice %}} {# x #}")
def test_no_template_of_a_site_generator_begins_in_a_text(text: str) -> None:
    assert "{" not in inline(text) + paragraph(text) + in_html(text)


def test_a_long_run_of_letters_takes_no_longer_than_its_length() -> None:
    """Searched from each of its letters to its end, it would take minutes (pytest's timeout)."""
    text = "a" * 200_000 + "@" + "b" * 200_000
    assert inline(text) == text.replace("@", "&#64;")


@given(reportable, reportable, reportable.map(lambda text: text.replace("\n", "")))
@settings(max_examples=25, deadline=None)
@example("- 甲\n1. 乙\n+ 丙", "- 甲\n= 乙", "- 丁局")
@example("", "", "\xad")
@example("", "", "丁局a@b.cn")
def test_texts_survive_in_a_whole_report(overview: str, introduction: str, name: str) -> None:
    changes = {"overview.text": overview, "agency.introduction": introduction, "agency.name": name}
    draft = committed("guanyuan-2019").draft().with_texts(changes)
    found = list(blocks(PARSERS["gfm"].parse(final.markdown(draft, as_draft=True))))
    chapter = [i for i, (tag, _) in enumerate(found) if tag == "h2"]
    assert len(chapter) == 6
    shown = named(name).replace(NO_BREAK_SPACE, " ") if name.strip() else "〔机关名称〕"
    assert found[0][0] == "h1"
    assert plain(found[0][1]).startswith(shown + "2019年")
    body = [plain(content) for _, content in found[chapter[0] + 1 : chapter[1]]]
    assert body == (typed_lines(overview) or ["（未填）"])
    opening = [plain(content) for _, content in found[2 : chapter[0] - 1]]
    assert opening == typed_lines(introduction)
