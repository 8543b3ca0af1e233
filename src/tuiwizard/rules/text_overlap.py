"""The passages of one text that occur in another.

A passage is a run of at least `SHINGLE` characters. Figures are taken for equal, because last
year's text with this year's figures is still last year's text; spaces do not count.
"""

from functools import lru_cache
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
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
    known = _shingles(there)
    passages = []
    at, start, end = 0, -1, -1
    while at <= len(here) - SHINGLE:
        found = known.get(here[at : at + SHINGLE])
        if found is None:
            at += 1
            continue
        if at > end:
            passages.append((start, end))
            start = at
        end = _end(here, there, at, found)
        at = end - SHINGLE + 1
    runs = [here[a:b] for a, b in (*passages, (start, end)) if b > a]
    share = sum(map(len, runs)) / len(here)
    return Overlap(share, tuple(sorted(runs, key=len, reverse=True)))


@lru_cache(maxsize=8)
def _shingles(text: str) -> dict[str, int]:
    """Return where each shingle of a text is; last year's text stays while this one is typed."""
    return {text[i : i + SHINGLE]: i for i in range(len(text) - SHINGLE + 1)}


def _end(here: str, there: str, at: int, found: int) -> int:
    """Return where what was found ends, in steps: what is the same goes on for long."""
    end, until = at + SHINGLE, found + SHINGLE
    while (same := here[end : end + SHINGLE]) and same == there[until : until + SHINGLE]:
        end, until = end + len(same), until + len(same)
    return end


def normalized(text: str) -> str:
    """Return a text as it is compared: without spaces, each figure a `#`."""
    # "收到 申请 1,234 件" -> "收到申请#件"
    return "".join(_DIGITS.sub("#", text).split())
