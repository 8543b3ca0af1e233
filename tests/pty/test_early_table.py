"""A table takes keys before the session is there, and nothing that was typed is lost."""

import signal
import time
from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

pytestmark = pytest.mark.pty

DELAYS = (0.0, 0.3, 0.6, 1.0)
"""Seconds from the start to the keys: before the table, while the session is made, and behind."""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    store.create(path, Draft.new(2025, name="测试单位"))
    return path


def figures(path: Path) -> dict[str, str]:
    texts = store.load(path).entries("requests").texts
    return {cell.removeprefix("requests."): text for cell, text in texts.items()}


@pytest.mark.parametrize("delay", DELAYS)
def test_figures_typed_while_the_draft_is_opened(draft: Path, delay: float) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        time.sleep(delay)
        terminal.send("777", Key.ENTER, "5", Key.RIGHT, "6", Key.UP, "12", Key.BACKSPACE, "３")
        terminal.wait_for("已保存", " 1３")
        terminal.send("4", Key.CTRL_Z, Key.CTRL_Z)
        terminal.wait_for("~777")
        assert terminal.leave() == 0
    assert figures(draft) == {"received.natural_person": "777", "carried_in.natural_person": "5"}


@pytest.mark.parametrize("delay", DELAYS)
def test_commands_wait_for_the_session(draft: Path, delay: float) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        time.sleep(delay)
        terminal.send("5", Key.DOWN, Key.F5, Key.CTRL_B)
        wait_for_step(terminal, "proactive")
        assert terminal.leave() == 0
    found = figures(draft)
    assert found.pop("received.natural_person") == "5"
    assert set(found.values()) == {"0"}


@pytest.mark.parametrize("delay", (0.0, 0.1, 0.3))
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_what_was_typed(draft: Path, delay: float, number: signal.Signals) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send("8", Key.ENTER, "12")
        terminal.wait_for(" 12 ")
        terminal.look(delay)
        terminal.kill(number)
        assert terminal.wait_for_end() == 128 + number
    assert figures(draft) == {"received.natural_person": "8", "carried_in.natural_person": "12"}


def test_a_terminal_that_goes_away(draft: Path) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.send("8", Key.ENTER)
        terminal.wait_for("~8")
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert figures(draft) == {"received.natural_person": "8"}


def test_a_block_pasted_before_the_session_is_there(draft: Path) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.paste("1\t2\t3\n4\t5\t6\n")
        terminal.wait_for("粘贴预览")
        terminal.send(Key.ENTER)
        terminal.wait_for("~15")
        assert terminal.leave() == 0
    assert [*figures(draft).values()] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("delay", DELAYS)
def test_a_text_typed_while_the_draft_is_opened(draft: Path, delay: float) -> None:
    with Terminal(draft, "--step", "overview", folder=draft.parent) as terminal:
        time.sleep(delay)
        terminal.send("本年度收到申请", "７", "件。")
        terminal.wait_for("已保存", "本年度收到申请７件。")
        assert terminal.leave() == 0
    assert store.load(draft).entries("overview").get("overview.text") == "本年度收到申请７件。"


def test_keys_sent_before_the_start_page_is_there(draft: Path) -> None:
    with Terminal(folder=draft.parent) as terminal:
        terminal.send("n")
        terminal.wait_for("新建")
        terminal.wait_for("机关名称")


def test_a_damaged_draft_is_opened_as_ever(new_draft: NewDraft) -> None:
    path = new_draft()
    text = path.read_text("utf-8")
    path.write_text(text.replace("year = ", "yeer = "), "utf-8")
    with Terminal(path, "--step", "requests", folder=path.parent) as terminal:
        assert terminal.wait_for_end() == 2
        assert "year" in terminal.after_screen
