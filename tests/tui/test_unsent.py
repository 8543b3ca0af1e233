"""What is typed into a dialog is there again, until it is handed in or given up."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.widgets import Input

from tests.tui.conftest import SMALL, Desk, Open, complete, started
from tuiwizard.drafts.unsent import Unsent, draft_texts, first_texts
from tuiwizard.session.view import YEAR
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.dialogs import Dialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.widgets.fields import Field


def dialog(desk: Desk) -> Dialog[object]:
    assert isinstance(desk.app.screen, Dialog)
    return desk.app.screen


def hint(desk: Desk) -> str:
    return str(dialog(desk).query_one(".box").border_subtitle)


def kept(desk: Desk) -> Unsent:
    """What the next program would find."""
    desk.app.unsent.flush()
    return Unsent(lambda: draft_texts(desk.session.path))


async def write_a_remark(desk: Desk) -> None:
    """Choose the first section, and begin to write what is to be changed there."""
    await desk.wizard.action_command("remarks")
    await desk.press("enter")
    assert isinstance(desk.app.screen, FormDialog)
    await desk.type("写清楚")


async def test_esc_asks_once(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await write_a_remark(desk)
        await desk.press("escape")
        assert "再按一次 Esc" in hint(desk)
        await desk.type("些")
        await desk.press("escape")
        assert dialog(desk).typed[0] == "写清楚些"
        await desk.press("escape")
        assert desk.no_dialog
        assert kept(desk).last is None


async def test_esc_on_nothing_new_closes(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await write_a_remark(desk)
        await desk.press(*["backspace"] * 3, "escape")
        assert desk.no_dialog


async def test_a_signal_keeps_it_and_the_question_comes_again(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await write_a_remark(desk)
        desk.app._terminate(signal.SIGTERM)
        await desk.rest()
    async with opened_again(desk) as later:
        assert isinstance(later.app.screen, FormDialog)
        assert later.app.screen.typed[0] == "写清楚"
        assert "接着写" in hint(later)
        await later.type("些")
        await later.press("enter")
        assert later.no_dialog
        assert [remark.text for remark in later.session.sign_off.remarks] == ["写清楚些"]
        later.app.unsent.close()
        assert kept(later).last is None


async def test_it_is_kept_while_it_is_typed(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await write_a_remark(desk)
        dialog(desk).keep_typed()
        typed = kept(desk).last
        assert typed is not None
        assert typed.texts[0] == "写清楚"
        assert typed.trail.began == "remarks"
        assert [name for name, _ in typed.trail.answers] == ["remark.section"]
        await desk.press(*["backspace"] * 3)
        dialog(desk).keep_typed()
        assert kept(desk).last is None


async def test_a_mistyped_path_stays_in_its_dialog(open_wizard: Open) -> None:
    async with open_wizard(complete(), "overview") as desk:
        await desk.wizard.action_command("import_file")
        await desk.type("no-such.md")
        await desk.press("enter")
        assert isinstance(desk.app.screen, PathDialog)
        assert dialog(desk).typed == ("no-such.md",)
        assert any("没有 no-such.md" in note for note in desk.notes)


async def test_a_year_that_is_none_is_there_again_as_refused(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await type_year(desk, "九九")
        await desk.press("tab")
        desk.wizard.keep_typed()
        assert kept(desk).found(YEAR) == ("九九",)
        await desk.to("overview")
        await desk.to(YEAR)
        assert year(desk).value == "九九"
        assert year(desk).refused
        await type_year(desk, "2024")
        await desk.press("tab")
        desk.wizard.keep_typed()
        assert kept(desk).found(YEAR) == ()
        assert desk.session.draft.year == 2024


def year(desk: Desk) -> Field:
    return next(f for f in desk.wizard.query(Field) if f.cell.path == YEAR)


async def type_year(desk: Desk, text: str) -> None:
    await desk.to(YEAR)
    year(desk).query_one(Input).value = ""
    await desk.type(text)


async def test_what_was_typed_at_the_start_comes_again(open_wizard: Open) -> None:
    async with open_wizard(None) as desk:
        await desk.press("n")
        await desk.type("甲局")
        await desk.press("enter", "enter")
        assert isinstance(desk.app.screen, PathDialog)
        await desk.type("甲.toml")
        desk.app._terminate(signal.SIGTERM)
        await desk.rest()
    async with open_wizard(None) as later:
        assert isinstance(later.app.screen, PathDialog)
        assert later.app.screen.typed == ("甲.toml",)
        await later.press("enter")
        assert later.session.text("agency.name").startswith("甲局")
        later.app._first_unsent.close()
        assert not first_texts().exists()


async def test_a_sheet_whose_fields_are_kept_anyway_closes_at_once(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish") as desk:
        await desk.press("f5", "space", "escape")
        assert desk.no_dialog
        assert len(desk.session.sign_off.checked) == 1


async def test_a_conversation_about_what_is_no_longer_there_is_not_begun_again(
    open_wizard: Open,
) -> None:
    async with open_wizard(complete(), "publish") as desk:
        trail = desk.wizard._trail("explain", "R000 none")
        desk.app.unsent.keep("reason", ("理由",), trail)
        await desk.wizard._go_on()
        trail = desk.wizard._trail("no-such-command")
        desk.app.unsent.keep("reason", ("理由",), trail)
        await desk.wizard._go_on()
        assert desk.no_dialog


async def test_words_to_look_for_are_kept_and_need_no_asking(open_wizard: Open) -> None:
    async with open_wizard(complete(), "overview") as desk:
        await desk.press("ctrl+f")
        await desk.type("栏目")
        assert kept(desk).found("find") == ("栏目",)
        await desk.press("escape")
        assert kept(desk).found("find") == ()
        await desk.press("ctrl+p")
        await desk.type("检查")
        dialog(desk).keep_typed()
        assert kept(desk).found("PaletteDialog") == ("检查",)
        await desk.press("escape")
        assert desk.no_dialog


@asynccontextmanager
async def opened_again(desk: Desk) -> AsyncIterator[Desk]:
    """The next program on the same draft."""
    app = WizardApp(desk.session.path)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        later = Desk(app, pilot)
        await later.rest()
        yield later
