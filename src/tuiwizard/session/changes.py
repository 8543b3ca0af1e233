"""What undo and redo remember: one change for each intention."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Explanation, Previous
from tuiwizard.report.text_delta import LONG, apply_delta, text_delta


@dataclass(frozen=True, slots=True)
class Change:
    """One intention, as it can be undone and redone.

    Attributes:
        what: A word for it: 填写, 补零, 粘贴…
        before: The texts of the cells it changed, as they were.
        after: The same cells, as they became.
        years: The report year before and after.
        typing: Whether further typing in the same cell belongs to it.
        starts: Where pieces of long texts begin; `before` and `after` hold only these then.
        drafts: The whole draft before and after, where all of it was replaced.
        reasons: The explanations before and after, where they changed.
    """

    what: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    years: tuple[int, int]
    typing: bool = False
    starts: Mapping[str, int] = field(default_factory=dict)
    drafts: tuple[Draft, Draft] | None = None
    reasons: tuple[tuple[Explanation, ...], tuple[Explanation, ...]] | None = None

    @property
    def whole(self) -> bool:
        """Whether the whole draft was replaced."""
        return self.drafts is not None

    def with_previous(self, previous: Previous | None) -> "Change":
        """The change between drafts that remember another report of last year."""
        if self.drafts is None:
            return self
        before, after = (replace(draft, previous=previous) for draft in self.drafts)
        return replace(self, drafts=(before, after))

    @property
    def at(self) -> str:
        """The first cell it changed, to go back to; empty for a change of year."""
        return next(iter(self.after), "")


def keys(paths: Iterable[str]) -> tuple[str, ...]:
    """The sections that some cells belong to."""
    return tuple({path.partition(".")[0]: None for path in paths})


def differences(
    old: Draft, new: Draft, sections: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """The texts that differ between two drafts in some sections, as they were and became."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for key in sections:
        was, now = old.entries(key), new.entries(key)
        for path in {**was.texts, **now.texts}:
            if was.get(path) != now.get(path):
                before[path], after[path] = was.get(path), now.get(path)
    return before, after


def in_pieces(change: Change) -> Change:
    """The change with only those pieces of long texts in which they differ."""
    before, after, starts = dict(change.before), dict(change.after), {}
    for path, text in change.after.items():
        if min(len(text), len(before[path])) > LONG and path not in change.starts:
            starts[path], before[path], after[path] = text_delta(before[path], text)
    return replace(change, before=before, after=after, starts=starts) if starts else change


def whole_again(change: Change, now: Mapping[str, str], *, undo: bool) -> Change:
    """The change with whole texts, made out of those of the draft as it is now."""
    before, after = dict(change.before), dict(change.after)
    for path, start in change.starts.items():
        was, became = before[path], after[path]
        before[path] = apply_delta(now[path], start, became, was) if undo else now[path]
        after[path] = now[path] if undo else apply_delta(now[path], start, was, became)
    return replace(change, before=before, after=after, starts={})


def merged(first: Change, second: Change) -> Change:
    """Both as one; the second may have made other cells plain by finishing the section."""
    before, after = {**second.before, **first.before}, {**first.after, **second.after}
    return Change(first.what, before, after, second.years, second.typing)


def with_typing(change: Change, *, typing: bool) -> Change:
    """The change, open or closed to further typing."""
    return replace(change, typing=typing)


def inserted(before: str, after: str) -> str:
    """What one keystroke put in, empty for a deletion."""
    if len(after) <= len(before):
        return ""
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before)
    )
    return after[start : start + len(after) - len(before)]
