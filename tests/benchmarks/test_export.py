"""What DuckDB takes to read an export and add it up, beside what the export took."""

import subprocess
import sys
import time
from pathlib import Path

import duckdb

from tests.benchmarks.conftest import Report
from tests.benchmarks.test_scale import run
from tests.county import generated
from tests.county.sums import LOAD
from tests.program import environment

MANY = 10_000


def test_duckdb_takes_over_in_no_time(tmp_path: Path, report: Report) -> None:
    """Reading the CSV with its types and adding every column up."""
    folder = tmp_path / "年报"
    generated.write(folder, MANY)
    made = run("export", folder, environment()).processor
    schema = [sys.executable, "-m", "tuiwizard", "export", "--schema", "--edition", "2021"]
    done = subprocess.run(schema, env=environment(), check=True, capture_output=True)
    (tmp_path / "schema.json").write_bytes(done.stdout)
    start = time.process_time()
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{tmp_path}'")
        connection.execute(LOAD)
        total = connection.execute("SELECT sum(COLUMNS('^requests')) FROM reports").fetchone()
    spent = time.process_time() - start
    assert total
    report(
        f"DuckDB over the export of {MANY:,} reports, of the time of the export", spent / made, 0.1
    )
