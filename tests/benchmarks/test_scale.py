"""How check, merge and export grow from a hundred reports to a province's 40,000.

Time per report, memory, the use of both processors, and throughput against the bare cost of
reading the same files with tomllib and validating them with pydantic. Run by `make bench`; the
largest step takes minutes. Ratios are of things measured in turn, or beside a `Pace`, so that load
hits both.
"""

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

from tests.benchmarks.conftest import Growth, Report
from tests.benchmarks.pace import Pace
from tests.benchmarks.terminal import middle
from tests.county import generated
from tests.program import COMMAND, environment

SIZES = (100, 1_000, 10_000, 40_000)
FEW = 2
"""Reports that show what the start costs; a single one goes a way of its own."""

BATCH = 1_000
SAMPLE = 5_000
"""Reports that are read at least; small folders are read again and again."""

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
    for size in (FEW, *SIZES[:-1]):
        (top / str(size)).mkdir()
        for path in every[:size]:
            (top / str(size) / path.name).hardlink_to(path)
    yield top


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where they are installed."""
    cache = str(tmp_path_factory.mktemp("pycache"))
    return environment(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=cache)


COMMANDS = {
    "check": ("check", "{folder}", "--format", "json"),
    "merge": ("merge", "{folder}", "-o", "{folder}.toml", "--agency", "甲省", "--force"),
    "export": ("export", "{folder}", "-o", "{folder}.csv", "--force"),
}
"""What is run on a folder of reports."""


def run(
    name: str,
    folder: Path,
    env: dict[str, str],
    processors: Sequence[int] = (),
    *,
    watched: bool = False,
) -> Spent:
    """Run a command on a folder, by some of the processors or by all.

    To watch its memory takes a part of a processor, which both would lack.
    """
    folder.with_suffix(".toml").unlink(missing_ok=True)  # what was merged would be merged again
    command = [*COMMAND, *(word.format(folder=folder) for word in COMMANDS[name])]
    with (folder.parent / "out.json").open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, env=env, stdout=out)
        if processors:
            os.sched_setaffinity(process.pid, processors)
        peak = [0.0]
        watch = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
        if watched:
            watch.start()
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if watched:
        watch.join()
    assert process.returncode == 0
    return Spent(clock, used.ru_utime + used.ru_stime, peak[0])


def _watch(pid: int, peak: list[float]) -> None:
    """The most that a process and those it started held together; shared pages count once."""
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
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def starting(name: str, province: Path, env: dict[str, str]) -> float:
    """Seconds of a processor for a few reports: nearly all of it is the start."""
    return min(run(name, province / str(FEW), env, [0]).processor for _ in range(5))


def cost(name: str, province: Path, size: int, env: dict[str, str], pace: Pace) -> float:
    """What a report costs by one processor, over what it takes to start, in readings of a draft."""

    def of(many: int) -> float:
        return pace.readings(lambda: run(name, province / str(many), env, [0]).processor)

    times = max(1, SAMPLE // size)
    return sum(of(size) - of(FEW) for _ in range(times)) / times / (size - FEW)


def bare(folder: Path, size: int, env: dict[str, str]) -> float:
    """Seconds of a processor for reading and validating alone."""
    command = [sys.executable, "-c", BARE, str(folder), str(size)]
    done = subprocess.run(command, env=env, check=True, capture_output=True)
    return float(done.stdout)


@pytest.mark.parametrize("command", ["check", "merge", "export"])
def test_it_grows_with_the_number_of_reports(
    command: str, province: Path, compiled: dict[str, str], growth: Growth, report: Report
) -> None:
    """By one processor, over what it takes to start; and the memory of all processes."""
    draft = next((province / str(FEW)).iterdir())
    with Pace(draft, province / "pace", processor=0) as pace:
        each = {size: cost(command, province, size, compiled, pace) for size in SIZES}
    shared = run(command, province / str(SIZES[-1]), compiled, watched=True)
    for size in SIZES:
        growth[size, command] = f"{each[size] / each[1_000]:.2f}"
    growth[SIZES[-1], f"{command} MB"] = f"{shared.memory:.0f}"
    report(f"{command} of {SIZES[-1]:,} reports, MB of all processes", shared.memory, MEMORY)
    spread = max(each.values()) / min(each.values())
    report(f"{command}, time per report from 100 to {SIZES[-1]:,}, most to least", spread, GROWTH)


@pytest.mark.parametrize("command", ["check", "merge"])
def test_both_processors_are_used(
    command: str, province: Path, compiled: dict[str, str], report: Report
) -> None:
    folder = province / "10000"
    pairs = [(run(command, folder, compiled, [0]), run(command, folder, compiled)) for _ in "12"]
    ratio = min(both.clock / one.clock for one, both in pairs)  # load only adds
    report(f"{command} of 10,000 by two processors, of the time by one", ratio, 1 / BOTH)


def test_throughput_against_reading_and_validating(
    province: Path, compiled: dict[str, str], report: Report
) -> None:
    folder, size = province / "1000", 1_000
    start = starting("check", province, compiled)
    pairs = [
        (bare(folder, size, compiled), run("check", folder, compiled, [0]).processor - start)
        for _ in range(7)
    ]
    ratio = middle([whole / alone for alone, whole in pairs])
    report("check, of bare reading with tomllib and validating", ratio, 1 / THROUGHPUT)
