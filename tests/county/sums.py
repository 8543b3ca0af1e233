"""Sums that somebody else computes: DuckDB, over an exported CSV and its schema.

`sums` knows nothing of the form and nothing of this program but the two files, so that what it
says of a merged report is an independent word.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import duckdb

from tests.program import run

Sums = Mapping[str, int | Decimal | None]

LOAD = """
SET VARIABLE types = (SELECT list(replace(type, 'utf8', 'text')) FROM read_json('schema.json'));
CREATE TABLE reports AS FROM read_csv('年报.csv', header = true, types = getvariable('types'));
"""
"""The two statements of docs/scale.md that take a CSV in with its exact types."""


def exported(folder: Path, *sources: Path, edition: str = "") -> Path:
    """Export reports with the command itself, as docs/scale.md does it; the folder of the files."""
    folder.mkdir(exist_ok=True)
    done = run("export", *sources, "-o", "年报.csv", "--force", folder=folder)
    assert done.returncode == 0, done.stderr.decode()
    wanted = ("--edition", edition) if edition else ()
    (folder / "schema.json").write_bytes(run("export", "--schema", *wanted).stdout)
    return folder


def connected(folder: Path) -> duckdb.DuckDBPyConnection:
    """DuckDB in the folder of an export; paths in its statements are relative to it."""
    connection = duckdb.connect()
    connection.execute(f"SET file_search_path = '{folder}'")
    return connection


def sums(folder: Path, where: str = "true") -> Sums:
    """The sum of every column of figures by cell path; None where all are blank.

    Args:
        folder: Where `exported` put the files.
        where: Which reports are added, in SQL.
    """
    schema = json.loads((folder / "schema.json").read_bytes())
    figures = [c["column"] for c in schema if c["section"] and c["type"] != "utf8"]
    with connected(folder) as connection:
        connection.execute(LOAD)
        named = ", ".join(f'sum("{path}")' for path in figures)
        row = connection.execute(f"SELECT {named} FROM reports WHERE {where}").fetchone()
    assert row is not None
    return dict(zip(figures, row, strict=True))
