"""Rows as an Excel workbook: figures as numbers, texts as texts.

openpyxl is an extra, so it is imported when a workbook is asked for, and not before. Rows go to
its temporary file one by one, so that a workbook of any length needs little memory.
"""

import io
from decimal import Decimal
from typing import Any

from tuiwizard.county.export_rows import Rows, Value
from tuiwizard.errors import CommandError
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.words import tr

SHEET = "年报数据"  # not said: stored
_WIDTHS = {"A": 18, "B": 28}
_WIDTH = 14
_FIRST = "C3"
"""The first cell that scrolls: the two rows of headers, the file and the office stay."""

_DIGITS = 15
"""The significant digits a spreadsheet's number keeps; a longer figure is written as text."""


def xlsx_file(rows: Rows) -> bytes:
    """Return a workbook: cell paths, then statutory labels, then a row for each report.

    Raises:
        CommandError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter
    except ModuleNotFoundError as error:
        if error.name != "openpyxl":
            raise
        sentence = tr(
            "导出 XLSX 需要 openpyxl，请先运行 pip install 'tuiwizard[office]'，或导出 .csv"
        )
        raise CommandError(sentence) from error
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = _FIRST
    letters = [get_column_letter(number) for number in range(1, len(rows.columns) + 1)]
    for letter in letters:
        sheet.column_dimensions[letter].width = _WIDTHS.get(letter, _WIDTH)
    sheet.auto_filter.ref = f"A2:{letters[-1]}{len(rows) + 2}"
    sheet.append([_text(sheet, column.name) for column in rows.columns])
    sheet.append([_text(sheet, column.title, wrapped=True) for column in rows.columns])
    for row in rows:
        sheet.append([_content(sheet, value) for value in row])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _content(sheet: Any, value: Value | None) -> object:
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > _DIGITS:
        return _text(sheet, format(value, "f"))
    return value


def _text(sheet: Any, text: str, *, wrapped: bool = False) -> object:
    """Return a cell whose text is never a formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet, in_markup(text))
    cell.data_type = "s"
    if wrapped:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
