"""Two drafts cell by cell, in lines to read."""

from collections.abc import Callable

from tuiwizard.report.draft import Draft
from tuiwizard.report.table_diff import CellChange, draft_changes
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

_SHOWN = 200
"""Differences that are listed; more of them nobody compares by eye."""


def difference_lines(
    left: Draft, right: Draft, words: tuple[str, str], cut: Callable[[str], str]
) -> list[str]:
    """What differs between two drafts, three lines for each cell.

    Args:
        left: One draft.
        right: The other.
        words: Whose they are.
        cut: Shortens a text to what there is room for.
    """
    found = draft_changes(left, right)
    lines = [line for change in found[:_SHOWN] for line in _lines(change, words, cut)]
    if len(found) > _SHOWN:
        lines.append(plural("……另有 {n} 处不同", len(found) - _SHOWN))
    return lines or [tr("内容相同，只是写法不同")]


def _lines(change: CellChange, words: tuple[str, str], cut: Callable[[str], str]) -> list[str]:
    left, right = _from_where_they_differ(change.left, change.right)
    return [
        on_one_line(change.full_label),
        tr("  {side}：{left}", side=words[0], left=cut(on_one_line(left))),
        tr("  {side}：{right}", side=words[1], right=cut(on_one_line(right))),
    ]


def _from_where_they_differ(left: str, right: str) -> tuple[str, str]:
    """Two texts, long ones from a little before the place in which they differ."""
    pairs = enumerate(zip(left, right, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(left), len(right)))
    start = max(start - 8, 0)
    mark = "…" if start else ""
    return tuple(mark + text[start:] if text else tr("（空）") for text in (left, right))  # type: ignore[return-value] # two
