"""Whenever and however the wizard is killed, what was typed is there. `make soak` does more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.kills import ENDS, type_a_text_and_kill, type_figures_and_kill

pytestmark = pytest.mark.pty

KILLS = 21
GRACE = 5.0
"""Seconds; the promise is one, which a machine that runs many tests at once may not keep."""


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_while_typing(seed: int, tmp_path: Path) -> None:
    scripts: tuple[Callable[..., None], ...] = (type_a_text_and_kill, type_figures_and_kill)
    scripts[seed % 2](tmp_path, seed, ENDS[seed % 3], grace=GRACE)
