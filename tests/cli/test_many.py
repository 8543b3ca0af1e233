"""`check` over a county: every planted error at its place, whoever does the work."""

import errno
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cli import many
from tests.cli.conftest import Run
from tests.county import generated
from tests.county.planted import Kind, Planted, plant
from tests.program import environment
from tuiwizard.cli import output
from tuiwizard.cli.batch import MOST_FAULTS
from tuiwizard.drafts import store

MANY = (sys.executable, many.__file__)
UNITS = 150


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Planted]]:
    folder = tmp_path_factory.mktemp("county")
    return folder, plant(generated.write(folder, UNITS))


def shared(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """A command to its end, its work shared by two processes."""
    command = [*MANY, *map(str, arguments)]
    return subprocess.run(command, env=environment(), capture_output=True, check=False, timeout=120)


def of(planted: list[Planted], *kinds: Kind) -> list[Planted]:
    return [one for one in planted if one.kind in kinds]


def test_every_planted_error_is_named_at_its_place_and_nothing_else(
    county: tuple[Path, list[Planted]],
) -> None:
    folder, planted = county
    done = shared("check", folder, "--format", "json")
    said = json.loads(done.stdout)
    found = {
        (Path(file["path"]), finding["rule"], tuple(finding["cells"]))
        for file in said["files"]
        for finding in file["findings"]
        if finding["severity"] in ("error", "query")
    }
    assert found == {(p.path, p.rule, p.cells) for p in of(planted, Kind.FINDING)}
    unreadable = of(planted, Kind.UNREADABLE)
    *named, others, end, again, counted = done.stderr.decode().splitlines()
    assert len(named) == len(unreadable)
    for one in unreadable:
        (line,) = (line for line in named if line.startswith(str(one.path)))
        assert one.says in line
    (other,) = of(planted, Kind.OTHER)
    assert others.startswith(f"{other.path}不是年报")
    assert end.startswith(f"共 {UNITS + 2} 个文件，{len(unreadable)} 个没能检查：")
    twice = [p for p in of(planted, Kind.CROSS_REPORT) if not p.says]
    assert again.startswith("错误 R951：")
    assert all(str(p.path) in again for p in twice)
    kept_out = sum(not file["counted"] for file in said["files"])
    assert counted.startswith(f"数可以计入汇总的有 {len(said['files']) - kept_out} 份；没有计入：")
    accounts = {Path(file["path"]): file["account"] for file in said["account"]}
    assert len(accounts) == UNITS + 2
    assert {path for path, said_of in accounts.items() if said_of == "unreadable"} == {
        one.path for one in unreadable
    }
    assert accounts[other.path] == "no_report"
    assert done.returncode == 2
    assert [file["path"] for file in said["files"]] == sorted(
        file["path"] for file in said["files"]
    )
    wrong = {p.path for p in of(planted, Kind.FINDING)}
    files = UNITS + 1 - len(unreadable)
    assert said["summary"] | {"advice": 0} == {
        "files": files,
        "publishable": files - len(wrong),
        "errors": len(found),
        "queries": 0,
        "advice": 0,
    }
    assert done.returncode == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_bytes_whoever_does_the_work(
    county: tuple[Path, list[Planted]], form: str, run: Run
) -> None:
    folder, _ = county
    theirs = shared("check", folder, "--format", form)
    ours = run("check", folder, "--format", form)
    assert (theirs.returncode, theirs.stdout) == (ours.code, ours.out)
    assert theirs.stderr.decode() == ours.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_one_by_one_says_the_same_of_each(
    county: tuple[Path, list[Planted]], form: str, run: Run
) -> None:
    folder, _ = county
    paths = sorted(folder.glob("*.toml"))[:12]
    parts = [run("check", path, "--format", form) for path in paths]
    whole = run("check", *paths, "--format", form)
    if form == "text":
        assert whole.out == b"".join(part.out for part in parts)
        return
    files: list[Any] = [file for part in parts for file in json.loads(part.out)["files"]]
    assert json.loads(whole.out)["files"] == files


@pytest.mark.parametrize("count", [0, 1, 3])
def test_files_one_by_one_make_one_object_a_line_each(
    count: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = [
        {"path": f"甲\u202e{n}.toml", "left": None, "findings": [{}, [], [n]]} for n in range(count)
    ]
    summary = {"files": count, "errors": 0}
    with output.JsonFiles(summary) as written:
        for file in files:
            written.add(output.json_text(file))
    out = capfdbinary.readouterr().out.decode()
    assert json.loads(out) == {"files": files, "summary": summary}
    assert out.count("\n") == 1 + (count and count + 1)
    assert "\u202e" not in out


def test_half_of_a_json_object_does_not_look_like_one(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    with pytest.raises(KeyboardInterrupt), output.JsonFiles({}) as written:
        written.add("{}")
        raise KeyboardInterrupt
    with pytest.raises(json.JSONDecodeError):
        json.loads(capfdbinary.readouterr().out)


# Ways to end that nobody plans


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A file that is never read to its end, among drafts."""
    folder = tmp_path / "drafts"
    generated.write(folder, 40)
    os.mkfifo(folder / "00020-z.toml")
    return folder / "00020-z.toml"


def started(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*MANY, "check", str(folder)],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def opened(pipe: Path) -> int:
    """Its other end, as soon as somebody reads from it."""
    patience = time.monotonic() + 60
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO
            assert time.monotonic() < patience
            time.sleep(0.02)


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that share the work."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [
        int(child)
        for child in listed.split()
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def gone(group: int) -> bool:
    """Whether nobody of a process group is left."""
    patience = time.monotonic() + 30
    while time.monotonic() < patience:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def process(pipe: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command whose worker waits for what never comes."""
    with started(pipe.parent) as running:
        try:
            yield running
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc here")


def test_ctrl_c_ends_all_of_them_quietly(pipe: Path, process: subprocess.Popen[bytes]) -> None:
    end = opened(pipe)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    os.close(end)
    assert (process.returncode, err) == (130, b"")
    assert b"Traceback" not in out
    assert gone(process.pid)


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nobody_is_left_where_the_program_is_killed(
    pipe: Path, process: subprocess.Popen[bytes], number: signal.Signals
) -> None:
    os.close(opened(pipe))
    process.send_signal(number)
    process.communicate(timeout=60)
    assert gone(process.pid)


@needs_proc
def test_a_worker_that_is_killed_is_one_sentence(
    pipe: Path, process: subprocess.Popen[bytes]
) -> None:
    """What it had in hand is done again; the pipe, which ends then, is an empty file."""
    first = opened(pipe)
    for worker in workers(process):
        os.kill(worker, signal.SIGKILL)
    os.close(first)
    while process.poll() is None:
        with suppress(OSError):  # nobody reads just now
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        time.sleep(0.05)
    out, err = process.communicate(timeout=60)
    heads = [line for line in out.decode().splitlines() if not line.startswith(" ")]
    assert [line.split("：")[0] for line in heads] == [
        str(path) for path in sorted(pipe.parent.iterdir()) if path != pipe
    ]
    died, empty, end = err.decode().splitlines()
    assert died == "有一个处理文件的进程中断了，它手上的文件重新做一遍"
    assert empty.startswith(f"{pipe}：文件是空的")
    assert end == f"共 41 个文件，1 个没能检查：{pipe}"
    assert process.returncode == 2
    assert gone(process.pid)


def test_a_fault_of_the_program_stops_one_file(
    run: Run, county: tuple[Path, list[Planted]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path))
    paths = sorted(county[0].glob("*.toml"))[20:40]
    loads = store.loads
    broken = [paths[3]]

    def at_times(data: bytes, path: Path) -> object:
        if path in broken:
            raise ZeroDivisionError("secret of the office")
        return loads(data, path)

    monkeypatch.setattr(store, "loads", at_times)
    done = run("check", *paths)
    first, *_ = done.err.splitlines()
    assert done.code == 70
    assert first.startswith(f"{paths[3]}：程序出错了（ZeroDivisionError，")
    assert "secret" not in done.err
    assert len([line for line in done.text.splitlines() if not line.startswith(" ")]) >= 15
    broken[:] = paths
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "anew"))  # or what was checked is taken
    lines = run("check", *paths).err.splitlines()
    assert len(lines) == MOST_FAULTS + 2
    assert lines[-2] == "程序一再出错，后面的文件没有检查"


# The bar


def test_a_terminal_is_told_how_far_it_is(tmp_path: Path) -> None:
    generated.write(tmp_path, 40)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*MANY, "check", str(tmp_path), "--format", "json"],
        env=environment(TERM="xterm-256color"),
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=60)
    seen = b""
    with suppress(OSError):  # the end of a terminal
        while piece := os.read(ours, 65536):
            seen += piece
    os.close(ours)
    assert len(json.loads(out)["files"]) == 40
    assert "/40 份".encode() in seen
    assert process.returncode == 0
