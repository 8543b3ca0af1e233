"""Rows as CSV: exact figures for programs, and harmless texts for spreadsheets."""

import csv
import io
from collections.abc import Iterator
from unicodedata import normalize

from tuiwizard.county.export_rows import Table, Value
from tuiwizard.rendering.clean_text import in_markup

BOM = "\ufeff"
"""What a file begins with, for without it Excel in China reads UTF-8 as GBK."""

_FORMULAS = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula; in Chinese, the wide ones as well."""


def csv_lines(rows: Table) -> Iterator[str]:
    """Yield the lines of a CSV file, the header first, without a BOM."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in rows.columns])
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([field(value) for value in row])
        yield buffer.getvalue()


def csv_file(rows: Table) -> bytes:
    """Return the content of a CSV file; it has a BOM, for people open it in Excel."""
    return b"".join(line.encode() for line in (BOM, *csv_lines(rows)))


def field(value: Value | None) -> str:
    """Return a value as CSV has it; a blank is empty."""
    return _harmless(value) if isinstance(value, str) else plain(value)


def plain(value: Value | None) -> str:
    """Return a value as programs read it; a text is on one line, and not made harmless."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return in_markup(value)
        case int():
            return str(value)
        case _:
            return format(value, "f")  # every digit as it was typed, and no exponent


def _harmless(text: str) -> str:
    """Return a text on one line that no spreadsheet computes: "=1+1" -> "'=1+1"."""
    line = in_markup(text).replace("\t", " ")
    first = normalize("NFKC", line.lstrip()[:1])
    return f"'{line}" if first.startswith(_FORMULAS) else line
