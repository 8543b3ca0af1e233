"""Which line of a text a character is in, for the sentence of a finding."""

import re
from bisect import bisect_left
from functools import lru_cache


def line_number(text: str, at: int) -> int:
    """Return the line of a character, counted from 1; of many in one text each is soon found."""
    # "甲\n乙", 2 -> 2
    return bisect_left(_line_ends(text), at) + 1


@lru_cache(maxsize=16)
def _line_ends(text: str) -> tuple[int, ...]:
    return tuple(end.start() for end in re.finditer("\n", text))
