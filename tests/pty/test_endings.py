"""Ended in each of its questions, the program has what was typed there. `make soak` does more."""

from pathlib import Path

import pytest

from tests.pty.endings import ENDS, end_in, typed_into

pytestmark = pytest.mark.pty

GRACE = 5.0
"""Seconds; the promise is one, which a machine that runs many tests at once may not keep."""

SPOTS = typed_into()


@pytest.mark.parametrize("seed", range(len(SPOTS)), ids=[spot.place for spot in SPOTS])
def test_ended_in_a_question(seed: int, tmp_path: Path) -> None:
    ended = end_in(tmp_path, SPOTS[seed], seed, ENDS[seed % len(ENDS)], grace=GRACE)
    assert ended.asks, "nothing is typed there: name it in NOTHING"
    assert not ended.lost
