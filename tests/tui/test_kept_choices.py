"""What is chosen once is not asked again: colours, and the place of a report."""

import pytest

from tests.tui.conftest import SMALL, Open, complete
from tuiwizard.drafts.chosen_theme import chosen_theme
from tuiwizard.drafts.recents import recent_for
from tuiwizard.tui import themes
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.widgets.fields import LineInput


async def test_the_theme_is_that_of_the_last_time(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_wizard(complete()) as desk:
        assert desk.app.theme == "ink-dark"
        await desk.press("ctrl+t")
        assert (desk.app.theme, chosen_theme()) == ("ink-light", "light")
        await desk.press("ctrl+q")
    async with open_wizard(None) as again:
        assert again.app.theme == "ink-light"
    monkeypatch.setenv("TUIWIZARD_THEME", "contrast")
    async with open_wizard(None) as wanted:
        assert wanted.app.theme == "ink-contrast"


def test_the_word_of_a_theme_leads_back_to_it() -> None:
    for names in (themes.WITH_COLOURS, themes.WITHOUT_COLOUR):
        assert [themes.first(names, themes.word(name), "") for name in names] == [*names]


async def test_the_folder_of_the_output_is_found_among_the_folders(open_wizard: Open) -> None:
    async with open_wizard(complete(), "publish", SMALL) as desk:
        await desk.press("f6", "ctrl+o")
        assert isinstance(desk.app.screen, PathDialog)
        line = desk.app.screen.query_one(LineInput)
        line.value = f"{line.value}-2"
        await desk.press("enter")
        assert desk.app.screen.query_one(LineInput).value.endswith("draft-2")
        assert desk.app.screen.query_one(LineInput).has_focus


async def test_a_fault_of_a_rule_keeps_the_place(
    open_wizard: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_wizard(complete(), "appeals") as desk:
        await desk.press("right", "right")
        at = desk.grid.path

        def broken(*_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(type(desk.session), "findings", broken)
        desk.app._save_all()
        kept = recent_for(desk.session.path)
        assert kept is not None and kept.at == at
        monkeypatch.undo()
