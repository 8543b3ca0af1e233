"""The county desk and the hands on it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot

from tests.county import generated
from tests.signing import signed
from tests.tui.conftest import Desk, InJanuary
from tuiwizard.county import checked_report, process_pool, watch
from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.expected import Expected
from tuiwizard.drafts import store
from tuiwizard.rendering.formats import write
from tuiwizard.tui.desk_app import DeskApp
from tuiwizard.tui.screens.desk import DeskScreen
from tuiwizard.tui.widgets.desk_table import DeskTable


@dataclass
class CountyDesk(Desk):
    """The desk as an application, and what can be read on it."""

    app: DeskApp  # type: ignore[assignment] # what both apps share is used

    @property
    def county(self) -> DeskScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, DeskScreen))

    @property
    def table(self) -> DeskTable:
        return self.county.query_one(DeskTable)

    @property
    def on_table(self) -> bool:
        """Whether the table itself has the screen."""
        return self.app.screen is self.county

    @property
    def units(self) -> tuple[DeskRow, ...]:
        """The units in the table."""
        return self.table.reports

    @property
    def agencies(self) -> list[str]:
        return [unit.agency for unit in self.units]

    @property
    def unit(self) -> str:
        """The office under the cursor."""
        assert self.table.report is not None
        return self.table.report.agency

    @property
    def _busy(self) -> bool:
        """Whether words were typed by which the table is not yet filtered."""
        desks = [s for s in self.app.screen_stack if isinstance(s, DeskScreen)]
        return super()._busy or any(desk._bar._timer is not None for desk in desks)

    async def read(self) -> None:
        """Wait until the folder has been read and compared."""
        await self.until(lambda: self.county._watch._compared and not self.county.left)
        await self.until(lambda: self.county.desk is self.county._watch._desk)

    async def told(self, words: str) -> None:
        """Wait for a note that says something; notes go after some seconds."""
        await self.until(lambda: any(words in note for note in self.notes))

    async def look_again(self, condition: Callable[[], object]) -> None:
        """Let the desk look at its folder, and wait for what it finds, and until it is read.

        A file that came stands in the table before it is read, and elsewhere than afterwards.
        """
        self.county.look_again()
        await self.until(condition)
        await self.read()

    async def resize(self, size: tuple[int, int]) -> None:
        await self.send(events.Resize(Size(*size), Size(*size)))
        await self.rest()


NOON = datetime(2026, 1, 12, 14, 3).timestamp()  # noqa: DTZ001 - shown as local time anywhere
"""When every file of a picture was written."""


def offices(folder: Path, monkeypatch: pytest.MonkeyPatch) -> DeskApp:
    """A county for pictures, on a day in January: reports in every state, and one missing."""
    monkeypatch.setattr(checked_report, "date", InJanuary)
    monkeypatch.setattr(watch, "AGAIN", 3600.0)
    monkeypatch.setattr(process_pool, "processors", lambda: 1)  # elsewhere it is not January
    lay_out(folder)
    monkeypatch.chdir(folder)
    return DeskApp(Path(), (Expected("甲县丙镇人民政府"), Expected(generated.name(0))))


def lay_out(folder: Path) -> None:
    """Reports in every state, all changed at noon."""
    generated.write(folder, 20)
    blank = {"appeals.review.upheld": "", "requests.carried_out.business": "99"}
    store.save(folder / "00005-报.toml", generated.unit(25).with_texts(blank))
    store.save(folder / "00006-签.toml", signed(generated.unit(26)))
    (folder / "00007-坏.toml").write_text("= 1", "utf-8")
    (folder / "00008-说明.md").write_text("# 说明", "utf-8")
    (folder / "00009-网页.html").write_bytes(write(signed(generated.unit(27)), "html"))
    for path in folder.iterdir():
        os.utime(path, (NOON, NOON))


async def sorted_by_errors(app: DeskApp, pilot: Pilot[None]) -> None:
    """Read everything, and press the key of the column."""
    desk = CountyDesk(app, pilot)
    await desk.rest()
    await desk.read()
    await desk.press("4")
