"""The line over the rows of the desk: which of them are shown, and in which order."""

from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Label

from tuiwizard.county.desk import OPEN, RowFilter
from tuiwizard.drafts.unsent import FILTER
from tuiwizard.flows.desk_filtering import STILL_OPEN
from tuiwizard.tui.widgets.fields import KeptInput
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.words import tr

FILTER_DELAY = 0.1
"""Seconds from a letter to the table filtered by it; what an input method commits comes as one."""


class FilterBar(Horizontal):
    """Words to filter with, and what else the rows are filtered by."""

    class Changed(Message):
        """Other rows are to be shown, or in another order."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._filter = RowFilter()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The words, and behind them the rest in words."""
        yield Label(tr("筛选（/）："), markup=False)
        yield KeptInput(FILTER, placeholder=tr("机关、文件名、状态、规则编号"), compact=True)
        yield Plain(id="filtered")

    @property
    def row_filter(self) -> RowFilter:
        """The filter, with the words as they are typed now."""
        return replace(self._filter, text=self.query_one(Input).value)

    def apply(self, row_filter: RowFilter) -> None:
        """Take over another filter, the words included."""
        words = self.query_one(Input)
        with words.prevent(Input.Changed):
            words.value = row_filter.text
        self._filter = row_filter
        self._stop_timer()

    def show(self, shown: int, every: int) -> None:
        """Say what the rows are filtered by, besides the words, and how many of all are shown."""
        row_filter = self.row_filter
        states, year = row_filter.states, row_filter.year
        parts = [STILL_OPEN] if states == OPEN else [str(state) for state in states]
        if year is not None:
            parts.append(tr("{year}年", year=year))
        if row_filter.active:
            parts.append(tr("显示 {shown}/{n}", shown=shown, n=every))
        self.query_one("#filtered", Plain).show(" · ".join(parts))

    def enter(self) -> None:
        """Type words."""
        self.screen.set_focus(self.query_one(Input))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Filter a moment later: a letter does not wait for the table, nor the table for each."""
        event.stop()
        self._stop_timer()
        self._timer = self.set_timer(FILTER_DELAY, self._waited)

    def _waited(self) -> None:
        self._timer = None
        self.post_message(self.Changed())

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = None
