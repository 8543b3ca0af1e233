"""Two drafts cell by cell, and the choice between them."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.report.draft import Draft
from tuiwizard.session import comparing
from tuiwizard.tui.cells import cut
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.words import tr

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
    """What differs between two drafts, each text cut to the width of the dialog."""
    return comparing.difference_lines(left, right, words, lambda text: cut(text, _TEXT))
