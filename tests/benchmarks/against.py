"""How long pages take in a warm child, beside what another commit took for them in its process.

    git worktree add --detach ../base f6aa140
    python -m tests.benchmarks.against ../base/src ../shared/corpus/*[0-9].{html,txt,md}

The two read each page in turn, many times, and the least processor time of each counts: a busy
machine only adds. The child's time is that of both processes, what goes between them included.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]

RUNS = 60

_HERE = """
from tuiwizard.importing.match import match
from tuiwizard.importing.sources import read_source

def read(data, name):
    match(read_source(data, name))

def spent():
    return time.process_time()
"""

_CHILD = """
from multiprocessing import active_children
from tuiwizard.importing import read_published as read

def spent():
    children = (Path(f"/proc/{child.pid}/schedstat") for child in active_children())
    return time.process_time() + sum(int(c.read_text().split()[0]) for c in children) / 1e9
"""

_LOOP = """
import sys, time
from pathlib import Path
{how}
for line in sys.stdin:
    path = Path(line.strip())
    data = path.read_bytes()
    start = spent()
    read(data, path.name)
    print(spent() - start, flush=True)
"""


class _Side:
    """One of the two: a process that reads the files it is told, and says how long each took."""

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


def main(arguments: list[str]) -> int:
    """Say for each page, and for all of them, how often the other commit could have read it."""
    other, *pages = map(Path, arguments)
    with ExitStack() as sides:
        then = sides.enter_context(_side(other, _HERE))
        now = sides.enter_context(_side(ROOT / "src", _CHILD))
        least: dict[Path, tuple[float, float]] = {}
        for _ in range(RUNS):
            for page in pages:
                before, after = least.get(page, (1e9, 1e9))
                least[page] = min(before, then.seconds(page)), min(after, now.seconds(page))
    for page, (before, after) in least.items():
        print(f"{page.name:28} {before * 1e3:6.2f} ms, {after * 1e3:6.2f} ms: {after / before:.3f}")
    before, after = (sum(taken) for taken in zip(*least.values(), strict=True))
    print(f"{'all':28} {before * 1e3:6.2f} ms, {after * 1e3:6.2f} ms: {after / before:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
