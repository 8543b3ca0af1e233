"""Signals in bursts, and the one that leaves a core: what was typed before them is on disk."""

import signal
import time
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.kills import leaves_no_half_file, saved_text
from tests.pty.terminal import Terminal
from tests.strategies import complete_draft
from tuiwizard.drafts import store

pytestmark = pytest.mark.pty

BURST = 30
WORDS = [f"第{number:03}句，" for number in range(20)]

BURSTS = {
    "quit": ([signal.SIGQUIT], 0.0),
    "term": ([signal.SIGTERM], 0.05),
    "interrupt": ([signal.SIGINT], 0.05),
    "hang-up": ([signal.SIGHUP], 0.0),
    "mixed": ([signal.SIGQUIT, signal.SIGTERM, signal.SIGINT, signal.SIGHUP], 0.005),
}
"""The signals, and the seconds between them: at once, or for as long as the wizard ends."""


@pytest.mark.parametrize(("numbers", "pause"), BURSTS.values(), ids=BURSTS)
def test_a_burst(tmp_path: Path, numbers: list[signal.Signals], pause: float) -> None:
    """Right behind the keys, while the wizard has not read all of them, and while it ends."""
    path = tmp_path / "draft.toml"
    store.create(path, complete_draft().with_texts({"overview.text": ""}))
    with Terminal(path, "--step", "overview", folder=tmp_path, lines=40) as terminal:
        wait_for_step(terminal, "overview")
        terminal.wait_for("已保存")
        for word in WORDS:
            terminal.send(word)
            terminal.look(0.01)
        for number in islice(cycle(numbers), BURST):
            terminal.kill(number)
            time.sleep(pause)
        code = terminal.wait_for_end()
        assert terminal.restored
        assert "Traceback" not in terminal.said
    assert code - 128 in numbers
    assert saved_text(path) == "".join(WORDS)
    leaves_no_half_file(path, numbers[0])


def test_a_burst_while_the_table_comes_first(tmp_path: Path) -> None:
    """What was typed into the table before the session is there is saved by it."""
    path = tmp_path / "draft.toml"
    store.create(path, complete_draft())
    with Terminal(path, "--step", "requests", folder=tmp_path) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send("777\r")
        for _ in range(BURST):
            terminal.kill(signal.SIGQUIT)
        assert terminal.wait_for_end() == 128 + signal.SIGQUIT
    texts = store.load(path).entries("requests")
    assert texts.get("requests.received.natural_person") == "777"
