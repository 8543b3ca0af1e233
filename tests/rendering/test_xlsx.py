"""The workbook in the form's layout, read by another library than wrote it where it can be."""

import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.published import TABLES, committed
from tests.rendering.blank_form import Place, official
from tests.rendering.final import xlsx as render
from tests.rendering.test_escape import anything
from tests.sections import SECTIONS
from tests.signing import signed
from tuiwizard.errors import CommandError, NotPublishable
from tuiwizard.forms.editions import section_model, section_title
from tuiwizard.forms.layout import grid
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.formats import write
from tuiwizard.rendering.style import Style
from tuiwizard.rendering.xlsx_file import TEXTS
from tuiwizard.report.draft import Draft

TOP = 3
"""The row in which a table begins."""


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_of(book: openpyxl.Workbook, draft: Draft, key: str) -> Worksheet:
    sheet = book[section_model(draft.edition, key).short]
    assert isinstance(sheet, Worksheet)
    return sheet


def places(sheet: Worksheet) -> list[Place]:
    """The merged cells of the table of a sheet, in reading order."""
    spans = {(m.min_row, m.min_col): m for m in sheet.merged_cells.ranges}
    found = []
    for row in sheet.iter_rows(min_row=TOP):
        for cell in row:
            if isinstance(cell, MergedCell):
                continue
            span = spans.get((cell.row, cell.column))
            rows, columns = (span.size["rows"], span.size["columns"]) if span else (1, 1)
            text = "" if cell.value is None else str(cell.value)
            found.append(Place(cell.row - TOP, cell.column - 1, rows, columns, text))
    return found


def around(sheet: Worksheet) -> tuple[str, str]:
    """What is printed above and below each page."""
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    return str(sheet.oddHeader.center.text), str(sheet.oddFooter.center.text)


def figures(sheet: Worksheet, draft: Draft, key: str) -> list[object]:
    """The figures of a sheet, in the order of the form."""
    cells = {(p.row, p.column) for p in places(sheet)}
    values = [sheet.cell(row + TOP, column + 1) for row, column in sorted(cells)]
    centred = [c.value for c in values if c.number_format != "General" or c.value is None]
    assert len(centred) == len(grid(draft.edition, key).cells)
    return list(centred)


@pytest.mark.parametrize(("number", "key"), enumerate(TABLES))
def test_the_merges_are_those_of_the_blank_form(number: int, key: str) -> None:
    draft = Draft.new(2021)
    book = opened(render(draft, as_draft=True))
    assert places(sheet_of(book, draft, key)) == official()[number]


def test_figures_are_numbers(name: str, complete: Draft) -> None:
    printed = committed(name).printed
    book = opened(render(complete))
    for key in TABLES:
        found = figures(sheet_of(book, complete, key), complete, key)
        assert all(isinstance(value, int | float) for value in found)
        expected = [printed[cell.path] for cell in grid(complete.edition, key).cells]
        assert [Decimal(str(value)) for value in found] == [Decimal(text) for text in expected]


def test_blanks_are_blank() -> None:
    draft = Draft.new(2025)
    book = opened(render(draft, as_draft=True))
    for key in TABLES:
        assert {*figures(sheet_of(book, draft, key), draft, key)} == {None}
    assert "（未填）" not in "".join(str(c.value) for row in book[TEXTS] for c in row)


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("12", 12, "0"),
        ("1.50", 1.5, "0.00"),
        ("0.000001", 0.000001, "0.000000"),
        ("123456789.123456", 123456789.123456, "0.000000"),
        ("999999999999.999999", "999999999999.999999", "General"),
        ("一件", "一件", "General"),
        ("007件", "007件", "General"),
        ("=1+1", "=1+1", "General"),
    ],
)
def test_what_is_no_number_of_a_spreadsheet_stays_a_text(
    typed: str, value: object, shown: str
) -> None:
    draft = committed("pingtan-2021").draft().with_texts({"proactive.fees.amount": typed})
    cell = sheet_of(opened(render(draft, as_draft=True)), draft, "proactive").cell(16, 2)
    assert (cell.value, cell.number_format) == (value, shown)
    assert cell.data_type == ("s" if isinstance(value, str) else "n")


def test_each_table_is_one_page_of_a4_with_its_heads(complete: Draft) -> None:
    book = opened(render(complete))
    assert book.sheetnames == [
        TEXTS,
        *(section_model(complete.edition, key).short for key in TABLES),
    ]
    lying = {"proactive": False, "requests": False, "appeals": True}
    heads = {"proactive": 2, "requests": 5, "appeals": 5}
    for key in TABLES:
        sheet = sheet_of(book, complete, key)
        assert sheet["A1"].value == section_title(complete.edition, key)
        setup = sheet.page_setup
        assert (setup.paperSize, setup.fitToWidth, setup.fitToHeight) == (9, 1, 1)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (setup.orientation == "landscape") == lying[key]
        last = openpyxl.utils.get_column_letter(sheet.max_column)
        assert sheet.print_area == f"'{sheet.title}'!$A$1:${last}${sheet.max_row}"
        assert sheet.print_title_rows == f"$1:${heads[key]}"
        assert around(sheet) == (complete.report.title, "— &P —")


