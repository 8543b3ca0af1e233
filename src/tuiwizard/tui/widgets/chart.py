"""A chart on the terminal: the same bars and figures as in the picture that is put out.

Drawn here, for no library does it: Textual's own Sparkline and ProgressBar have no labels,
plotext 5 (which textual-plotext needs) takes a Chinese character for one cell, and the bars of
plotext 6 are a background colour, so that nothing of them is left on a terminal without colours.
"""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tuiwizard.report.chart import Bar, Chart
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.cells import cell_len, cut, left, right, wrap
from tuiwizard.tui.marks import MARKS

BLOCK, ASCII_BLOCK = "█", "#"
_GAP = 1
_LEAST = 8
"""Cells a bar needs to say anything; with less room there are figures alone."""


class ChartView(Widget):
    """Horizontal bars, each behind its label and its figure; as high as it needs."""

    DEFAULT_CSS = "ChartView { height: auto; }"

    def __init__(self, chart: Chart | None = None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._chart = chart

    def show(self, chart: Chart) -> None:
        """Show another chart."""
        if chart != self._chart:
            self._chart = chart
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line for each bar, and those of the words around them."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines as they are, nothing in them read as markup."""
        bar, quiet = "[█#]+$", MARKS["edge"]
        lines = map(Content, self._lines(self.content_size.width))
        return Content("\n").join(line.highlight_regex(bar, style=quiet) for line in lines)

    def _lines(self, width: int) -> list[str]:
        if self._chart is None:
            return []
        block = ASCII_BLOCK if self.app.has_class("ascii") else BLOCK
        return chart_lines(self._chart, width, block)


def chart_lines(chart: Chart, width: int, block: str = BLOCK) -> list[str]:
    """A chart in lines of at most `width` cells.

    Args:
        chart: What is shown.
        width: Cells per line.
        block: What a cell of a bar is drawn with.
    """
    total = f"（共 {chart.total} {chart.unit}）" if chart.shares and chart.bars else ""
    lines = wrap(on_one_line(chart.title + total), width)
    if chart.empty:
        lines += wrap(on_one_line(f"{chart.empty}。"), width)
    lines += [_line(chart, bar, width, block) for bar in chart.bars]
    if chart.note:
        lines += wrap(on_one_line(f"{chart.note}。"), width)
    return lines


def _line(chart: Chart, bar: Bar, width: int, block: str) -> str:
    """`予以公开 11 件（14.5%） ████`, label and figure each in a column of its own."""
    figures = max(cell_len(chart.figure(each)) for each in chart.bars)
    labels = max(cell_len(on_one_line(each.label)) for each in chart.bars)
    labels = max(min(labels, width * 2 // 5, width - figures - _GAP), 2)
    room = width - labels - figures - 2 * _GAP
    words = left(cut(on_one_line(bar.label), labels), labels) + " " * _GAP
    words += right(chart.figure(bar), figures)
    share = chart.length(bar)
    if room < _LEAST or not share:
        return words.rstrip()
    return words + " " * _GAP + block * max(round(share * room), 1)
