"""Eight steps on one draft: going from one to another, filling, undoing, getting help."""

import asyncio
import json
import re
from pathlib import Path

import pytest
from textual.widgets import Button

from tests.sections import SECTIONS, STEPS
from tests.tui.conftest import LARGE, SMALL, TEXTS, Desk, Open, complete, started
from tuiwizard.drafts import codec, saver
from tuiwizard.forms.layout import cells
from tuiwizard.session import Session, view
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.screens.dialogs import ChoiceDialog, TextDialog
from tuiwizard.tui.widgets.fields import Field
from tuiwizard.tui.widgets.page_view import PageView
from tuiwizard.tui.widgets.top_bar import TopBar

UPHELD = "appeals.review.upheld"
RECEIVED = "requests.received."


# Steps


async def test_back_and_next_walk_a_finished_report(open_wizard: Open) -> None:
    async with open_wizard(complete(), "agency") as desk:
        for step in STEPS[1:]:
            await desk.press("ctrl+n")
            assert desk.wizard.step == step
        await desk.press("ctrl+n")
        assert desk.wizard.step == "publish"
        for step in reversed(STEPS[:-1]):
            await desk.press("ctrl+b")
            assert desk.wizard.step == step
        await desk.press("ctrl+b")
        assert desk.wizard.step == "agency"


async def test_small_screens_say_where_one_is(open_wizard: Open) -> None:
    """On one row: the stamps of all steps, the name of this one, the year."""
    async with open_wizard(complete(), "requests", SMALL) as desk:
        row = re.sub(" +", " ", desk.screen[0])
        assert row.startswith(" 1完 2完 3完 [4申请办理 完] 5完 6完 7完 8")
        assert "2025年度" in row
        assert "已保存" in row


async def test_large_screens_name_the_steps(open_wizard: Open) -> None:
    texts = {"agency.name": "\0", "overview.text": "情况", RECEIVED + "business": "x"}
    async with open_wizard(started(texts), "overview", LARGE) as desk:
        assert "2025年度  2021版表格" in desk.screen[0]
        assert re.sub(" +", " ", desk.screen[1]).strip() == (
            "1基本情况 误1 [2总体情况 完] 3主动公开 空 4申请办理 误1 5复议诉讼 空 6问题与改进 空"
            " 7其他事项 空 8检查与发布 填"
        )


@pytest.mark.parametrize("size", [SMALL, LARGE, (132, 10), (40, 12)])
async def test_a_click_on_a_step_goes_there(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "agency", size) as desk:
        bar = desk.wizard.query_one(TopBar)
        row = bar.size.height - 1
        at = cell_len(desk.screen[row].partition("5")[0])
        await desk.pilot.click(offset=(at, row))
        await desk.rest()
        assert desk.wizard.step == bar.current == "appeals"
        assert "[5" in desk.screen[row]


async def test_choosing_a_step(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "requests", size) as desk:
        await desk.press("7", "ctrl+g")
        assert desk.session.text(RECEIVED + "natural_person") == "7"
        assert desk.options.highlighted == 3
        assert [line.split()[0] for line in desk.lines] == [str(i) for i in range(1, 9)]
        assert "> 填报中（缺 143 格）" in desk.lines[3]
        await desk.choose("五、问题与改进")
        assert desk.wizard.step == "problems"
        await desk.press("ctrl+g", "escape")
        assert desk.wizard.step == "problems"
        await desk.press("ctrl+g", "9")
        assert not desk.no_dialog
        await desk.press("2")
        assert desk.wizard.step == "overview"


