"""Whenever and however the wizard is killed, what was typed is there. `make soak` does more."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.kills import (
    ENDS,
    type_a_text_and_kill,
    type_ahead_and_burst,
    type_figures_and_kill,
)

pytestmark = pytest.mark.pty

KILLS = 21
GRACE = 5.0
"""Seconds; the promise is one, which a machine that runs many tests at once may not keep."""


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_while_typing(seed: int, tmp_path: Path) -> None:
    scripts: tuple[Callable[..., None], ...] = (type_a_text_and_kill, type_figures_and_kill)
    scripts[seed % 2](tmp_path, seed, ENDS[seed % 3], grace=GRACE)


@pytest.mark.parametrize("pause", [0.0, 0.01])
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT], ids=lambda s: s.name
)
def test_a_burst_of_signals_loses_nothing_typed_before(
    tmp_path: Path, number: signal.Signals, pause: float
) -> None:
    type_ahead_and_burst(tmp_path, number, pause=pause)
