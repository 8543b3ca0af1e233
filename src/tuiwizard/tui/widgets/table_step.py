"""The steps of tables: the grid, and below it all there is to say about the current cell."""

from textual import on
from textual.app import ComposeResult

from tuiwizard.forms.layout import grid
from tuiwizard.tui.view import cell_lines, on_one_line, shown_cells
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.table_grid import TableGrid


class TableStep(Step):
    """A table of the form."""

    def compose(self) -> ComposeResult:
        """The grid over the lines about its current cell."""
        draft = self.session.draft
        table = grid(draft.edition, self.key)
        yield TableGrid(table, shown_cells(draft, self.key), self.start)
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
        self.query_one(TableGrid).show(shown_cells(self.session.draft, self.key))
        self._tell()

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
        """The current cell's label, what is counted or wrong, its balance; what is typed."""
        table = self.query_one(TableGrid)
        label, about, balance = cell_lines(self.session.draft, table.path)
        if table.typing is not None:
            about = f"正在填：{on_one_line(table.typing)}"
        self.query_one("#detail", Plain).show(f"{label}\n{about}\n{balance}")

    @on(TableGrid.Edited)
    def _edited(self, event: TableGrid.Edited) -> None:
        event.stop()
        self.post_message(Step.Typed(event.path, event.text, growing=False))

    @on(TableGrid.Moved)
    def _moved(self, event: TableGrid.Moved) -> None:
        event.stop()
        self._tell()
