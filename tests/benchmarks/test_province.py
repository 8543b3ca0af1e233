"""A province's night: 100,000 reports of a hundred counties through export and DuckDB."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.benchmarks.conftest import SCALE, Report
from tests.benchmarks.test_scale import COMMANDS, GROWTH, MEMORY, compiled, run, starting
from tests.county import generated

__all__ = ["compiled"]

COUNTIES, EACH = 100, 1_000
MANY = COUNTIES * EACH

DUCKDB_SHARE = 0.02
"""Of the time of the export."""

NIGHT = """
import sys, duckdb
view, *queries = sys.argv[1:]
with duckdb.connect() as connection:
    connection.execute(view)
    print(*(len(connection.execute(query).fetchall()) for query in queries))
"""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="no /proc here"
)


def write(folder: str, first: int) -> None:
    generated.write(Path(folder), EACH, first=first)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for each county; beside it one county alone, and a few reports."""
    top = tmp_path_factory.mktemp("night")
    folders = [str(top / "whole" / f"county{number:03}") for number in range(COUNTIES)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        list(pool.map(write, folders, range(0, MANY, EACH)))
    paths = sorted(Path(folders[0]).iterdir())
    for name, size in (("one", EACH), ("2", 2)):
        (top / name).mkdir()
        for path in paths[:size]:
            (top / name / path.name).hardlink_to(path)
    yield top


def query(name: str) -> str:
    """A query of docs/scale.md."""
    found = re.search(rf"^```sql {name}\n(.*?)^```$", SCALE.read_text("utf-8"), re.M | re.S)
    assert found is not None
    return found[1]


def test_a_night(province: Path, compiled: dict[str, str], report: Report) -> None:
    """Time per report against a single county, measured before and after; memory; the sums."""
    COMMANDS["parts"] = ("export", "{folder}", "-o", "{folder}.d", "--partition", "--force")
    start = starting("parts", province, compiled)
    before = run("parts", province / "one", compiled).processor
    whole = run("parts", province / "whole", compiled, watched=True)
    after = run("parts", province / "one", compiled).processor
    single = ((before + after) / 2 - start) / EACH
    per_report = (whole.processor - start) / MANY / single
    view = query("dataset").replace("'年报库", f"'{province}/whole.d")
    names = ("nightly", "largest", "twice", "every")
    command = [sys.executable, "-c", NIGHT, view, *map(query, names)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=compiled)
    assert process.stdout is not None
    with process.stdout as out:
        said = out.read().split()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    assert said[0] == str(COUNTIES + 1).encode()
    spent = used.ru_utime + used.ru_stime
    report(
        f"export of {MANY:,} reports by county, time per report, of one county's",
        per_report,
        GROWTH,
    )
    report(f"export of {MANY:,} reports by county, MB of all processes", whole.memory, MEMORY)
    report(
        f"DuckDB over the parts of {MANY:,} reports, of the time of the export",
        spent / whole.processor,
        DUCKDB_SHARE,
    )
    report(f"DuckDB over the parts of {MANY:,} reports, MB", used.ru_maxrss / 1024, 2 * MEMORY)
