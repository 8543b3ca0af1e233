"""A program on a terminal of its own."""

import asyncio
import hashlib
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tuiwizard.door.program import Program, Size, environment_of, own_command

SIZE = Size(97, 31)
SAYS = (
    "import os, sys; print(*os.get_terminal_size(), os.ttyname(0) == os.ttyname(2), flush=True); "
)
ECHOES = "import tty; tty.setraw(0); print('ready', flush=True); "


async def started(code: str, size: Size = SIZE) -> Program:
    return await Program.start((sys.executable, "-c", code), environment_of({}), size)


async def all_of(program: Program) -> str:
    said = ""
    while text := await program.read():
        said += text
    return said


async def until(program: Program, wanted: str) -> str:
    said = ""
    while wanted not in said:
        text = await asyncio.wait_for(program.read(), 20)
        assert text, said
        said += text
    return said


async def test_it_has_a_terminal_of_the_size_of_the_page() -> None:
    program = await started(SAYS)
    assert await all_of(program) == "97 31 True\r\n"
    await program.hang_up(10)


async def test_it_hears_of_another_size() -> None:
    # by os.write, for the signal may come while it prints
    code = (
        "import os, signal; "
        "size = lambda *_: os.write(1, b'%d %d\\n' % os.get_terminal_size()); "
        "signal.signal(signal.SIGWINCH, size); "
        "print('ready', flush=True); signal.pause()"
    )
    program = await started(code)
    await until(program, "ready\r\n")
    program.resize(Size(120, 36))
    await until(program, "120 36\r\n")
    await program.hang_up(10)
    program.resize(Size(80, 24))


async def test_what_is_typed_arrives_however_long_it_is() -> None:
    text = "年报、" * 100_000
    size = len(text.encode())
    code = (
        f"{ECHOES}left, found = {size}, b''\n"
        "while len(found) < left: found += os.read(0, 1 << 16)\n"
        "import hashlib; print(hashlib.sha256(found).hexdigest())"
    )
    program = await started("import os; " + code)
    await until(program, "ready\n")
    await program.type(text.encode())

    assert hashlib.sha256(text.encode()).hexdigest() in await all_of(program)
    await program.type(b"nobody reads this")
    await program.hang_up(10)


async def test_characters_are_never_parted() -> None:
    """xterm.js loses "、" where its bytes come in two pieces."""
    code = (
        "import os, time\n"
        "for byte in '、。“甲”'.encode(): os.write(1, bytes([byte])); time.sleep(0.01)\n"
        "os.write(1, b'\\xe3\\x80')"
    )
    program = await started(code)
    pieces = []
    while text := await program.read():
        pieces.append(text)
    assert "".join(pieces) == "、。“甲”\ufffd"
    assert len(pieces) > 1
    await program.hang_up(10)


def saving(saved: Path) -> str:
    """A program that writes a file when its terminal is closed, and ends."""
    return (
        "import pathlib, signal, sys\n"
        f"def save(*_): pathlib.Path({str(saved)!r}).write_text('all'); sys.exit()\n"
        "signal.signal(signal.SIGHUP, save); print('ready', flush=True)\n"
        "while True: signal.pause()"
    )


async def test_a_closed_terminal_is_a_hang_up(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    program = await started(saving(saved))
    await until(program, "ready\r\n")
    await program.hang_up(10)
    assert saved.read_text() == "all"


async def test_nobody_waits_for_ever_for_the_end() -> None:
    code = (
        "import signal, time; signal.signal(signal.SIGHUP, signal.SIG_IGN); "
        "print('ready', flush=True); time.sleep(60)"
    )
    program = await started(code)
    await until(program, "ready\r\n")
    loop = asyncio.get_running_loop()
    began = loop.time()
    await program.hang_up(0.1)
    assert loop.time() - began < 20
    program._process.kill()
    await program._process.wait()


async def test_a_program_that_is_not_there_is_an_error_and_leaves_nothing_open() -> None:
    before = open_terminals()
    with pytest.raises(FileNotFoundError):
        await Program.start(("/nowhere/tuiwizard",), {}, SIZE)
    assert open_terminals() == before


def open_terminals() -> int:
    """How many of this process; the list holds itself, and that is gone when it is read."""
    found = 0
    for name in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):
            found += "ptmx" in str(name.readlink())
    return found


@pytest.mark.parametrize(
    ("columns", "lines", "size"),
    [
        ("120", 36, (120, 36)),
        (None, "x", (80, 24)),
        ("0", -5, (1, 1)),
        ("999999", 10**9, (1000, 1000)),
        ([], {}, (80, 24)),
    ],
)
def test_a_size_is_one_that_can_be(columns: object, lines: object, size: tuple[int, int]) -> None:
    assert Size.of(columns, lines) == size


def test_the_program_is_started_as_it_was_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/tuiwizard"])
    assert own_command() == (sys.executable, "-P", "-m", "tuiwizard")
    monkeypatch.setattr(sys, "argv", ["/srv/tuiwizard.pyz"])
    assert own_command() == (sys.executable, "/srv/tuiwizard.pyz")
    code = "import sys; from tuiwizard.door.program import own_command; print(own_command()[1])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert done.stdout == b"-I\n"


def test_the_program_hears_nothing_of_the_terminal_of_the_door(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("EDITOR", "vi")
    environment = environment_of({"A": "b"}, without=("EDITOR",))
    assert environment["TERM"] == "xterm-256color"
    assert environment["A"] == "b"
    assert {"COLUMNS", "EDITOR"}.isdisjoint(environment)
    assert environment_of({})["EDITOR"] == "vi"
