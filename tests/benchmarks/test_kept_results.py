"""What a folder takes that was checked before, and the first time beside commit f6aa140.

All by one processor and over what it takes to start; the ways are taken in turn, so that load
hits each.
"""

import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import middle
from tests.benchmarks.test_scale import FEW, run
from tests.county import generated
from tests.program import environment

MANY, ROUNDS = 2_000, 5
WARM, COLD = 1 / 20, 1 / 1.5
"""Of the first time; and that of f6aa140's, which had fewer rules and kept nothing."""

ROOT = Path(__file__).parents[2]
BEFORE = "f6aa1406"

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity here")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as top:
        few, many = Path(top, "few"), Path(top, "many")
        generated.write(few, FEW)
        generated.write(many, MANY)
        yield many


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it was."""
    packed = subprocess.run(
        ["git", "-C", str(ROOT), "archive", BEFORE, "src"], capture_output=True, check=False
    )
    if packed.returncode:
        pytest.skip(f"no commit {BEFORE} in this clone")
    top = tmp_path_factory.mktemp("before")
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(top, filter="data")
    return top / "src"


def spent(folder: Path, state: Path, *, source: Path | None = None) -> float:
    """Seconds of a processor for all reports over a few, by what is in a state folder."""
    more = {} if source is None else {"PYTHONPATH": str(source)}
    compiled = str(folder.parent / f"pyc-{source is None}")
    env = environment(
        PYTHONDONTWRITEBYTECODE="",
        PYTHONPYCACHEPREFIX=compiled,
        TUIWIZARD_STATE=str(state),
        **more,
    )
    both = (folder.with_name("few"), folder)
    few, many = (run("check", one, env, [0]).processor for one in both)
    return many - few


def test_a_folder_checked_before(folder: Path, before: Path, report: Report) -> None:
    spent(folder, folder.with_name("first"))  # modules are compiled
    spent(folder, folder.with_name("first"), source=before)
    warm, against = [], []
    for number in range(ROUNDS):
        state = folder.with_name(f"state{number}")
        then, cold, again = (
            spent(folder, state, source=before),
            spent(folder, state),
            spent(folder, state),
        )
        warm.append(again / cold)
        against.append(cold / then)
    report(f"check of {MANY:,} reports checked before, of the first time", middle(warm), WARM)
    report(f"check of {MANY:,} reports, first time, of that by f6aa140", middle(against), COLD)
