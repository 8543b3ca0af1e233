"""Whatever keys are pressed, in whatever order: nothing breaks, and undo leads back."""

import pytest

from tests.published import committed
from tests.tui.conftest import Open, complete, started
from tests.tui.monkey import Monkey
from tuiwizard.report.draft import Draft

STEPS = 100

DRAFTS = {
    "requests": started(),
    "proactive": started(year=2020),
    "appeals": complete(),
    "overview": committed("pingtan-2021").draft(),
}


@pytest.mark.parametrize(("seed", "step", "draft"), [(i, *d) for i, d in enumerate(DRAFTS.items())])
async def test_random_keys(open_wizard: Open, seed: int, step: str, draft: Draft) -> None:
    async with open_wizard(draft, step) as desk:
        monkey = Monkey(desk, seed)
        await monkey.press(STEPS)
        await monkey.undo_everything()
