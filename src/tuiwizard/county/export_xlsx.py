"""Rows as an Excel workbook: figures as numbers, texts as texts.

openpyxl is an extra, so it is imported when a workbook is asked for, and not before. Rows go to
its temporary file one by one, so that a workbook of any length needs little memory.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tuiwizard.county.export_columns import Column
from tuiwizard.county.export_rows import Table, Value
from tuiwizard.errors import CommandError
from tuiwizard.rendering.clean_text import in_workbook
from tuiwizard.words import tr

SHEET = "年报数据"  # not said: stored
LEGEND = "各列说明"  # not said: stored
_LEGEND_HEADS = ("列", "类型", "部分", "含义", "单位", "表格版本")  # not said: stored
_COMMA = "、"  # not said: stored
_LEGEND_WIDTHS = (48, 16, 40, 60, 8, 12)
_WIDTHS = {"A": 18, "B": 28}
_WIDTH = 14
_FIRST = "C2"
"""The first cell that scrolls: the names of the columns, the file and the office stay."""

_DIGITS = 15
"""The significant digits a spreadsheet's number keeps; a longer figure is written as text."""


def xlsx_file(rows: Table) -> bytes:
    """Return a workbook: a row of names and one for each report; a sheet says what they mean.

    Nothing but figures is under the name of a figure, so that a spreadsheet or Polars takes it
    for a column of numbers.

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
    sheet.auto_filter.ref = f"A1:{letters[-1]}{len(rows) + 1}"
    sheet.append([_text(sheet, column.name) for column in rows.columns])
    for row in rows:
        sheet.append([_content(sheet, value) for value in row])
    _explain(book.create_sheet(LEGEND), rows.columns)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _explain(sheet: Any, columns: Sequence[Column]) -> None:
    """Write what each column means, one below the other, as `export --schema` does."""
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", _LEGEND_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_text(sheet, head) for head in _LEGEND_HEADS])
    for column in columns:
        said = (column.name, column.type, column.section, column.title, column.unit)
        row = (*said, _COMMA.join(column.editions))
        sheet.append([_text(sheet, text) if text else None for text in row])


def _content(sheet: Any, value: Value | None) -> object:
    if isinstance(value, str):
        return _text(sheet, value)
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > _DIGITS:
        return _text(sheet, format(value, "f"))
    return value


def _text(sheet: Any, text: str) -> object:
    """Return a cell whose text is never a formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, in_workbook(text))
    cell.data_type = "s"
    return cell
