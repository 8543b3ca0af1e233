"""How long `tuiwizard render` and `check` take as whole processes, against pydantic alone."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import middle
from tests.program import COMMAND, environment
from tests.published import REPORTS, committed
from tests.signing import signed
from tuiwizard.drafts import store

BARE = (
    sys.executable,
    "-c",
    "import pydantic\nclass M(pydantic.BaseModel):\n    x: int\n",
)
ROUNDS = 25
ALLOWED = 1.3


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which modules are compiled once, as they are where they are installed."""
    cache = str(tmp_path_factory.mktemp("pycache"))
    return environment(PYTHONDONTWRITEBYTECODE="", PYTHONPYCACHEPREFIX=cache)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no wait4")
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("command", ["render", "check"])
def test_a_command(
    command: str, name: str, tmp_path: Path, compiled: dict[str, str], report: Report
) -> None:
    """By the clock and by the processor: what else runs on the machine counts less there."""

    def seconds(arguments: Sequence[str]) -> tuple[float, float]:
        start = time.perf_counter()
        process = subprocess.Popen(arguments, env=compiled, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in (0, 1), arguments  # 1: checked, with queries
        return time.perf_counter() - start, used.ru_utime + used.ru_stime

    draft = tmp_path / "draft.toml"
    store.save(draft, signed(committed(name).draft()))
    ours = (*COMMAND, command, str(draft))
    seconds(BARE)
    seconds(ours)
    pairs = [(*seconds(BARE), *seconds(ours)) for _ in range(ROUNDS)]  # in turn: load hits both
    wall = middle([whole / bare for bare, _, whole, _ in pairs])
    processor = middle([whole / bare for _, bare, _, whole in pairs])
    report(f"{command} {name}, by the clock, of pydantic alone", wall, ALLOWED)
    report(f"{command} {name}, by the processor, of pydantic alone", processor, ALLOWED)
