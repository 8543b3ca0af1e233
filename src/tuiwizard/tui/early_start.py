"""From the first frame to the wizard: a table takes keys while the session is made in a thread.

Keys that the table does not know, and all behind them, wait until the wizard is there. Then what
was typed is done again on its session, and what is half typed goes on in the same cell.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from tuiwizard.drafts import early_table
from tuiwizard.drafts.unsent import Unsent, draft_texts
from tuiwizard.errors import TuiwizardError
from tuiwizard.tui import garbage
from tuiwizard.tui.keys import as_meant, of_person, patiently
from tuiwizard.tui.screens.early import EarlyScreen
from tuiwizard.tui.widgets.table_grid import Hand, TableGrid

if TYPE_CHECKING:  # what is loaded in the thread
    from tuiwizard.session import Session
    from tuiwizard.tui.base_app import BaseApp

_REST = 0.02
"""Seconds in which keys that were typed ahead are shown before loading slows them down."""


class EarlyStart:
    """The beginning of a wizard on a draft that needs no questions.

    Args:
        table: Its table.

    Attributes:
        screen: The screen with the table.
        styles: The files of styles that the wizard needs and the table does not.
    """

    def __init__(self, table: early_table.EarlyTable) -> None:
        self._table = table
        self.styles: list[Path] = []
        self.screen = EarlyScreen(table)
        self._handing_over = False
        self._over = asyncio.Event()

    async def let_in(self, event: events.Event) -> events.Event:
        """Wait, before a key or the mouse is dealt with, until it can be."""
        if self._over.is_set():
            return event
        event = as_meant(event)
        if of_person(event) and (self._handing_over or not self.screen.takes(event)):
            await self.over()
        return event

    async def over(self) -> None:
        """Wait until the wizard is there, or why it cannot be."""
        await patiently(self._over)

    async def go_on(self, app: "BaseApp") -> None:
        """Open the draft, and put the wizard into the place of the table. A flow."""
        try:
            await asyncio.sleep(_REST)
            found = await app.flows.in_thread(self._session)
            app.stylesheet.read_all(self.styles)
            from tuiwizard.flows import opening

            if isinstance(found, TuiwizardError):  # say so as ever, and offer what there is to do
                await app.work_on(
                    opening.open_path(app.ask, self._table.path), self.screen.grid.path
                )
                return
            opened = await app.opened(opening.claim(app.ask, found))
            if opened is not None:
                self._handing_over = True
                await self.screen.come_to_rest()
                self.screen.do_again(opened.session)
                hand = self.screen.grid.leave_off()
                await app.show_work(opened, hand.path)
                await self._hand_over(app, hand)
        finally:
            self._over.set()
            garbage.look_again()
            app.look_at_settings()

    def _session(self) -> "Session | TuiwizardError":
        """Load all that the wizard needs, and open the draft as it was read. In a thread."""
        from tuiwizard.session import Session
        from tuiwizard.tui import screen_ask
        from tuiwizard.tui.screens import wizard

        del screen_ask, wizard
        try:
            session = Session.open(self._table.path, self._table.data)
            session.findings()
        except TuiwizardError as error:
            return error
        return session

    async def _hand_over(self, app: "BaseApp", hand: Hand) -> None:
        """Have the table of the wizard go on where this one was left."""
        wizard = app.screen_stack[-1]
        for _ in range(2000):
            grids = [grid for grid in wizard.query(TableGrid) if grid.is_mounted and grid.size]
            if grids:
                grids[0].go_on(hand)
                if self.screen.passed:
                    grids[0].post_message(TableGrid.Passed(grids[0]))
                return
            await asyncio.sleep(0.002)


def early_start(draft: Path, at: str | None) -> EarlyStart | None:
    """Return the beginning with a table; None if a draft is opened before anything is shown.

    Args:
        draft: The file.
        at: The step or cell to open at; None for where the person left.
    """
    if at is None:
        from tuiwizard.drafts.recents import recent_for  # not where the step is given

        recent = recent_for(draft)
        at = recent.at if recent is not None else ""
    if Unsent(lambda: draft_texts(draft)).last is not None:
        return None  # a question comes before the table
    table = early_table.read(draft, at)
    return EarlyStart(table) if table is not None else None
