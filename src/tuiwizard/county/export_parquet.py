"""Rows as Parquet, by DuckDB: exact types, and the same bytes for the same rows.

DuckDB is an extra, so it is imported when a file is asked for, and not before. It is given a CSV
file with the types of the columns, for row by row it takes hundreds of times as long.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tuiwizard.county.export_columns import BOOLEAN, INTEGER, TEXT, Column
from tuiwizard.county.export_csv import plain
from tuiwizard.county.export_rows import Table
from tuiwizard.errors import CommandError
from tuiwizard.words import tr

_TYPES = {INTEGER: "BIGINT", TEXT: "VARCHAR", BOOLEAN: "BOOLEAN"}

_GROUP = 16_384
"""Rows that are held in memory while they are written: 30 MB of 250 columns."""

_COPY = """
COPY (
    FROM read_csv(
        {source}, columns = {{{columns}}}, header = false, auto_detect = false, delim = ',',
        quote = '"', escape = '"', nullstr = '', parallel = false
    )
) TO {target} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {group})
"""


def parquet_file(rows: Table, without: Iterable[str] = ()) -> bytes:
    """Return the content of a Parquet file.

    Args:
        rows: What is in it.
        without: Columns that are left out, for the path of the file tells them.

    Raises:
        CommandError: DuckDB is not installed.
    """
    try:
        import duckdb
    except ModuleNotFoundError as error:
        if error.name != "duckdb":
            raise
        sentence = tr(
            "导出 Parquet 需要 DuckDB，请先运行 pip install 'tuiwizard[scale]'，或导出 .csv"
        )
        raise CommandError(sentence) from error
    kept = [at for at, column in enumerate(rows.columns) if column.name not in without]
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        source, target = Path(folder, "rows.csv"), Path(folder, "rows.parquet")
        with source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([plain(row[at]) for at in kept] for row in rows)
        columns = ", ".join(_declared(rows.columns[at]) for at in kept)
        copy = _COPY.format(
            source=_quoted(str(source)),
            target=_quoted(str(target)),
            columns=columns,
            group=_GROUP,
        )
        connection.execute(copy)
        return target.read_bytes()


def _declared(column: Column) -> str:
    """Return a column as DuckDB declares it: 'year': 'BIGINT'."""
    kind = _TYPES.get(column.type, column.type.upper())
    return f"{_quoted(column.name)}: {_quoted(kind)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
