"""The lines below a table: all there is to say about its current cell."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from tuiwizard.report.balance_words import Words
from tuiwizard.tui.cells import cell_len, left, wrap
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
        width = self.content_size.width or 78
        lines = [fitted(line, width) for line in _spread(lines, width, self.size.height)]
        if lines != self._lines:
            self._lines = lines
            content = (
                Content.assemble(*(marked(text, mark) for text, mark in line)) for line in lines
            )
            self.update(Content("\n").join(content), layout=False)


def _spread(lines: list[list[Words]], width: int, height: int) -> list[list[Words]]:
    """Return the lines, the last one, if it is too long, on those that are left below it."""
    *before, last = lines
    left_over = height - len(lines)
    if left_over < 1 or len(last) > 1 or cell_len(last[0][0]) <= width:
        return lines
    text, mark = last[0]
    broken = wrap(text, width)
    kept, rest = broken[:left_over], "".join(broken[left_over:])
    return [*before, *([(part, mark)] for part in (*kept, rest) if part)]


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
