"""The passages of one text that occur in another.

A passage is a run of at least `SHINGLE` characters. Figures are taken for equal, because last
year's text with this year's figures is still last year's text; spaces do not count.
"""

from functools import lru_cache
from typing import NamedTuple

from tuiwizard.rules.patterns import lazily
from tuiwizard.words import Joined

SHINGLE = 8
"""Shorter runs are phrases that every report uses."""

_SHOWN = 30
"""Characters of a passage that a message shows."""

_DIGITS = lazily(r"\d+(?:[.,]\d+)*")


class Overlap(NamedTuple):
    """How much of a text occurs in another one.

    Attributes:
        share: The part of its characters, from 0 to 1.
        passages: The passages, longest first, figures shown as `#`.
    """

    share: float
    passages: tuple[str, ...]

    @property
    def examples(self) -> Joined:
        """The longest passages, as a message shows them."""
        longest = (p if len(p) <= _SHOWN else f"{p[:_SHOWN]}…" for p in self.passages[:3])
        return Joined("、", (f"“{passage}”" for passage in longest))


@lru_cache(maxsize=16)
def overlap(text: str, other: str) -> Overlap:
    """Return the passages of a text that occur in another."""
    # "本机关收到申请3件" in "去年本机关收到申请5件" -> all of it: 本机关收到申请#件
    here, there = normalized(text), normalized(other)
    if len(here) < SHINGLE or len(there) < SHINGLE:
        return Overlap(float(here == there != ""), (here,) if here == there != "" else ())
    known = {there[i : i + SHINGLE] for i in range(len(there) - SHINGLE + 1)}
    passages = []
    start = end = -1
    for i in [i for i in range(len(here) - SHINGLE + 1) if here[i : i + SHINGLE] in known]:
        if i > end:
            passages.append((start, end))
            start = i
        end = i + SHINGLE
    runs = [here[a:b] for a, b in (*passages, (start, end)) if b > a]
    share = sum(map(len, runs)) / len(here)
    return Overlap(share, tuple(sorted(runs, key=len, reverse=True)))


def normalized(text: str) -> str:
    """Return a text as it is compared: without spaces, each figure a `#`."""
    # "收到 申请 1,234 件" -> "收到申请#件"
    return "".join(_DIGITS.sub("#", text).split())
