"""The same work on many files, by processes of their own as soon as that is worth it.

One file, or a few, are done here: a process takes as long to start as a hundred drafts to check.
"""

import os
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE = 0.2
"""Seconds of work after which it is worth looking how much is left."""

WORTH = 1.0
"""Seconds of work left that are worth the start of processes."""

MOST = 8
"""Processes at a time; the one that writes has no use for more, and each takes its memory."""


@dataclass(frozen=True)
class Losses(Generic[Item, Result]):
    """What becomes of a process that dies: killed, or out of memory.

    Attributes:
        told: Called once for each time that one died.
        lost: Makes the result for a file over which processes die again and again.
    """

    told: Callable[[], None]
    lost: Callable[[Item], Result]


def each(
    work: Callable[[Item], Result], items: Sequence[Item], losses: Losses[Item, Result]
) -> Generator[Result, None, None]:
    """Do some work on every file; the results come in the order of the files.

    A result is kept only until its turn comes, so memory does not grow with the number of files.
    Close the iterator where it may not be used up (`contextlib.closing`): that ends the processes.

    Args:
        work: What is done: a function of a module, or a `partial` of one, for other processes
            have to find it. It deals with the errors of its file itself.
        items: The files, or what stands for each; other processes get a copy.
        losses: What becomes of a process that dies.

    Yields:
        What `work` returned, or `losses.lost`.
    """
    spent = 0.0
    for done, item in enumerate(items):
        if _worth_it(spent, done, len(items) - done):
            break
        start = time.perf_counter()
        result = work(item)
        spent += time.perf_counter() - start
        yield result
    else:
        return
    yield from _shared(work, items[done:], losses)


def _worth_it(spent: float, done: int, left: int) -> bool:
    return spent > PATIENCE and spent * left > WORTH * done and processors() > 1


def processors() -> int:
    """How many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - Windows and macOS


def _shared(
    work: Callable[[Item], Result], items: Sequence[Item], losses: Losses[Item, Result]
) -> Generator[Result, None, None]:
    """Work goes on here until the processes have started, and to the end if they cannot."""
    from tuiwizard.county.crew import Crew  # loads multiprocessing, which one file does without

    rest = iter(items)
    try:
        crew = Crew(min(processors(), MOST))
    except (OSError, ImportError):  # no more processes are allowed, or there are no semaphores
        yield from map(work, rest)
        return
    with crew:
        while not crew.up():
            item = next(rest, None)
            if item is None:
                return
            yield work(item)
        yield from crew.run(work, rest, losses)
