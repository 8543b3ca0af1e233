"""The clipboard's text as rows of fields."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import any_text
from tuiwizard.importing.clipboard import Block, parse_block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", ()),
        ("7", (("7",),)),
        ("7\n", (("7",),)),
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\t2\r3\t4\r", (("1", "2"), ("3", "4"))),
        ("1\t2\n3\t4", (("1", "2"), ("3", "4"))),
        ("1\t\t2\t\n", (("1", "", "2", ""),)),
        (" 1 \t\u30002\u00a0\n", (("1", "2"),)),
    ],
)
def test_tabs_part_fields_and_any_line_end_parts_rows(text: str, block: Block) -> None:
    assert parse_block(text) == block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("\n3\n4\n", (("",), ("3",), ("4",))),
        ("3\r\n\r\n4\r\n", (("3",), ("",), ("4",))),
        ("3\n\n\n", (("3",), ("",), ("",))),
        ("\r\r", (("",), ("",))),
        ("\t\n\t\n", (("", ""), ("", ""))),
    ],
)
def test_an_empty_line_is_a_row_of_blanks_wherever_it_stands(text: str, block: Block) -> None:
    assert parse_block(text) == block


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('"（二）部分公开\r\n（区分处理的）"', "（二）部分公开（区分处理的）"),
        ('"（二）部分公开\r（区分处理的）"', "（二）部分公开（区分处理的）"),
        ('"3.危及""三安全\n一稳定"""', '3.危及"三安全一稳定"'),
        ('"1.\n属于国家秘密"', "1.属于国家秘密"),
        ('"64\n"', "64"),
        ('"64\n件"', "64件"),
        ('"a\tb"', "a\tb"),
        ('"', '"'),
        ('"a"b', '"a"b'),
        ('3"', '3"'),
    ],
)
def test_a_quoted_field_is_one_field_and_a_lone_quote_is_a_quote(text: str, field: str) -> None:
    assert parse_block(f"{text}\t5") == ((field, "5"),)


@pytest.mark.parametrize("wrapped", ["12\n34", "12 \n 345", "１２\n３４", "12\n\n34", "1\r234"])
def test_two_figures_in_a_cell_do_not_become_one(wrapped: str) -> None:
    ((field, _),) = parse_block(f'"{wrapped}"\t5')
    assert "\n" in field


def test_a_quote_that_is_never_closed_leaves_the_lines_as_they_are() -> None:
    assert parse_block('"1\t2\n3\t4\n') == (('"1', "2"), ("3", "4"))


_plain = st.text(st.characters(exclude_characters='\n\r\t"', codec="utf-8"))


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(_plain.map(str.strip), min_size=n, max_size=n), min_size=1, max_size=5
        )
    ),
    st.sampled_from(("\n", "\r\n", "\r")),
)
def test_what_a_spreadsheet_copies_is_read_back(rows: list[list[str]], line_end: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, "excel-tab", quoting=csv.QUOTE_ALL, lineterminator=line_end)
    writer.writerows(rows)
    assert parse_block(out.getvalue()) == tuple(tuple(row) for row in rows)


@given(st.one_of(any_text, st.text('\t\n\r"１2a', max_size=30)))
def test_any_text_is_a_block_of_rows_with_fields(text: str) -> None:
    for row in parse_block(text):
        assert row
        assert all(field == field.strip() for field in row)
