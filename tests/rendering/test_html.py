"""The HTML page: its tables, its words, and that nothing else is in it."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.page import Block, Page
from tests.published import TABLES, committed
from tests.rendering.blank_form import Place, official
from tests.rendering.final import html as render
from tests.rendering.test_escape import anything
from tests.sections import SECTIONS
from tuiwizard.errors import NotPublishable
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import grid
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.style import Style
from tuiwizard.report.draft import Draft

Golden = Callable[[str, bytes], None]


def test_the_page_is_the_golden_one(name: str, complete: Draft, golden: Golden) -> None:
    golden(f"{name}.html", render(complete).encode())


def test_the_headings_are_the_title_and_the_six_sections(complete: Draft) -> None:
    page = Page(render(complete))
    assert page.texts("title", "h1") == [complete.report.title] * 2
    assert page.texts("h2") == [section_title(complete.edition, key) for key in SECTIONS[1:]]


@pytest.mark.parametrize(("number", "key"), enumerate(TABLES))
def test_the_merges_are_those_of_the_blank_form(number: int, key: str) -> None:
    found, taken = [], set()
    for row, line in enumerate(Page(render(Draft.new(2021), as_draft=True)).tables[number].rows):
        column = 0
        for cell in line:
            while (row, column) in taken:  # where a cell of a row above reaches down to
                column += 1
            text = cell.text if cell.tag == "th" else ""
            found.append(Place(row, column, cell.rows, cell.columns, text))
            taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
    assert found == official()[number], key


def test_every_figure_names_the_headers_above_and_beside_it(name: str, complete: Draft) -> None:
    page = Page(render(complete))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    printed = committed(name).printed
    for key, table in zip(TABLES, page.tables, strict=True):
        heads = {cell.attributes.get("id", ""): cell.text for cell in table.cells}
        figures = [cell for cell in table.cells if cell.tag == "td"]
        for band in grid(complete.edition, key).bands:
            for cell in (cell for row in band.cells for cell in row):
                figure = figures.pop(0)
                said = [heads[i] for i in figure.attributes["headers"].split()]
                assert said == [*filter(None, [band.title]), *cell.row, *cell.column]
                assert figure.text == printed[cell.path]
        assert figures == []


def test_headers_have_a_scope_and_only_the_only_band_has_a_head(complete: Draft) -> None:
    for table in Page(render(complete)).tables:
        assert all(cell.attributes.get("scope") for cell in table.cells if cell.tag == "th")
        titles = [cell for cell in table.cells if cell.attributes.get("scope") == "rowgroup"]
        assert set(table.groups) == ({"tbody"} if titles else {"thead", "tbody"})


def test_a_table_scrolls_in_a_region_with_its_name(complete: Draft) -> None:
    page = Page(render(complete))
    regions = [attributes for _, attributes in page.elements if "role" in attributes]
    assert [region["role"] for region in regions] == ["region"] * 3
    captions = {
        a["id"]: text
        for (tag, a), text in zip(
            [e for e in page.elements if e[0] == "caption"], page.texts("caption"), strict=True
        )
    }
    assert [captions[region["aria-labelledby"]] for region in regions] == [
        section_title(complete.edition, key) for key in TABLES
    ]
    assert {region["tabindex"] for region in regions} == {"0"}


def test_nothing_is_loaded_and_nothing_runs(complete: Draft) -> None:
    source = render(complete)
    page = Page(source)
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "link", "img", "iframe"})
    names = {name for _, attributes in page.elements for name in attributes}
    assert names.isdisjoint({"src", "style"})
    assert not [name for name in names if name.startswith("on")]
    (style,) = page.texts("style")
    assert not re.search(r"url\(|@import|https?:", style)
    (policy,) = [a["content"] for _, a in page.elements if "http-equiv" in a]
    assert {"script-src 'none'", "object-src 'none'"} <= {*policy.split("; ")}
    assert "style-src" not in policy  # whoever edits the page may edit its look
    assert page.elements[0] == ("html", {"lang": "zh-CN"})


def test_the_title_is_left_to_a_site_that_prints_it_itself(complete: Draft) -> None:
    page = Page(render(complete, style=Style(no_title=True)))
    assert page.texts("h1") == []
    assert page.texts("title") == [complete.report.title]


def test_addresses_are_links() -> None:
    typed = {"agency.introduction": "见 www.a.gov.cn/zwgk?x=1&y=2。", "overview.text": "a@b.gov.cn"}
    page = Page(render(committed("pingtan-2021").draft().with_texts(typed)))
    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert links == ["http://www.a.gov.cn/zwgk?x=1&y=2", "mailto:a@b.gov.cn"]
    assert page.texts("p")[0] == typed["agency.introduction"]


def test_a_draft_is_stamped_under_its_title_and_a_final_report_is_not(complete: Draft) -> None:
    assert "草稿" not in render(complete)
    stamped = Page(render(complete, as_draft=True)).parts
    at = next(i for i, part in enumerate(stamped) if isinstance(part, Block) and part.tag == "h1")
    stamp = stamped[at + 1]
    assert isinstance(stamp, Block)
    assert (stamp.text, stamp.inside) == ("草稿（未经审核）", ["strong"])


def test_an_unfinished_report_is_refused_or_says_what_it_lacks(complete: Draft) -> None:
    draft = complete.with_texts({"appeals.review.upheld": ""})
    with pytest.raises(NotPublishable):
        render(draft)
    page = Page(render(draft, as_draft=True))
    assert "草稿（未经审核）：还有 1 格未填" in page.texts("p")


def test_a_typed_indent_is_not_doubled() -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": "\u3000\u3000甲\n乙"})
    classes = {
        p.text: p.attributes.get("class") for p in Page(render(draft)).parts if isinstance(p, Block)
    }
    assert classes["\u3000\u3000甲"] is None
    assert classes["乙"] == "indent"


@given(anything, anything)
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_as_it_was_typed(text: str, figure: str) -> None:
    draft = committed("guanyuan-2019").draft()
    path = "requests.received.natural_person"
    draft = draft.with_texts({"overview.text": text, "agency.introduction": "", path: figure})
    page = Page(render(draft, as_draft=True))
    paragraphs = [p for p in page.parts if isinstance(p, Block) and p.tag == "p"][2:]
    typed = draft.entries("overview").get("overview.text")
    lines = map(in_markup, typed.split("\n"))  # what has no shape is gone
    shown = [line for line in lines if line.strip()] or ["（未填）"]
    assert [p.text for p in paragraphs[: len(shown)]] == shown
    assert paragraphs[len(shown)].text.startswith("一是政策解读")
    assert {kind for p in paragraphs for kind in p.inside} <= {"a", "mail"}  # addresses are links
    typed = draft.entries("requests").get(path)
    cell = next(c for c in page.tables[1].cells if c.tag == "td")
    assert cell.text == (in_markup(typed) if typed.strip() else "（未填）")
