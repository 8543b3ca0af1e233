"""The county desk as an application: the table of units, and the wizard over it and back."""

from pathlib import Path
from typing import TYPE_CHECKING

from tuiwizard.drafts.unsent import FILTER
from tuiwizard.tui.base_app import BaseApp

if TYPE_CHECKING:  # the first frame does not wait for the model of the form
    from tuiwizard.county.expected import Expected
    from tuiwizard.tui.screens.desk import DeskScreen


class DeskApp(BaseApp):
    """The county desk.

    Args:
        folder: Where the reports lie.
        expected: The offices that should send one.
        year: The report year to collect; None sees by the reports.
        ascii_only: Draw lines with ASCII characters.
    """

    CSS_PATH = ["frame.tcss", "app.tcss", "desk.tcss"]  # noqa: RUF012 - declared by Textual

    def __init__(
        self,
        folder: Path,
        expected: "tuple[Expected, ...]" = (),
        year: int | None = None,
        *,
        ascii_only: bool = False,
    ) -> None:
        super().__init__(ascii_only=ascii_only)
        self._folder = folder
        self._expected = expected
        self._year = year
        self._desk: DeskScreen | None = None

    def unsent_file(self) -> Path:
        """What is typed at the desk belongs to its folder."""
        from tuiwizard.drafts.unsent import draft_texts

        return draft_texts(self._folder)

    def begin(self) -> None:
        """Show the table; the reports are read behind it."""
        from tuiwizard.county.desk import Desk
        from tuiwizard.tui.screens.desk import DeskScreen

        desk = Desk(self._folder, expected=self._expected, wanted=self._year)
        self._desk = DeskScreen(desk, self.ask, self._open_draft, self.unsent.last)
        self.push_screen(self._desk)
        self.there.set()

    async def _open_draft(self, path: Path, at: str | None, *, sign_off_only: bool = False) -> None:
        """Work on a draft of the folder, or say in one sentence why that cannot be."""
        from tuiwizard.flows import opening

        self.sign_off_only = sign_off_only
        await self.work_on(opening.open_path(self.ask, path, create=False), at)

    async def action_leave(self) -> None:
        """Leave; the next time, all rows are shown."""
        if self.screen is self._desk:
            self.unsent.drop(FILTER)
        await super().action_leave()

    def left(self, farewell: str) -> None:
        """Back to the table, when whoever asked about leaving has closed its dialog."""
        self.notify(farewell, markup=False)
        self.call_later(self._back)

    async def _back(self) -> None:
        while self._desk is not None and self.screen is not self._desk:
            await self.pop_screen()
        self.work = None
        if self._desk is not None:
            self._desk.come_back()
