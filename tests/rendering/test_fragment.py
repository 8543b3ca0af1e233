"""The piece of HTML for editors of websites: all it needs is in attributes, none of it is lost."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from tests.page import Block, Page
from tests.published import TABLES, committed
from tests.rendering.blank_form import official
from tests.rendering.final import fragment as render
from tests.rendering.test_escape import anything
from tests.sections import SECTIONS
from tuiwizard.errors import NotPublishable
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import grid
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.style import Style
from tuiwizard.report.draft import Draft

Golden = Callable[[str, bytes], None]


def read(page: str) -> Imported:
    return extract(read_source(page.encode(), "a.html"))


def test_the_fragment_is_the_golden_one(name: str, complete: Draft, golden: Golden) -> None:
    golden(f"{name}.fragment.html", render(complete).encode())


def test_only_inline_styles_and_plain_attributes_are_used(complete: Draft) -> None:
    page = Page(render(complete))
    assert {tag for tag, _ in page.elements} == {
        *("h2", "h3", "p", "strong", "table", "tbody", "tr", "td")
    }
    names = {name for _, attributes in page.elements for name in attributes}
    assert names == {
        *("style", "align", "valign", "width", "rowspan", "colspan"),
        *("border", "rules", "frame", "bordercolor", "cellspacing", "cellpadding"),
    }


def test_a_table_has_its_width_as_an_attribute_alone(complete: Draft) -> None:
    """UEditor makes `width="100"` of a style `width: 100%`: a table of 100 pixels."""
    found = re.findall(r"<table [^>]*>", render(complete))
    assert len(found) == 3
    for table in found:
        assert 'width="100%"' in table
        assert "width:" not in table


def test_headings_are_said_once_and_tables_have_no_caption(complete: Draft) -> None:
    page = Page(render(complete))
    assert page.texts("h2") == [complete.report.title]
    assert page.texts("h3") == [section_title(complete.edition, key) for key in SECTIONS[1:]]
    assert page.texts("caption") == []


@pytest.mark.parametrize(("number", "key"), enumerate(TABLES))
def test_tables_have_the_cells_of_the_blank_form(number: int, key: str) -> None:
    cells = Page(render(Draft.new(2021), as_draft=True)).tables[number].cells
    spans = [(cell.rows, cell.columns) for cell in cells]
    assert spans == [(place.rows, place.columns) for place in official()[number]], key


def test_figures_are_not_broken_and_stay_in_order(complete: Draft, name: str) -> None:
    printed = committed(name).printed
    for key, table in zip(TABLES, Page(render(complete)).tables, strict=True):
        nowrap = "white-space: nowrap"
        figures = [cell for cell in table.cells if nowrap in cell.attributes["style"]]
        bands = grid(complete.edition, key).bands
        paths = [cell.path for band in bands for row in band.cells for cell in row]
        assert [cell.text for cell in figures] == [printed[path] for path in paths]


CLEANING = {
    "nothing": "",
    "styles": r' style="[^"]*"',
    "attributes": r' (?:align|valign|width|border\w*|cell\w+)="[^"]*"',
    "bold": r"</?strong>",
    "every attribute but spans": r' (?!rowspan|colspan)[a-z]+="[^"]*"',
}
"""What editors take away."""


@pytest.mark.parametrize("dropped", CLEANING)
def test_it_is_read_back_after_an_editor_has_cleaned_it(complete: Draft, dropped: str) -> None:
    page = render(complete)
    cleaned = re.sub(CLEANING[dropped], "", page)
    assert (cleaned == page) is (dropped == "nothing")
    whole, found = read(page), read(cleaned)
    assert found.printed == whole.printed
    assert found.texts == whole.texts
    assert (found.agency, found.year) == (complete.agency_name, complete.year)
    assert found.missing == ()


def test_a_title_that_the_site_prints_itself_is_left_out(complete: Draft) -> None:
    page = Page(render(complete, style=Style(no_title=True)))
    assert page.texts("h2") == []
    around = f"<h1>{complete.report.title}</h1>{render(complete, style=Style(no_title=True))}"
    assert read(around).agency == complete.agency_name


def test_a_draft_is_stamped_and_an_unsigned_report_refused(complete: Draft) -> None:
    draft = complete.with_texts({"appeals.review.upheld": ""})
    with pytest.raises(NotPublishable):
        render(draft)
    stamp = Page(render(draft, as_draft=True)).parts[1]
    assert isinstance(stamp, Block)
    assert stamp.text.startswith("草稿（未经审核）：")
    assert "草稿" not in render(complete)


def test_a_typed_indent_is_not_doubled() -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": "\u3000\u3000甲\n乙"})
    styles = {
        p.text: p.attributes.get("style", "")
        for p in Page(render(draft)).parts
        if isinstance(p, Block)
    }
    assert styles["\u3000\u3000甲"].startswith("text-indent: 0;")
    assert styles["乙"].startswith("text-indent: 2em;")


def test_several_spaces_stay_several() -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": "12  个 。"})
    assert "12&nbsp; 个 。" in render(draft)


@given(anything)
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_as_it_was_typed(text: str) -> None:
    draft = committed("guanyuan-2019").draft()
    draft = draft.with_texts({"overview.text": text, "agency.introduction": ""})
    page = Page(render(draft, as_draft=True))
    paragraphs = [p for p in page.parts if isinstance(p, Block) and p.tag == "p"][2:]
    typed = draft.entries("overview").get("overview.text")
    lines = map(in_markup, typed.split("\n"))  # what has no shape is gone
    shown = [line for line in lines if line.strip()] or ["（未填）"]
    spaced = [re.sub(r"\t| (?= )", "\xa0", line) for line in shown]
    assert [p.text for p in paragraphs[: len(shown)]] == spaced
    assert {kind for p in paragraphs for kind in p.inside} <= {"a", "mail"}
