"""The lines below a table: all there is to say about its current cell."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from tuiwizard.report.balance_words import Words
from tuiwizard.tui.cells import cell_len, left
from tuiwizard.tui.marks import marked
from tuiwizard.tui.widgets.sheet import CUT
from tuiwizard.words import spoken

_OPENING = " （《“，"  # not said: measured
"""Not left at the end of a line that is cut."""


class CellDetail(Static):
    """A few lines of marked words, each cut at the edge, repainted only when they change."""

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._lines: list[list[Words]] = []

    def show(self, lines: list[list[Words]]) -> None:
        """Show other lines."""
        lines = [fitted(line, self.content_size.width or 78) for line in lines]
        if lines != self._lines:
            self._lines = lines
            content = (
                Content.assemble(*(marked(text, mark) for text, mark in line)) for line in lines
            )
            self.update(Content("\n").join(content), layout=False)


def fitted(line: Iterable[Words], width: int) -> list[Words]:
    """Return the beginning of a line of words; what does not fit ends in `．．`."""
    fitting: list[Words] = []
    sign = CUT if spoken() == "zh" else ".."
    for text, mark in line:
        if not text:
            continue
        if cell_len(text) > width:
            return [
                *fitting,
                (left(text, max(width - 4, 0)).rstrip(_OPENING) + sign[: width // 2], mark),
            ]
        fitting.append((text, mark))
        width -= cell_len(text)
    return fitting
