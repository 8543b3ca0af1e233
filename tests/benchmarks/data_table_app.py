"""The reference: Textual's DataTable with as many rows and columns as the desk, and no more."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import DataTable, Footer


class DataTableApp(App[None]):
    """A table and a Footer."""

    BINDINGS: ClassVar[list[BindingType]] = [("a", "fill", "Fill")]

    def compose(self) -> ComposeResult:
        """The two widgets."""
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Name the columns, and fill them."""
        table = self.query_one(DataTable)
        table.add_columns("机关", "年度", "状态", "错误", "疑问", "新收", "结转", "最近改动 ready")
        self._rows = 150
        self.action_fill()

    def action_fill(self) -> None:
        """Fill the table with one row less, as a letter that filters does."""
        table = self.query_one(DataTable)
        table.clear()
        self._rows -= 1
        for row in range(self._rows):
            name = f"安安县第{row}镇人民政府"
            table.add_row(name, "2025", "可以公布", "0", "0", str(row), "1", "01-12 14:03")


if __name__ == "__main__":
    DataTableApp().run()
