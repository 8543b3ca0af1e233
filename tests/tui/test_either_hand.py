"""The mouse alone and the keyboard alone: each action of each screen is reached by either.

What there is to reach is read off the program, so that a new command, button, list or field is
covered by itself; a new dialog is asked for an example.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static

from tests.signing import signed
from tests.tui.conftest import PATIENCE, SMALL, Desk, Open, complete
from tuiwizard.flows import commands
from tuiwizard.flows.ask import (
    CellOffer,
    CellPick,
    Choice,
    Field,
    FilePick,
    Finish,
    Form,
    Option,
    Proposal,
)
from tuiwizard.flows.commands import COMMANDS, Command, Place
from tuiwizard.flows.work import Work
from tuiwizard.report.draft import Correction
from tuiwizard.report.metadata import Source
from tuiwizard.report.remarks import with_remark
from tuiwizard.tui import screens
from tuiwizard.tui.screens import dialogs
from tuiwizard.tui.screens.cell_pick import CellPickDialog
from tuiwizard.tui.screens.dialogs import Dialog
from tuiwizard.tui.screens.finish import FinishDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.palette import PaletteDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.screens.wizard import WizardScreen
from tuiwizard.tui.screens.wizard_keys import KEYS
from tuiwizard.tui.widgets.finding_list import FindingList
from tuiwizard.tui.widgets.key_line import MENU, KeyLine
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.sheet_view import SheetView
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.words import tr

TEXT = "（一）主动公开。全年更新栏目\u200b 12 个。\n本年新收政府信息公开申请12件。"
DRAFT = replace(
    complete().with_texts({"overview.text": TEXT, "requests.received.business": "7"}),
    sign_off=with_remark(complete(), "requests", "请核对").sign_off,
    corrections=(Correction(signed(complete())),),
)
"""A report in which every command has something to do, somewhere."""

KEY = re.compile("（(?:Enter|Esc|F\\d+)）$")
"""The key behind the words of a button."""

STEPS = (*DRAFT.section_keys, "publish")
CELL = "requests.received.business"


def bring_in_last_year(desk: Desk) -> None:
    """Last year's report, and a text brought forward from it that was not looked at."""
    session = desk.session
    session._case = replace(session._case, previous=complete(2024))
    brought = session.brought_forward("problems.text")
    assert brought is not None
    texts = {"problems.text": "2024年有问题3处，2024年改进2处，" + session.text("problems.text")}
    session._case = replace(session._case, previous=complete(2024).with_texts(texts))
    brought = session.brought_forward("problems.text")
    assert brought is not None
    session.take_brought_forward("problems.text", brought)


def add_up(desk: Desk) -> None:
    """Figures that came from units, which no ledger tells then."""
    unit = Source(agency="甲镇人民政府", path="甲镇.toml", sha256="0" * 64, year=2025)
    desk.session.replace_with(replace(desk.session.draft, sources=(unit,)), "汇总")


async def begin(desk: Desk) -> None:
    """Close what a returned draft opens on."""
    while not desk.no_dialog:
        await desk.press("escape")


def place_of(desk: Desk, command: Command) -> str:
    """A step in which a command works, for who fills in or for who signs off; empty if none."""
    for only in (False, True):
        desk.session.sign_off_only = only
        for step in STEPS:
            if command.works(Place(desk.session, step)):
                return step
    return ""


async def by_mouse(desk: Desk, words: str) -> None:
    """Click the menu in the line of keys, then a line of what opens."""
    line = desk.wizard.query_one(KeyLine)
    x = next(x for key, x in line._placed() if key.key == MENU)
    await desk.pilot.click(KeyLine, offset=(x + 1, 0))
    await desk.rest()
    dialog = desk.app.screen
    assert isinstance(dialog, PaletteDialog)
    found = dialog.query_one(OptionList)
    row = next(i for i, c in enumerate(dialog._commands) if c.name == words)
    found.scroll_to(y=row, animate=False, immediate=True)
    await desk.rest()
    y = row - int(found.scroll_offset.y)
    await desk.pilot.click(OptionList, offset=(3, y))
    await desk.rest()


