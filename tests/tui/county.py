"""The county desk and the hands on it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.geometry import Size

from tests.tui.conftest import PATIENCE, Desk
from tuiwizard.county.listed import Listed
from tuiwizard.tui.desk_app import DeskApp
from tuiwizard.tui.screens.desk import DeskScreen
from tuiwizard.tui.widgets.unit_table import UnitTable


@dataclass
class CountyDesk(Desk):
    """The desk as an application, and what can be read on it."""

    app: DeskApp  # type: ignore[assignment] # what both apps share is used

    @property
    def county(self) -> DeskScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, DeskScreen))

    @property
    def table(self) -> UnitTable:
        return self.county.query_one(UnitTable)

    @property
    def on_table(self) -> bool:
        """Whether the table itself has the screen."""
        return self.app.screen is self.county

    @property
    def units(self) -> tuple[Listed, ...]:
        """The units in the table."""
        return self.table._units

    @property
    def agencies(self) -> list[str]:
        return [unit.agency for unit in self.units]

    @property
    def unit(self) -> str:
        """The office under the cursor."""
        assert self.table.unit is not None
        return self.table.unit.agency

    @property
    def _busy(self) -> bool:
        """Whether words were typed by which the table is not yet sifted."""
        desks = [s for s in self.app.screen_stack if isinstance(s, DeskScreen)]
        return super()._busy or any(desk._sifting is not None for desk in desks)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a thread has to do; never for a time."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"it does not come:\n{self.text}"
            await asyncio.sleep(0.01)
        await self.rest()

    async def read(self) -> None:
        """Wait until the folder has been read and compared."""
        await self.until(lambda: self.county._watch._compared and not self.county.left)
        await self.until(lambda: self.county.desk is self.county._watch._desk)

    async def told(self, words: str) -> None:
        """Wait for a note that says something; notes go after some seconds."""
        await self.until(lambda: any(words in note for note in self.notes))

    async def look_again(self, condition: Callable[[], object]) -> None:
        """Let the desk look at its folder, and wait for what it finds."""
        self.county.look_again()
        await self.until(condition)

    async def resize(self, size: tuple[int, int]) -> None:
        await self.send(events.Resize(Size(*size), Size(*size)))
        await self.rest()
