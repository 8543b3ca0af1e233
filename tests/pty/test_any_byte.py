"""No byte that a terminal sends ends the wizard or costs what was typed."""

from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Terminal
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

pytestmark = pytest.mark.pty

BYTES = {
    "one": b"\xff",
    "gbk": "本年度".encode("gbk"),
    "half a character": "字".encode()[:2],
    "mouse": b"\x1b[M@\x820",
    "above": b"\xf4\x90\x80\x80",
}
"""What is no UTF-8: of another encoding, cut off, an old report of the mouse."""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    store.create(path, Draft.new(2025, name="测试单位"))
    return path


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_a_text_goes_on(draft: Path, data: bytes) -> None:
    with Terminal(draft, "--step", "overview", folder=draft.parent) as terminal:
        wait_for_step(terminal, "overview")
        terminal.send("前")
        terminal.send(data.decode("utf-8", "surrogateescape"))
        terminal.send("后")
        terminal.wait_for("后")
        assert terminal.leave() == 0
    text = store.load(draft).entries("overview").get("overview.text")
    assert text.startswith("前")
    assert text.endswith("后")


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_a_table_goes_on(draft: Path, data: bytes) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send("12\r")
        terminal.send(data.decode("utf-8", "surrogateescape"))
        terminal.send("\x1b\x1b")
        terminal.look(0.3)
        terminal.send("\x1b[B34\r")
        terminal.wait_for("34")
        assert terminal.leave() == 0
    figures = store.load(draft).entries("requests").texts
    assert figures["requests.received.natural_person"] == "12"
    assert "34" in figures.values()


def test_a_terminal_of_another_encoding_is_told_what_to_do(draft: Path) -> None:
    with Terminal(draft, folder=draft.parent, PYTHONIOENCODING="gbk:replace") as terminal:
        assert terminal.wait_for_end() == 2
        assert b"UTF-8" in terminal._output
