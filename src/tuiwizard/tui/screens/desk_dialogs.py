"""What the desk shows over itself: two years of one office, and charts."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.year_comparison import YearComparison, much
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.chart import Chart
from tuiwizard.report.table_diff import CellChange
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.cells import cell_len, cut, left, right
from tuiwizard.tui.screens.dialogs import LargeDialog
from tuiwizard.tui.widgets.chart import ChartView
from tuiwizard.tui.widgets.listing import Listing
from tuiwizard.words import plural, tr

_FIGURE = 9
_RATIO = 7


class ChangeRows(NamedTuple):
    """Cells that differ between two years, a line each.

    Attributes:
        changes: The cells.
        years: The earlier and the later year.
        edition: The form on which the cells have short names, too.
    """

    changes: tuple[CellChange, ...]
    years: tuple[int, int]
    edition: str

    def header(self, width: int) -> list[str]:
        """The words over the columns."""
        figures = [*(tr("{year}年", year=year) for year in self.years), tr("增减")]
        words = [right(text, _FIGURE) for text in figures]
        return [left(tr("  项目"), _room(width) + 2), *words, right(tr("倍数"), _RATIO)]

    def spans(self, width: int) -> list[int]:  # noqa: ARG002 - a cell is one line at any width
        """A line for each cell."""
        return [1] * len(self.changes)

    def line(self, row: int, number: int, width: int) -> list[str]:  # noqa: ARG002 - a cell is one line
        """One cell; `!` stands before one that has jumped (R904)."""
        change = self.changes[row]
        sign = "! " if much(change) else "  "
        difference = "" if change.difference is None else f"{change.difference:+}"
        ratio = "" if change.ratio is None else f"{change.ratio:.2f}"
        figures = [change.left or "-", change.right or "-", difference]
        words = [right(on_one_line(cut(text, _FIGURE - 1)), _FIGURE) for text in figures]
        room = _room(width)
        label = left(cut(self._label(change, room), room), room)
        return [sign + label, *words, right(ratio, _RATIO)]

    def _label(self, change: CellChange, room: int) -> str:
        """The whole name or, where the end that tells cells apart would be cut off, the short."""
        label = on_one_line(change.label)
        key = change.path.partition(".")[0]
        known = cells_by_path(self.edition, key) if key in section_keys(self.edition) else {}
        cell = known.get(change.path)
        return label if cell is None or cell_len(label) <= room else short_label(cell)


def _room(width: int) -> int:
    """Cells for the label."""
    return width - 3 * _FIGURE - _RATIO - 2


def years_dialog(row: DeskRow, found: YearComparison) -> LargeDialog:
    """Return a report beside the one of the year before."""
    title = tr(
        "{agency}：{this}年对照{before}年（{source}）",
        agency=row.agency,
        this=row.year,
        before=found.before,
        source=found.source,
    )
    words = plural(
        "{n} 格有变化，{jumps} 格大起大落（前面有 !，排在前面）",
        len(found.changes),
        jumps=sum(much(change) for change in found.changes),
    )
    about = Static(Content(words if found.changes else tr("两年的数完全一样，请核对")))
    rows = ChangeRows(found.changes, (found.before, row.year or 0), row.edition)
    return LargeDialog(on_one_line(title), about, Listing(rows))


def charts_dialog(charts: Sequence[Chart]) -> LargeDialog:
    """Return charts, one below the other, scrolling."""
    title = tr("图表（↑↓ 翻看，Esc 关闭）")
    return LargeDialog(title, VerticalScroll(*map(ChartView, charts)))
