"""How long this commit takes, beside another one: for drafts by all rules, for pages to read them.

    git worktree add --detach ../base f6aa140
    python -m tests.benchmarks.against ../base/src                        # two full reports
    python -m tests.benchmarks.against ../base/src ../shared/narratives/base-*.toml
    python -m tests.benchmarks.against ../base/src ../shared/corpus/*[0-9].{html,txt,md}

The two take each file in turn, many times, and the least processor time of each counts: a busy
machine only adds. Of a draft all rules are run with nothing remembered of its texts, four times
each turn, and the best of them counts: what the other process left of the processor's memory is
not measured. A page is read here in a warm child, and there in the process itself; the child's
time is that of both processes, what goes between them included.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.test_rules import full
from tuiwizard.drafts.codec import dumps

ROOT = Path(__file__).parents[2]

RUNS = 60
YEARS = (2020, 2025)
"""Of the full reports that are checked where no files are given."""

_LAST_YEAR = ".before.toml"
"""How the report of the year before is called, beside `full-2025.toml`."""

_READ_HERE = """
from tuiwizard.importing.match import match
from tuiwizard.importing.sources import read_source

def work(path):
    data = path.read_bytes()
    start = time.process_time()
    match(read_source(data, path.name))
    return time.process_time() - start
"""

_READ_IN_A_CHILD = """
from multiprocessing import active_children
from tuiwizard.importing import read_published

def spent():
    children = (Path(f"/proc/{child.pid}/schedstat") for child in active_children())
    return time.process_time() + sum(int(c.read_text().split()[0]) for c in children) / 1e9

def work(path):
    data = path.read_bytes()
    start = spent()
    read_published(data, path.name)
    return spent() - start
"""

_CHECK = f"""
from tuiwizard.drafts.codec import loads
from tuiwizard.rules.case import Case
from tuiwizard.rules.registry import check

def bounded():
    for name, module in list(sys.modules.items()):
        for kept in vars(module).values() if name.startswith("tuiwizard.rules") else ():
            if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"]:
                yield kept

def once(draft, last):
    for kept in bounded():
        kept.cache_clear()
    case = Case(draft, last)
    start = time.process_time()
    check(case)
    return time.process_time() - start

def work(path):
    before = path.with_name(path.stem + "{_LAST_YEAR}")
    draft, last = (loads(p.read_text("utf-8")) if p.exists() else None for p in (path, before))
    return min(once(draft, last) for _ in range(4))
"""

_LOOP = """
import sys, time
from pathlib import Path
{how}
for line in sys.stdin:
    print(work(Path(line.strip())), flush=True)
"""


class _Side:
    """One of the two: a process that is told files, and says how long each took."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def seconds(self, path: Path) -> float:
        assert self._process.stdin and self._process.stdout
        print(path.resolve(), file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


@contextmanager
def _side(source: Path, how: str) -> Iterator[_Side]:
    command = [sys.executable, "-c", _LOOP.format(how=how)]
    environment = {**os.environ, "PYTHONPATH": str(source.resolve())}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True) as process:
        yield _Side(process)
        assert process.stdin
        process.stdin.close()


def compare(other: Path, files: Iterable[Path], there: str, here: str) -> None:
    """Say for each file, and for all of them, how long the two took, and the ratio."""
    with ExitStack() as sides:
        then = sides.enter_context(_side(other, there))
        now = sides.enter_context(_side(ROOT / "src", here))
        least: dict[Path, tuple[float, float]] = {}
        for _ in range(RUNS):
            for path in files:
                before, after = least.get(path, (1e9, 1e9))
                least[path] = min(before, then.seconds(path)), min(after, now.seconds(path))
    for path, (before, after) in least.items():
        print(f"{path.name:28} {before * 1e3:6.2f} ms, {after * 1e3:6.2f} ms: {after / before:.3f}")
    before, after = (sum(taken) for taken in zip(*least.values(), strict=True))
    print(f"{'all':28} {before * 1e3:6.2f} ms, {after * 1e3:6.2f} ms: {after / before:.3f}")


def full_reports(folder: Path) -> Iterator[Path]:
    """Write full reports, each with that of the year before beside it."""
    for year in YEARS:
        path = folder / f"full-{year}.toml"
        path.write_text(dumps(full(year, "本年")), "utf-8")
        path.with_name(path.stem + _LAST_YEAR).write_text(dumps(full(year - 1, "那年")), "utf-8")
        yield path


def main(arguments: list[str]) -> int:
    """Compare with another commit over files, or over full reports where none is given."""
    other, *files = map(Path, arguments)
    with TemporaryDirectory() as folder:
        listed = files or [*full_reports(Path(folder))]
        drafts = [path for path in listed if path.suffix == ".toml"]
        pages = [path for path in listed if path.suffix != ".toml"]
        if drafts:
            compare(other, drafts, _CHECK, _CHECK)
        if pages:
            compare(other, pages, _READ_HERE, _READ_IN_A_CHILD)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
