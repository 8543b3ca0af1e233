"""The wizard under test: a draft in a folder of its own, nothing that blinks, no real state."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest
from textual import constants, events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from tuiwizard import session as session_module
from tuiwizard.drafts import saver
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft
from tuiwizard.session import Session, clock
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens import wizard
from tuiwizard.tui.screens.wizard import WizardScreen
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.tui.widgets.text_area import NarrativeArea
from tuiwizard.tui.widgets.text_step import TextStep

PATIENCE = 30.0
"""Seconds until waiting is a failure."""

SMALL, LARGE = (80, 24), (120, 36)
TABLES = ("proactive", "requests", "appeals")
TEXTS = {
    "agency.name": "甲县乙镇人民政府",
    "agency.level": "township",
    "overview.text": "（一）主动公开。全年更新栏目 12 个。",
    "problems.text": "一是政策解读形式单一，图解偏少；二是部分栏目更新不够及时。"
    "下一步将增加图解的数量，丰富解读的形式，并按月检查各栏目。",
    "other_matters.text": "无。",
}


def zeros(draft: Draft) -> dict[str, str]:
    """Every figure of the tables, as 0."""
    every = (cell for key in TABLES for cell in cells(draft.edition, key))
    return {cell.path: "0" for cell in every if not cell.computed}


def complete(year: int = 2025) -> Draft:
    """A report with nothing to complain of."""
    draft = Draft.new(year)
    fees = {c.path: "0" for c in cells(draft.edition, "other_matters") if "fee" in c.path}
    figure = {"proactive.licensing.decisions": "41"}  # a report of zeros is asked about
    return draft.with_texts({**TEXTS, **zeros(draft), **fees, **figure})


def started(texts: Mapping[str, str] | None = None, year: int = 2025) -> Draft:
    """A report that is only begun."""
    return Draft.new(year).with_texts(texts or {})


class Noon(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        return cls(2026, 1, 12, 14, 3, tzinfo=tz or UTC)

    def astimezone(self, tz: tzinfo | None = None) -> "Noon":  # noqa: ARG002 - any zone
        return self


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the screen says of the time is always the same."""
    for module in (clock, saver):
        monkeypatch.setattr(module, "datetime", Noon)