@pytest.mark.parametrize("name", COMMANDS)
async def test_each_command(open_wizard: Open, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def run(_work: Work) -> None:
        done.append(name)

    command = COMMANDS[name]
    monkeypatch.setitem(commands.COMMANDS, name, Command(run, command.works))
    async with open_wizard(DRAFT, "agency", SMALL) as desk:
        await begin(desk)
        bring_in_last_year(desk)
        if name == "units":
            add_up(desk)
        step = place_of(desk, command)
        assert step, "the draft of this test has nothing to do for it: give it something"
        await desk.to("publish" if step != "publish" else "agency")
        await desk.to(step)
        await desk.press(KEYS[name])
        assert done == [name]
        action = f"command('{name}')"
        listed = {c.action: c.name for c in desk.app.commands()}
        await by_mouse(desk, listed[action])
        assert done == [name, name]


def own(*holders: type[Widget]) -> Iterator[str]:
    """The actions of screens and steps that are no rows of `COMMANDS`."""
    for holder in holders:
        for binding in holder.BINDINGS:
            assert isinstance(binding, Binding)
            if not binding.action.startswith("command("):
                yield binding.action


async def test_each_action_of_a_screen_is_in_the_menu(open_wizard: Open) -> None:
    """Where it works; the keys of the same are in the footer and in F1."""
    async with open_wizard(DRAFT, "publish", SMALL) as desk:
        await begin(desk)
        found = {c.action for c in desk.app.commands()}
        listed = desk.wizard.query_one(FindingList)
        for at in range(listed.option_count):
            if not listed.get_option_at_index(at).disabled:
                listed.highlighted = at
                await desk.rest()
                found |= {c.action for c in desk.app.commands()}
        listed.go_to("R701")
        await desk.press("enter")  # F8 comes back, from where one came from
        for step in STEPS:
            found |= {c.action for c in desk.app.commands()}
            await desk.to(step)
        desk.wizard._pane.finding = None
        await desk.to("overview")
        found |= {c.action for c in desk.app.commands()}
        await desk.to("publish")
        by_button = {str(button.id) for button in desk.wizard.query(Button)}
        assert {*own(WizardScreen, PublishStep)} - by_button - found == set()


def dialog_classes() -> set[type[Widget]]:
    """Every dialog of the program."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    found: set[type[Widget]] = set()
    waiting: list[type[Widget]] = [Dialog]
    while waiting:
        below = waiting.pop().__subclasses__()
        found |= {*below}
        waiting += below
    return {cls for cls in found if cls.__module__.startswith("tuiwizard.")}


ENOUGH = Event()
"""Ends the job of the example."""

LINES = tuple(f"第 {n} 行" for n in range(40))
OPTIONS = tuple(Option(f"o{n}", f"{n} 甲") for n in range(1, 4))
EXAMPLES: dict[str, Callable[[Desk], Screen[Any]]] = {
    "ChoiceDialog": lambda _: dialogs.ChoiceDialog(Choice("c", "选哪个？", OPTIONS, about=LINES)),
    "TextDialog": lambda _: dialogs.TextDialog("看看", LINES),
    "LargeDialog": lambda _: dialogs.LargeDialog("大", VerticalScroll(Static("甲"))),
    "WaitDialog": lambda _: dialogs.WaitDialog("等", "来了就走", lambda: False),
    "JobDialog": lambda _: dialogs.JobDialog("做", lambda _: ENOUGH.wait(PATIENCE)),
    "PathDialog": lambda _: PathDialog(FilePick("f", "哪个文件？")),
    "FormDialog": lambda _: FormDialog(
        Form("f", "写", (Field("理由"), Field("人"), Field("全文", long=True)), withdraw="撤回")
    ),
    "ProposalDialog": lambda _: dialogs.ProposalDialog(Proposal("p", "要做", LINES, "做")),
    "FinishDialog": lambda _: FinishDialog(
        Finish("完", "甲县乙镇", "今天", LINES, (), (), ("公布", "寄送"), "<p>")
    ),
    "PaletteDialog": lambda desk: PaletteDialog(desk.app.commands()),
    "CellPickDialog": lambda desk: CellPickDialog(
        CellPick("c", "数", desk.session.draft, (CellOffer(CELL, "甲", "7", "8", ("第 2 行",)),))
    ),
}
"""An example of each dialog; the preview is opened by its key."""


def test_every_dialog_has_an_example() -> None:
    assert {cls.__name__ for cls in dialog_classes()} == {*EXAMPLES, PreviewDialog.__name__}


def places_of(screen: Screen[Any]) -> list[Widget]:
    """What takes keys or clicks on a screen: buttons, lists, fields, ticks, tables."""
    return [w for w in screen.walk_children(Widget) if w.focusable and w.display and w.size]


def tab_is_taken(screen: Screen[Any]) -> bool:
    """Whether Tab goes from cell to cell here, or completes what is typed."""
    bound = screen._bindings.key_to_bindings.get("tab", [])
    return bool(screen.query(SheetView)) or any("focus" not in each.action for each in bound)


ENTER = ("done", "take")
"""The buttons that do what Enter does."""


async def walk_by_keys(desk: Desk) -> None:
    """Tab goes to everything."""
    screen = desk.app.screen
    wanted = {*places_of(screen)}
    seen = {screen.focused}
    for key in ("tab", "shift+tab"):
        for _ in range(2 * len(wanted) + 2):
            if wanted <= seen:
                return
            await desk.press(key)
            seen.add(screen.focused)
    assert wanted - seen == set()


async def walk_by_mouse(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A click reaches everything, and presses every button."""
    pressed: list[Button] = []

    def press(button: Button) -> Button:
        pressed.append(button)
        return button

    monkeypatch.setattr(Button, "press", press)
    screen = desk.app.screen
    for widget in places_of(screen):
        if widget not in screen.walk_children(Widget):
            continue  # what a click before has exchanged
        widget.scroll_visible(animate=False, immediate=True)
        await desk.rest()
        reached: set[Widget | None] = {screen.focused}
        seen = screen.find_widget(widget).visible_region
        assert seen, widget
        await desk.pilot.click(offset=(seen.x + min(1, seen.width - 1), seen.y))
        await desk.rest()
        reached |= {screen.focused, *pressed}
        moved = desk.app.screen is not screen  # a list that opens, a choice that is made
        assert moved or widget in reached, widget
        if moved:
            await desk.press("escape")
            if desk.app.screen is not screen:
                return


@pytest.mark.parametrize("name", [*EXAMPLES, PreviewDialog.__name__])
async def test_each_dialog(
    open_wizard: Open, name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_wizard(DRAFT, "overview", size) as desk:
        await begin(desk)
        ENOUGH.clear()
        if name in EXAMPLES:
            desk.app.push_screen(EXAMPLES[name](desk))
        else:
            await desk.press("f4")
        await desk.rest()
        assert type(desk.app.screen).__name__ == name
        if tab_is_taken(desk.app.screen):
            buttons = [b for b in desk.app.screen.query(Button) if b.id not in ENTER]
            assert [b for b in buttons if not KEY.search(str(b.label))] == []
        else:
            await walk_by_keys(desk)
        assert type(desk.app.screen).__name__ == name
        buttons = [b for b in desk.app.screen.query(Button) if b.display]
        assert buttons or name == "CellPickDialog"  # the mouse alone gets out again
        await walk_by_mouse(desk, monkeypatch)
        ENOUGH.set()


@pytest.mark.parametrize("step", STEPS)
async def test_each_step(
    open_wizard: Open, step: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_wizard(DRAFT, step, size) as desk:
        await begin(desk)
        if not desk.wizard.query(TableGrid):  # where Tab goes from cell to cell
            await walk_by_keys(desk)
        await walk_by_mouse(desk, monkeypatch)


async def test_the_start_page(
    open_wizard: Open, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_wizard(None, size=size) as desk:
        assert tr("新建年报") in desk.text
        await walk_by_keys(desk)
        await walk_by_mouse(desk, monkeypatch)
