"""A terminal that measures: from a key to the first and the last byte of the repaint."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Self

QUIET = 0.12
"""Seconds without output after which a repaint is over; a repaint comes well within it."""

SIZE = (36, 120)

_ENTERED_SCREEN = b"\x1b[?1049h"


@dataclass(frozen=True)
class Repaint:
    """What one key led to.

    Attributes:
        first: Seconds to the first byte.
        last: Seconds to the last byte.
        bursts: How many separate repaints there were.
    """

    first: float
    last: float
    bursts: int


class Terminal:
    """A program in a terminal, of 120 by 36 unless it is said otherwise."""

    def __init__(self, command: Sequence[str], state: Path, size: tuple[int, int] = SIZE) -> None:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TUIWIZARD_STATE": str(state),
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
        }
        self._started = time.perf_counter()
        self.sent = 0
        self._pid, self._fd = pty.fork()
        if self._pid == 0:  # pragma: no cover - the child
            os.execvpe(command[0], list(command), environment)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def until(self, words: str, patience: float = 20) -> float:
        """Seconds from the start until words are on the screen."""
        seen = b""
        while words.encode() not in seen:
            if not self._readable(patience):
                raise TimeoutError(f"{words} did not appear")
            seen += self._read()
        return time.perf_counter() - self._started

    def until_typed(self, word: str, patience: float = 20) -> float:
        """Type a word at once; processor seconds from the start until the program shows it."""
        os.write(self._fd, word.encode())
        seen = b""
        while word.encode() not in seen.partition(_ENTERED_SCREEN)[2]:
            if not self._readable(patience):
                raise TimeoutError(f"{word} did not appear")
            seen += self._read()
        return self.spent

    @property
    def spent(self) -> float:
        """The processor seconds of the program so far."""
        threads = Path(f"/proc/{self._pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    def press(self, keys: bytes) -> Repaint:
        """Send keys and wait until the screen is quiet again."""
        start = time.perf_counter()
        os.write(self._fd, keys)
        first = last = 0.0
        bursts = 0
        while self._readable(QUIET if first else 2) and last < 2:
            self._read()
            now = time.perf_counter() - start
            bursts += now - last > 0.004
            first, last = first or now, now
        return Repaint(first, last, bursts)

    def answer(self, keys: bytes, patience: float = 5) -> float:
        """Send keys to a screen that may change by itself; the seconds until it does."""
        while self._readable(0):
            self._read()
        start = time.perf_counter()
        os.write(self._fd, keys)
        if self._readable(patience):
            self._read()
        return time.perf_counter() - start

    def settle(self) -> None:
        """Wait until nothing has been painted for a while."""
        while self._readable(0.7):
            self._read()

    def _read(self) -> bytes:
        data = os.read(self._fd, 65536)
        self.sent += len(data)
        return data

    def _readable(self, seconds: float) -> bool:
        return bool(select.select([self._fd], [], [], seconds)[0])


def python(*arguments: str) -> list[str]:
    """A command that runs this Python."""
    return [sys.executable, *arguments]


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay below."""
    return sorted(values)[int(len(values) * 0.95)]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return median(values)
