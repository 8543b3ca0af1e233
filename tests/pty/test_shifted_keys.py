"""Shift with a function key, as terminals send it."""

from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.strategies import complete_draft
from tuiwizard.drafts import store

pytestmark = pytest.mark.pty

XTERM, LINUX_CONSOLE_AND_OTHERS = "\x1b[1;2Q", "\x1b[26~"


@pytest.mark.parametrize("key", [XTERM, LINUX_CONSOLE_AND_OTHERS], ids=["xterm", "others"])
def test_shift_and_a_function_key_are_known(tmp_path: Path, key: str) -> None:
    """Textual takes them for F14, which no keyboard has."""
    path = tmp_path / "draft.toml"
    store.save(path, complete_draft())
    with Terminal(path, "--step", "overview", folder=tmp_path) as terminal:
        wait_for_step(terminal, "overview")
        terminal.send(key)
        terminal.wait_for("移交：装进一个文件")
        terminal.send(Key.ESCAPE)
        terminal.wait_for("一、总体情况", gone="移交：装进一个文件")
        assert terminal.leave() == 0
