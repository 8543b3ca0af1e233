"""Digits that hang together, parted where they can belong to so many cells in one way only."""

import re
from collections.abc import Iterator, Sequence

from tuiwizard.forms.common import MAX_COUNT

MAX_DIGITS = 16
"""Digits of a row: few enough to try every way; of more there is hardly ever only one."""

_DIGITS = re.compile(r"\d+", re.ASCII)


def ways(texts: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """Every way to part digits into so many numbers, none of which begins with a needless 0.

    # ("000", 3) -> 0 0 0; ("1200", 3) -> 12 0 0 and 1 20 0; ("12", "0", 2) -> 12 0

    Args:
        texts: The digits as they are printed; what is parted in print stays so.
        count: How many numbers there must be.

    Returns:
        The ways; none where there are too many digits, or something is no digit.
    """
    digits = sum(map(len, texts))
    bounded = len(texts) <= count <= digits <= MAX_DIGITS
    return (
        list(_ways(tuple(texts), count)) if bounded and all(map(_DIGITS.fullmatch, texts)) else []
    )


def _ways(texts: tuple[str, ...], count: int) -> Iterator[tuple[str, ...]]:
    if not texts:
        if not count:
            yield ()
        return
    first, rest = texts[0], texts[1:]
    left = count - 1 - len(rest)  # cells for what follows in the first text
    longest = 1 if first[0] == "0" else len(first) - max(0, left - sum(map(_spare, rest)))
    for end in range(1, longest + 1):
        after = (first[end:], *rest) if end < len(first) else rest
        if len(after) < count or (not after and count == 1):
            for way in _ways(after, count - 1):
                yield (first[:end], *way)


def _spare(text: str) -> int:
    return len(text) - 1


def is_glued(text: str) -> bool:
    """Whether digits can be no count of their own: 013 -> True; 130 -> False."""
    digits = bool(_DIGITS.fullmatch(text))
    return digits and (len(text) > len(str(MAX_COUNT)) or (len(text) > 1 and text[0] == "0"))
