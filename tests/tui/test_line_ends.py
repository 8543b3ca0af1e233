"""No line of any widget that wraps begins or ends as no line of Chinese does."""

import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual import content
from textual.document import _wrapped_document
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tests.report.test_line_breaks import NOT_FIRST, NOT_LAST
from tests.tui.conftest import TEXTS, Open, started
from tuiwizard import tui
from tuiwizard.flows.ask import Choice, Field, FileMade, FilePick, Finish, Form, Option, Proposal
from tuiwizard.tui import cells, line_breaking
from tuiwizard.tui.screens import dialogs
from tuiwizard.tui.screens.finish import FinishDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.tui.widgets.top_bar import TopBar

KEPT = (Input, KeyLine, TopBar)
"""What never breaks a line."""

LONG = "在2024年，按照《条例》（国令第711号）“先审查、后公开”，占66.7%；答复（含34件），" * 8
WIDTHS = (60, 67, 74, 80, 89, 120)

ASKED: tuple[Callable[[], Screen[Any]], ...] = (
    lambda: dialogs.ChoiceDialog(Choice("c", LONG, [Option("a", LONG)], "a", about=[LONG])),
    lambda: dialogs.TextDialog(LONG, [LONG, LONG]),
    lambda: FormDialog(Form("f", LONG, (Field(LONG, long=True),), "好", about=[LONG])),
    lambda: PathDialog(FilePick("p", LONG, "好")),
    lambda: FormDialog(
        Form("s", LONG, (Field(LONG, tick=True), Field("甲"), Field(LONG)), "好", about=[LONG])
    ),
    lambda: FinishDialog(
        Finish(LONG, LONG, "", [LONG], [LONG], [FileMade(Path("a.md"), LONG, "1 KB")], [LONG])
    ),
    lambda: dialogs.ProposalDialog(Proposal("p", LONG, [LONG], "好")),
    lambda: dialogs.WaitDialog(LONG, LONG, lambda: False),
)


def lines_of(screen: Screen[Any]) -> Iterator[tuple[Widget, str]]:
    """Every line of every widget that writes, as it is on the screen, and the widget."""
    for widget in screen.walk_children(Widget):
        bare = not widget.children and widget.size and not isinstance(widget, KEPT)
        if bare and widget.is_on_screen and widget.visible:
            region = Region(0, 0, *widget.outer_size)
            for strip in widget.render_lines(region):
                yield widget, strip.text.strip(" │▊▎▁▔|")


def wrong(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The lines that begin or end wrongly."""
    return [
        (type(widget).__name__, line)
        for widget, line in lines_of(screen)
        if line and (line[0] in NOT_FIRST or line[-1] in NOT_LAST)
    ]


async def at_every_width(pilot: Pilot[None], seen: Counter[str]) -> None:
    for width in WIDTHS:
        await pilot.resize_terminal(width, 36)
        await pilot.pause()
        assert wrong(pilot.app.screen) == []
        seen.update(type(widget).__name__ for widget, line in lines_of(pilot.app.screen) if line)


@pytest.mark.parametrize("asked", ASKED)
async def test_dialogs(open_wizard: Open, asked: Callable[[], Screen[Any]]) -> None:
    async with open_wizard(started(TEXTS), "overview") as desk:
        await desk.app.push_screen(asked())
        seen: Counter[str] = Counter()
        await at_every_width(desk.pilot, seen)
        assert seen["Static"] + seen["Label"] > len(WIDTHS)


@pytest.mark.parametrize("step", ["agency", "overview", "requests", "other_matters", "publish"])
async def test_steps_with_their_help_and_their_toasts(open_wizard: Open, step: str) -> None:
    texts = {**TEXTS, "overview.text": LONG, "agency.name": "（" + LONG[:60]}
    async with open_wizard(started(texts), step) as desk:
        desk.session.remark(step, LONG)
        desk.wizard.show_draft()
        desk.app.notify(LONG, markup=False, timeout=100)
        seen: Counter[str] = Counter()
        await at_every_width(desk.pilot, seen)
        assert seen["Toast"]
        assert (step != "overview") or seen["NarrativeArea"] > 3 * len(WIDTHS)
        await desk.press("f1")
        await at_every_width(desk.pilot, seen)


def test_textual_breaks_lines_nowhere_else() -> None:
    """Its two functions are ours from the first app on; and none of our widgets has its own."""
    line_breaking.begin()
    assert vars(content)["divide_line"] is line_breaking.break_line
    assert vars(_wrapped_document)["compute_wrap_offsets"] is line_breaking.break_paragraph
    for module in pkgutil.walk_packages(tui.__path__, "tuiwizard.tui."):
        loaded = import_module(module.name)
        source = inspect.getsource(loaded)
        assert "textwrap" not in source
        assert vars(loaded).get("wrap", cells.wrap) is cells.wrap
