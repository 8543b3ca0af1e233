"""Three hundred endings in all questions; nothing typed a second before is lost."""

import secrets
from pathlib import Path

import pytest

from tests.pty.endings import ELSEWHERE, ENDS, Ended, end_in, questions, typed_into

ENDINGS = 300
GRACE = 1.0
SEED = secrets.randbelow(1_000_000)
"""Another one each time; it is in the name of a test that fails."""

ASKED: set[str] = set()
"""The questions that were ended in."""


@pytest.mark.parametrize("seed", range(SEED, SEED + ENDINGS))
def test_ended_in_a_question(seed: int, tmp_path: Path) -> None:
    every = typed_into()
    spot = every[(seed - SEED) % len(every)]
    ended: Ended = end_in(tmp_path, spot, seed, ENDS[seed % len(ENDS)], grace=GRACE)
    ASKED.add(ended.asks)
    assert ended.asks, "nothing is typed there: name it in NOTHING"
    assert not ended.lost


def test_every_question_was_ended_in() -> None:
    """One that is added to a flow is come to by a command, or told in ELSEWHERE why it is not."""
    assert questions() - ELSEWHERE.keys() <= ASKED
