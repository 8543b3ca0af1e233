"""How export grows: time per report, and memory, from a hundred reports to tens of thousands.

Run with `make bench`. TUIWIZARD_BENCH_MOST=40000 adds that many; the reports of a run are made
in pytest's temporary folder first, which takes as long again. What is printed are the figures of
docs/scale.md.
"""

import json
import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from tests.county import generated
from tests.county.sums import LOAD
from tests.program import environment

SIZES = (100, 1_000, 10_000)
MOST = int(os.environ.get("TUIWIZARD_BENCH_MOST", "0"))
RUNS = 3
GROWTH = 1.2
MEMORY = 300
"""Megabytes that the command and its processes may take together at their peaks."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no getrusage")

_RUN = """
import json, resource, sys
from tuiwizard.cli import main
from tuiwizard.county.parallel import MOST, processors
code = main(sys.argv[1:])
own, theirs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
seconds = sum(used.ru_utime + used.ru_stime for used in (own, theirs))
kilobytes = own.ru_maxrss + min(MOST, processors()) * theirs.ru_maxrss
print(json.dumps([code, seconds, kilobytes / 1024]))
"""


class Cost(NamedTuple):
    """What one run took: seconds of the processors, megabytes of all processes."""

    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("units")
    generated.write(folder, max(*SIZES, MOST))
    return folder


def exported(folder: Path, many: int) -> Cost:
    """One run over the first of the reports."""
    some = folder.parent / f"some-{many}"
    if not some.exists():
        some.mkdir()
        for path in sorted(folder.iterdir())[:many]:
            os.link(path, some / path.name)
    output = some.with_suffix(".csv")
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "export", str(some), "-o", str(output), "--force"],
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    code, seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr[:1000]
    return Cost(seconds, megabytes)


@cache
def cost(folder: Path, many: int) -> Cost:
    """The best of some runs, for what else runs on the machine only adds."""
    runs = [exported(folder, many) for _ in range(RUNS if many <= max(SIZES) else 1)]
    return Cost(min(run.seconds for run in runs), max(run.megabytes for run in runs))


def sizes() -> tuple[int, ...]:
    return (*SIZES, *([MOST] if MOST else []))


def test_time_per_report_is_constant(units: Path) -> None:
    """What starting takes is left out: it is the same for one report."""
    start = cost(units, 1).seconds
    each = {many: (cost(units, many).seconds - start) / many for many in sizes()[1:]}
    base = each[SIZES[1]]
    for many, seconds in each.items():
        print(f"\n{many:>6} reports: {seconds / base:.2f} of the time per report, ", end="")
        print(f"{1000 * seconds:.1f} ms each, {cost(units, many).megabytes:.0f} MB")
    assert max(each.values()) < GROWTH * min(each.values())


def test_memory_does_not_grow(units: Path) -> None:
    assert max(cost(units, many).megabytes for many in sizes()) < MEMORY


def test_duckdb_takes_over_in_no_time(units: Path) -> None:
    """Reading the CSV with its types and adding every column up, beside making it."""
    many = sizes()[-1]
    made = cost(units, many).seconds
    folder = units.parent
    schema = [sys.executable, "-m", "tuiwizard", "export", "--schema", "--edition", "2021"]
    done = subprocess.run(schema, env=environment(), check=True, capture_output=True)
    (folder / "schema.json").write_bytes(done.stdout)
    (folder / "年报.csv").unlink(missing_ok=True)
    os.link(folder / f"some-{many}.csv", folder / "年报.csv")
    start = time.process_time()
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{folder}'")
        connection.execute(LOAD)
        total = connection.execute("SELECT sum(COLUMNS('^requests')) FROM reports").fetchone()
    spent = time.process_time() - start
    size = (folder / "年报.csv").stat().st_size / 2**20
    print(
        f"\n{many} reports: {size:.1f} MB of CSV, DuckDB takes {spent / made:.3f} of export's time"
    )
    assert total
    assert spent < made
