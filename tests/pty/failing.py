"""The program with a fault in one of its threads: `python failing.py THREAD ARGUMENTS`.

The thread fails when it comes upon `MARK`, which somebody types.
"""

import io
import sys
import threading
from collections.abc import Iterable
from typing import IO

from textual._xterm_parser import XTermParser
from textual.drivers import _writer_thread
from textual.message import Message

from tuiwizard.cli import main

MARK = "裂"


def fail() -> None:
    """Fail as code does that has not thought of something."""
    raise KeyError(MARK)


def reading() -> None:
    """Let the thread that reads keys fail."""
    feed = XTermParser.feed

    def failing(parser: XTermParser, data: str) -> Iterable[Message]:
        if MARK in data:
            fail()
        return feed(parser, data)

    setattr(XTermParser, "feed", failing)  # noqa: B010 - a method of another library


def beside() -> None:
    """Let a thread fail that Textual knows nothing of."""
    feed = XTermParser.feed

    def starting(parser: XTermParser, data: str) -> Iterable[Message]:
        if MARK in data:
            threading.Thread(target=fail).start()
        return feed(parser, data)

    setattr(XTermParser, "feed", starting)  # noqa: B010 - a method of another library


def drawing() -> None:
    """Let the thread that writes to the screen fail."""

    class Failing(_writer_thread.WriterThread):
        def __init__(self, file: IO[str]) -> None:
            super().__init__(_FailingFile(file))

    vars(sys.modules["textual.drivers.linux_driver"])["WriterThread"] = Failing


class _FailingFile(io.StringIO):
    def __init__(self, file: IO[str]) -> None:
        super().__init__()
        self._inner = file

    def write(self, text: str) -> int:
        if MARK in text:
            raise BlockingIOError(11, MARK)
        return self._inner.write(text)

    def flush(self) -> None:
        self._inner.flush()

    def fileno(self) -> int:
        return self._inner.fileno()


THREADS = {"reading": reading, "beside": beside, "drawing": drawing}

if __name__ == "__main__":
    import textual.drivers.linux_driver  # noqa: F401 - what `drawing` changes

    THREADS[sys.argv[1]]()
    sys.exit(main(sys.argv[2:]))
