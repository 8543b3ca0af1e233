"""Thousands of random keys, as `make soak` presses them."""

import pytest

from tests.published import committed
from tests.tui import conftest
from tests.tui.conftest import Open, complete, started
from tests.tui.monkey import Monkey
from tuiwizard.report.draft import Draft

folder = conftest.folder
nothing_blinks = conftest.nothing_blinks
nothing_glides = conftest.nothing_glides
keys_come_in_bursts = conftest.keys_come_in_bursts
no_autosave_by_the_clock = conftest.no_autosave_by_the_clock
open_wizard = conftest.open_wizard

STEPS = 300

DRAFTS = {
    "agency": started(),
    "requests": started(),
    "proactive": started(year=2020),
    "appeals": complete(),
    "overview": committed("pingtan-2021").draft(),
}


@pytest.mark.parametrize("seed", range(100, 104))
@pytest.mark.parametrize(("step", "draft"), DRAFTS.items())
async def test_random_keys(open_wizard: Open, seed: int, step: str, draft: Draft) -> None:
    async with open_wizard(draft, step) as desk:
        monkey = Monkey(desk, seed)
        await monkey.press(STEPS)
        await monkey.undo_everything()
