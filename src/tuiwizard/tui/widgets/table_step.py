"""The steps of tables: the grid, and below it all there is to say about the current cell."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult

from tuiwizard.forms.layout import grid
from tuiwizard.session.view import Shown, cell_lines, marked, on_one_line, shown_cells
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.words import tr

_KNOWN = frozenset(("R002", "R003", "R301"))
"""What the cell and the balance line say already."""


class TableStep(Step):
    """A table of the form."""

    def compose(self) -> ComposeResult:
        """The grid over the lines about its current cell."""
        draft = self.session.draft
        table = grid(draft.edition, self.key)
        grid_ = TableGrid(table, self._shown(), self.start)
        grid_.read_only = self.session.sign_off_only
        yield grid_
        yield Plain(id="detail")

    def on_mount(self) -> None:
        """Type at once."""
        self.screen.set_focus(self.query_one(TableGrid))
        self._tell()

    @property
    def path(self) -> str:
        """The current cell."""
        return self.query_one(TableGrid).path

    def sync(self) -> None:
        """Show the figures as they are now."""
        self.query_one(TableGrid).show(self._shown())
        self._tell()

    def _shown(self) -> dict[str, Shown]:
        shown = shown_cells(self.session.draft, self.key)
        return marked(shown, self.session.findings_at(self.key))

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
        """The current cell: its balance first, for long labels must not push it out of sight."""
        table = self.query_one(TableGrid)
        label, about, balance = cell_lines(self.session.draft, table.path)
        first = "  ".join(part for part in (balance, *self._of_last_year(table.path)) if part)
        found = [
            f.message
            for f in self.session.findings_at(table.path)
            if f.blocks and f.rule not in _KNOWN
        ]
        if table.typing is not None:
            about = tr("正在填：{typing}", typing=on_one_line(table.typing))
        problem = on_one_line(found[0]) if found and table.typing is None else ""
        lines = [line for line in (first, problem, label, "" if problem else about) if line]
        self.query_one("#detail", Plain).show("\n".join(lines))

    def _of_last_year(self, path: str) -> Iterator[str]:
        """The figure of last year, and what follows from last year's report for this one."""
        last = self.session.last_year(path)
        if last:
            yield tr("上年 {last}", last=last)
        suggestion = self.session.suggestions().get(path, "")
        if suggestion and suggestion != self.session.text(path):
            yield tr("F3 带入 {offer}", offer=suggestion)

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

    @on(TableGrid.Moved)
    def _moved(self, event: TableGrid.Moved) -> None:
        event.stop()
        self._tell()
