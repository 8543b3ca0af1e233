"""A bar on stderr that says how far the work on many files has come, on a terminal only."""

import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from tuiwizard.cli.output import on_terminal
from tuiwizard.words import tr

if TYPE_CHECKING:
    from rich.progress import Progress

DELAY = 1.0
"""Seconds before a bar is shown: what is over sooner needs none."""

PERIOD = 0.1
"""Seconds between two looks of it."""


class Bar:
    """How many of many files are done; nothing is shown where nobody looks on.

    Args:
        total: How many there are.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._next = time.monotonic() + DELAY if on_terminal(sys.stderr) else float("inf")
        self._shown: Progress | None = None

    def step(self) -> None:
        """Count one file more as done."""
        self._done += 1
        now = time.monotonic()
        if now >= self._next:
            self._next = now + PERIOD
            self._show()

    def _show(self) -> None:
        if self._shown is None:
            self._shown = _started(self._total)
        task = self._shown.tasks[0]
        words = _words(self._done, self._total, task.speed, task.time_remaining)
        self._shown.update(task.id, completed=self._done, description=words, refresh=True)

    def aside(self, stream: object) -> AbstractContextManager[None]:
        """The bar is out of the way of lines that are written meanwhile.

        Args:
            stream: Where they are written to.
        """
        if self._shown is None or not on_terminal(stream):
            return _NOT_SHOWN
        return _stopped(self._shown)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


_NOT_SHOWN = nullcontext()


@contextmanager
def _stopped(shown: "Progress") -> Iterator[None]:
    shown.stop()
    yield
    shown.start()


def _started(total: int) -> "Progress":
    # Takes half as long to load as everything that checks a draft, and few need it.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    # No thread draws it: it would draw over the lines that are written meanwhile.
    shown = Progress(
        BarColumn(), TextColumn("{task.description}", markup=False), console=Console(stderr=True),
        transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
    shown.add_task("", total=total)
    shown.start()
    return shown


def _words(done: float, total: int, speed: float | None, left: float | None) -> str:
    words = tr("{done:.0f}/{total} 份", done=done, total=total)
    if speed:
        words += (
            tr("，每秒 {speed:.0f} 份", speed=speed)
            if speed >= 1
            else tr("，每份 {each:.0f} 秒", each=1 / speed)
        )
    if left is not None:
        minutes, seconds = divmod(round(left), 60)
        words += (
            tr("，还要 {minutes} 分 {seconds} 秒", minutes=minutes, seconds=seconds)
            if minutes
            else tr("，还要 {seconds} 秒", seconds=seconds)
        )
    return words
