"""Versions of a long text, kept as the part in which one differs from the next.

An undo history that kept a narrative whole for each word typed would outgrow any draft.
"""

LONG = 200
"""Length in characters from which on a delta is worth keeping."""


def text_delta(before: str, after: str) -> tuple[int, str, str]:
    """Return where two texts begin to differ, and the differing part of each."""
    start = _shared(before, after)
    was, became = before[start:], after[start:]
    end = _shared(was[::-1], became[::-1])
    return start, was[: len(was) - end], became[: len(became) - end]


def apply_delta(text: str, start: int, old: str, new: str) -> str:
    """Return the text with `old`, found at `start`, replaced by `new`."""
    return text[:start] + new + text[start + len(old) :]


def _shared(one: str, other: str) -> int:
    """Return the length of the common prefix of two texts."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
