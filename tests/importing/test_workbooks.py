"""Workbooks in the form's layout, as this program and as offices make them."""

import io
from collections.abc import Callable, Sequence
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from tests.importing.written import Cell, blocks, ods_of
from tests.published import TABLES, committed
from tests.rendering.final import html, xlsx
from tests.signing import signed
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import Style
from tuiwizard.report.draft import Draft

Sheets = dict[str, list[str | list[list[Cell]]]]
"""The blocks of each sheet by its name."""

Typed = Callable[[str], str | int]
"""How an office types what is in a cell."""

NARRATIVES = ("overview.text", "problems.text", "other_matters.text")


def draft() -> Draft:
    return committed("pingtan-2021").draft()


def parts() -> dict[str, list[str | list[list[Cell]]]]:
    """The blocks of a report by the section they belong to; the title and the opening first."""
    found: Sheets = {"": []}
    key = ""
    for block in blocks(html(draft()).encode()):
        if isinstance(block, str) and block[1:2] == "、" and block[0] in "一二三四五六":
            key = block[0]
        found.setdefault(key, []).append(block)
    return found


def written(sheets: Sheets, typed: Typed = str) -> bytes:
    """A workbook of some sheets, by openpyxl."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, of_sheet in sheets.items():
        _fill(book.create_sheet(name), of_sheet, typed)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, of_sheet: Sequence[str | list[list[Cell]]], typed: Typed) -> None:
    row = 1
    for block in of_sheet:
        if isinstance(block, str):
            sheet.cell(row, 1, block)
            row += 1
            continue
        taken: set[tuple[int, int]] = set()
        for cells in block:
            column = 1
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                sheet.cell(row, column, typed(cell.text))
                end = row + cell.rows - 1, column + cell.columns - 1
                if cell.rows * cell.columns > 1:
                    sheet.merge_cells(
                        start_row=row, end_row=end[0], start_column=column, end_column=end[1]
                    )
                taken |= {(r, c) for r in range(row, end[0] + 1) for c in range(column, end[1] + 1)}
                column = end[1] + 1
            row += 1


def number(text: str) -> str | int:
    return int(text) if text.isdecimal() else text


def read(data: bytes, name: str = "a.xlsx") -> Imported:
    return extract(read_source(data, name))


def expected() -> Imported:
    return read(html(draft()).encode(), "a.html")


def assert_whole(found: Imported) -> None:
    """All figures and texts, and nothing else in the texts, as the page has them."""
    page = expected()
    assert {p: c.value for p, c in found.printed.items()} == {
        p: c.value for p, c in page.printed.items()
    }
    assert {p: found.texts.get(p) for p in NARRATIVES} == {p: page.texts[p] for p in NARRATIVES}
    assert (found.agency, found.year, found.missing) == (page.agency, page.year, ())


TITLE = "甲县乙镇人民政府2021年政府信息公开工作年度报告"


def one_sheet() -> Sheets:
    return {"年报": [block for blocks_ in parts().values() for block in blocks_]}


def sheet_of_each_section() -> Sheets:
    """The title again on each."""
    p = parts()
    return {
        "一": [*p[""], *p["一"]],
        **{key: [TITLE, "单位：件", *p[key]] for key in "二三四五六"},
    }


def tables_before_texts() -> Sheets:
    p = parts()
    return {
        "表一": [TITLE, *p["二"]],
        "表二": p["三"],
        "表三": p["四"],
        "文字": [*p[""][1:], *p["一"], *p["五"], *p["六"]],
    }


def tables_after_texts() -> Sheets:
    p = parts()
    texts = [*p[""], *p["一"], *p["五"], *p["六"]]
    return {"说明": texts, "附表1": ["附表1", *p["二"]], "附表2": p["三"], "附表3": p["四"]}


def sheets_named_after_their_sections() -> Sheets:
    """No heading on the sheets."""
    p = parts()
    return {
        "封面": p[""],
        **{p[key][0]: p[key][1:] for key in "四三二六五一"},  # type: ignore[misc]
    }


def tables_known_by_their_labels() -> Sheets:
    """Neither a heading nor a telling name, and the texts before them or behind."""
    p = parts()
    texts = [*p[""], *p["一"], *p["五"], *p["六"]]
    return {
        "正文": texts,
        "表一": p["二"][1:],
        "Sheet2": ["单位：件", *p["三"][1:]],
        "三": p["四"][1:],
    }


def texts_beside_their_headings() -> Sheets:
    """栏目 | 内容, a cell for each section."""
    p = parts()
    rows = [
        [Cell(str(p[key][0]), 1, 1), Cell("\n".join(map(str, p[key][1:])), 1, 1)]
        for key in "一五六"
    ]
    return {
        "文字": [*p[""], [[Cell("栏目", 1, 1), Cell("内容", 1, 1)], *rows]],
        **{key: p[key] for key in "二三四"},
    }


def headings_merged_beside_paragraphs() -> Sheets:
    p = parts()
    rows: list[list[Cell]] = []
    for key in "一五六":
        texts = [Cell(str(text), 1, 1) for text in p[key][1:]]
        heading = Cell(str(p[key][0]), 1, len(texts))
        rows += [[heading, texts[0]], *([text] for text in texts[1:])]
    return {"文字": [*p[""], rows], **{key: p[key] for key in "二三四"}}


LAYOUTS = (
    one_sheet,
    sheet_of_each_section,
    tables_before_texts,
    tables_after_texts,
    sheets_named_after_their_sections,
    tables_known_by_their_labels,
    texts_beside_their_headings,
    headings_merged_beside_paragraphs,
)


@pytest.mark.parametrize("typed", [str, number], ids=["texts", "numbers"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_workbooks_of_offices(layout: Callable[[], Sheets], typed: Typed) -> None:
    assert_whole(read(written(layout(), typed)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_of_libreoffice(layout: Callable[[], Sheets]) -> None:
    assert_whole(read(ods_of(layout()), "a.ods"))


def test_our_own() -> None:
    assert_whole(read(xlsx(draft())))


def test_our_own_with_agency_and_date_under_the_texts() -> None:
    style = Style(signature=True, day=date(2022, 1, 20))
    found = read(write(signed(draft()), "xlsx", style=style))
    assert_whole(found)
    assert "2022年1月20日" not in "".join(found.texts.values())


def test_our_own_with_its_sheets_in_another_order() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(draft())))
    book.move_sheet(book.sheetnames[0], len(TABLES))
    file = io.BytesIO()
    book.save(file)
    assert_whole(read(file.getvalue()))


def test_a_heading_of_another_section_in_a_text_is_text() -> None:
    text = "甲。\n二、主动公开政府信息情况\n乙。"
    changed = draft().with_texts({"overview.text": text})
    found = read(xlsx(changed))
    assert found.texts["overview.text"] == text
    assert found.missing == ()


def test_of_two_reports_in_one_workbook_nothing_is_mixed() -> None:
    p = parts()
    again = [TITLE.replace("2021", "2022"), *(block for key in "一二三四五六" for block in p[key])]
    found = read(written({**one_sheet(), "2022": again}))
    assert_whole(found)
    assert any("另一份年报" in str(note) for note in found.notes)


CHINESE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=60
)
PARAGRAPHS = st.lists(
    st.builds(
        "{}。{}。".format, st.sampled_from(("全年收到申请", "（一）主动公开", "一是")), CHINESE
    ),
    min_size=1,
    max_size=4,
)


@given(overview=PARAGRAPHS, problems=PARAGRAPHS, other=PARAGRAPHS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_texts_come_back_exactly(
    overview: list[str], problems: list[str], other: list[str]
) -> None:
    typed = dict(zip(NARRATIVES, map("\n".join, (overview, problems, other)), strict=True))
    changed = draft().with_texts(typed)
    found = read(xlsx(changed))
    for path in NARRATIVES:
        kept = changed.entries(path.partition(".")[0]).get(path)
        assert found.texts[path].split("\n") == [line.strip() for line in kept.split("\n")]
