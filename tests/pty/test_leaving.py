"""However the wizard ends, the work is on disk and the terminal is as it was."""

import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tuiwizard.drafts import store

pytestmark = pytest.mark.pty

TYPED = {
    "appeals": ("appeals.review.upheld", "12345", "12345"),
    "overview": ("overview.text", "半句话", "半句话"),
    "agency": ("agency.contact.phone", "029-1", "029-1"),
}
WAY = {"agency": Key.TAB * 5}


def terminated(terminal: Terminal) -> int:
    terminal.kill(signal.SIGTERM)
    return terminal.wait_for_end()


def hung_up(terminal: Terminal) -> int:
    terminal.kill(signal.SIGHUP)
    return terminal.wait_for_end()


def closed(terminal: Terminal) -> int:
    return terminal.hang_up()


@pytest.mark.parametrize("step", TYPED)
@pytest.mark.parametrize("end", [terminated, hung_up, closed])
def test_what_is_being_typed_is_saved(
    new_draft: NewDraft, step: str, end: Callable[[Terminal], int]
) -> None:
    path = new_draft(overview__text="", agency__contact__phone="")
    cell, text, seen = TYPED[step]
    with Terminal(path, "--step", step, folder=path.parent) as terminal:
        wait_for_step(terminal, step)
        terminal.send(WAY.get(step, ""), text)
        terminal.wait_for(seen)
        code = end(terminal)
        assert code in (129, 143) or (end is closed and code != 0)
        if end is not closed:
            assert terminal.restored
    assert store.load(path).entries(step).get(cell) == text


def test_leaving_restores_the_terminal_and_says_where_the_work_is(new_draft: NewDraft) -> None:
    path = new_draft()
    with Terminal(path, folder=path.parent) as terminal:
        wait_for_step(terminal, "agency")
        assert not terminal.restored
        assert terminal.leave() == 0, terminal.after_screen
        assert terminal.restored
        assert terminal.after_screen == f"已保存 {path}\n"


def test_a_hostile_name_of_a_file_does_not_steer_the_terminal(new_draft: NewDraft) -> None:
    path = new_draft().rename(new_draft().with_name("\x1b[31m红\u202e.toml"))
    with Terminal(path, folder=path.parent) as terminal:
        wait_for_step(terminal, "agency")
        assert terminal.leave() == 0, terminal.after_screen
        assert terminal.raw_farewell.endswith("\ufffd[31m红\ufffd.toml\n")


def test_work_that_cannot_be_saved_is_not_left_without_asking(new_draft: NewDraft) -> None:
    """Its folder has gone meanwhile, as on a network drive."""
    path = new_draft()
    folder = path.parent / "drive"
    folder.mkdir()
    path = path.rename(folder / "draft.toml")
    with Terminal(path, "--step", "appeals", folder=path.parent.parent) as terminal:
        wait_for_step(terminal, "appeals")
        shutil.rmtree(folder)
        terminal.send("77", Key.CTRL_Q)
        terminal.wait_for("还没有保存", "所在的文件夹不存在", "存到别处再离开")
        terminal.send(Key.ENTER)
        terminal.wait_for("存到哪里")
        elsewhere = folder.with_name("elsewhere.toml")
        terminal.send(str(elsewhere), Key.ENTER)
        assert terminal.wait_for_end() == 0
        assert terminal.after_screen == f"已保存 {elsewhere}\n"
    assert store.load(elsewhere).entries("appeals").get("appeals.review.upheld") == "77"


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 36)])
def test_every_step_opens_in_a_small_and_a_large_terminal(
    new_draft: NewDraft, columns: int, lines: int
) -> None:
    path = new_draft()
    seen = {
        "overview": "字",
        "proactive": "规章",
        "requests": "法人或其他组织",
        "appeals": "行政复议",
        "problems": "字",
        "other_matters": "收费通知",
        "publish": "审查签发",
    }
    with Terminal(path, folder=path.parent, columns=columns, lines=lines) as terminal:
        wait_for_step(terminal, "agency")
        terminal.wait_for("机关名称", "已保存")
        for step, text in seen.items():
            terminal.send(Key.CTRL_N)
            wait_for_step(terminal, step)
            terminal.wait_for(text, "已保存")
        assert terminal.leave() == 0, terminal.after_screen


def test_folders_are_named_as_they_were_given(tmp_path: Path) -> None:
    with Terminal("new.toml", folder=tmp_path) as terminal:
        wait_for_step(terminal, "agency")
        assert terminal.leave() == 0, terminal.after_screen
        assert terminal.after_screen == "已保存 new.toml\n"
    assert (tmp_path / "new.toml").is_file()
