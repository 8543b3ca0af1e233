"""A table of the form on a sheet of its own, its cells merged as they are printed."""

from itertools import accumulate
from typing import NamedTuple

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tuiwizard.rendering.document import Chapter, Document
from tuiwizard.rendering.merged_table import MergedCell, MergedTable, Role, merge_cells
from tuiwizard.rendering.tables import BLANK
from tuiwizard.rendering.xlsx_number import put_figure
from tuiwizard.rendering.xlsx_sheet import (
    CELL,
    HEADING,
    LANDSCAPE,
    LINES,
    MIDDLE,
    PORTRAIT,
    STAMP,
    START,
    height_of,
    lines_of,
    merge,
    put_text,
    set_page,
)

_GROUP, _FIGURE = 9.0, 7.6
"""The widths of group labels and figures beside nested row labels: six digits fit."""

_UPRIGHT = 10
"""Columns that A4 takes upright."""

_LEAST = 21.0
"""The height of a row, in points."""

_TOP, _GAP = 3, 8.0
"""The row in which a table begins, below its heading and the stamp; the room between them."""


def fill(sheet: Worksheet, chapter: Chapter, report: Document) -> None:
    """Write a table under its heading, to be printed on one page."""
    table = merge_cells(chapter.tables)
    widths = _widths(table)
    _line(sheet, 1, chapter.title, HEADING, table.width, sum(widths))
    _line(sheet, 2, report.stamp, STAMP, table.width, sum(widths))
    placed = _placed(table, _TOP)
    for cell in placed:
        _put(sheet, cell)
    for row, height in _heights(placed, widths).items():
        sheet.row_dimensions[row].height = height
    set_page(sheet, report, widths)
    sheet.page_setup.fitToHeight = 1
    _repeat_head(sheet, table)


class _Placed(NamedTuple):
    """A cell of the table, and the row of the sheet in which it begins."""

    cell: MergedCell
    row: int

    @property
    def column(self) -> int:
        return self.cell.column + 1


def _placed(table: MergedTable, top: int) -> list[_Placed]:
    return [_Placed(cell, row) for row, line in enumerate(table.lines, top) for cell in line]


def _put(sheet: Worksheet, placed: _Placed) -> None:
    """Write a cell, with lines around all that it covers."""
    cell, row, column = placed.cell, placed.row, placed.column
    for r in range(row, row + cell.rows):
        for c in range(column, column + cell.columns):
            sheet.cell(r, c).border = LINES
    merge(sheet, row, column, cell.rows, cell.columns)
    first = sheet.cell(row, column)
    first.font = CELL
    first.alignment = START if cell.role is Role.ROW and cell.rows == 1 else MIDDLE
    if cell.role is not Role.FIGURE:
        put_text(sheet, row, column, cell.text)
    elif cell.text != BLANK:
        put_figure(sheet, row, column, cell.text)


def _line(sheet: Worksheet, row: int, text: str, font: Font, columns: int, width: float) -> None:
    """Write a line above the table; one without a text parts what is above and below it."""
    merge(sheet, row, 1, 1, columns)
    sheet.row_dimensions[row].height = _GAP
    if text:
        put_text(sheet, row, 1, text)
        cell = sheet.cell(row, 1)
        cell.font, cell.alignment = font, START
        sheet.row_dimensions[row].height = height_of(lines_of(text, width, font), font) + _GAP


def _widths(table: MergedTable) -> list[float]:
    """Return the widths of the columns; nested row labels leave most room to the innermost."""
    whole = PORTRAIT if table.width <= _UPRIGHT else LANDSCAPE
    if table.stub < 2:
        return [whole / table.width] * table.width
    figures = [_FIGURE] * (table.width - table.stub)
    groups = [_GROUP] * (table.stub - 1)
    return [*groups, whole - sum(groups) - sum(figures), *figures]


def _heights(placed: list[_Placed], widths: list[float]) -> dict[int, float]:
    """Return the heights of the rows: every text fits; what spans several makes the last higher."""
    ends = [0.0, *accumulate(widths)]
    heights: dict[int, float] = {}
    for cell, row in sorted(placed, key=lambda one: one.cell.rows):
        width = ends[cell.column + cell.columns] - ends[cell.column]
        need = max(_LEAST, height_of(lines_of(cell.text, width - 1, CELL), CELL) + 4)
        rows = range(row, row + cell.rows)
        lack = need - sum(heights.get(r, 0.0) for r in rows)
        heights[rows[-1]] = heights.get(rows[-1], 0.0) + max(0.0, lack)
    return heights


def _repeat_head(sheet: Worksheet, table: MergedTable) -> None:
    """Keep the heading in sight and on every page, and with one band the heads of its columns."""
    heads = len(table.bands[0].head) if len(table.bands) == 1 else 0
    last = _TOP + heads - 1
    sheet.print_title_rows = f"1:{last}"
    sheet.freeze_panes = f"{get_column_letter(table.stub + 1)}{last + 1}"
