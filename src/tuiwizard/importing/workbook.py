"""XLSX and XLS files: what stands in the visible sheets, formulas as their last results."""

from datetime import date, time, timedelta
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tuiwizard.errors import SourceError
from tuiwizard.importing.sheet_lines import sheet_lines
from tuiwizard.importing.sheet_order import Sheet, in_form_order
from tuiwizard.importing.source_lines import MAX_COLUMNS, MAX_ROWS, SourceLine, Spanning, bounded
from tuiwizard.words import tr

Value = int | float | str | bool | time | date | timedelta


def read(data: bytes) -> list[SourceLine]:
    """The lines of a workbook.

    Raises:
        SourceError: It is damaged or encrypted.
        NoReport: It has more rows than any report.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        names = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and sheet.visible is SheetVisibleEnum.Visible
        ]
        rows = [_rows(book.get_sheet_by_name(name)) for name in names]
    except PasswordError as error:
        raise SourceError(tr("表格文件加了密码，请先在 Excel 或 WPS 里取消密码再读")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(
            tr("表格文件读不出来，可能已损坏，请用 Excel 或 WPS 打开后另存一次")
        ) from error
    sheets = [
        Sheet(name, bounded(sheet_lines(cells, number)))
        for number, (name, cells) in enumerate(zip(names, rows, strict=True), 1)
    ]
    return bounded(in_form_order(sheets))


def _rows(sheet: CalamineSheet) -> list[list[Spanning]]:
    """The cells of a sheet from A1 on; what a merged cell covers is left out."""
    values = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start or (0, 0)
    spans, covered = _merged(sheet, top, left)
    rows: list[list[Spanning]] = [[] for _ in range(top)]
    for number, cells in enumerate(values):
        row = [Spanning("") for _ in range(min(left, MAX_COLUMNS))]
        for column, value in enumerate(cells[:MAX_COLUMNS]):
            at = number, column
            if at not in covered:
                row.append(Spanning(_text(value), *spans.get(at, (1, 1))))
        rows.append(row)
    return rows


def _merged(
    sheet: CalamineSheet, top: int, left: int
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """What merged cells span (columns, rows), and what they cover, in the filled area."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (first, start), (last, end) in sheet.merged_cell_ranges or ():
        if len(covered) > MAX_ROWS * MAX_COLUMNS or (first - top, start - left) in covered:
            continue
        last, end = min(last, first + MAX_ROWS), min(end, start + MAX_COLUMNS)
        at = first - top, start - left
        spans[at] = end - start + 1, last - first + 1
        covered |= {
            (row - top, column - left)
            for row in range(first, last + 1)
            for column in range(start, end + 1)
        } - {at}
    return spans, covered


def _text(value: Value) -> str:
    """A value as it is printed: 5.0 -> 5, 1.5 -> 1.5."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
