"""A sheet of the workbook as a page: A4, its letters, its lines, what is printed around it."""

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tuiwizard.rendering.clean_text import in_markup, in_workbook
from tuiwizard.rendering.document import Document
from tuiwizard.rendering.text_width import wrapped

TITLE = Font(name="黑体", size=18)
HEADING = Font(name="黑体", size=14)
STAMP = Font(name="宋体", size=11, bold=True, color="FFC00000")
BODY = Font(name="仿宋", size=12)
CELL_SIZE = 10.5
CELL = Font(name="宋体", size=CELL_SIZE)
"""Letters that every Windows and every WPS has: a cell cannot name one to take instead."""

_LINE = Side(style="thin")
LINES = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
START = Alignment(horizontal="left", vertical="center", wrap_text=True)
PARAGRAPH = Alignment(horizontal="left", vertical="top", wrap_text=True)

PORTRAIT, LANDSCAPE = 88, 136
"""Digits of Excel's own face that A4 takes from margin to margin."""

_A4 = 9
_MOST_HEADER = 120
"""Characters of a title at the head of a page; a header holds 255, and `&` counts as two."""

_POINTS = 1.4
"""The height of a line of letters of one point."""

_DIGIT = 5.25
"""The width of a column of one digit, in points."""


def lines_of(text: str, digits: float, font: Font) -> int:
    """Return how many lines a text takes up in so many digits' width.

    Args:
        text: The text.
        digits: The width in digits of Excel's own face, as columns are measured.
        font: Its letters.
    """
    return len(wrapped(text, max(1.0, digits * _DIGIT / _size(font)), len(text) + 1))


def height_of(lines: int, font: Font) -> float:
    """Return the height of a row of so many lines, in points."""
    return round(lines * _size(font) * _POINTS, 1)


def _size(font: Font) -> float:
    return font.sz or CELL_SIZE


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text that is never a formula, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = in_workbook(text)
    cell.data_type = "s"


def merge(sheet: Worksheet, row: int, column: int, rows: int, columns: int) -> None:
    """Make one cell of several; nothing is done for a single one."""
    if rows * columns > 1:
        sheet.merge_cells(
            start_row=row,
            end_row=row + rows - 1,
            start_column=column,
            end_column=column + columns - 1,
        )


def set_page(sheet: Worksheet, report: Document, widths: Sequence[float]) -> None:
    """Lay a sheet out for A4: as wide as the page, a title above, the number of the page below.

    Args:
        sheet: The sheet, filled.
        report: What it is a part of.
        widths: The widths of its columns; more of them than A4 takes lie down.
    """
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = round(width, 2)
    sheet.print_area = f"A1:{get_column_letter(len(widths))}{sheet.max_row}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _A4
    lying = sum(widths) > PORTRAIT + 1
    sheet.page_setup.orientation = "landscape" if lying else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_margins = PageMargins(0.7, 0.7, 0.8, 0.8, 0.4, 0.4)
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    above = "  ".join(filter(None, (in_markup(report.title)[:_MOST_HEADER], report.stamp)))
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None  # a sheet is made with both
    sheet.oddHeader.center.text = above.replace("&", "&&")
    sheet.oddFooter.center.text = "— &P —"
