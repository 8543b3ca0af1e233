"""Long texts remembered by the piece in which one version differs from the next.

An undo history that kept a narrative whole for each word typed would outgrow any draft.
"""

LONG = 200
"""Characters from which on a text is worth cutting."""


def piece(before: str, after: str) -> tuple[int, str, str]:
    """Where two texts begin to differ, and what stands there in each."""
    start = _shared(before, after)
    was, became = before[start:], after[start:]
    end = _shared(was[::-1], became[::-1])
    return start, was[: len(was) - end], became[: len(became) - end]


def with_piece(text: str, start: int, old: str, new: str) -> str:
    """A text in which `old`, which stands at `start`, is replaced."""
    return text[:start] + new + text[start + len(old) :]


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