def test_the_texts_are_on_a_sheet_of_their_own(complete: Draft) -> None:
    sheet = opened(render(complete))[TEXTS]
    lines = [str(row[0].value) for row in sheet if row[0].value is not None]
    assert lines[0] == complete.report.title
    own = [section_title(complete.edition, key) for key in SECTIONS[1:] if key not in TABLES]
    assert [line for line in lines if line in own] == own
    for line in filter(str.strip, complete.entries("overview").get("overview.text").split("\n")):
        assert f"\u3000\u3000{line}" in lines


def test_a_typed_indent_is_not_doubled() -> None:
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": "\u3000甲\n乙"})
    lines = [row[0].value for row in opened(render(draft))[TEXTS]]
    assert "\u3000甲" in lines
    assert "\u3000\u3000乙" in lines


@pytest.mark.parametrize("length", [300, 3000, 40_000])
def test_a_long_paragraph_has_room(length: int) -> None:
    """No row is higher than a spreadsheet draws, and no cell holds more than it keeps."""
    text = "字" * length
    draft = committed("pingtan-2021").draft().with_texts({"overview.text": text})
    sheet = opened(render(draft))[TEXTS]
    found = [row[0] for row in sheet if "字字" in str(row[0].value)]
    assert "".join(str(cell.value) for cell in found) == f"\u3000\u3000{text}"
    assert max(len(str(cell.value)) for cell in found) < 32_767
    spans = [m for m in sheet.merged_cells.ranges if any(m.min_row == c.row for c in found)]
    taken = sorted(r for m in spans for r in range(m.min_row, m.max_row + 1))
    assert (len(taken) > 1) == (length > 1000)
    heights = [sheet.row_dimensions[row].height or 0 for row in taken]
    assert max(heights) <= 409
    assert sum(heights) >= length / 38 * 15


def test_agency_and_date_are_in_the_right_half_under_the_texts(complete: Draft) -> None:
    asked = Style(signature=True, day=date(2026, 1, 20))
    plain = opened(render(complete))[TEXTS]
    sheet = opened(write(signed(complete), "xlsx", style=asked))[TEXTS]
    last = sheet.max_row
    assert [sheet.cell(row, 2).value for row in (last - 1, last)] == [
        complete.report.name_for(complete.agency_name),
        "2026年1月20日",
    ]
    assert last == plain.max_row + 4  # with room for the seal
    assert {sheet.cell(row, 2).alignment.horizontal for row in (last - 1, last)} == {"center"}


def test_a_draft_is_stamped_on_every_sheet_and_every_page(complete: Draft) -> None:
    stamp = "草稿（未经审核）"
    for sheet in opened(render(complete, as_draft=True)):
        assert sheet["A2"].value == stamp
        assert stamp in around(sheet)[0]
    for sheet in opened(render(complete)):
        assert "草稿" not in str(sheet["A2"].value)
        assert "草稿" not in around(sheet)[0]


def test_an_unfinished_report_is_refused_or_says_what_it_lacks(complete: Draft) -> None:
    draft = complete.with_texts({"overview.text": ""})
    with pytest.raises(NotPublishable):
        render(draft)
    said = "草稿（未经审核）：还有 1 格未填"
    assert opened(render(draft, as_draft=True))[TEXTS]["A2"].value == said


MADE = """
import hashlib
from tests.published import committed
from tests.rendering.final import xlsx
print(hashlib.sha256(xlsx(committed("pingtan-2021").draft())).hexdigest())
"""


def test_the_same_report_is_the_same_file_in_any_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", MADE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_it_says_whose_it_is_and_tells_no_time(complete: Draft) -> None:
    archive = zipfile.ZipFile(io.BytesIO(render(complete)))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = archive.read("docProps/core.xml").decode()
    assert complete.report.title in core
    assert complete.agency_name in core
    assert "zh-CN" in core
    assert not re.search(r"created|modified|openpyxl|\d\d:\d\d", core)


@given(anything, anything)
@settings(max_examples=30, deadline=None)
@example("甲_x0041_\t乙", "_x000D_")
@example("=1+1", "=A1")
def test_any_text_is_kept_as_it_was_typed(text: str, figure: str) -> None:
    draft = committed("guanyuan-2019").draft()
    path = "requests.received.natural_person"
    draft = draft.with_texts({"problems.text": text, path: figure})
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(draft, as_draft=True)))
    lines = [str(row[0]) for row in book.get_sheet_by_name(TEXTS).to_python() if row[0] != ""]
    heads = [section_title(draft.edition, key) for key in ("problems", "other_matters")]
    shown = lines[lines.index(heads[0]) + 1 : lines.index(heads[1])]
    typed = draft.entries("problems").get("problems.text")
    expected = [in_markup(line) for line in typed.split("\n") if line.strip()]
    assert [line.removeprefix("\u3000\u3000") for line in shown] == [
        line.removeprefix("\u3000\u3000") for line in expected
    ]
    typed = draft.entries("requests").get(path)
    rows = book.get_sheet_by_name(section_model(draft.edition, "requests").short).to_python()
    first = rows[5][3]
    if isinstance(first, float):
        assert first == float(typed)
    else:
        assert first == (in_markup(typed) if typed.strip() else "")


def test_without_the_extra_it_says_how_to_get_it(
    complete: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] == "openpyxl" or name.startswith("tuiwizard.rendering.xlsx_"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(CommandError, match=r"pip install 'tuiwizard\[office\]'"):
        render(complete)
