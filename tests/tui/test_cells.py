"""Text measured in terminal cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.tui.cells import cell_len, centred, cut, left, right, wrap, wrap_evenly

lines = st.text(st.characters(exclude_categories=["C", "M", "Zl", "Zp"]), max_size=30)
words = st.text("年度报告（一）abc 1，“”", max_size=40)
widths = st.integers(0, 40)


@given(st.one_of(lines, words), widths)
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    assert "".join(wrapped) == text
    assert all(cell_len(line) <= max(width, 2) for line in wrapped)
    assert all(wrapped) or wrapped == [""]


def test_english_words_and_numbers_are_broken_only_where_a_line_is_too_short() -> None:
    assert wrap("共 1,234 件", 6) == ["共 ", "1,234 ", "件"]
    assert wrap("see the page", 8) == ["see the ", "page"]
    assert wrap("requests.received", 9) == ["requests.", "received"]


def test_no_column_header_begins_with_a_bracket_that_closes() -> None:
    assert wrap("申请（一）公开", 8) == ["申请", "（一）公", "开"]


@given(words, st.integers(2, 40))
def test_even_lines_are_no_more_and_keep_everything(text: str, width: int) -> None:
    even = wrap_evenly(text, width)
    assert "".join(even) == text
    assert len(even) <= len(wrap(text, width))
    assert all(cell_len(line) <= width for line in even)


def test_even_lines_are_about_the_same_length() -> None:
    assert wrap("社会公益组织", 10) == ["社会公益组", "织"]
    assert wrap_evenly("社会公益组织", 10) == ["社会公", "益组织"]
    assert wrap_evenly("第（1）项", 5) == wrap("第（1）项", 5)


@given(st.one_of(lines, words), widths)
def test_padded_text_takes_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(left(text, width)) == width
    assert cell_len(right(text, width)) == width
    assert cell_len(centred(text, width)) == width


@given(words, widths)
def test_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    found = cut(text, width)
    assert cell_len(found) <= width
    assert found == text or width == 0 or found.endswith("…")


@pytest.mark.parametrize(
    ("text", "width", "at_left", "at_right", "in_middle"),
    [
        ("总计", 6, "总计  ", "  总计", " 总计 "),
        ("总计", 3, "总 ", " 计", "总 "),
        ("12", 5, "12   ", "   12", " 12  "),
        ("12345", 3, "123", "345", "123"),
    ],
)
def test_where_text_stands(
    text: str, width: int, at_left: str, at_right: str, in_middle: str
) -> None:
    assert left(text, width) == at_left
    assert right(text, width) == at_right
    assert centred(text, width) == in_middle


def test_cutting() -> None:
    assert cut("总计", 4) == "总计"
    assert cut("总计", 3) == "总…"
    assert cut("总计", 0) == ""
