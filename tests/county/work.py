"""Work for other processes, which have to find it in a module."""

import os
import time
from pathlib import Path


def double(number: int) -> int:
    """The even ones take longer, so that later ones are done before them."""
    time.sleep(0.002 * (number % 2 == 0))
    return 2 * number


def where(_: int) -> int:
    return os.getpid()


def niceness(_: int) -> int:
    return os.nice(0)


def fail(number: int) -> int:
    raise ValueError(number)


def die_at_seven(number: int) -> int:
    """Dies over one item, whoever works on it."""
    if number == 7:
        os._exit(9)
    return 2 * number


def die_once(mark: Path, number: int) -> int:
    """Dies over one item the first time."""
    if number == 7 and not mark.exists():
        mark.touch()
        os._exit(9)
    return 2 * number


def refuse_to_start(_: int) -> None:
    raise OSError("no more processes")
