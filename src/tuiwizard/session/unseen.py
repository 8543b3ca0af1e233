"""Passages of a text that were brought forward and not looked at yet.

They are kept beside the draft and never in it: no mark can reach an output.
"""

from collections.abc import Iterable, Iterator

from tuiwizard.report.text_delta import text_delta
from tuiwizard.rules.narrative.brought_forward import BroughtForward, Passage


class Unseen:
    """The passages of one draft that a person should look at."""

    def __init__(self) -> None:
        self._brought: dict[str, BroughtForward] = {}
        self._now: dict[str, BroughtForward] = {}
        self._seen: dict[str, set[Passage]] = {}

    def bring(self, path: str, brought: BroughtForward) -> None:
        """Mark what a text was brought forward with.

        Args:
            path: The cell of the text.
            brought: The text as it stands now.
        """
        self._brought[path] = self._now[path] = brought
        self._seen[path] = set()

    def at(self, path: str, text: str) -> tuple[Passage, ...]:
        """Return the passages that nobody has looked at, where they are in a text.

        Args:
            path: The cell of the text.
            text: The text as it is by now; what was typed over has been looked at.
        """
        if path not in self._now:
            return ()
        brought, now = self._brought[path], self._now[path]
        if text != now.text:
            redone = text == brought.text  # as it was then
            left = (p for p in brought.passages if p not in self._seen[path])
            passages = left if redone else moved(now.passages, now.text, text)
            self._now[path] = BroughtForward(text, tuple(passages))
        return self._now[path].passages

    def take(self, path: str, text: str) -> Passage | None:
        """Return the first passage that nobody has looked at, which somebody does now."""
        unseen = self.at(path, text)
        if not unseen:
            return None
        self._now[path] = BroughtForward(text, unseen[1:])
        if text == self._brought[path].text:
            self._seen[path].add(unseen[0])
        return unseen[0]


def moved(passages: Iterable[Passage], before: str, after: str) -> Iterator[Passage]:
    """Yield the passages that an edit has left as they were, where they are now.

    Args:
        passages: The passages.
        before: The text they are in.
        after: The text since.
    """
    # one passage at 5 to 7, "ab" put in at 0 -> 7 to 9
    start, was, became = text_delta(before, after)
    further = len(became) - len(was)
    for passage in passages:
        if passage.end <= start:
            yield passage
        elif passage.start >= start + len(was):
            yield passage._replace(start=passage.start + further, end=passage.end + further)
