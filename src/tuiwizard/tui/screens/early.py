"""A table that is typed into while the model of the form, the rules and the session are loaded.

It looks as the wizard does on the same draft and takes the same keys. What is typed is kept in its
order, and done again on the session that takes its place.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from tuiwizard.drafts.early_table import EarlyTable
from tuiwizard.report.balance_words import Balances
from tuiwizard.report.shown import cell_label, on_one_line
from tuiwizard.report.state import State, StepStamp, without_ordinal
from tuiwizard.report.sums import Sums
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.keys import emptied
from tuiwizard.tui.screens import wizard_keys
from tuiwizard.tui.widgets.cell_detail import CellDetail
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.tui.widgets.top_bar import TopBar
from tuiwizard.words import tr

if TYPE_CHECKING:  # what this screen is there before
    from tuiwizard.session import Session

_COMMANDS = ("preview", "fill_table", "balance")
_ELSEWHERE = ("check",)
"""What the line of keys offers at a table, and what it does not; it all waits for the session."""

_SHORT, _SPACIOUS = 72, 160
"""Columns of the screen by which the lines below the table say less or more."""


class EarlyScreen(ChineseScreen[None]):
    """A table of a draft, and the frame of the wizard around it.

    Args:
        table: The table.

    Attributes:
        grid: The table on the screen.
        passed: Whether Enter was pressed behind its last cell.
    """

    HORIZONTAL_BREAKPOINTS = [*wizard_keys.WIDTHS]  # noqa: RUF012 - declared by Textual
    VERTICAL_BREAKPOINTS = [*wizard_keys.HEIGHTS]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [*wizard_keys.BINDINGS]

    def __init__(self, table: EarlyTable) -> None:
        super().__init__()
        self._table = table
        self._cells = {cell.path: cell for cell in table.grid.cells}
        self._texts = dict(table.texts)
        self._sums = Sums(table.grid.cells, self._texts)
        self._typed: list[Callable[[Session], object]] = []
        self.passed = False
        self._read()
        self.grid = TableGrid(table.grid, self._shown, table.at, self._balances.verdicts)

    def compose(self) -> ComposeResult:
        """The lines and the table of the wizard."""
        self._top = TopBar(id="top")
        yield self._top
        yield self.grid
        yield CellDetail()
        yield KeyLine()

    def on_mount(self) -> None:
        """Type at once."""
        table = self._table
        self._top.show(
            on_one_line(table.agency) or tr("（机关名称未填）"),
            tr("{year}年度", year=table.year),
            tr("{edition}版表格", edition=table.edition),
            self._stamps(),
            table.grid.section,
        )
        self.grid.told = self._tell
        self.set_focus(self.grid)
        self._tell()

    def _stamps(self) -> list[StepStamp]:
        """The steps as far as the file says; the rules may say more."""
        begun = self._table.begun
        stamps = []
        for step, name in self._table.layout.steps.items():
            state = State.DONE if begun.get(step) else State.FILLING
            state = state if step in begun else State.BLANK
            stamps.append(StepStamp(step, without_ordinal(name), state))
        last = State.FILLING if begun else State.BLANK
        return [*stamps, StepStamp("publish", tr("检查与发布"), last)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only commands that work at a table have keys."""
        if action == "command":
            return parameters[0] in _COMMANDS
        return action not in _ELSEWHERE and super().check_action(action, parameters)

    def takes(self, event: events.Event) -> bool:
        """Whether a key or the mouse can be dealt with now, and need not wait for the session."""
        if isinstance(event, events.Key):
            if self.grid.check_consume_key(event.key, event.character):
                return True
            found = self.grid._bindings.key_to_bindings.get(event.key, ())
            return any(binding.action != "paste" for binding in found)
        return not isinstance(event, events.Paste)

    def do_again(self, session: "Session") -> None:
        """Do on a session what was typed here, each time as one intention."""
        for edit in self._typed:
            edit(session)

    async def come_to_rest(self) -> None:
        """Wait until all that was typed here has been dealt with."""
        for _ in range(2):
            await emptied(self.grid)
            await emptied(self)

    def _put(self, texts: dict[str, str], edit: "Callable[[Session], object]") -> None:
        self._typed.append(edit)
        for path, text in texts.items():
            self._texts[path] = text
            self._sums.put(path, self._texts)
        self._read()
        self.grid.show(self._shown, self._balances.verdicts)
        self._tell()

    def _read(self) -> None:
        self._balances = Balances.of(self._table.grid, self._sums.known)
        shown = self._sums.shown
        suspected = {path: replace(shown[path], mark="!") for path in self._balances.suspected}
        self._shown = shown | suspected

    def _tell(self) -> None:
        """The current cell: the balance of its column, its label, and what is counted there."""
        grid = self.grid
        cell = self._cells[grid.path]
        label, lines = cell_label(cell), []
        if self._balances.columns:
            lines.append(self._balances.line(grid.column, short=self.size.width < _SHORT))
            label = "  ".join(cell.row[1:] or cell.row) if self.size.width < _SPACIOUS else label
        about = (cell.help, "soft")
        if grid.typing is not None and grid.hides_typing:
            about = (tr("正在填：{typing}", typing=on_one_line(grid.typing)), "ink")
        self.query_one(CellDetail).show([*lines, [(label, "title")], [about]])

    @on(TableGrid.Edited)
    def _edited(self, event: TableGrid.Edited) -> None:
        texts = {event.path: event.text}
        self._put(texts, lambda session: session.edit(texts))

    @on(TableGrid.Cleared)
    def _cleared(self, event: TableGrid.Cleared) -> None:
        texts = dict.fromkeys(event.paths, "")
        self._put(texts, lambda session: session.edit(texts, tr("清空")))

    @on(TableGrid.Zeroed)
    def _zeroed(self, event: TableGrid.Zeroed) -> None:
        blank = [path for path in event.paths if not self._texts.get(path, "").strip()]
        self._put(dict.fromkeys(blank, "0"), lambda session: session.fill_zeros(event.paths))

    @on(TableGrid.Passed)
    def _passed(self) -> None:
        self.passed = True
