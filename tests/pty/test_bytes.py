"""How much is sent to the terminal: over a slow line each byte of it is waited for."""

from pathlib import Path

import pytest

from tests.pty.terminal import Key, Terminal
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

pytestmark = pytest.mark.pty

SENTENCE = "本年度认真贯彻落实条例，扎实推进政务公开各项工作，取得了一定成效。"
QUIET = 0.8
"""Seconds after which a repaint is over, that of the saver's line included."""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with a text of five paragraphs and an empty table 3."""
    path = tmp_path / "draft.toml"
    texts = {"overview.text": "\n".join([SENTENCE * 7] * 5)}
    store.create(path, Draft.new(2025, name="测试单位").with_texts(texts))
    return path


def sent_for(terminal: Terminal, *keys: str) -> int:
    """How many bytes the terminal gets for some keys."""
    before = terminal.sent
    terminal.send(*keys)
    terminal.look(QUIET)
    return terminal.sent - before


def test_a_table(draft: Path) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent, columns=80, lines=24) as screen:
        screen.wait_for("[4", "F1 帮助")  # the first row and the last
        assert screen.sent <= 6_000
        screen.wait_for("已保存")
        screen.look(QUIET)
        assert max(sent_for(screen, "1"), sent_for(screen, "2")) <= 250
        assert max(sent_for(screen, Key.ENTER), sent_for(screen, "3", Key.ENTER)) <= 600
        assert max(sent_for(screen, "7", Key.ENTER) for _ in range(21)) <= 2_000  # scrolling
        assert sent_for(screen, "7", Key.ENTER) <= 3_200  # all of it, at the head of a column


def test_a_text(draft: Path) -> None:
    with Terminal(draft, "--step", "overview", folder=draft.parent, columns=80, lines=24) as screen:
        screen.wait_for("[2", "已保存")
        sent_for(screen, Key.CTRL_END)
        assert max(sent_for(screen, character) for character in "政务公开") <= 400
