"""Two hundred and ten kills at random moments; nothing typed a second before is lost."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.kills import ENDS, type_a_text_and_kill, type_figures_and_kill

KILLS = 210
GRACE = 1.0
SEED = secrets.randbelow(1_000_000)
"""Another one each time; it is in the name of a test that fails."""


@pytest.mark.parametrize("seed", range(SEED, SEED + KILLS))
def test_killed_while_typing(seed: int, tmp_path: Path) -> None:
    scripts: tuple[Callable[..., None], ...] = (type_a_text_and_kill, type_figures_and_kill)
    scripts[seed % 2](tmp_path, seed, ENDS[seed % 3], grace=GRACE)
