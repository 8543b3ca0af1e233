"""The mouse alone: every dialog can be left by it."""

import pytest

from tests.tui.conftest import SMALL, Desk, Open, complete, started
from tuiwizard.tui.screens.dialogs import CloseButton

ASKED = complete().with_texts({"overview.text": "（一）主动公开。全年发布XX条。"})
"""A report with a query, which F2 answers."""

BESIDE = (1, 1)
"""A place that no dialog covers."""


async def beside(desk: Desk) -> None:
    await desk.pilot.click(offset=BESIDE)
    await desk.rest()


@pytest.mark.parametrize("key", ["ctrl+g", "ctrl+p"])
async def test_a_click_beside_a_list_closes_it(
    open_wizard: Open, key: str, size: tuple[int, int]
) -> None:
    """Or a click on its button, where it takes the whole screen."""
    async with open_wizard(complete(), "requests", size) as desk:
        await desk.press(key)
        assert not desk.no_dialog
        if size == SMALL:
            await desk.click("CloseButton")
        else:
            await beside(desk)
        assert desk.no_dialog
        assert desk.wizard.step == "requests"


async def test_a_double_click_that_opens_a_list_leaves_it_open(open_wizard: Open) -> None:
    async with open_wizard(started(), "agency") as desk:
        await desk.pilot.click("Choice", offset=(2, 0), times=2)
        await desk.rest()
        assert not desk.no_dialog


async def test_a_click_beside_what_is_typed_takes_nothing_away(open_wizard: Open) -> None:
    async with open_wizard(ASKED, "publish") as desk:
        await desk.press("f2")
        await desk.type("上年一件申请撤回")
        await beside(desk)
        assert not desk.no_dialog
        await desk.press("enter", "enter")
        (given,) = desk.session.draft.explanations
        assert given.reason == "上年一件申请撤回"


@pytest.mark.parametrize("key", ["f1", "f2", "f4"])
async def test_a_button_closes_a_dialog(open_wizard: Open, key: str) -> None:
    async with open_wizard(ASKED, "publish") as desk:
        await desk.press(key)
        assert not desk.no_dialog
        await desk.pilot.click(CloseButton)
        await desk.rest()
        assert desk.no_dialog
        assert not desk.session.draft.explanations
