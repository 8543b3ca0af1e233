"""Two drafts cell by cell, in lines to read."""

from collections.abc import Sequence
from unicodedata import east_asian_width

from tuiwizard.report.draft import Draft
from tuiwizard.report.table_diff import CellChange, draft_changes
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

_SHOWN = 200
"""Differences that are listed; more of them nobody compares by eye."""


_CELLS = 60
"""Terminal cells that are shown of a text; a Chinese character takes two."""


def difference_lines(left: Draft, right: Draft, words: tuple[str, str]) -> list[str]:
    """What differs between two drafts, three lines for each cell.

    Args:
        left: One draft.
        right: The other.
        words: Whose they are.
    """
    return change_lines(draft_changes(left, right), words) or [tr("内容相同，只是写法不同")]


def change_lines(found: Sequence[CellChange], words: tuple[str, str]) -> list[str]:
    """Return some differences, three lines for each cell.

    Args:
        found: The differences.
        words: Whose the two sides are.
    """
    lines = [line for change in found[:_SHOWN] for line in _lines(change, words)]
    if len(found) > _SHOWN:
        lines.append(plural("……另有 {n} 处不同", len(found) - _SHOWN))
    return lines


def _lines(change: CellChange, words: tuple[str, str]) -> list[str]:
    left, right = _from_where_they_differ(change.left, change.right)
    return [
        on_one_line(change.full_label),
        tr("  {side}：{left}", side=words[0], left=_cut(on_one_line(left))),
        tr("  {side}：{right}", side=words[1], right=_cut(on_one_line(right))),
    ]


def _from_where_they_differ(left: str, right: str) -> tuple[str, str]:
    """Two texts, long ones from a little before the place in which they differ."""
    pairs = enumerate(zip(left, right, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(left), len(right)))
    start = max(start - 8, 0)
    mark = "…" if start else ""
    return tuple(mark + text[start:] if text else tr("（空）") for text in (left, right))  # type: ignore[return-value] # two


def _cut(text: str) -> str:
    """The beginning of a text that fits into `_CELLS`; `…` stands for the rest."""
    used = 0
    for at, character in enumerate(text):
        used += 2 if east_asian_width(character) in "WF" else 1
        if used > _CELLS - (at + 1 < len(text)):
            return text[:at].rstrip() + "…"
    return text
