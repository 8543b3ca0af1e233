"""The texts of a report on one sheet, paragraph by paragraph."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tuiwizard.rendering.document import Document, indented
from tuiwizard.rendering.signature import ROOM
from tuiwizard.rendering.tables import BLANK
from tuiwizard.rendering.xlsx_sheet import (
    BODY,
    HEADING,
    MIDDLE,
    PARAGRAPH,
    PORTRAIT,
    STAMP,
    START,
    TITLE,
    height_of,
    lines_of,
    merge,
    put_text,
    set_page,
)

_HIGHEST = 400.0
"""A row is at most 409 points high; a longer paragraph goes over several."""

_MOST = 32_000
"""Characters in a cell; a spreadsheet takes 32,767."""

_COLUMNS = 2
"""Merged in every row: LibreOffice makes nothing narrower to fit a page that is one column."""

_INDENT = "\u3000\u3000"


class _Line(NamedTuple):
    text: str
    font: Font
    alignment: Alignment
    room: float = 6.0


def fill(sheet: Worksheet, report: Document) -> None:
    """Write the title, what opens the report, and the texts under their headings."""
    row = 1
    for line in _lines(report):
        row += _put(sheet, row, line)
    for number, text in enumerate(report.signature or (), row + ROOM):
        _put(sheet, number, _Line(text, BODY, MIDDLE), _COLUMNS)
    set_page(sheet, report, [PORTRAIT / _COLUMNS] * _COLUMNS)
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes


def _lines(report: Document) -> Iterator[_Line]:
    yield _Line(report.title, TITLE, MIDDLE, 24.0)
    if report.stamp:
        reason = f"：{report.shortfall}" if report.shortfall else ""
        yield _Line(report.stamp + reason, STAMP, START)
    for paragraph in report.opening:
        yield from _paragraph(paragraph)
    for chapter in report.chapters:
        if not chapter.tables:
            yield _Line(chapter.title, HEADING, START, 12.0)
            for paragraph in chapter.paragraphs:
                if paragraph != BLANK:
                    yield from _paragraph(paragraph)


def _paragraph(text: str) -> Iterator[_Line]:
    shown = text if indented(text) else _INDENT + text
    for start in range(0, len(shown), _MOST):
        yield _Line(shown[start : start + _MOST], BODY, PARAGRAPH)


def _put(sheet: Worksheet, row: int, line: _Line, column: int = 1) -> int:
    """Write a line and return how many rows it takes up.

    Args:
        sheet: The sheet.
        row: Where it begins.
        line: What is written.
        column: The first column of those it takes up, to the last.
    """
    put_text(sheet, row, column, line.text)
    cell = sheet.cell(row, column)
    cell.font, cell.alignment = line.font, line.alignment
    columns = _COLUMNS - column + 1
    width = PORTRAIT / _COLUMNS * columns - 2
    height = height_of(lines_of(line.text, width, line.font), line.font) + line.room
    rows = next(n for n in count(1) if height / n <= _HIGHEST)
    for number in range(row, row + rows):
        sheet.row_dimensions[number].height = round(height / rows, 1)
    merge(sheet, row, column, rows, columns)
    return rows
