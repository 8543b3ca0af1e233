"""Keeps a desk as its folder is, beside whoever works at it.

A folder is looked at again and again, and not watched by the system's means: those say nothing
of what happens on a network drive, where the reports of a county lie, and to look at the times
of 150 files takes a few milliseconds.
"""

import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tuiwizard.county.cross_checks import cross_checked
from tuiwizard.county.desk import Desk, look
from tuiwizard.county.desk_row import DeskRow, Stamp, lost, read_desk_row, stamp_of
from tuiwizard.county.exchange import Book
from tuiwizard.county.exchange_book import entries_file, read_book
from tuiwizard.county.process_pool import map_in_order

AGAIN = 1.0
"""Seconds between two looks at a folder of ordinary size."""

_SHARE = 20
"""What takes long is waited after for so many times as long: it takes a twentieth of the time."""

_SHOWN = 0.1
"""Seconds after which a desk of ordinary size that is being read is shown as far as it is."""

_NICE = 10
"""By how much the processes that read stand back for the one that answers keys."""

Reader = Callable[[Sequence[Path]], Generator[DeskRow, None, None]]


def read(paths: Sequence[Path]) -> Generator[DeskRow, None, None]:
    """Read files: a few here, many in processes of their own, in which no key waits."""
    yield from map_in_order(read_desk_row, paths, lost, nice=_NICE)


class Watch:
    """A thread that looks at a folder and reads what has changed.

    Args:
        desk: The desk to begin with.
        tell: Takes each new desk and how many files are still to be read; called in the thread.
        failed: Takes a fault of the program, which ends the thread; called in the thread.
        read: Reads files, in any order.
    """

    def __init__(
        self,
        desk: Desk,
        tell: Callable[[Desk, int], None],
        failed: Callable[[Exception], None],
        read: Reader = read,
    ) -> None:
        self._desk = desk
        self._tell = tell
        self._failed = failed
        self._read = read
        self._woken = threading.Event()
        self._closed = False
        self._anew = False
        self._compared = False
        self._book = desk.book
        self._book_stamp: Stamp | None = None
        self._thread = threading.Thread(target=self._run, name="desk", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def poke(self) -> None:
        """Look again at once."""
        self._woken.set()

    def read_anew(self) -> None:
        """Read every file once more: last year's reports or the day may have changed."""
        self._anew = True
        self.poke()

    def close(self) -> None:
        """Let the thread end; it may be in the middle of a file."""
        self._closed = True
        self._woken.set()

    def _run(self) -> None:
        try:
            while not self._closed:
                self._woken.clear()
                self._woken.wait(self._look())
        except Exception as error:  # whatever it is, it must not go unnoticed
            self._failed(error)

    def _look(self) -> float:
        """Look once, and read what has changed; the seconds to wait until the next look."""
        start = time.monotonic()
        before, seen = self._desk, look(self._desk.folder)
        book = self._read_book()
        took = time.monotonic() - start
        changed = list(seen) if self._anew else self._desk.changes(seen)
        self._anew = False
        desk = replace(before.updated(seen, ()), book=book)
        if changed:
            self._told(desk, len(changed))
        batch: list[DeskRow] = []
        due = 0.0  # the first one at once
        for left, row in self._counted(changed):
            batch.append(row)
            if not left or time.monotonic() >= due:
                start = time.monotonic()
                desk, batch = desk.updated(seen, batch), []
                if left:
                    self._told(desk, left)
                now = time.monotonic()
                due = now + max(_SHOWN, (now - start) * _SHARE)
        if changed or desk != before or not self._compared:
            self._told(cross_checked(desk), 0)
            self._compared = True
        return max(AGAIN, took * _SHARE)

    def _read_book(self) -> Book:
        """Return what was said with the offices; it is read again when its file has changed."""
        stamp = stamp_of(entries_file(self._desk.folder))
        if stamp != self._book_stamp:
            self._book_stamp, self._book = stamp, read_book(self._desk.folder)
        return self._book

    def _counted(self, wanted: Sequence[Path]) -> Iterator[tuple[int, DeskRow]]:
        """Yield rows as they are read, with how many are left; none once the thread is to end."""
        left = len(wanted)
        with closing(self._read(wanted)) as rows:
            for row in rows:
                if self._closed:
                    return
                left -= 1
                yield left, row

    def _told(self, desk: Desk, left: int) -> None:
        self._desk = desk
        self._tell(desk, left)
