"""The passages of one text that occur in another.

A passage is a run of at least `SHINGLE` characters, as `report.text_digest` compares them.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.report.text_digest import SHINGLE, normalized, passage_digests, unpacked_digests
from tuiwizard.words import Joined

_SHOWN = 30
"""Characters of a passage that a message shows."""


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
    known = _every_second(there)
    passages = []
    at, start, end = 0, -1, -1
    while at <= len(here) - SHINGLE:
        found = _found(known, there, here, at)
        if found < 0:
            at += 1
            continue
        if at > end:
            passages.append((start, end))
            start = at
        end = _end(here, there, at, found)
        at = end - SHINGLE + 1
    return _overlap(here, (*passages, (start, end)))


@lru_cache(maxsize=16)
def overlap_with_digests(text: str, kept: str) -> Overlap:
    """Return the passages of a text that occur in one of which only the digests were kept."""
    here, known = normalized(text), unpacked_digests(kept)
    passages = []
    start, end = 0, -1
    for at, passage in enumerate(passage_digests(here)):
        if passage in known:
            if at > end:
                passages.append((start, end))
                start = at
            end = min(at + SHINGLE, len(here))
    return _overlap(here, (*passages, (start, end)))


def _overlap(text: str, passages: Iterable[tuple[int, int]]) -> Overlap:
    runs = [text[a:b] for a, b in passages if b > a]
    share = sum(map(len, runs)) / len(text) if text else 0.0
    return Overlap(share, tuple(sorted(runs, key=len, reverse=True)))


@lru_cache(maxsize=8)
def _every_second(text: str) -> dict[str, int]:
    """Return where every second run of one less than a shingle is; each shingle has one of them.

    Last year's text stays while this one is typed.
    """
    return {text[i : i + SHINGLE - 1]: i for i in range(0, len(text) - SHINGLE + 2, 2)}


def _found(known: dict[str, int], there: str, here: str, at: int) -> int:
    """Return where the shingle at a place of a text is in the other one; -1 where it is not."""
    place = known.get(here[at : at + SHINGLE - 1])
    if place is None:
        place = known.get(here[at + 1 : at + SHINGLE], 0) - 1
    if place < 0:
        return -1
    shingle = here[at : at + SHINGLE]
    # a run that is there twice is known by its last place, which may go on otherwise
    return place if there.startswith(shingle, place) else there.find(shingle)


def _end(here: str, there: str, at: int, found: int) -> int:
    """Return where what was found ends, in steps: what is the same goes on for long."""
    end, until = at + SHINGLE, found + SHINGLE
    for step in (64, 16, 4, 1):
        while (same := here[end : end + step]) and same == there[until : until + step]:
            end, until = end + len(same), until + len(same)
    return end
