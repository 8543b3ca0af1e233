"""The county desk and the table of days, by the mouse alone and by the keyboard alone."""

from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import OptionList

from tests.tui.conftest import Desk
from tests.tui.county import CountyDesk
from tests.tui.test_desk import OpenDesk, looks_when_asked, open_desk, wrong
from tests.tui.test_due import ROWS as REQUESTS
from tests.tui.test_due import OpenDue, found, open_due
from tests.tui.test_either_hand import own, walk_by_keys, walk_by_mouse
from tuiwizard.county.desk import Column
from tuiwizard.county.exchange import Deed, Entry
from tuiwizard.county.exchange_book import add_entries
from tuiwizard.session import clock
from tuiwizard.tui.screens.desk import DeskScreen
from tuiwizard.tui.screens.due import DueScreen
from tuiwizard.tui.screens.palette import PaletteDialog
from tuiwizard.tui.widgets.key_line import MENU, KeyLine

__all__ = ["looks_when_asked", "open_desk", "open_due"]

LEAVE = "app.leave"
"""Ctrl+Q does it, too, and is in the line of keys."""


def recorded(monkeypatch: pytest.MonkeyPatch, screen: type[Screen[Any]]) -> list[str]:
    """Have the actions of a screen only say that they were called."""
    done: list[str] = []

    def called(name: str) -> Any:
        def action(_: Screen[Any], *given: str) -> None:
            done.append(f"{name}('{given[0]}')" if given else name)

        return action

    for name in {action.partition("(")[0] for action in own(screen)} - {LEAVE}:
        monkeypatch.setattr(screen, f"action_{name}", called(name))
    return done


async def choose_in_the_menu(desk: Desk, action: str) -> bool:
    """Click the menu in the line of keys, then an action in it; whether it is there."""
    line = desk.app.screen.query_one(KeyLine)
    x = next(x for key, x in line._placed() if key.key == MENU)
    await desk.pilot.click(KeyLine, offset=(x + 1, 0))
    await desk.rest()
    dialog = desk.app.screen
    assert isinstance(dialog, PaletteDialog)
    rows = [i for i, command in enumerate(dialog._commands) if command.action == action]
    if not rows:
        await desk.press("escape")
        return False
    listed = dialog.query_one(OptionList)
    listed.scroll_to(y=rows[0], animate=False, immediate=True)
    await desk.rest()
    await desk.pilot.click(OptionList, offset=(3, rows[0] - int(listed.scroll_offset.y)))
    await desk.rest()
    return True


async def click_header(desk: CountyDesk, column: Column) -> None:
    """Click the head of a column."""
    edge, _ = desk.table._shown.names(desk.table.room)
    ends = {Column.AGENCY: edge}
    for head in desk.table._shown.heads(desk.table.room):
        edge += head.width
        ends[head.column] = edge
    await desk.click("#rows", (ends[column] + desk.table.gutter.left - 1, 0))


def keys_of(screen: type[Screen[Any]]) -> list[tuple[str, str]]:
    """Each key with its action."""
    bound = [binding for binding in screen.BINDINGS if isinstance(binding, Binding)]
    return [(key, b.action) for b in bound for key in b.key.split(",") if b.action != LEAVE]


async def test_each_action_of_the_desk(
    open_desk: OpenDesk, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Entry(Deed.ASKED, clock.now(), wrong(1))  # with it, there is a column of its own
    add_entries(Path(), [asked])
    done = recorded(monkeypatch, DeskScreen)
    async with open_desk(size=size) as desk:
        for key, action in keys_of(DeskScreen):
            done.clear()
            await desk.press(key)
            assert done == [action], key
        for action in own(DeskScreen):
            done.clear()
            if not await choose_in_the_menu(desk, action):
                name = action.removeprefix("sort('").removesuffix("')")
                await click_header(desk, Column[name])
            assert done == [action]


async def test_the_places_of_the_desk(
    open_desk: OpenDesk, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong(1)
    async with open_desk(size=size) as desk:
        await walk_by_keys(desk)
        await walk_by_mouse(desk, monkeypatch)


async def test_each_action_of_the_days(
    open_due: OpenDue, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = recorded(monkeypatch, DueScreen)
    async with open_due(found(*REQUESTS), size=size) as desk:
        for key, action in keys_of(DueScreen):
            done.clear()
            await desk.press(key)
            assert done == [action], key
        for action in {*own(DueScreen)} - {LEAVE}:
            done.clear()
            assert await choose_in_the_menu(desk, action)
            assert done == [action]
        line = desk.app.screen.query_one(KeyLine)
        assert "ctrl+q" in [key.key for key, _ in line._placed()]


async def test_the_places_of_the_days(
    open_due: OpenDue, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_due(found(*REQUESTS), size=size) as desk:
        await walk_by_keys(desk)
        await walk_by_mouse(desk, monkeypatch)


async def test_a_second_click_opens_a_row(open_desk: OpenDesk, open_due: OpenDue) -> None:
    wrong(1)
    async with open_desk() as desk:
        await desk.pilot.click("#rows", offset=(3, 1), times=2)
        await desk.rest()
        assert not desk.on_table
    async with open_due(found(*REQUESTS)) as days:
        await days.pilot.click("#rows", offset=(3, 1), times=2)
        await days.rest()
        assert not days.on_table
