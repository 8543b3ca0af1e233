"""How the program with its own Python starts, beside the installed one: `make onefile-check`."""

import platform
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import Terminal, middle
from tests.program import environment
from tests.published import committed
from tuiwizard.drafts import store

ROUNDS = 11
NAME = f"tuiwizard-*-{platform.system().lower()}-{platform.machine()}"
INSTALLED = Path(sys.executable).with_name("tuiwizard")


@pytest.fixture(scope="module")
def file() -> Path:
    """The one file, where `make onefile` has made it."""
    made = [*(Path(__file__).parents[2] / "dist").glob(NAME)]
    if not made:
        pytest.skip("no one-file program in dist: make onefile")
    return made[0]


@pytest.fixture(scope="module")
def folder(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of the one-folder variant."""
    place = tmp_path_factory.mktemp("folder")
    with tarfile.open(f"{file}.tar.gz") as archive:
        archive.extractall(place, filter="tar")
    return place / file.name / "tuiwizard"


@pytest.fixture(autouse=True)
def _compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installed program, too, keeps what it compiles, whatever the caller wants."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "compiled"))
    monkeypatch.setenv("TUIWIZARD_UNPACK", str(tmp_path / "unpacked"))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    store.save(tmp_path / "report.toml", committed("pingtan-2021").draft())
    return tmp_path / "report.toml"


def seconds(command: Path, *arguments: str | Path) -> float:
    """How long a command takes by the clock."""
    began = time.perf_counter()
    subprocess.run([command, *arguments], env=environment(), capture_output=True, check=False)
    return time.perf_counter() - began


def test_commands(file: Path, folder: Path, draft: Path, report: Report) -> None:
    """A short command, in turns; the best of each, for the machine has other things to do."""
    report("the one file, MB", file.stat().st_size / 1e6, 70)
    report("the one file, its first start, seconds", seconds(file, "check", draft), 15)
    commands = {"one file": file, "one folder": folder, "installed": INSTALLED}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            taken[name].append(seconds(command, "check", draft))
    for name in ("one file", "one folder"):
        ratio = min(taken[name]) / min(taken["installed"])
        report(f"check by the {name}, of the installed program", ratio, 1.25)


def test_screen(file: Path, folder: Path, draft: Path, report: Report) -> None:
    """To a table in which a key counts, processor time."""

    def start(command: Path) -> float:
        shutil.rmtree(draft.parent / "state", ignore_errors=True)
        arguments = [str(command), str(draft), "--step", "requests"]
        with Terminal(arguments, draft.parent / "state") as terminal:
            return terminal.until_typed("字")

    for name, command in {"one file": file, "one folder": folder}.items():
        start(command), start(INSTALLED)
        ratios = [start(command) / start(INSTALLED) for _ in range(ROUNDS)]
        report(f"start of the {name} to a table, of the installed program", middle(ratios), 1.25)
