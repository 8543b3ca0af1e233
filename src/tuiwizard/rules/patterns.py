"""Patterns looked for in long texts, where most of the text need not be looked at."""

import re
from collections.abc import Iterator

from tuiwizard.lazy_patterns import lazily


class Words:
    """Words of which a text has one or none: nothing is compiled to look for them.

    Few words, or those of a short text: one pattern finds many words sooner in a long one.

    Args:
        words: The words.
    """

    def __init__(self, *words: str) -> None:
        self.words = words

    def found_in(self, text: str) -> bool:
        """Return whether a text has one of the words."""
        # "更新不及时" for 不足 and 不及时 -> True
        return any(map(text.__contains__, self.words))

    def places_in(self, text: str) -> Iterator[int]:
        """Yield where the words begin in a text, those of one word after those of another."""
        # "公开，再公开" for 公开 -> 0, 4
        for word in self.words:
            at = text.find(word)
            while at >= 0:
                yield at
                at = text.find(word, at + 1)


class GuardedPattern:
    """A pattern of which few texts have one; the others are known by the words they lack.

    It is compiled with the first text that has one of the words.

    Args:
        pattern: What is looked for.
        words: Words; each match has one of them in it.
    """

    def __init__(self, pattern: str, *words: str) -> None:
        self.pattern = pattern
        self.words = words
        self._compiled = lazily(pattern)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches in a text, as `re.finditer` does."""
        # "保密审查" for 绝密, 机密 and 秘密 -> none, and nothing is searched
        if any(map(text.__contains__, self.words)):
            return self._compiled.finditer(text)
        return iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, as `re.search` does."""
        return self._compiled.search(text) if any(map(text.__contains__, self.words)) else None


class SparsePattern:
    """A pattern that is tried only where one of the characters is with which its matches begin.

    Args:
        pattern: What is looked for.
        first: The characters, as a set: `[0-9一二三]`.
        flags: Of the pattern.
    """

    def __init__(self, pattern: str, first: str, flags: int = 0) -> None:
        self.pattern = lazily(pattern, flags)
        self._first = lazily(first)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches in a text, as `re.finditer` does."""
        at = 0
        while begin := self._first.search(text, at):
            found = self.pattern.match(text, begin.start())
            at = found.end() if found else begin.end()
            if found:
                yield found
