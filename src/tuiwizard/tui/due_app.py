"""What is still to be answered as an application: one table, and no draft."""

from typing import TYPE_CHECKING

from tuiwizard.tui.base_app import BaseApp

if TYPE_CHECKING:  # the first frame does not wait for the screen
    from tuiwizard.ledger.due import Due


class DueApp(BaseApp):
    """The open requests of a ledger.

    Args:
        found: The requests.
        ascii_only: Draw lines with ASCII characters.
    """

    CSS_PATH = ["frame.tcss", "app.tcss", "desk.tcss"]  # noqa: RUF012 - declared by Textual

    def __init__(self, found: "Due", *, ascii_only: bool = False) -> None:
        super().__init__(ascii_only=ascii_only)
        self._found = found

    def begin(self) -> None:
        """Show the table."""
        from tuiwizard.tui.screens.due import DueScreen

        self.push_screen(DueScreen(self._found, self.ask))
        self.there.set()
