"""40,000 edits in one session: memory stays bounded, and saving stays quick."""

import resource
import statistics
import sys
import time
from pathlib import Path

import pytest

from tests.strategies import complete_draft
from tuiwizard.session import Session

EDITS = 40_000
LONGEST = 6_000
SENTENCE = "新收政府信息公开申请三件，办结三件。"


def test_forty_thousand_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUIWIZARD_STATE", str(tmp_path / ".state"))
    session = Session.create(tmp_path / "draft.toml", complete_draft())
    text = SENTENCE * 250
    session.edit({"overview.text": text})
    saves = []
    before = peak()
    for number in range(EDITS):
        text = edited(text, number)
        session.type_text("overview.text", text)
        if number % 7 == 0:
            session.edit({"proactive.rules.issued": str(number)})
        if number % 200 == 0:
            start = time.perf_counter()
            session.save()
            saves.append(time.perf_counter() - start)
    grown = peak() - before
    middle = statistics.median(saves)
    print(f"\nmemory grew by {grown / 1e6:.1f} MB; a save took {middle * 1000:.1f} ms")
    assert grown < 50e6
    assert middle < 0.020
    assert statistics.median(saves[-50:]) < 2 * statistics.median(saves[:50]) + 0.005
    while session.undo():
        pass
    assert session.draft == complete_draft()


def peak() -> int:
    """The most memory the process has held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def edited(text: str, number: int) -> str:
    """One letter more in the middle, or a long piece cut out."""
    if len(text) > LONGEST:
        return text[:2000] + text[3000:]
    middle = (number * 37) % len(text)
    return text[:middle] + SENTENCE[number % len(SENTENCE)] + text[middle:]
