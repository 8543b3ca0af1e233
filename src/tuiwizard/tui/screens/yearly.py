"""Two years of one office: the figures that changed, those that changed much on top."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from tuiwizard.county.year_comparison import YearComparison, much
from tuiwizard.report.safety import printable
from tuiwizard.report.table_diff import CellChange
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.cells import cut, left, right
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog
from tuiwizard.tui.widgets.listing import Listing
from tuiwizard.words import plural, tr

_FIGURE = 9
_RATIO = 7


class ChangeTable(Listing):
    """Cells that differ between two years, a line each.

    Args:
        changes: The cells.
        years: The earlier and the later year.
    """

    FROZEN = 1

    def __init__(self, changes: tuple[CellChange, ...], years: tuple[int, int]) -> None:
        super().__init__()
        self._changes = changes
        self._years = years

    def on_mount(self) -> None:
        """Show them."""
        self.lay_out(0)

    def spans(self) -> list[int]:
        """A line for each cell."""
        return [1] * len(self._changes)

    @property
    def _room(self) -> int:
        return self._width - 3 * _FIGURE - _RATIO - 2

    @property
    def header(self) -> list[str]:
        """The words over the columns."""
        figures = [*(tr("{year}年", year=year) for year in self._years), tr("增减")]
        words = [right(text, _FIGURE) for text in figures]
        return [left(tr("  项目"), self._room + 2), *words, right(tr("倍数"), _RATIO)]

    def line(self, row: int, number: int) -> list[str]:  # noqa: ARG002 - a cell is one line
        """One cell; `!` stands before one that has more than doubled or halved."""
        change = self._changes[row]
        sign = "! " if much(change) else "  "
        difference = "" if change.difference is None else f"{change.difference:+}"
        ratio = "" if change.ratio is None else f"{change.ratio:.2f}"
        figures = [change.left or "-", change.right or "-", difference]
        words = [right(on_one_line(cut(text, _FIGURE - 1)), _FIGURE) for text in figures]
        label = left(cut(on_one_line(change.label), self._room), self._room)
        return [sign + label, *words, right(ratio, _RATIO)]


class YearDialog(Dialog[None]):
    """A report beside the one of the year before.

    Args:
        agency: Whose they are.
        this: The report year.
        found: What was found in comparing them.
    """

    def __init__(self, agency: str, this: int, found: YearComparison) -> None:
        super().__init__()
        self._agency = agency
        self._this = this
        self._found = found

    def compose(self) -> ComposeResult:
        """What is compared with what, and the cells."""
        jumps = sum(much(change) for change in self._found.changes)
        with Vertical(classes="box"):
            title = tr(
                "{agency}：{this}年对照{before}年（{source}）",
                agency=self._agency,
                this=self._this,
                before=self._found.before,
                source=self._found.source,
            )
            yield Static(Content(printable(on_one_line(title))), classes="title")
            words = plural(
                "{n} 格有变化，{jumps} 格大起大落（前面有 !，排在前面）",
                len(self._found.changes),
                jumps=jumps,
            )
            yield Static(Content(words if self._found.changes else tr("两年的数完全一样，请核对")))
            yield ChangeTable(self._found.changes, (self._found.before, self._this))
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("关闭"))

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.set_focus(self.query_one(ChangeTable))
