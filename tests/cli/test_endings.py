"""Ways to end that nobody plans: faults, Ctrl+C, a reader that goes away."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.cli.conftest import Run
from tests.program import COMMAND, environment
from tuiwizard import faults
from tuiwizard.cli import main, output
from tuiwizard.cli.commands import schema
from tuiwizard.drafts import store


def test_a_fault_is_one_sentence_without_a_traceback(
    run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret of the office")

    monkeypatch.setattr(store, "loads", broken)
    for command in ("check", "render"):
        done = run(command, complete)
        assert (done.code, done.out) == (70, b"")
        assert done.sentence.startswith("程序出错了（ZeroDivisionError，")
        assert "secret" not in done.sentence


def test_a_fault_without_a_place_is_told_too() -> None:
    assert faults.place(ValueError()) == "ValueError"


def test_ctrl_c_ends_quietly(run: Run, complete: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "loads", interrupted)
    done = run("check", complete)
    assert (done.code, done.out, done.err) == (130, b"", "")


@pytest.mark.skipif(not hasattr(os, "O_PATH"), reason="only Linux hands over what nobody reads")
def test_ctrl_c_in_a_process(tmp_path: Path) -> None:
    """While it waits for what the shell has opened for it, and never comes: `check <(sleep 9)`.

    A signal that comes just before the read does not end it; then the person presses again.
    """
    pipe = tmp_path / "draft.toml"
    os.mkfifo(pipe)
    handle = os.open(pipe, os.O_PATH)
    command = [*COMMAND, "check", f"/dev/fd/{handle}"]
    with subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(handle,),
    ) as process:
        os.close(handle)
        writer = _opened_by_a_reader(pipe)
        try:
            ended = None
            while ended is None:
                process.send_signal(signal.SIGINT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    ended = process.communicate(timeout=5)
            assert ended == (b"", b"")
        finally:
            os.close(writer)
    assert process.returncode == 130


def _opened_by_a_reader(pipe: Path) -> int:
    deadline = time.monotonic() + 20
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.01)


@pytest.mark.parametrize("code", [None, "words", 3])
def test_other_exits(run: Run, monkeypatch: pytest.MonkeyPatch, code: object) -> None:
    def leave(_: object) -> int:
        raise SystemExit(code)

    monkeypatch.setattr(schema, "run", leave)
    assert run("schema").code == (3 if code == 3 else 2)


@pytest.mark.parametrize(
    "arguments", [("render",), ("check",), ("check", "--format", "json"), ("schema",)]
)
def test_a_reader_that_goes_away_is_no_fault(complete: Path, arguments: tuple[str, ...]) -> None:
    """As in `tuiwizard render X | head -c1`."""
    files = () if arguments == ("schema",) else (str(complete),)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = _sent_to(writer, *arguments, *files)
    finally:
        os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 0


def _sent_to(stdout: int | BinaryIO, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full here")
@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("arguments", [("check",), ("check", "--format", "json")])
def test_a_full_disk_is_no_fault(
    complete: Path, tmp_path: Path, arguments: tuple[str, ...], many: bool
) -> None:
    """As in `tuiwizard check X > result.txt`."""
    folder = tmp_path / "many"
    folder.mkdir()
    for name in ("甲.toml", "乙.toml"):
        (folder / name).write_bytes(complete.read_bytes())
    with Path("/dev/full").open("wb") as full:
        done = _sent_to(full, *arguments, str(folder if many else complete))
    assert done.stderr.decode().splitlines()[-1] == ("结果没有写完：磁盘已满，请换一个地方再写一次")
    assert done.returncode == 2


def test_a_broken_pipe_is_closed_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(schema, "run", broken)
    kept = tmp_path / "out"
    with kept.open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main(["schema"]) == 0
        out.write("nobody reads this")
    assert kept.read_bytes() == b""


def test_head_takes_the_first_byte(complete: Path) -> None:
    line = f"{' '.join(COMMAND)} render '{complete}' | head -c1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], env=environment(), capture_output=True, check=True, timeout=60
    )
    assert done.stdout == b"#0\n"
    assert done.stderr == b""


def test_the_arguments_are_those_of_the_process_by_default(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tuiwizard", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("tuiwizard ")


class _Words:
    """A text stream without bytes below, as an embedder may put in place of stdout."""

    encoding = "ascii"

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        text.encode(self.encoding)
        self.text += text

    def flush(self) -> None:
        """Nothing to flush."""


def test_streams_that_know_no_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    out = _Words()
    monkeypatch.setattr(sys, "stdout", out)
    output.say("甲 1")
    output.emit("data")
    assert out.text == "? 1\ndata"


# What scripts start in their hundreds starts without a screen

PROBE = """
import sys
from tuiwizard.cli import main
code = main(sys.argv[1:])
heavy = {"textual", "rich", "markdown_it"} & set(sys.modules)
sys.exit(f"loaded {heavy}" if heavy else code)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{draft}"],
        ["check", "{draft}", "--format", "json"],
        ["render", "{draft}"],
        ["render", "{draft}", "-o", "{folder}/out.md"],
        ["new", "{folder}/new.toml", "--agency", "甲", "--year", "2025"],
        ["schema"],
        ["schema", "--edition", "2019"],
        ["--version"],
        ["-h"],
    ],
    ids=" ".join,
)
def test_no_screen_is_loaded(complete: Path, tmp_path: Path, arguments: list[str]) -> None:
    filled = [a.format(draft=complete, folder=tmp_path) for a in arguments]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *filled],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(("word", "code", "said"), [("check", 0, b"--previous"), ("chekc", 2, b"")])
def test_what_argparse_wrote_is_whole_when_the_process_ends(
    word: str, code: int, said: bytes
) -> None:
    command = [*COMMAND, word, "--help"]
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert done.returncode == code
    assert said in done.stdout
    assert bool(said) == bool(done.stdout)


def test_findings_are_whole_when_the_process_ends(run: Run, complete: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "check", str(complete), "--format", "json"],
        env=environment(),
        capture_output=True,
        check=False,
    )
    here = run("check", complete, "--format", "json")
    assert (done.returncode, done.stdout) == (here.code, here.out)