@dataclass
class Desk:
    """The app and the hands on it."""

    app: WizardApp
    pilot: Pilot[None]

    @property
    def session(self) -> Session:
        assert self.app.session is not None
        return self.app.session

    @property
    def wizard(self) -> WizardScreen:
        return next(s for s in self.app.screen_stack if isinstance(s, WizardScreen))

    @property
    def no_dialog(self) -> bool:
        """Whether the wizard itself has the keys."""
        return self.app.screen is self.wizard

    @property
    def grid(self) -> TableGrid:
        return self.wizard.query_one(TableGrid)

    @property
    def area(self) -> TextArea:
        return self.wizard.query_one(TextArea)

    @property
    def options(self) -> OptionList:
        return self.app.screen.query_one(OptionList)

    async def to(self, at: str) -> None:
        """Go to a step or a cell."""
        await self.wizard.go_to(at)
        await self.rest()

    async def press(self, *keys: str) -> None:
        """Press keys in one burst, and wait until all they set going is done."""
        await self.pilot.press(*keys)
        await self.rest()

    async def type(self, text: str) -> None:
        """Type a text letter by letter, in one burst, as an input method commits it.

        Pilot's `press` has no keys for Chinese punctuation.
        """
        for character in text:
            await self.send_letter(character)
        await self.rest()

    async def send_letter(self, character: str) -> None:
        await self.send(events.Key(_character_to_key(character), character))

    async def paste(self, text: str) -> None:
        await self.send(events.Paste(text))
        await self.rest()

    async def send(self, event: events.Event) -> None:
        """Hand an event in where the terminal does."""
        assert self.app._driver is not None
        event.set_sender(self.app)
        self.app._driver.send_message(event)
        await asyncio.sleep(0)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a thread or the layout has to do; never for a time."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"it does not come:\n{self.text}"
            await asyncio.sleep(0.01)
        await self.rest()

    async def rest(self) -> None:
        """Wait until the app, which handles its keys one by one, and the screen are done.

        The draft is opened after the first frame, and a narrative posts what was typed a
        moment later: neither is left out.
        """
        await self._settle()
        deadline = time.monotonic() + PATIENCE
        while self._alive and self._busy:
            assert time.monotonic() < deadline, "what was typed does not reach the session"
            await asyncio.sleep(0.005)
            if not self._busy:
                await self._settle()
        if self._alive:  # what scrolls is there when it has come to rest
            await self.app.animator.wait_until_complete()
            await self._settle()

    async def _settle(self) -> None:
        """A message may bring about others, and a new layout: hence more than one round."""
        quiet = 0
        while quiet < 4:
            handled = asyncio.Event()
            self.app.call_later(handled.set)
            while self._alive and not handled.is_set():
                await asyncio.sleep(0)
            if not self._alive:
                return
            await self.pilot.pause()
            pumps = [self.app, *self.app.screen.walk_children(with_self=True)]
            waiting = any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
            quiet = 0 if waiting or self.app.screen._callbacks else quiet + 1

    @property
    def _alive(self) -> bool:
        return self.app.is_running and self.app._exception is None

    @property
    def _busy(self) -> bool:
        """Whether no screen is there yet, or a narrative holds what has not been posted."""
        wizards = [s for s in self.app.screen_stack if isinstance(s, WizardScreen)]
        texts = [step for wizard in wizards for step in wizard.query(TextStep)]
        areas = [area for step in texts for area in step.query(NarrativeArea)]
        return (
            len(self.app.screen_stack) == 1
            or any(step._timer is not None for step in texts)
            or any(area.value != self.session.text(area.path) for area in areas)
        )

    async def click(self, selector: str, offset: tuple[int, int] = (0, 0)) -> None:
        await self.pilot.click(selector, offset=offset)
        await self.rest()

    async def choose(self, words: str) -> None:
        """Choose the line of a dialog that has these words in it."""
        lines = self.lines
        index = next(i for i, line in enumerate(lines) if words in line)
        self.options.highlighted = index
        await self.press("enter")

    @property
    def lines(self) -> list[str]:
        """The lines to choose from."""
        every = (self.options.get_option_at_index(i) for i in range(self.options.option_count))
        return [str(option.prompt) for option in every]

    @property
    def screen(self) -> list[str]:
        """What can be read on the screen, line by line, without colour."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        return "\n".join(self.screen)

    @property
    def notes(self) -> list[str]:
        """What the toasts said."""
        return [note.message for note in self.app._notifications]

    def words(self, selector: str) -> str:
        """The words of a line."""
        return str(self.wizard.query_one(selector, Static).render())

    @property
    def balance(self) -> str:
        """The balance of the current column: the first line below the table."""
        return self.words("#detail").split("\n")[0]

    def shown(self, path: str) -> str:
        """A cell of the table as it stands on the screen, its sign included."""
        self.grid.go_to(path)
        region = self.grid._region(self.grid._cursor).translate(self.grid.content_region.offset)
        strip = self.app.screen._compositor.render_strips(self.app.size)[region.y]
        return strip.crop(region.x, region.right).text.strip()


Open = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, and a state folder that is not the person's own."""
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / "state"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture(autouse=True)
def a_usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """One with every colour and no wishes, wherever the tests run."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "COLORFGBG", "TUIWIZARD_THEME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def nothing_blinks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cursor that blinks makes pictures that differ."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)


@pytest.fixture(autouse=True)
def keys_come_in_bursts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pilot waits for an idle processor after every key; a person's terminal does not.

    `Desk.rest` waits for queues to be empty instead, which does not depend on speed.
    """

    async def at_once(*_: float) -> None:
        await asyncio.sleep(0)

    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", at_once)


class InJanuary(date):
    """A day on which no report is late: what is shown must not change with the calendar."""

    @classmethod
    def today(cls) -> Self:
        return cls(2026, 1, 12)


@pytest.fixture(autouse=True)
def it_is_january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "date", InJanuary)


@pytest.fixture(autouse=True)
def nothing_glides(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is scrolled to is there at once."""
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(autouse=True)
def no_autosave_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests save when they mean to; the autosave has a test of its own."""
    monkeypatch.setattr(saver, "WAIT", 3600.0)
    monkeypatch.setattr(wizard, "LOOK_AGAIN", 3600.0)


@pytest.fixture
def open_wizard(folder: Path) -> Open:
    """Open the wizard on a draft; None opens the start page."""

    @asynccontextmanager
    async def opened(
        draft: Draft | None,
        step: str | None = None,
        size: tuple[int, int] = SMALL,
        *,
        ascii_only: bool = False,
    ) -> AsyncIterator[Desk]:
        session = None if draft is None else Session.create(folder / "draft.toml", draft)
        app = WizardApp(session, step=step, ascii_only=ascii_only)
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = Desk(app, pilot)
            await desk.rest()
            yield desk

    return opened


@pytest.fixture(params=[SMALL, LARGE], ids=["80x24", "120x36"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    width, height = request.param
    return width, height
