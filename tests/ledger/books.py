"""Workbooks of a few rows, written for one test."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

HEADER = ("编号", "申请人", "申请人类型", "收到日期", "办理结果", "答复日期", "备注")


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def ledger(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    return workbook({"台账": [header, *rows]})
