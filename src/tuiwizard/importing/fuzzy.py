"""Typing errors in labels: a small edit distance, and only where nothing else is as near."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning", bound=Hashable)

LEAST, MARGIN, MOST = 6, 2, 3
"""Characters a label must have to be read with an error; how much farther the next must be;
how many may be wrong at most."""

EXTRA = 2
"""How many characters there may be too many: more are the end of another label, lines lost."""


def tolerance(length: int) -> int:
    """How many characters of a label may be wrong, missing or too many: 5 -> 0, 6 -> 1, 9 -> 2."""
    return 0 if length < LEAST else min(MOST, 1 + (length - LEAST) // 3)


def distance(one: str, other: str, limit: int) -> int:
    """The edit distance of two texts; `limit` + 1 where it is more than the limit."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        now = [i]
        for j, b in enumerate(other, 1):
            now.append(min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (a != b)))
        if min(now) > limit:
            return limit + 1
        before = now
    return min(before[-1], limit + 1)


class FuzzyDictionary(Generic[Meaning]):
    """Labels and what they mean, for texts that may have typing errors."""

    def __init__(self, meanings: Mapping[str, Meaning]) -> None:
        self._meanings = meanings
        self._letters = [(text, frozenset(text), tolerance(len(text))) for text in meanings]
        self._longest = max(map(len, meanings), default=0)

    def closest(self, text: str) -> Meaning | None:
        """What a text can only mean; None where it is nothing, or could be two things.

        其他法律行政止公开 -> 其他法律行政法规禁止公开. Digits are never typing errors: a text that
        differs in one is another text.
        """
        if not LEAST <= len(text) <= self._longest + MOST:
            return None
        best: dict[Meaning, tuple[int, int, str]] = {}
        for far, allowed, label in self._near(text):
            means = self._meanings[label]
            if means not in best or far < best[means][0]:
                best[means] = (far, allowed, label)
        ranked = sorted(best.values())
        if not ranked or ranked[0][0] > ranked[0][1]:
            return None
        if len(text) > len(ranked[0][2]) + EXTRA:
            return None
        if len(ranked) > 1 and ranked[1][0] < ranked[0][0] + MARGIN:
            return None
        label = ranked[0][2]
        return self._meanings[label] if _digits(label) == _digits(text) else None

    def _near(self, text: str) -> list[tuple[int, int, str]]:
        """Labels no farther than may matter: each other letter costs at least one change."""
        letters = frozenset(text)
        found = []
        for label, own, allowed in self._letters:
            limit = allowed + MARGIN
            if len(letters - own) <= limit and len(own - letters) <= limit:
                far = distance(text, label, limit)
                if far <= limit:
                    found.append((far, allowed, label))
        return found


def _digits(text: str) -> list[str]:
    return [c for c in text if c.isdecimal()]
