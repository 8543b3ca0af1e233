"""Figures of many counties as a folder of Parquet files: one for each county and year.

`county=甲县/year=2025/reports.parquet` is how DuckDB, Spark, Trino and Arrow name the parts of a
table, and read only those that a query asks for. A part depends on the reports of its county
alone, so that counties can be written anew one by one, on one computer or on many.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.export_parquet import parquet_file
from tuiwizard.county.export_rows import Rows, county_of, read_export_row
from tuiwizard.county.inbox import report_files, report_suffixes
from tuiwizard.drafts import files
from tuiwizard.errors import NoReport, SaveError, TuiwizardError
from tuiwizard.words import tr

PART = "reports.parquet"

_TOLD_BY_PATH = ("county", "year")
_NO_COUNTY = "__HIVE_DEFAULT_PARTITION__"
"""How the readers call what has none."""

_UNSAFE = frozenset("\"#%'*/:=?\\{}[]^|<>")
"""What stands in no name of a part as it is; the readers turn %3D back into =."""


class Written(NamedTuple):
    """What became of the reports of a county.

    Attributes:
        reports: How many are in the dataset.
        unread: Why others are not, one sentence each.
    """

    reports: int
    unread: tuple[str, ...]


def counties(folder: Path) -> Mapping[str, Sequence[Path]]:
    """Return the reports of a folder by their counties, in order: a task for each.

    Args:
        folder: What a province has received, with a folder for each county.
    """
    found: dict[str, list[Path]] = {}
    for path in report_files([folder], report_suffixes):
        found.setdefault(county_of(path, [folder]), []).append(path)
    return found


def write_county(dataset: Path, county: str, paths: Iterable[Path]) -> Written:
    """Read the reports of a county, check them, and write its parts anew.

    Any process may do so, as long as each county is written by one.

    Args:
        dataset: The folder of the dataset; it is made if it is not there.
        county: The county.
        paths: Its reports.

    Raises:
        SaveError: A part cannot be written.
        CommandError: DuckDB is not installed.
    """
    unread = []
    with Rows() as rows:
        for path in paths:
            try:
                rows.add(read_export_row(path, county))
            except NoReport:  # it only lies there
                continue
            except TuiwizardError as error:
                unread.append(str(error))
        write_parts(dataset, rows)
        return Written(len(rows), tuple(unread))


def write_parts(dataset: Path, rows: Rows) -> None:
    """Write the parts of every county that occurs, in the place of all that it had.

    Raises:
        SaveError: A part cannot be written.
        CommandError: DuckDB is not installed.
    """
    written = set()
    for part, table in rows.parts.items():
        folder = dataset / _named("county", part.county) / _named("year", str(part.year))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveError(
                tr("{folder}：{reason}，没有导出", folder=folder, reason=files.reason(error))
            ) from error
        files.write_bytes(folder / PART, parquet_file(table, _TOLD_BY_PATH))
        written.add(folder)
    for county in {folder.parent for folder in written}:
        for old in county.glob(f"year=*/{PART}"):  # a year of which no report is left
            if old.parent not in written:
                old.unlink()


def parts_of(dataset: Path) -> Sequence[Path]:
    """Return the parts that a dataset has."""
    return sorted(dataset.glob(f"county=*/year=*/{PART}"))


def _named(key: str, value: str) -> str:
    """Return the folder of a part: county, 甲=县 -> county=甲%3D县."""
    escaped = "".join(f"%{ord(c):02X}" if c in _UNSAFE or c < " " else c for c in value)
    return f"{key}={escaped or _NO_COUNTY}"
