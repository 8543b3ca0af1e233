"""Two drafts cell by cell, in lines to read."""

from collections.abc import Callable

from tuiwizard.report.difference import Difference, differences
from tuiwizard.report.draft import Draft
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
    found = differences(left, right)
    lines = [line for difference in found[:_SHOWN] for line in _lines(difference, words, cut)]
    if len(found) > _SHOWN:
        lines.append(plural("……另有 {n} 处不同", len(found) - _SHOWN))
    return lines or [tr("内容相同，只是写法不同")]


def _lines(difference: Difference, words: tuple[str, str], cut: Callable[[str], str]) -> list[str]:
    left, right = _from_where_they_differ(difference.left, difference.right)
    return [
        on_one_line(difference.label),
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
