"""Paragraphs on the screen: indents and gaps nobody types, and places that lead back."""

from hypothesis import given
from hypothesis import strategies as st
from textual.document._document import Document
from textual.geometry import Offset

from tests.report.test_line_breaks import NOT_FIRST, NOT_LAST
from tests.tui.conftest import LARGE, Open, started
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.widgets.paragraphs import INDENT, Paragraphs

texts = st.lists(
    st.text(st.sampled_from("年报公开，。（）2024年ab "), max_size=90), min_size=1, max_size=4
).map("\n".join)


def arranged(document: Paragraphs) -> tuple[object, ...]:
    return (
        document._wrap_offsets,
        document._offset_to_line_info,
        document._line_index_to_offsets,
        document._tab_width_cache,
        document.gaps,
    )


@given(texts, st.integers(8, 72))
def test_every_place_leads_back_to_its_character(text: str, width: int) -> None:
    document = Paragraphs(Document(text), width)
    for row, line in enumerate(text.split("\n")):
        for column in range(len(line) + 1):
            offset = document.location_to_offset((row, column))
            assert offset.y not in document.gaps
            assert offset.x <= width
            assert document.offset_to_location(offset) == (row, column)


@given(texts, texts, st.integers(8, 72), st.data())
def test_an_edit_leaves_what_wrapping_all_would(
    text: str, put: str, width: int, data: st.DataObject
) -> None:
    raw = Document(text)
    document = Paragraphs(raw, width)
    lines = text.split("\n")
    places = [(row, column) for row, line in enumerate(lines) for column in range(len(line) + 1)]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(places), st.sampled_from(places))))
    result = raw.replace_range(start, end, put)
    document.wrap_range(start, end, result.end_location)
    assert arranged(document) == arranged(Paragraphs(raw, width))


def test_a_letter_in_a_long_paragraph_breaks_few_lines_again() -> None:
    text = "公开工作，" * 1000
    raw = Document(text)
    document = Paragraphs(raw, 72)
    for at in (5000, 2500, 0):
        result = raw.replace_range((0, at), (0, at), "年")
        document.wrap_range((0, at), (0, at), result.end_location)
        assert arranged(document) == arranged(Paragraphs(raw, 72))


def test_first_lines_are_moved_in_unless_they_were_typed_so() -> None:
    document = Paragraphs(Document("甲\n　　乙\n\n丙\t丁"), 40)
    at = [document.location_to_offset((row, 0)) for row in range(4)]
    assert at == [Offset(INDENT, 0), Offset(0, 2), Offset(INDENT, 3), Offset(0, 4)]
    assert document.gaps == {1}
    assert document.height == 5


async def test_the_editor_shows_a_page(open_wizard: Open) -> None:
    text = "在2024年，按照《条例》（国令第711号）“先审查、后公开”，占66.7%。" * 6
    async with open_wizard(
        started({"overview.text": f"{text}\n{text}"}), "overview", LARGE
    ) as desk:
        area = desk.area
        lines = [area.render_line(y).text.rstrip() for y in range(area.size.height)]
        assert lines[0].startswith(" " * INDENT + "在2024年")
        assert max(map(cell_len, lines)) <= 72
        gap = lines.index("")
        assert lines[gap + 1].startswith(" " * INDENT + "在2024年")
        for line in filter(None, lines):
            assert line.strip()[0] not in NOT_FIRST
            assert line.strip()[-1] not in NOT_LAST
        assert area.cursor_screen_offset.x == area.content_region.x + INDENT
        await desk.press("end", "down", "home")
        assert area.cursor_screen_offset == area.content_region.offset + Offset(0, 1)
