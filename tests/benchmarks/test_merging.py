"""How merge grows: time per report, and memory, from a hundred reports to tens of thousands.

Run with `make bench`. TUIWIZARD_BENCH_MOST=40000 adds that many; the reports of a run are made
in pytest's temporary folder first, which takes as long again.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.county import generated

SIZES = (100, 1_000, 10_000)
MOST = int(os.environ.get("TUIWIZARD_BENCH_MOST", "0"))
RUNS = 3
GROWTH = 1.2
MEMORY = 300
"""Megabytes that the command may take at its peak."""

_RUN = """
import json, resource, sys, time
from tuiwizard.cli import main
code = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


class Cost(NamedTuple):
    """What one run took: seconds of the processor, megabytes at the peak."""

    seconds: float
    megabytes: float


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("units")
    generated.write(folder, max(*SIZES, MOST))
    return folder


def merged(folder: Path, many: int) -> Cost:
    """One run over the first of the reports."""
    output = folder.parent / f"county-{many}.toml"
    output.unlink(missing_ok=True)
    some = folder.parent / f"some-{many}"
    if not some.exists():
        some.mkdir()
        for path in sorted(folder.iterdir())[:many]:
            os.link(path, some / path.name)
    arguments = ["merge", str(some), "-o", str(output), "--agency", "甲省", "--level", "province"]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments], check=True, capture_output=True, text=True
    )
    code, seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr[:1000]
    return Cost(seconds, megabytes)


@cache
def cost(folder: Path, many: int) -> Cost:
    """The best of some runs, for what else runs on the machine only adds."""
    runs = [merged(folder, many) for _ in range(RUNS if many <= max(SIZES) else 1)]
    return Cost(min(run.seconds for run in runs), max(run.megabytes for run in runs))


def test_time_per_report_is_constant(units: Path) -> None:
    """What starting takes is left out: it is the same for one report."""
    start = cost(units, 1).seconds
    each = {
        many: (cost(units, many).seconds - start) / many
        for many in (*SIZES, *([MOST] if MOST else []))
    }
    base = each[SIZES[1]]
    for many, seconds in each.items():
        found = cost(units, many)
        print(
            f"\nmerge {many:>6}: {1000 * seconds:.2f} ms each = {seconds / base:.2f} of "
            f"{SIZES[1]}, {found.megabytes:.0f} MB"
        )
    assert all(1 / GROWTH <= seconds / base <= GROWTH for seconds in each.values())


def test_memory_is_bounded(units: Path) -> None:
    most = max(*SIZES, MOST)
    assert cost(units, most).megabytes < MEMORY