async def test_a_step_begins_without_what_was_said_of_the_one_before(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("f7")
        assert desk.notes
        await desk.to(RECEIVED + "business")
        assert desk.notes, "the same step"
        await desk.press("ctrl+b")
        assert desk.notes == []


async def test_an_unfinished_step_says_what_is_missing(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started({UPHELD: "一"}), "appeals", size) as desk:
        await desk.press("ctrl+n")
        assert isinstance(desk.app.screen, ChoiceDialog)
        assert "“四、复议诉讼”还有 2 处要填或要改" in desk.text
        assert desk.lines[0] == "仍然继续，以后再填"
        assert "还有 11 格没有填" in desk.lines[1]
        assert "请改用阿拉伯数字" in desk.lines[2]
        await desk.choose("还有 11 格没有填")
        assert desk.wizard.step == "appeals"
        assert desk.grid.path == "appeals.review.corrected"
        await desk.press("ctrl+n", "escape")
        assert desk.wizard.step == "appeals"
        await desk.press("ctrl+n", "enter")
        assert desk.wizard.step == "problems"
        assert desk.session.text(UPHELD) == "一"


async def test_what_is_being_typed_is_taken_along(open_wizard: Open) -> None:
    async with open_wizard(complete(), "appeals") as desk:
        await desk.press("4", "ctrl+n")
        assert desk.wizard.step == "problems"
        assert desk.session.text(UPHELD) == "4"
        assert not desk.session.dirty


async def test_the_wizard_opens_where_the_person_left(open_wizard: Open, folder: Path) -> None:
    at = "requests.outcomes.granted.business"
    async with open_wizard(started(), "requests") as desk:
        desk.grid.go_to(at)
        await desk.press("5", "ctrl+q")
    assert desk.app.farewell == "已保存 " + str(folder / "draft.toml")
    again = WizardApp(type(desk.session).open(folder / "draft.toml"))
    async with again.run_test() as pilot:
        desk = Desk(again, pilot)
        await desk.rest()
        assert desk.grid.path == at
        assert desk.shown(at) == "5"


async def test_an_unknown_place_opens_the_first_step(
    open_wizard: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = folder / "state"
    state.mkdir()
    monkeypatch.setenv("TUIWIZARD_STATE", str(state))
    recent = {"path": str(folder / "draft.toml"), "agency": "", "year": 2025, "complete": 0}
    recent |= {"at": "nowhere.at.all", "when": "2026-01-01T00:00:00+08:00"}
    (state / "recent.json").write_text(json.dumps([recent]), "utf-8")
    async with open_wizard(started()) as desk:
        assert desk.wizard.step == "agency"


async def test_a_remembered_cell_of_another_edition_opens_its_step(
    open_wizard: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = folder / "state"
    state.mkdir()
    monkeypatch.setenv("TUIWIZARD_STATE", str(state))
    recent = {"path": str(folder / "draft.toml"), "agency": "", "year": 2025, "complete": 0}
    recent |= {"at": "proactive.licensing.change", "when": "2026-01-01T00:00:00+08:00"}
    (state / "recent.json").write_text(json.dumps([recent]), "utf-8")
    async with open_wizard(started()) as desk:
        assert desk.wizard.step == "proactive"
        assert desk.grid.path == "proactive.rules.issued"


# Zeros


async def test_filling_a_table_is_one_intention(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started({RECEIVED + "business": "2"}), "requests", size) as desk:
        before = codec.dumps(desk.session.draft)
        await desk.press("1", "f5")
        assert desk.session.text(RECEIVED + "natural_person") == "1"
        assert desk.session.text(RECEIVED + "business") == "2"
        others = [c.path for c in cells("2021", "requests") if not c.computed][2:]
        assert {desk.session.text(path) for path in others} == {"0"}
        assert desk.shown(RECEIVED + "total") == "3"
        await desk.press("ctrl+z")
        assert {desk.session.text(path) for path in others} == {""}
        assert desk.session.text(RECEIVED + "natural_person") == "1"
        await desk.press("ctrl+z")
        assert codec.dumps(desk.session.draft) == before


async def test_filling_a_row_fills_that_row_only(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("down", "right", "3", "f6")
        for cell in cells("2021", "requests"):
            row = cell.path.startswith("requests.carried_in.")
            expected = "3" if cell.path == "requests.carried_in.business" else "0" if row else ""
            assert cell.computed or desk.session.text(cell.path) == expected
        await desk.press("ctrl+z")
        assert desk.session.text("requests.carried_in.natural_person") == ""
        assert desk.session.text("requests.carried_in.business") == "3"


async def test_rows_of_the_same_name_in_other_bands_are_not_filled(open_wizard: Open) -> None:
    async with open_wizard(started(year=2019), "proactive") as desk:
        desk.grid.go_to("proactive.penalties.change")
        await desk.press("f6")
        filled = [c.path for c in cells("2019", "proactive") if desk.session.text(c.path)]
        assert filled == [
            f"proactive.penalties.{name}" for name in ("items_last_year", "change", "decisions")
        ]


async def test_filling_a_full_table_changes_nothing(open_wizard: Open) -> None:
    async with open_wizard(complete(), "appeals") as desk:
        draft = desk.session.draft
        await desk.press("f5", "f6")
        assert desk.session.draft is draft


@pytest.mark.parametrize("step", ["agency", "overview", "publish"])
async def test_only_tables_are_filled(open_wizard: Open, step: str) -> None:
    async with open_wizard(started(), step) as desk:
        draft = desk.session.draft
        await desk.press("f5", "f6", "f7", "f9")
        for key in SECTIONS:
            if key != step or step == "agency":
                assert desk.session.draft.entries(key) == draft.entries(key)
        assert "补零" not in desk.screen[-1]
        assert "配平" not in desk.screen[-1]
        assert desk.app.clipboard == ""


# Undo


async def test_undo_goes_back_to_the_cell_in_whichever_step(
    open_wizard: Open, size: tuple[int, int]
) -> None:
    async with open_wizard(started(), "requests", size) as desk:
        first = codec.dumps(desk.session.draft)
        await desk.press("down", "1", "enter")
        await desk.to("appeals")
        await desk.press("right", "2", "enter")
        await desk.to("overview")
        await desk.type("情况")
        last = codec.dumps(desk.session.draft)
        await desk.to("publish")
        await desk.press("ctrl+z")
        assert desk.wizard.step == "overview"
        assert desk.area.text == ""
        await desk.press("ctrl+z")
        assert (desk.wizard.step, desk.grid.path) == ("appeals", "appeals.review.corrected")
        assert desk.shown("appeals.review.corrected") == "_"
        await desk.press("ctrl+z")
        assert (desk.wizard.step, desk.grid.path) == (
            "requests",
            "requests.carried_in.natural_person",
        )
        assert codec.dumps(desk.session.draft) == first
        await desk.press("ctrl+z")
        assert "没有可以撤销的了" in desk.notes
        await desk.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert (desk.wizard.step, desk.area.text) == ("overview", "情况")
        assert codec.dumps(desk.session.draft) == last
        await desk.press("ctrl+y")
        assert "没有可以重做的了" in desk.notes


async def test_undo_takes_back_what_is_being_typed(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("1", "ctrl+z")
        assert desk.session.text(UPHELD) == ""
        await desk.press("ctrl+y")
        assert desk.shown(UPHELD) == "1"


# Help, preview, commands


async def test_help_for_every_step(open_wizard: Open, size: tuple[int, int]) -> None:
    async with open_wizard(started(), "agency", size) as desk:
        for step in STEPS:
            await desk.to(step)
            await desk.press("f1")
            assert isinstance(desk.app.screen, TextDialog)
            assert f"{view.step_name(desk.session.draft, step)} 帮助" in desk.text
            await desk.press("end")  # on a small screen the keys are further down
            while "Ctrl+N 下一步" not in desk.text:  # Textual scrolls when it finds the time
                await desk.pilot.pause()
            await desk.press("escape")
            assert desk.no_dialog


async def test_help_is_about_the_current_cell(open_wizard: Open) -> None:
    async with open_wizard(started(), "requests") as desk:
        await desk.press("down", "right", "f1")
        assert "这一格：二、上年结转政府信息公开申请数量" in desk.text
        desk.app.screen.query_one(Button).press()
        await desk.rest()
        assert desk.no_dialog
        assert desk.grid.path == "requests.carried_in.business"


async def test_saving_says_where(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("1", "ctrl+s")
        assert not desk.session.dirty
        assert f"已保存 {desk.session.path}" in desk.notes
        assert re.search(r"已保存 \d\d:\d\d$", desk.screen[0])


async def test_edits_are_saved_a_moment_later(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saver, "WAIT", 0.001)
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("1", "enter")
        while desk.session.dirty:
            await desk.pilot.pause()
        assert codec.loads(desk.session.path.read_text("utf-8")) == desk.session.draft


async def test_the_autosave_does_not_end_typing(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `5` typed after it must not overwrite the `2` typed before it."""
    monkeypatch.setattr(saver, "WAIT", 0.001)
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("1", "enter", "2")
        desk.wizard.work.save_typing()
        while Session.open(desk.session.path).text("appeals.review.corrected") != "2":
            await desk.pilot.pause()
        await desk.press("5", "enter")
        assert desk.session.text("appeals.review.corrected") == "25"


async def test_saving_shows_what_was_being_typed(open_wizard: Open) -> None:
    async with open_wizard(started(), "appeals") as desk:
        await desk.press("4", "ctrl+s")
        assert "正在填" not in desk.text
        assert desk.shown(UPHELD) == "4"
        assert "[5复议诉讼 填11]" in desk.screen[0]
        await desk.press("4", "ctrl+s")
        assert "正在填" not in desk.text


async def test_ctrl_c_says_how_to_leave(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("ctrl+c")
        assert "离开请按 Ctrl+Q" in desk.notes
        assert desk.app.is_running


async def test_ascii_only_draws_with_ascii(open_wizard: Open) -> None:
    async with open_wizard(started(), "overview", LARGE, ascii_only=True) as desk:
        drawn = re.compile("[\u2500-\u25ff]")  # lines, blocks, and the arrow of a choice
        for step in STEPS:
            await desk.to(step)
            for key in ("f1", "ctrl+g", "ctrl+p", "f4", "ctrl+n"):
                assert drawn.findall(desk.text) == [], step
                await desk.press(key)
                assert drawn.findall(desk.text) == [], (step, key)
                if not desk.no_dialog:
                    await desk.press("escape")
            await desk.press("f7", "ctrl+s")  # a toast
            assert drawn.findall(desk.text) == [], step


async def test_the_start_page_in_ascii(open_wizard: Open) -> None:
    async with open_wizard(None, None, LARGE, ascii_only=True) as desk:
        assert not re.search("[\u2500-\u25ff]", desk.text)
        await desk.press("enter")
        assert not re.search("[\u2500-\u25ff]", desk.text)


# Text that looks like markup


HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("[red]x[/][@click=app.bell]按[/]", "[red]x[/][@click=app.bell]按[/]"),
        ("[/]甲[", "[/]甲["),
        ("\x1b[31m甲\x1b]0;x\x07\u202e乙", "\ufffd[31m甲\ufffd]0;x\ufffd\ufffd乙"),
    ],
)
async def test_names_are_shown_as_typed_everywhere(
    open_wizard: Open, name: str, shown: str
) -> None:
    draft = complete().with_texts({"agency.name": name})
    async with open_wizard(draft, "agency", LARGE) as desk:
        for step in STEPS:
            await desk.to(step)
            assert shown in desk.screen[0]
            assert not HARMFUL.search(desk.text), step
            if step == "agency" and name == shown:
                found = sum(shown in line for line in desk.screen)
                assert found in (2, 3), "in the bar, the field, and the page once it is there"
        for key in ("f4", "f1", "ctrl+g", "ctrl+n"):
            await desk.press(key)
            assert not HARMFUL.search(desk.text)
            if key == "f4":
                page = desk.app.screen.query_one(PageView).page
                assert not any("\x1b" in run.text for run in page.runs)
            await desk.press("escape")
        await desk.press("ctrl+s")
        assert desk.session.text("agency.name") == name


async def test_a_narrative_cannot_steer_the_terminal(open_wizard: Open) -> None:
    async with open_wizard(started({"overview.text": "\x1b[31m甲\u202e乙"}), "overview") as desk:
        assert "甲" in desk.text
        assert not HARMFUL.search(desk.text)


async def test_markup_in_cells_and_findings_is_shown_as_typed(open_wizard: Open) -> None:
    texts = {RECEIVED + "natural_person": "[b]1[/]", "overview.text": "[red]x[/]"}
    async with open_wizard(started(TEXTS | texts), "requests") as desk:
        assert "“[b]1[/]”不是数字" in desk.text
        await desk.to("publish")
        assert "“[b]1[/]”不是数字" in desk.text.replace("\n ", "")
        await desk.to("overview")
        assert "[red]x[/]" in desk.text


async def test_a_step_that_is_being_built_is_not_read(open_wizard: Open) -> None:
    """Timers, signals and messages come between two steps, too; they once ended the wizard."""
    async with open_wizard(complete(), "overview") as desk:
        going = asyncio.ensure_future(desk.wizard.go_to("agency"))
        while not going.done():
            desk.wizard.work.save_typing()
            desk.wizard.work.save_undisturbed()
            desk.wizard.take_over()
            desk.wizard.show_draft()
            desk.wizard.restore()
            await asyncio.sleep(0)
        assert desk.wizard.step == "agency"
        assert desk.session.draft == complete()


async def test_what_changes_while_a_step_is_built_is_shown_in_it(open_wizard: Open) -> None:
    async with open_wizard(complete(), "overview") as desk:
        going, turns = asyncio.ensure_future(desk.wizard.go_to("agency")), 0
        while not going.done():
            turns += 1
            desk.session.edit({"agency.name": f"{turns}镇"})
            desk.wizard.work.changed()
            await asyncio.sleep(0)
        values = [field.value for field in desk.wizard.query(Field)]
        assert f"{turns}镇" in values
