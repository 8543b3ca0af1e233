"""The one door through which a ledger's bytes come in: `read_book` makes sheets of cells of them.

What a file is, its bytes say: offices rename files. No library's message is passed on, for it may
quote a cell, and a cell may hold a person.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from tuiwizard.decoding import decode
from tuiwizard.errors import OverLimits, SourceError
from tuiwizard.ledger.ods import Layout, layouts
from tuiwizard.reader_process import read
from tuiwizard.words import tr

Value = str | int | float | date | None
"""What a cell holds; a date may be a datetime."""

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")

NO_VALUE = "#公式没有值"  # not said: looked for
"""In place of a formula whose result was never computed."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb"<f[ >/]")
_OFFICE = tr("请先安装读表格文件的部分：pip install 'tuiwizard[office]'")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is in its file; a merged cell's value stands in its first cell only.

    Attributes:
        file: The name of the file.
        name: The title of the sheet; for text the name of the file.
        rows: The cells of each row, from A1 on.
        merged: Merged areas: first and last row, first and last column, from 0 on, inclusive.
        hidden: Rows that are hidden or filtered out, from 0 on.
    """

    file: str
    name: str
    rows: Sequence[Sequence[Value]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: frozenset[int] = field(default_factory=frozenset)


def read_book(file: str, data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook or a text of separated values.

    Args:
        file: The name of the file, without its folders.
        data: All that is in it.

    Raises:
        SourceError: It cannot be read, and what to do.
    """
    try:
        return read(_book, data, file)
    except OverLimits as error:
        raise OverLimits(tr("{place}：{message}", place=file, message=error)) from None


def _book(data: bytes, file: str) -> tuple[Sheet, ...]:
    """The sheets, in the process that has limits: no error with a cell in it leaves it."""
    try:
        return tuple(_sheets(file, data))
    except SourceError:
        raise
    except ImportError:
        raise SourceError(tr("{place}：{message}", place=file, message=_OFFICE)) from None
    except Exception:
        # The error of a library may quote what it read.
        raise SourceError(
            tr("{file}：文件损坏，或不是表格文件，读不出来；请用 Excel 或 WPS 另存一次", file=file)
        ) from None


def _sheets(file: str, data: bytes) -> Iterable[Sheet]:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _locked(file)
        return _by_calamine(file, data)
    if data.startswith(_ZIP):
        with ZipFile(BytesIO(data)) as parts:
            names = parts.namelist()
            if "xl/workbook.xml" in names:
                return _by_openpyxl(file, data, parts)
            if "content.xml" in names:
                if b"encryption-data" in parts.read("META-INF/manifest.xml"):
                    raise _locked(file)
                return _by_calamine(file, data, layouts(parts.read("content.xml")))
        raise BadZipFile
    return [_text(file, data)]


def _locked(file: str) -> SourceError:
    return SourceError(tr("{file}：文件加了密码，请先在 Excel 或 WPS 里取消密码再读", file=file))


def _by_openpyxl(file: str, data: bytes, parts: ZipFile) -> list[Sheet]:
    """Return the sheets of an XLSX file, with hidden rows and merged areas."""
    from openpyxl import load_workbook

    formulas: dict[str, Any] = {}
    if any(
        _FORMULA.search(parts.read(name))
        for name in parts.namelist()
        if name.startswith("xl/worksheets/") and name.endswith(".xml")
    ):
        formulas = {sheet.title: sheet for sheet in load_workbook(BytesIO(data)).worksheets}
    found = []
    for sheet in load_workbook(BytesIO(data), data_only=True).worksheets:
        rows: Sequence[Sequence[Any]] = tuple(sheet.iter_rows(values_only=True))
        if sheet.title in formulas:
            typed = formulas[sheet.title].iter_rows(values_only=True)
            rows = [_computed(row, other) for row, other in zip(rows, typed, strict=False)]
        merged = tuple(
            (area.min_row - 1, area.max_row - 1, area.min_col - 1, area.max_col - 1)
            for area in sheet.merged_cells.ranges
        )
        hidden = frozenset(row - 1 for row, of in sheet.row_dimensions.items() if of.hidden)
        found.append(Sheet(file, sheet.title, rows, merged, hidden))
    return found


def _computed(row: Sequence[Any], typed: Sequence[Any]) -> list[Any]:
    return [
        NO_VALUE if value is None and source is not None else value
        for value, source in zip(row, typed, strict=True)
    ]


def _by_calamine(
    file: str, data: bytes, known: Mapping[str, Layout] | None = None
) -> Iterator[Sheet]:
    """Yield the sheets of an XLS or ODS file; which rows are hidden cannot be seen in XLS."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        raise _locked(file) from None
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        rows = [
            [None if value == "" else value for value in row]
            for row in sheet.to_python(skip_empty_area=False)
        ]
        areas = getattr(sheet, "merged_cell_ranges", None) or ()
        merged = tuple((top, bottom, left, right) for (top, left), (bottom, right) in areas)
        layout = (known or {}).get(name) or Layout(merged, frozenset())
        yield Sheet(file, name, rows, *layout)  # type: ignore[arg-type]


def _text(file: str, data: bytes) -> Sheet:
    """Return a text of values between commas, tabs or semicolons as a sheet."""
    decoded = decode(data)
    if decoded.damage or "\0" in decoded.text:
        raise SourceError(
            tr("{file}：不是文本，也不是能读的表格文件；请另存为 XLSX 或 CSV", file=file)
        )
    first = decoded.text.lstrip().partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    usual = csv.field_size_limit(10_000_000)  # for all of the process: put back, others rely on it
    try:
        rows = csv.reader(StringIO(decoded.text, newline=""), delimiter=delimiter)
        return Sheet(file, file, [[cell.strip() or None for cell in row] for row in rows])
    finally:
        csv.field_size_limit(usual)
