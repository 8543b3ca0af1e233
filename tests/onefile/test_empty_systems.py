"""The program with its own Python where there is none: the main story, and every output."""

import json
import platform
import shutil
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from offline.wheels import ROOT
from onefile import folder, interpreter
from tests.onefile import roots
from tests.pty.terminal import Key, Terminal
from tests.pty.test_story import (
    assert_published,
    assert_saved,
    fill_all,
    review_and_sign,
    start_new,
)
from tests.published import committed
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import FORMATS

HERE = f"tuiwizard-*-linux-{platform.machine()}"
OWN = {
    "HOME": "/srv/家",
    "PATH": "/usr/bin:/bin",
    "PYTHONPATH": "",
    "TUIWIZARD_STATE": "/srv/state",
}


@pytest.fixture(scope="module", params=roots.SUITES)
def root(request: pytest.FixtureRequest) -> Path:
    return roots.root(request.param)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both variants, made by `make onefile`."""
    folder = tmp_path_factory.mktemp("programs")
    (file,) = (ROOT / "dist").glob(HERE)
    (packed,) = (ROOT / "dist").glob(f"{HERE}.tar.gz")
    shutil.copy(file, folder / "tuiwizard")
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="tar")
    (folder / file.name).rename(folder / "folder")
    return folder


@pytest.fixture(params=["tuiwizard", "folder/tuiwizard"], ids=["one file", "one folder"])
def command(
    request: pytest.FixtureRequest, root: Path, programs: Path, tmp_path: Path
) -> Sequence[str]:
    """What starts the program in a system; there its folder is /srv."""
    return (*roots.within(root, tmp_path, programs, fonts=roots.FONTS), f"/mnt/{request.param}")


def run(command: Sequence[str], *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        [*command, *arguments],
        env={**OWN, "LC_ALL": "C.UTF-8", "TUIWIZARD_LANG": "zh"},
        stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()


def test_there_is_no_python(root: Path) -> None:
    """What the whole is about; a system that has one would prove nothing."""
    names = [path for folder in ("bin", "usr/bin") for path in (root / folder).glob("python*")]
    assert names == []


def test_the_main_story(command: Sequence[str], tmp_path: Path) -> None:
    """From nothing to a signed report, by keys; then every format, read again where it can be."""
    report = committed("pingtan-2021")
    own: dict[str, Any] = OWN
    with Terminal(folder=tmp_path, command=command, **own) as terminal:
        start_new(terminal, "report.toml", report)
        fill_all(terminal, report, ())
        assert "检查通过" in terminal.text
        review_and_sign(terminal)
        terminal.send(Key.DOWN * len(FORMATS), Key.ENTER)
        terminal.wait_for("接下来")
        terminal.send(Key.ESCAPE)
        assert terminal.leave() == 0
    assert_saved(tmp_path / "report.toml", report)
    assert_published((tmp_path / "report.md").read_bytes().decode(), report)
    assert run(command, "check", "report.toml")
    whole = store.load(tmp_path / "report.toml").report
    for kind in ("html", "docx", "pdf"):
        run(command, "render", "report.toml", "-o", f"out.{kind}")
        run(command, "import", f"out.{kind}", "-o", f"{kind}.toml")
        read = store.load(tmp_path / f"{kind}.toml").report
        for table in ("proactive", "requests", "appeals"):
            assert read.section(table) == whole.section(table), kind


def test_the_doctor_finds_nothing_wrong_with_the_program(command: Sequence[str]) -> None:
    said = run(command, "doctor")
    for extra in ("office", "pdf", "print"):
        assert f"正常  附加包 {extra}：" in said


def test_nothing_wants_a_newer_system(programs: Path, root: Path) -> None:
    """The systems here are newer than the oldest it is for: that one is held by the files."""
    said = subprocess.run(
        ["/usr/sbin/chroot", root, "getconf", "GNU_LIBC_VERSION"], capture_output=True, check=True
    )
    oldest = folder.as_number(interpreter.GLIBC)
    assert folder.as_number(said.stdout.decode().split()[1]) > oldest
    wanted = {path: folder.wants(path) for path in (programs / "folder").rglob("*.so*")}
    python = programs / "folder" / "bin" / "python3"
    wanted[python] = folder.wants(python)
    assert max(wanted.values()) == oldest
    assert len(wanted) > 20


def test_the_bill_of_materials_names_what_is_in_the_interpreter(programs: Path) -> None:
    (file,) = (ROOT / "dist").glob(f"{HERE}.cdx.json")
    components = json.loads(file.read_text("utf-8"))["components"]
    said = {one["name"]: one["version"] for one in components}
    python = programs / "folder" / "bin" / "python3"
    code = "import platform, pyexpat, sqlite3, zlib; print(platform.python_version(),"
    code += "sqlite3.sqlite_version, zlib.ZLIB_RUNTIME_VERSION, pyexpat.EXPAT_VERSION[6:])"
    done = subprocess.run([python, "-I", "-c", code], check=True, capture_output=True, text=True)
    own = (f"python{interpreter.VERSION}", "sqlite3", "zlib", "expat")
    for name, version in zip(own, done.stdout.split(), strict=True):
        assert version in said[name], name
    assert {"libffi", "xz-utils", "mpdecimal", "hacl-star", "pydantic", "lxml"} <= said.keys()
