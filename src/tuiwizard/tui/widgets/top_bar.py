"""The head of the wizard: whose report it is, whether it is saved, and its steps in a row."""

from collections.abc import Sequence
from datetime import datetime

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tuiwizard.report.shown import on_one_line
from tuiwizard.report.state import StepStamp
from tuiwizard.tui.cells import cell_len, cut
from tuiwizard.tui.marks import drawn, mark_of
from tuiwizard.words import tr

Piece = tuple[str, str]
"""A text and its mark."""


class TopBar(Widget):
    """One widget of one or two rows: the heading, and the steps with their stamps.

    On one row the heading gives way to the steps, all but the year.
    """

    class Chosen(Message):
        """A step was clicked."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._who = self._about = self._year = self._mode = ""
        self._saved, self._short, self._failed = "", "", False
        self._steps: Sequence[StepStamp] = ()
        self._current = ""

    @property
    def current(self) -> str:
        """The step that is marked."""
        return self._current

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps in their order."""
        return tuple(step.step for step in self._steps)

    @property
    def words(self) -> str:
        """What it says, row by row."""
        rows = range(self.size.height)
        return "\n".join("".join(text for text, _ in self._row(y)) for y in rows)

    def show(
        self,
        who: str,
        year: str,
        form: str,
        steps: Sequence[StepStamp],
        current: str,
        mode: str = "",
    ) -> None:
        """Show another draft, or the same as it is now.

        Args:
            who: The office.
            year: The year of the report.
            form: Its form.
            steps: The steps with their states.
            current: The step the person is in.
            mode: What can be done, where that is not everything.
        """
        about = f"{form}  {mode}" if mode else form
        now = (who, year, about, tuple(steps), current, mode)
        shown = (self._who, self._year, self._about, self._steps, self._current, self._mode)
        if now != shown:
            self._who, self._year, self._about, self._steps, self._current, self._mode = now
            self.refresh()

    def show_saved(self, when: datetime | None, failure: str, brief: str = "") -> None:
        """Show `已保存 14:03`, or why the last save failed.

        Args:
            when: The time of the last good save, local.
            failure: Why the latest save failed; empty if it did not.
            brief: The same where there is no room for that.
        """
        words = tr("已保存 {when:%H:%M}", when=when) if when is not None else tr("还没有保存")
        if failure:
            words = tr("未保存：{failure}", failure=on_one_line(failure))
        short = tr("未保存：{failure}", failure=on_one_line(brief)) if brief else words
        if (words, short, bool(failure)) != (self._saved, self._short, self._failed):
            self._saved, self._short, self._failed = words, short, bool(failure)
            self.set_class(self._failed, "-failed")  # one more row
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of its rows."""
        base = self.rich_style
        segments = [Segment(text, base + drawn(self, mark)) for text, mark in self._row(y)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _row(self, y: int) -> list[Piece]:
        width, rows = self.size.width, self.size.height
        if self._failed:
            if y == 0:
                words = self._saved if cell_len(self._saved) <= width - 2 else self._short
                return [(f" {cut(words, width - 2)} ", "stamp")]
            y, rows = y - 1, rows - 1
        saved = [] if self._failed else [(f"{self._saved} ", "soft")]
        if rows == 1:
            left = self._steps_within(width)
            for more in ([(f"{self._note}  ", "soft"), *saved], saved):
                if _width(left) + _width(more) <= width:
                    return _ends(left, more, width)
            return left
        if y == 0:
            who = cut(self._who, max(width - _width(saved) - cell_len(self._year) - 6, 0))
            left = [(f" {who}  {self._year}", "title")]
            if _width(left) + cell_len(self._about) + _width(saved) + 3 <= width:
                left.append((f"  {self._about}", "soft"))
            return _ends(left, saved, width)
        return self._steps_within(width)

    @property
    def _note(self) -> str:
        """What stands behind the steps on one row."""
        return self._mode or self._year

    def _steps_within(self, width: int) -> list[Piece]:
        return [piece for _, pieces in self._groups(width) for piece in pieces]

    def _groups(self, width: int) -> list[tuple[str, list[Piece]]]:
        """Each step and what is drawn of it, the gap behind included.

        As many names as fit: all, that of the current step, none.
        """
        alone = self.size.height == 1 + self._failed  # on one row with the year and the save
        saved = "" if self._failed else self._saved
        room = width - (cell_len(f"{self._note}  {saved}") + 2 if alone else 0)
        for named in ({step.step for step in self._steps}, {self._current}, set()):
            groups = [
                (s.step, self._step(n, s, named=s.step in named))
                for n, s in enumerate(self._steps, 1)
            ]
            total = sum(_width(pieces) for _, pieces in groups)
            if total <= room:
                break
        gap = max(min((room - total) // max(len(groups), 1), 3), 0)
        return [(step, [*pieces, (" " * gap, "soft")]) for step, pieces in groups]

    def _step(self, number: int, step: StepStamp, *, named: bool) -> list[Piece]:
        """`[4申请办理 误1]` where one is, ` 4申请办理 误1 `, or without its name `4误1`."""
        name = f"{number}{step.name} " if named else str(number)
        here = step.step == self._current
        count = step.number if here or step.state.urgent else 0  # how much is missing: only here
        mark = "here" if here and not step.state.urgent else mark_of(step.state)
        stamp = (step.state.stamp(count), mark)
        if here:
            return [(f"[{name}", "here"), stamp, ("]", "here")]
        return [(f" {name}", "soft"), stamp, (" " if named else "", "soft")]

    def on_click(self, event: events.Click) -> None:
        """A click on a step goes there."""
        step = self.step_at(event.x, event.y)
        if step is not None:
            event.stop()
            self.post_message(self.Chosen(step))

    def step_at(self, x: int, y: int) -> str | None:
        """The step at a cell of the widget."""
        if y != self.size.height - 1:
            return None
        at = 0
        for step, pieces in self._groups(self.size.width):
            at += _width(pieces)
            if x < at:
                return step
        return None


def _width(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _ends(left: list[Piece], right: list[Piece], width: int) -> list[Piece]:
    """Both at the ends of a row."""
    return [*left, (" " * max(width - _width(left) - _width(right), 0), "soft"), *right]
