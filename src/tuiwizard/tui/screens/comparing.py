"""Two drafts cell by cell, and the choice between them."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.report.difference import Difference, differences
from tuiwizard.report.draft import Draft
from tuiwizard.tui.cells import cut
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.view import on_one_line
from tuiwizard.words import plural, tr

_SHOWN = 200
"""Differences that are listed; more of them nobody compares on a screen."""

_TEXT = 60
"""Cells of the screen for each of two texts."""


class CompareDialog(ChoiceDialog):
    """What differs, and what to do about it.

    Args:
        title: What happened and what is asked.
        lines: What differs, a line each.
        choices: (answer, line) pairs.
    """

    def __init__(
        self, title: str, lines: Sequence[str], choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(title, choices)
        self._lines = lines

    def compose(self) -> ComposeResult:
        """The title, the differences, which scroll, and the choices."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), classes="title")
            with VerticalScroll(classes="body"):
                yield Static(Content("\n".join(self._lines)))
            yield OptionList(
                *(Option(Content(line), id=f"c{i}") for i, (_, line) in enumerate(self._choices))
            )

    def on_mount(self) -> None:
        """Answer at once; Tab goes to the differences."""
        self.set_focus(self.query_one(OptionList))


def difference_lines(
    left: Draft, right: Draft, words: tuple[str, str] = (tr("我的"), tr("对方的"))
) -> list[str]:
    """What differs between two drafts, two or three lines for each cell."""
    found = differences(left, right)
    lines = [line for difference in found[:_SHOWN] for line in _lines(difference, words)]
    if len(found) > _SHOWN:
        lines.append(plural("……另有 {n} 处不同", len(found) - _SHOWN))
    return lines or [tr("内容相同，只是写法不同")]


def _lines(difference: Difference, words: tuple[str, str]) -> list[str]:
    left, right = _from_where_they_differ(difference.left, difference.right)
    return [
        on_one_line(difference.label),
        tr("  {side}：{text}", side=words[0], text=cut(on_one_line(left), _TEXT)),
        tr("  {side}：{text}", side=words[1], text=cut(on_one_line(right), _TEXT)),
    ]


def _from_where_they_differ(left: str, right: str) -> tuple[str, str]:
    """Two texts, long ones from a little before the place in which they differ."""
    pairs = enumerate(zip(left, right, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(left), len(right)))
    start = max(start - 8, 0)
    mark = "…" if start else ""
    return tuple(mark + text[start:] if text else tr("（空）") for text in (left, right))  # type: ignore[return-value] # two
