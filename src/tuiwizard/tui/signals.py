"""Signals that end or stop the program, handled on the event loop, where saving is safe."""

import asyncio
import contextlib
import os
import select
import signal
import sys
from collections.abc import Callable

_ENDING = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "SIGBREAK")
"""SIGBREAK is what closing the console window is on Windows."""


def on_ending(end: Callable[[int], None]) -> None:
    """Call a function with the signal's number when the program is asked to end."""
    loop = asyncio.get_running_loop()
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, end, int(number))
        except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            with contextlib.suppress(ValueError, OSError):
                signal.signal(number, lambda n, _: loop.call_soon_threadsafe(end, n))


def end_undisturbed() -> None:
    """Let no further signal end the program: all is saved, and the screen is being restored."""
    loop = asyncio.get_running_loop()
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):  # Windows
                loop.remove_signal_handler(number)
            with contextlib.suppress(ValueError, OSError):
                signal.signal(number, signal.SIG_IGN)


def before_stopping(save: Callable[[], object]) -> None:
    """Call a function before the program is stopped by a signal (a shell's job control)."""
    number = getattr(signal, "SIGTSTP", None)
    if number is None:
        return
    stop = signal.getsignal(number)  # Textual's: it restores the terminal first

    def handle() -> None:
        save()
        if callable(stop):
            stop(number, None)

    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        asyncio.get_running_loop().add_signal_handler(number, handle)


def keys_are_waiting() -> bool:
    """Return whether the terminal holds keys that nobody has read; never on Windows."""
    if os.name == "nt" or sys.__stdin__ is None:
        return False
    with contextlib.suppress(OSError, ValueError):  # no terminal, or none any more
        return bool(select.select([sys.__stdin__], [], [], 0)[0])
    return False
