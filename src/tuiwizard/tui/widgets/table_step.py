"""The steps of tables: the grid, and below it all there is to say about the current cell."""

from collections.abc import Callable, Iterator

from textual import events, on
from textual.app import ComposeResult

from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path, grid, narratives
from tuiwizard.report.balance_words import Balances, Words
from tuiwizard.report.shown import Shown, on_one_line
from tuiwizard.report.state import State
from tuiwizard.report.sums import Sums
from tuiwizard.session.view import SEEN, cell_label, marked, refusal
from tuiwizard.tui.widgets.cell_detail import CellDetail
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.words import Joined, tr

_LOW = 14
"""Lines below which the table has one line more, and what is said about a cell one less."""

_SPACIOUS = 160
"""Cells from which the whole label of a cell is said, that of its column again, too."""

_LOWEST = 5
"""Lines below which only the balance is said, or the cell where there is none."""

_SHORT = 72
"""Cells below which the balance is said in short."""


class TableStep(Step):
    """A table of the form."""

    moved: Callable[[], None] = staticmethod(lambda: None)
    """Called when the person is in another cell, or something else stands in the cells."""

    _told_of = ""
    """The cell that was last told of; none when the figures have changed since."""

    def compose(self) -> ComposeResult:
        """The grid over the lines about its current cell."""
        draft = self.session.draft
        table = grid(draft.edition, self.key)
        self._sums = Sums(table.cells, {})
        self._read()
        grid_ = TableGrid(table, self._shown, self.start, self._balances.verdicts)
        grid_.read_only = self.session.sign_off_only
        grid_.told = self._tell
        yield grid_
        yield CellDetail()

    def on_mount(self) -> None:
        """Type at once."""
        self.screen.set_focus(self.query_one(TableGrid))

    def on_resize(self, event: events.Resize) -> None:
        """Leave more lines to the table where there are few, and say what fits."""
        self.set_class(event.size.height < _LOW, "-low")
        self.set_class(event.size.height < _LOWEST, "-lowest")
        self._tell()

    @property
    def path(self) -> str:
        """The current cell."""
        return self.query_one(TableGrid).path

    def sync(self) -> None:
        """Show the figures as they are now."""
        self._told_of = ""
        self._read()
        self.query_one(TableGrid).show(self._shown, self._balances.verdicts)
        self._tell()

    def _read(self) -> None:
        """Take the figures, their totals and balances from the draft."""
        draft = self.session.draft
        table = grid(draft.edition, self.key)
        self._sums.update(draft.entries(self.key).texts)
        texts = (self.session.text(cell.path) for cell in narratives(draft.edition))
        self._balances = Balances.of(table, self._sums.known, texts)
        found = self.session.findings_at(self.key)
        self._shown: dict[str, Shown] = marked(self._sums.shown, found, self._balances.suspected)

    def go_to(self, path: str) -> None:
        """Put the cursor into a cell."""
        table = self.query_one(TableGrid)
        table.go_to(path)
        self.screen.set_focus(table)

    def pending(self) -> dict[str, str]:
        """What is being typed into the current cell."""
        table = self.query_one(TableGrid)
        text = table.take()
        return {} if text is None else {table.path: text}

    def typing(self) -> dict[str, str]:
        """What is being typed into the current cell, which goes on."""
        tables = self.query(TableGrid)  # none while the step is being built or removed
        return {table.path: table.typing for table in tables if table.typing is not None}

    def _tell(self) -> None:
        """The current cell: its column's balance, its row, what is wrong or counted there."""
        table = self.query_one(TableGrid)
        cell = cells_by_path(self.session.draft.edition, self.key)[table.path]
        first = self._balance(table)
        label = [(self._label(cell), "title"), *self._of_last_year(cell.path)]
        wrong = [*self._wrong(table)]
        guess = self._guess(table) if first and not wrong else ""
        if guess or (first and self.size.height < _LOW):
            label.append((f"  {cell.help}", "soft"))
            wrong = wrong or [(guess, "ink")]
        lines = [line for line in (first, label, wrong or [(cell.help, "soft")]) if line]
        self.query_one(CellDetail).show(lines)
        if table.path != self._told_of:  # not for every digit typed into it
            self._told_of = table.path
            self.moved()

    def _balance(self, table: TableGrid) -> list[Words]:
        if not self._balances.columns:
            return []
        return self._balances.line(table.column, short=self.size.width < _SHORT)

    def _label(self, cell: Cell) -> str:
        """The cell's label; its column stands in the line above where there is a balance."""
        if self._balances.columns and self.size.width < _SPACIOUS:
            return "  ".join(cell.row[1:] or cell.row)
        return cell_label(cell)

    def _wrong(self, table: TableGrid) -> Iterator[Words]:
        """What is being typed and does not fit into its cell, or what is wrong with the cell."""
        if table.typing is not None:
            if table.hides_typing:
                yield tr("正在填：{typing}", typing=on_one_line(table.typing)), "ink"
            return
        refused = refusal(self.session.draft, table.path)
        found = [
            f.message
            for f in self.session.findings_at(table.path)
            if f.blocks and f.rule not in SEEN
        ]
        if refused or found:
            mark = self._shown[table.path].mark
            state = State.QUERY if mark == "?" and not refused else State.ERROR
            yield str(state), "stamp" if state is State.ERROR else "open"
            yield f" {refused or on_one_line(found[0])}", "alert"

    def _guess(self, table: TableGrid) -> str:
        found = self._balances.slips(table.column)
        return tr("可能：{slips}", slips=Joined("；", (s.message for s in found))) if found else ""

    def _of_last_year(self, path: str) -> Iterator[Words]:
        """The figure of last year, and what follows from last year's report for this one."""
        last = self.session.last_year(path)
        if last:
            yield "  " + tr("上年 {last}", last=last), "ink"
        suggestion = self.session.suggestions().get(path, "")
        if suggestion and suggestion != self.session.text(path):
            yield "  " + tr("F3 带入 {offer}", offer=suggestion), "ink"

    @on(TableGrid.Edited)
    def _edited(self, event: TableGrid.Edited) -> None:
        event.stop()
        self.post_message(Step.Typed(event.path, event.text, growing=False))

    @on(TableGrid.Zeroed)
    def _zeroed(self, event: TableGrid.Zeroed) -> None:
        event.stop()
        self.post_message(Step.ZerosAsked(event.paths))

    @on(TableGrid.Cleared)
    def _cleared(self, event: TableGrid.Cleared) -> None:
        event.stop()
        self.post_message(Step.BlockTyped(dict.fromkeys(event.paths, ""), tr("清空")))

    @on(TableGrid.Pasted)
    def _pasted(self, event: TableGrid.Pasted) -> None:
        event.stop()
        self.post_message(Step.BlockPasted(event.path, event.text))

    @on(TableGrid.Passed)
    def _passed(self, event: TableGrid.Passed) -> None:
        event.stop()
        self.post_message(Step.Passed())
