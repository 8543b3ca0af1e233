"""How the time of some work grows with its input: a ratio, the same on every machine."""

import time
from collections.abc import Callable
from typing import TypeVar

Input = TypeVar("Input")

TIMES = 4
"""By how much the input grows."""

LINEAR = 2.5**2
"""What four times the input may cost: 2.5 for each doubling. Quadratic work costs 16."""

TRIES = 8
"""Tries until one is quiet: others on the machine make either of the two inputs slower."""


def growth(work: Callable[[Input], object], text: Callable[[int], Input], size: int) -> float:
    """How many times longer the work takes on four times the input.

    Args:
        work: What is measured.
        text: Makes an input of about so many characters, or of other parts.
        size: That of the smaller input: large enough for the work to be more than its overhead.
    """
    small, large = text(size), text(TIMES * size)
    for _ in range(TRIES):
        before, long, after = (_seconds(work, text) for text in (small, large, small))
        ratio = 2 * long / (before + after)
        if ratio <= LINEAR:
            break
    return ratio


def _seconds(work: Callable[[Input], object], text: Input) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start
