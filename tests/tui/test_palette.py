"""The palette: every command by name, filtered as one types, run where it works."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from tests.sections import STEPS
from tests.tui.conftest import Desk, Open, complete, started
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.palette import PaletteDialog

UPHELD = "appeals.review.upheld"
TABLE_COMMANDS = {"整表补零", "本行补零", "复制整表", "清空选中的格"}
TEXT_COMMANDS = {"插入数据句", "用外部编辑器修改"}
OF_SOME = {"requests": {"配平"}, "overview": {"插入提纲"}}
COMMANDS = {
    *("帮助", "保存", "上一步", "下一步", "步骤", "预览", "撤销", "重做"),
    *("命令", "离开", "换配色"),
}


async def open_palette(desk: Desk) -> list[str]:
    """The names it offers."""
    await desk.press("ctrl+p")
    assert isinstance(desk.app.screen, PaletteDialog)
    return [line.split()[0] for line in desk.lines]


@pytest.mark.parametrize("step", STEPS)
async def test_the_palette_is_chinese(open_wizard: Open, step: str) -> None:
    async with open_wizard(started(), step) as desk:
        names = await open_palette(desk)
        assert all(re.fullmatch("[\u4e00-\u9fff]+", name) for name in names)
        assert len(set(names)) == len(names)
        assert all(len(line.split()) == 2 for line in desk.lines), "each with its key"
        table = step in ("proactive", "requests", "appeals")
        assert set(names) >= COMMANDS - {"命令"}
        assert set(names) & TABLE_COMMANDS == (TABLE_COMMANDS if table else set())
        text = not table and step != "publish"
        assert set(names) & TEXT_COMMANDS == (TEXT_COMMANDS if text else set())
        assert set(names) & {"配平", "插入提纲"} == OF_SOME.get(step, set())
        assert ("去检查" in names) == (step != "publish")


@pytest.mark.parametrize("step", ["agency", "requests"])
async def test_every_binding_is_described_in_chinese(open_wizard: Open, step: str) -> None:
    """As they are in effect, Textual's own included, on the step and on what it opens."""
    async with open_wizard(started(), step) as desk:
        for key in ("f1", "ctrl+g", "ctrl+p", "f4", "tab", "tab"):
            for active in desk.app.screen.active_bindings.values():
                words = active.binding.description
                assert not re.search("[A-Za-z]", words), (key, active.binding)
            await desk.press(key)
            if not desk.no_dialog:
                for active in desk.app.screen.active_bindings.values():
                    words = active.binding.description
                    assert not re.search("[A-Za-z]", words), (key, active.binding)
                await desk.press("escape")


async def test_typing_filters(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        every = await open_palette(desk)
        assert "输入命令的名称" in desk.text
        await desk.type("补零")
        assert [line.split()[0] for line in desk.lines] == ["整表补零", "本行补零"]
        await desk.press("backspace", "backspace")
        assert [line.split()[0] for line in desk.lines] == every
        await desk.type("无此")
        assert desk.lines == ["没有这个命令"]
        await desk.press("enter")
        assert isinstance(desk.app.screen, PaletteDialog)
        await desk.press("escape")
        assert desk.no_dialog


async def test_a_command_of_the_palette_runs(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await open_palette(desk)
        await desk.type("整表补")
        await desk.press("enter")
        assert desk.no_dialog
        assert desk.session.text(UPHELD) == "0"
        assert desk.session.draft.report.section("appeals") is not None


async def test_arrows_choose_while_the_line_keeps_the_keys(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await open_palette(desk)
        await desk.type("补零")
        await desk.press("down", "enter")
        filled = [p for p, t in desk.session.draft.entries("requests").texts.items() if t]
        assert len(filled) == 6
        assert all(path.startswith("requests.received.") for path in filled)


async def test_what_is_being_typed_is_not_lost(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("5")
        await open_palette(desk)
        await desk.press("escape")
        assert desk.grid.typing == "5" or desk.session.text(UPHELD) == "5"
        await desk.press("enter")
        assert desk.session.text(UPHELD) == "5"


async def test_a_command_can_be_clicked(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await open_palette(desk)
        await desk.type("步骤")
        place = desk.options.region
        await desk.pilot.click(offset=(place.x + 2, place.y))
        await desk.rest()
        assert isinstance(desk.app.screen, ChoiceDialog)


async def test_the_palette_does_not_open_over_a_dialog(open_wizard: Open) -> None:
    async with open_wizard(complete(), "appeals") as desk:
        await desk.press("f1", "ctrl+p", "escape")
        assert desk.no_dialog


async def test_themes(open_wizard: Open) -> None:
    """Ctrl+T goes through those that fit, and back to the first; no word changes."""
    async with open_wizard(complete(), "appeals") as desk:
        text, first = desk.text, desk.app.theme
        seen = []
        for _ in desk.app._themes:
            await desk.press("ctrl+t")
            assert desk.text == text
            seen.append(desk.app.theme)
        assert seen[-1] == first
        assert len(set(seen)) == len(seen) > 1
        await open_palette(desk)
        await desk.type("换配色")
        await desk.press("enter")
        assert desk.app.theme == seen[0]


def test_no_function_hangs_on_a_dangerous_key() -> None:
    """Keys that terminals, tmux, editors and input methods take for themselves."""
    dangerous = {"f10", "f11", "ctrl+m", "ctrl+j", "ctrl+i", "ctrl+@", "ctrl+space", "ctrl+."}
    found = {
        key.strip()
        for owner in _owners(DOMNode)
        for binding in owner.__dict__.get("BINDINGS", ())
        for key in next(iter(Binding.make_bindings([binding]))).key.split(",")
    }
    assert {"ctrl+p", "ctrl+q", "f5", "ctrl+e", "ctrl+v"} <= found, "they were looked at"
    assert not found & dangerous
    assert not [key for key in found if key.startswith("alt+")]


def _owners(node: type[object]) -> Iterator[type[object]]:
    for kind in node.__subclasses__():
        if kind.__module__.startswith("tuiwizard."):
            yield kind
        yield from _owners(kind)


@pytest.mark.parametrize("step", STEPS)
async def test_who_reviews_has_no_command_that_edits(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    usual = WizardApp.__init__

    def sign_off_only(self: WizardApp, *args: Any, **options: Any) -> None:
        usual(self, *args, **{**options, "sign_off_only": True})

    monkeypatch.setattr(WizardApp, "__init__", sign_off_only)
    async with open_wizard(complete(), step) as desk:
        names = await open_palette(desk)
        words = re.compile("删|剪|粘贴|清空|修改|补零|读入|带入|插入|选上年|版本")
        assert [name for name in names if words.search(name)] == []
        assert ("写意见" in names) == (step != "publish")


KINDS = {"requests": "F7 配平", "overview": "F6 提纲", "publish": "F5 审查签发"}


@pytest.mark.parametrize("step", STEPS)
async def test_the_keys_of_what_has_the_keys_are_shown_whole(open_wizard: Open, step: str) -> None:
    async with open_wizard(started(), step) as desk:
        line = desk.screen[-1]
        assert KINDS.get(step, "Ctrl+N 下一步") in line
        for key in ("F1 帮助", "Ctrl+P 命令", "Ctrl+Q 离开"):
            assert key in line


async def test_a_field_with_answers_says_how_to_choose(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await desk.press("down", "down")
        assert "Enter 选择" in desk.screen[-1]
        await desk.press("down", "up", "up", "up")
        assert "Enter 选择" not in desk.screen[-1]
