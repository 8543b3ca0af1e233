"""What is written in the settings file, on the screen."""

from pathlib import Path

import pytest

from tests.tui.conftest import Desk, Open, complete, started
from tests.tui.test_sign_off import fields
from tuiwizard.drafts import store
from tuiwizard.drafts.chosen_theme import chosen_theme
from tuiwizard.drafts.settings_file import settings_path
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.screens.start import StartScreen
from tuiwizard.tui.widgets.fields import LineInput

WRONG = 'theme = "drak"\n'
SAID = "第 1 行 的“theme”：不能是“drak”，可以写 dark、light、contrast"


def write(text: str) -> Path:
    path = settings_path()
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


async def test_the_theme_of_the_settings_comes_back(open_wizard: Open) -> None:
    path = write('theme = "dark"\n')
    async with open_wizard(complete()) as desk:
        assert desk.app.theme == "ink-dark"
        await desk.press("ctrl+t")
        assert (desk.app.theme, chosen_theme()) == ("ink-light", "light")
        assert desk.notes == [f"下次打开还是设置里的 dark，要改请改 {path}"]
        await desk.press("ctrl+t", "ctrl+t")
        assert desk.app.theme == "ink-dark"
        assert len(desk.notes) == 2, "nothing to say where it is that one"
    async with open_wizard(None) as again:
        assert again.app.theme == "ink-dark"


async def test_names_and_formats_are_offered(open_wizard: Open) -> None:
    write('formats = ["pdf", "html"]\nsigners = { reviewed = "李四", signed = "王五" }\n')
    async with open_wizard(complete(), "publish") as desk:
        assert desk.wizard.work.formats == {"pdf", "html"}
        await desk.press("f5")
        assert [line.value for line in fields(desk)[::2]] == ["", "李四", "王五"]


async def test_the_office_is_that_of_the_next_report(open_wizard: Open) -> None:
    write('agency = "甲县乙局"\n')
    async with open_wizard(None) as desk:
        await desk.choose("新建")
        assert desk.app.screen.query(LineInput).first().value == "甲县乙局"


async def test_a_new_draft_that_is_named_is_that_of_the_office(folder: Path) -> None:
    write('agency = "甲县乙局"\n')
    app = WizardApp(folder / "2025.toml")
    async with app.run_test() as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        assert desk.session.text("agency.name") == "甲县乙局"


@pytest.mark.parametrize(
    ("text", "more"), [("", ""), ("x = 1\n", "（还有 1 处，运行 tuiwizard config 看）")]
)
async def test_a_fault_is_said_over_the_start_page(open_wizard: Open, text: str, more: str) -> None:
    path = write(WRONG + text)
    async with open_wizard(None) as desk:
        assert isinstance(desk.app.screen, StartScreen)
        assert desk.notes == [f"{path} {SAID}{more}"]


async def test_a_fault_is_said_when_the_wizard_has_followed_the_table(folder: Path) -> None:
    path = write(WRONG)
    store.create(folder / "d.toml", started())
    app = WizardApp(folder / "d.toml", step="requests")
    async with app.run_test(notifications=True) as pilot:
        desk = Desk(app, pilot)
        await desk.rest()
        assert desk.wizard
        assert desk.notes == [f"{path} {SAID}"]


async def test_nothing_is_said_of_a_file_that_is_right(open_wizard: Open) -> None:
    write('theme = "light"\n')
    async with open_wizard(None) as desk:
        assert (desk.app.theme, desk.notes) == ("ink-light", [])
