"""Figures as a spreadsheet's numbers, where they are exactly that; any other text stays a text."""

import re

from openpyxl.worksheet.worksheet import Worksheet

from tuiwizard.rendering.xlsx_sheet import put_text

_PLAIN = re.compile(r"(?!-0(?:\.0*)?$)-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_DIGITS = 15
"""The significant digits that a spreadsheet's number keeps."""


def is_exact(text: str) -> bool:
    """Return whether a spreadsheet's number says what is printed: 1.50, but not 01 or 一件."""
    found = _PLAIN.fullmatch(text)
    return found is not None and len(text.strip("-").replace(".", "").lstrip("0")) <= _DIGITS


def put_figure(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a figure as printed: 12 -> 12; 1.50 -> 1.5, shown as 1.50; 一件 -> a text."""
    if not is_exact(text):
        put_text(sheet, row, column, text)
        return
    cell = sheet.cell(row, column)
    decimals = text.partition(".")[2]
    cell.value = float(text) if decimals else int(text)
    cell.number_format = f"0.{'0' * len(decimals)}" if decimals else "0"
