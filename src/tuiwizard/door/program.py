"""The program on a terminal of its own (a pty), as it runs in every other terminal."""

import asyncio
import codecs
import fcntl
import os
import pty
import struct
import sys
import termios
from asyncio.subprocess import Process
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

_AT_ONCE = 64 * 1024
"""Bytes read at a time."""

_MOST_CELLS = 1000
"""Columns or lines of a screen; a larger one is no screen."""

_OF_ANOTHER = ("COLUMNS", "LINES", "COLORFGBG", "TERM_PROGRAM", "TMUX", "STY", "VTE_VERSION")
"""Variables that tell of the terminal in which the door was opened."""

_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONIOENCODING": "utf-8"}
"""What xterm.js is, and what it reads."""


class Size(NamedTuple):
    """The size of a screen in cells."""

    columns: int
    lines: int

    @classmethod
    def of(cls, columns: object, lines: object) -> Self:
        """Return a size that can be, whatever a page has sent.

        "120", 36 -> 120x36; None, "x" -> 80x24
        """
        return cls(_cells(columns, 80), _cells(lines, 24))


def _cells(sent: object, usual: int) -> int:
    """Return a number of cells, within what can be."""
    try:
        return min(max(int(str(sent)), 1), _MOST_CELLS)
    except ValueError:
        return usual


def own_command() -> tuple[str, ...]:
    """Return how this program is started once more, however it was started itself.

    Never with what lies in the working folder before Python's own modules: -I as it was itself
    started by the one file with its own Python, or else -P.
    """
    if Path(sys.argv[0]).suffix == ".pyz":  # an archive that is run without being installed
        return (sys.executable, sys.argv[0])
    return (sys.executable, "-I" if sys.flags.isolated else "-P", "-m", "tuiwizard")


def environment_of(more: Mapping[str, str], *, without: Sequence[str] = ()) -> dict[str, str]:
    """Return the environment of the program behind the door.

    Args:
        more: What it is told besides.
        without: Variables that it does not get.
    """
    kept = {k: v for k, v in os.environ.items() if k not in (*_OF_ANOTHER, *without)}
    return {**kept, **_TERMINAL, **more}


class Program:
    """A program that is running on a terminal; made by `start`.

    Args:
        process: The program.
        line: This end of its terminal.
    """

    def __init__(self, process: Process, line: int) -> None:
        self._process = process
        self._line = line
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    @classmethod
    async def start(
        cls, command: Sequence[str | Path], environment: Mapping[str, str], size: Size
    ) -> Self:
        """Start a program on a terminal of a size.

        Raises:
            OSError: There is no terminal to be had, or the program cannot be started.
        """
        line, terminal = pty.openpty()
        try:
            _resize(terminal, size)
            os.set_blocking(line, False)
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=terminal,
                stdout=terminal,
                stderr=terminal,
                env=environment,
                start_new_session=True,
                preexec_fn=_take_terminal,
            )
        except OSError:
            os.close(line)
            raise
        finally:
            os.close(terminal)
        return cls(process, line)

    async def read(self) -> str:
        """Return what the program writes next, in whole characters; nothing when it has ended.

        A read may end in the middle of one, and xterm.js 6.0 loses "、" (E3 80 81), "。" and "“"
        that come in two pieces: it takes a second byte of 80 for none.
        """
        loop = asyncio.get_running_loop()
        text = ""
        while not text:
            await _until(loop.add_reader, loop.remove_reader, self._line)
            try:
                data = os.read(self._line, _AT_ONCE)
            except OSError:  # nobody has the other end open any more
                data = b""
            text = self._decoder.decode(data, final=not data)
            if not data:
                break
        return text

    async def type(self, data: bytes) -> None:
        """Send what was typed or pasted, however long it is."""
        loop = asyncio.get_running_loop()
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(self._line, rest) :]
            except BlockingIOError:
                await _until(loop.add_writer, loop.remove_writer, self._line)
            except OSError:  # it has ended
                return

    def resize(self, size: Size) -> None:
        """Say that the screen has another size now."""
        with suppress(OSError):
            _resize(self._line, size)

    async def hang_up(self, patience: float) -> None:
        """Close the terminal, as one closes a window: the program saves and ends.

        It is never killed: what takes longer than somebody has patience ends by itself.

        Args:
            patience: Seconds to wait for the end.
        """
        os.close(self._line)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), patience)


def _take_terminal() -> None:
    """Make the terminal that of the new session. In the child, before the program is loaded."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _resize(line: int, size: Size) -> None:
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", size.lines, size.columns, 0, 0))


async def _until(
    add: Callable[[int, Callable[[], None]], object], remove: Callable[[int], object], line: int
) -> None:
    """Wait until a file can be read or written."""
    ready = asyncio.get_running_loop().create_future()

    def be_ready() -> None:
        if not ready.done():
            ready.set_result(None)

    add(line, be_ready)
    try:
        await ready
    finally:
        remove(line)
