"""How `tuiwizard check` grows from a hundred reports to a province's 40,000.

Time per report, memory, the use of both processors, and throughput against the bare cost of
reading the same files with tomllib and validating them with pydantic. Run by `make bench`; the
largest step takes minutes. Ratios are of things measured in turn, so that load hits both.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.benchmarks.terminal import middle
from tests.county import generated
from tests.program import COMMAND, environment

SIZES = (100, 1_000, 10_000, 40_000)
BATCH = 1_000
MEMORY = 300
"""MB of all processes together."""

GROWTH, BOTH, THROUGHPUT = 1.2, 1.7, 0.6

BARE = """
import sys, time, tomllib
from decimal import Decimal
from pathlib import Path
from tuiwizard.forms.editions import report_model
model = report_model("2021")
paths = sorted(Path(sys.argv[1]).glob("*.toml"))[:int(sys.argv[2])]
def read(path):
    with path.open("rb") as file:
        data = tomllib.load(file, parse_float=Decimal)
    del data["format"]
    model.model_validate(data)
read(paths[0])  # what pydantic builds when it is first asked
start = time.process_time()
for path in paths:
    read(path)
print(time.process_time() - start)
"""

pytestmark = [
    pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no /proc here"),
    pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="a single processor"),
]


class Spent(NamedTuple):
    """What a command took: seconds by the clock and of all processors, and MB at most."""

    clock: float
    processor: float
    memory: float


def write(folder: str, first: int) -> None:
    generated.write(Path(folder), BATCH, first=first)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """All reports, and smaller folders that hold the first of the same files."""
    top = tmp_path_factory.mktemp("province")
    largest = top / str(SIZES[-1])
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        firsts = range(0, SIZES[-1], BATCH)
        list(pool.map(write, [str(largest)] * len(firsts), firsts))
    every = sorted(largest.iterdir())
    for size in (1, *SIZES[:-1]):
        (top / str(size)).mkdir()
        for path in every[:size]:
            (top / str(size) / path.name).hardlink_to(path)
    yield top


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where they are installed."""
    cache = str(tmp_path_factory.mktemp("pycache"))
    return environment(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=cache)


def check(folder: Path, env: dict[str, str], processors: Sequence[int] = ()) -> Spent:
    """Check a folder, by some of the processors or by all."""
    command = [*COMMAND, "check", str(folder), "--format", "json"]
    with (folder.parent / "out.json").open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=out)
        if processors:
            os.sched_setaffinity(process.pid, processors)
        peak = [0.0]
        watch = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    watch.join()
    assert process.returncode == 0
    return Spent(clock, used.ru_utime + used.ru_stime, peak[0])


def _watch(pid: int, peak: list[float]) -> None:
    """The most that a process and those it started held together; shared pages count each time."""
    while pages := [_resident(one) for one in _family(pid)]:
        peak[0] = max(peak[0], sum(pages) / 1024)
        time.sleep(0.05)


def _family(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    yield pid
    for child in children:
        yield from _family(int(child))


def _resident(pid: int) -> int:
    """KB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Rss:")), 0)


def starting(province: Path, env: dict[str, str]) -> float:
    """Seconds of a processor for a single report: nearly all of it is the start."""
    return min(check(province / "1", env, [0]).processor for _ in range(5))


def bare(folder: Path, size: int, env: dict[str, str]) -> float:
    """Seconds of a processor for reading and validating alone."""
    command = [sys.executable, "-c", BARE, str(folder), str(size)]
    done = subprocess.run(command, env=env, check=True, capture_output=True)
    return float(done.stdout)


def test_check_grows_with_the_number_of_reports(province: Path, compiled: dict[str, str]) -> None:
    """By one processor, over what it takes to start; and the memory of all processes."""
    start = starting(province, compiled)
    each = {}
    for size in SIZES:
        runs = [check(province / str(size), compiled, [0]) for _ in range(max(1, 2_000 // size))]
        each[size] = (min(run.processor for run in runs) - start) / (size - 1) * 1000
        shared = check(province / str(size), compiled)
        written = json.loads((province / "out.json").read_bytes())["summary"]
        print(
            f"\n{size:>6} reports: {each[size]:.2f} ms each by one processor; "
            f"by all: {size / shared.clock:.0f} a second, {shared.memory:.0f} MB"
        )
        assert written == {**written, "files": size, "publishable": size, "errors": 0}
        assert shared.memory < MEMORY
    assert max(each.values()) / min(each.values()) < GROWTH


def test_both_processors_are_used(province: Path, compiled: dict[str, str]) -> None:
    folder = province / "10000"
    pairs = [(check(folder, compiled, [0]), check(folder, compiled)) for _ in range(3)]
    ratio = middle([one.clock / both.clock for one, both in pairs])
    print(f"\nall {os.cpu_count()} processors: {ratio:.2f} times as fast as one")
    assert ratio >= BOTH


def test_throughput_against_reading_and_validating(
    province: Path, compiled: dict[str, str]
) -> None:
    folder, size = province / "1000", 1_000
    start = starting(province, compiled)
    pairs = [
        (bare(folder, size, compiled), check(folder, compiled, [0]).processor - start)
        for _ in range(7)
    ]
    ratio = middle([alone / whole for alone, whole in pairs])
    print(f"\ncheck does {ratio:.0%} of the reports that bare reading and validating would")
    assert ratio >= THROUGHPUT
