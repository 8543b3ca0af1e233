"""Processes that share the work on many files.

They are started afresh (spawn), which works on every system. They never hear Ctrl+C, end with
the process that started them however that ends, and are replaced when one of them dies.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from types import TracebackType
from typing import Any, Self, TypeVar

from tuiwizard.county.parallel import Losses

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 16
"""Files handed over at a time: what passes between processes is little beside the work then."""

AHEAD = 3
"""Chunks in flight for each process, so that one slow file does not keep the others waiting."""

METHOD = "spawn"


Flight = tuple[ProcessPoolExecutor, tuple[Item, ...], Future[list[Result]]]
"""Files that are under way, and with whom."""


class Crew:
    """Some processes; leaving its `with` block ends them, at once if by an exception.

    Args:
        size: How many.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._others = {*active_children()}
        self._pool = _pool(size)
        self._single: ProcessPoolExecutor | None = None
        self._greetings = [_submit(self._pool, os.getpid) for _ in range(size)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            for child in {*active_children()} - self._others:
                child.terminate()
        self._pool.shutdown(cancel_futures=True)
        if self._single is not None:
            self._single.shutdown(cancel_futures=True)

    def up(self) -> bool:
        """Whether one has started; where none can start, none ever has."""
        return any(g.done() and g.exception() is None for g in self._greetings)

    def run(
        self, work: Callable[[Item], Result], items: Iterator[Item], losses: Losses[Item, Result]
    ) -> Generator[Result, None, None]:
        """Do some work on every file, as `parallel.each` says.

        When a process dies, the files that were under way are done again, one at a time.
        """
        flying: deque[Flight[Item, Result]] = deque()
        while True:
            while len(flying) < self._size * AHEAD and (chunk := tuple(islice(items, CHUNK))):
                flying.append((self._pool, chunk, _submit(self._pool, _all, work, chunk)))
            if not flying:
                return
            pool, chunk, future = flying.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                if pool is self._pool:
                    losses.told()
                    pool.shutdown()
                    self._pool = _pool(self._size)
                for item in chunk:
                    yield self._again(work, item, losses)
            else:
                yield from results

    def _again(
        self, work: Callable[[Item], Result], item: Item, losses: Losses[Item, Result]
    ) -> Result:
        """The result for one file, done by a process that does nothing else meanwhile."""
        self._single = self._single or _pool(1)
        try:
            return _submit(self._single, work, item).result()
        except BrokenProcessPool:
            self._single.shutdown()
            self._single = None
            return losses.lost(item)


def _pool(size: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(size, get_context(METHOD), _settle)


def _submit(pool: ProcessPoolExecutor, work: Callable[..., Result], *given: Any) -> Future[Result]:
    """Hand work over, to a pool that may just have lost a process too."""
    with _unheard():
        try:
            return pool.submit(work, *given)
        except BrokenProcessPool as error:
            future: Future[Result] = Future()
            future.set_exception(error)
            return future


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Ctrl+C from a process that starts; here it is heard a moment later.

    A process inherits what its parent does not hear, and so it does not hear it while it imports
    what it needs, when it could only answer with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows: heard while it starts
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle() -> None:  # pragma: no cover - runs in processes that coverage does not see
    """What a process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:  # pragma: no cover - as above
    """A parent that was killed ends nobody, and its processes would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _all(  # pragma: no cover - as above
    work: Callable[[Item], Result], items: tuple[Item, ...]
) -> list[Result]:
    return [work(item) for item in items]
