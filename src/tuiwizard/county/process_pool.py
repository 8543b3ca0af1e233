"""The same work on many files, shared with other processes as soon as that is worth it.

A few files are dealt with here: a process takes as long to start as a hundred drafts to check.
`concurrent.futures` is imported only when processes are started, for it loads multiprocessing.
"""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Self, TypeVar

from tuiwizard.drafts.kept_results import together
from tuiwizard.reader_process import let_processes_start

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE = 0.2
"""Seconds of work after which it is worth looking how much is left."""

WORTH = 1.0
"""Seconds of work left that are worth the start of processes."""

MOST = 8
"""Processes at a time; the one that writes has no use for more, and each takes its memory."""

CHUNK = 16
"""Files handed over at a time: what passes between processes is little beside the work then."""

AHEAD = 3
"""Chunks in flight for each process, so that one slow file does not keep the others waiting."""

START_METHOD = "spawn"
"""Works on every system, and inherits nothing from a process that has threads."""


def map_in_order(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    lost: Callable[[Item], Result],
    crashed: Callable[[], None] = lambda: None,
    *,
    nice: int = 0,
) -> Generator[Result, None, None]:
    """Do some work on every file; the results come in the order of the files.

    A result is kept only until its turn comes, so memory does not grow with the number of files.
    Close the iterator where it may not be used up (`contextlib.closing`): that ends the processes.

    Args:
        work: A function of a module, or a `partial` of one, for other processes have to find it.
            It deals with the errors of its file itself.
        items: The files, or what stands for each; other processes get a copy.
        lost: Makes the result for a file over which processes die twice.
        crashed: Called each time a process has died: killed, or out of memory.
        nice: By how much the processes stand back for other programs, this one among them.

    Yields:
        What `work` or `lost` returned.
    """
    rest = iter(items)
    with together():
        yield from _until_worth_sharing(work, rest, len(items))
    if not (left := tuple(islice(rest, 1))):
        return
    rest = chain(left, rest)
    try:
        pool = ProcessPool(min(processors(), MOST), nice)
    except (OSError, ImportError):  # no more processes are allowed, or there are no semaphores
        yield from map(work, rest)
        return
    with pool:
        while not pool.ready() and (here := tuple(islice(rest, 1))):
            yield from map(work, here)
        yield from pool.map(work, rest, lost, crashed)


def _until_worth_sharing(
    work: Callable[[Item], Result], items: Iterator[Item], many: int
) -> Iterator[Result]:
    """Do the work here until it is worth the start of processes, or done."""
    spent = 0.0
    for done, item in enumerate(items, 1):
        start = time.perf_counter()
        result = work(item)
        spent += time.perf_counter() - start
        yield result
        if _worth_sharing(spent, done, many - done):
            return


def _worth_sharing(spent: float, done: int, left: int) -> bool:
    return spent > PATIENCE and spent * left > WORTH * done and processors() > 1


def processors() -> int:
    """Return how many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - Windows and macOS


class ProcessPool:
    """Worker processes; leaving the `with` block ends them, at once if by an exception.

    Args:
        size: How many.
        nice: By how much they stand back for other programs.
    """

    def __init__(self, size: int, nice: int = 0) -> None:
        from multiprocessing import active_children

        self._size, self._nice = size, nice
        self._others = {*active_children()}
        self._start()
        self._greetings = [self._submit(abs, (0,)) for _ in range(size)]

    def _start(self) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        let_processes_start()
        self._executor = ProcessPoolExecutor(
            self._size, get_context(START_METHOD), _set_up, (self._nice,)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        from multiprocessing import active_children

        if kind is not None:
            for child in {*active_children()} - self._others:
                child.terminate()
        self._executor.shutdown(cancel_futures=True)

    def ready(self) -> bool:
        """Return whether a process has started; where none can start, none ever has."""
        return any(g is not None and g.done() and not g.exception() for g in self._greetings)

    def map(
        self,
        work: Callable[[Item], Result],
        items: Iterator[Item],
        lost: Callable[[Item], Result],
        crashed: Callable[[], None],
    ) -> Generator[Result, None, None]:
        """Do some work on every file, as `map_in_order` says.

        When a process dies, the executor gives up all chunks in flight. They are done again one
        file at a time, so that it shows over which file a process dies.
        """
        in_flight: deque[tuple[tuple[Item, ...], Future[list[Result]] | None]] = deque()
        while True:
            while len(in_flight) < self._size * AHEAD and (chunk := tuple(islice(items, CHUNK))):
                in_flight.append((chunk, self._submit(work, chunk)))
            if not in_flight:
                return
            if (results := _results(in_flight[0][1])) is not None:
                in_flight.popleft()
                yield from results
                continue
            crashed()
            self._restart()
            for chunk, future in in_flight:
                yield from _results(future) or self._one_by_one(work, chunk, lost)
            in_flight.clear()

    def _one_by_one(
        self, work: Callable[[Item], Result], chunk: Sequence[Item], lost: Callable[[Item], Result]
    ) -> Iterator[Result]:
        for item in chunk:
            if (results := _results(self._submit(work, (item,)))) is not None:
                yield from results
            else:
                self._restart()
                yield lost(item)

    def _restart(self) -> None:
        self._executor.shutdown()
        self._start()

    def _submit(
        self, work: Callable[[Item], Result], chunk: tuple[Item, ...]
    ) -> "Future[list[Result]] | None":
        """Hand a chunk over; None where a process has just died, and the executor takes nothing.

        Processes start here, and inherit that Ctrl+C is blocked: while they import what they
        need, they could only answer it with a traceback. Here it is heard a moment later.
        """
        from concurrent.futures.process import BrokenProcessPool

        can_block = hasattr(signal, "pthread_sigmask")  # on Windows Ctrl+C is heard meanwhile
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if can_block else None
        try:
            return self._executor.submit(_work_on_all, work, chunk)
        except BrokenProcessPool:
            return None
        finally:
            if before is not None:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _results(future: "Future[list[Result]] | None") -> list[Result] | None:
    """Wait for the results of a chunk; None where a process died before it was done."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return None if future is None else future.result()
    except BrokenProcessPool:
        return None


def _set_up(nice: int) -> None:  # pragma: no cover - in processes that coverage does not see
    """Set up a worker process."""
    if nice and hasattr(os, "nice"):  # Windows has none
        os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_exit_with_parent, daemon=True).start()


def _exit_with_parent() -> None:  # pragma: no cover - as above
    """End this process when its parent was killed; it would wait for work for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work_on_all(  # pragma: no cover - as above
    work: Callable[[Item], Result], items: tuple[Item, ...]
) -> list[Result]:
    with together():
        return [work(item) for item in items]
