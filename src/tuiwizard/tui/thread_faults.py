"""A fault in a thread ends the program as one anywhere else does: with its sentence, work saved."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from textual.drivers._writer_thread import WriterThread

_SCREEN = 2
"""Textual draws on stderr."""

_AS_IT_WAS = b"\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?25h\x1b[?1049l"
"""No more marks around a paste, no mouse, the cursor, and what stood there before."""


@contextmanager
def watched(failed: Callable[[Exception], None]) -> Iterator[None]:
    """Hear of every thread that ends by a fault.

    Args:
        failed: Is told of it, in that thread.
    """
    drew_to_the_end = True

    def hook(ended: threading.ExceptHookArgs) -> None:
        nonlocal drew_to_the_end
        if isinstance(ended.exc_value, Exception):
            failed(ended.exc_value)
        if isinstance(ended.thread, WriterThread):
            drew_to_the_end = False
            _take_the_rest(ended.thread)

    before, threading.excepthook = threading.excepthook, hook
    try:
        yield
    finally:
        threading.excepthook = before
        if not drew_to_the_end:
            with suppress(OSError):  # the terminal may be what failed
                os.write(_SCREEN, _AS_IT_WAS)


def _take_the_rest(writer: WriterThread) -> None:
    """Take what is still to be drawn: a full queue would hold up the one who ends the program."""
    while writer._queue.get() is not None:
        pass
