"""Signals that end the conversation: everything accepted is on disk before any of them."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

_ENDING = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGBREAK")
"""SIGHUP and SIGQUIT are not on Windows; SIGBREAK, the closing of the window, only there."""


@contextlib.contextmanager
def handing_on(stop: Callable[[int], None]) -> Iterator[None]:
    """Call a function with the number of each signal that asks the program to end.

    Args:
        stop: What to do; it may raise.
    """

    def handle(number: int, _frame: FrameType | None) -> None:
        stop(number)

    before: dict[int, Any] = {}
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(ValueError, OSError):  # not the main thread
                before[number] = signal.signal(number, handle)
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)
