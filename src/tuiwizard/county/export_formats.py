"""The formats of an export: one module each, and one entry here."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.export_csv import csv_file
from tuiwizard.county.export_parquet import parquet_file
from tuiwizard.county.export_rows import Rows, Table, county_of, read_export_row
from tuiwizard.county.export_xlsx import xlsx_file
from tuiwizard.errors import CommandError, TuiwizardError
from tuiwizard.words import tr

FORMATS: Mapping[str, Callable[[Table], bytes]] = {
    "csv": csv_file,
    "xlsx": xlsx_file,
    "parquet": parquet_file,
}
"""The content of a file by format, which is also the suffix of the file."""


def format_of(path: Path) -> str | None:
    """Return the format that the name of a file asks for: "数据.CSV" -> "csv"."""
    suffix = path.suffix.lower().removeprefix(".")
    return suffix if suffix in FORMATS else None


def suffixes() -> str:
    """Return the suffixes in words: ".csv、.xlsx 或 .parquet"."""
    *some, last = (f".{name}" for name in FORMATS)
    return tr(" 或 ").join((tr("、").join(some), last))


class Exported(NamedTuple):
    """The figures of reports as a file.

    Attributes:
        data: Its content.
        reports: How many reports are in it.
        unread: Why others are not, one sentence each.
    """

    data: bytes
    reports: int
    unread: tuple[str, ...]


def exported(to: str, paths: Sequence[Path], folder: Path) -> Exported:
    """Return the figures of reports as a table; nothing is written.

    Args:
        to: The format.
        paths: The reports.
        folder: Where they lie.

    Raises:
        TuiwizardError: None of them can be read, or what makes the format is not installed.
    """
    unread = []
    with Rows() as rows:
        for path in paths:
            try:
                rows.add(read_export_row(path, county_of(path, [folder])))
            except TuiwizardError as error:
                unread.append(str(error))
        if not len(rows):
            raise CommandError(tr("没有一份年报读得出来，什么都没有导出"))
        return Exported(FORMATS[to](rows), len(rows), tuple(unread))
