"""Two wizards on one file, an editor underneath, faults and hostile texts, in real terminals."""

import sys
from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tests.strategies import complete_draft
from tuiwizard.drafts import codec, history, store

pytestmark = pytest.mark.pty

UPHELD = "appeals.review.upheld"


def upheld(path: Path) -> str:
    return store.load(path).entries("appeals").get(UPHELD)


def test_the_second_wizard_is_told_and_may_read_wait_or_take_over(new_draft: NewDraft) -> None:
    path = new_draft()
    folder = path.parent
    with Terminal(path, "--step", "appeals", folder=folder) as first:
        wait_for_step(first, "appeals")
        first.send("41", Key.TAB)
        first.wait_until(lambda: upheld(path) == "41", "41 in the file")
        with Terminal(path, "--step", "appeals", folder=folder) as second:
            second.wait_for("正在填这份草稿", "只看全文", "等对方离开", "接手")
            second.send(Key.ENTER)
            second.wait_for("只看", "政府信息公开工作年度报告")
            second.send(Key.ESCAPE)
            second.wait_for("正在填这份草稿")
            second.send(Key.DOWN, Key.DOWN, Key.ENTER)
            second.wait_for("确定接手")
            second.send(Key.DOWN, Key.ENTER)
            wait_for_step(second, "appeals")
            second.wait_for("41")
            second.send("43", Key.TAB)
            second.wait_for("43")
            second.send(Key.CTRL_S)
            second.wait_until(lambda: upheld(path) == "43", "saved figure")
            first.send("42", Key.TAB)
            first.wait_for("接手了这份草稿", "未保存")
            assert second.leave() == 0
    assert upheld(path) == "43"


def test_the_second_wizard_opens_when_the_first_has_left(new_draft: NewDraft) -> None:
    path = new_draft()
    with Terminal(path, "--step", "appeals", folder=path.parent) as first:
        wait_for_step(first, "appeals")
        with Terminal(path, "--step", "appeals", folder=path.parent) as second:
            second.wait_for("正在填这份草稿")
            second.send(Key.DOWN, Key.ENTER)
            second.wait_for("离开后自动打开")
            first.send("44", Key.TAB)
            first.wait_for("44")
            assert first.leave() == 0
            wait_for_step(second, "appeals")
            second.wait_for("44")
            assert second.leave() == 0


@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_a_file_changed_underneath_is_the_persons_choice(new_draft: NewDraft, whose: str) -> None:
    path = new_draft()
    with Terminal(path, "--step", "appeals", folder=path.parent) as terminal:
        wait_for_step(terminal, "appeals")
        terminal.wait_for("已保存")
        theirs = store.load(path).with_texts({UPHELD: "77"})
        path.write_text(codec.dumps(theirs), "utf-8")
        terminal.send("55", Key.TAB)
        terminal.wait_for("在别处被改过", "我的：55", "对方的：77", "两份都留")
        assert upheld(path) == "77"
        terminal.send(Key.DOWN * (1 if whose == "mine" else 2), Key.ENTER)
        terminal.wait_for("已保存", gone="两份都留")
        assert terminal.leave() == 0
    assert upheld(path) == ("55" if whose == "mine" else "77")


def test_a_damaged_draft_is_restored_from_its_history(
    new_draft: NewDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_draft()
    monkeypatch.setenv("TUIWIZARD_STATE", str(path.parent / ".state"))
    with Terminal(path, folder=path.parent) as terminal:
        wait_for_step(terminal, "agency")
        assert terminal.leave() == 0
    good = path.read_bytes()
    path.write_bytes(good.replace(b"[requests", b"[[requ", 1))
    damaged = path.read_bytes()
    with Terminal(path, folder=path.parent) as terminal:
        terminal.wait_for("不恢复，关闭")
        terminal.send(Key.DOWN, Key.ENTER)
        wait_for_step(terminal, "agency")
        assert terminal.leave() == 0
    assert path.read_bytes() == good
    assert damaged in [history.read(v) for v in history.versions(path)]


FAULT = """
import sys
from tuiwizard import session
def fail(*_):
    raise RuntimeError("甲局的秘密")
session.Session.fill_table = fail
from tuiwizard.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_fault_restores_the_terminal_and_says_one_sentence(new_draft: NewDraft) -> None:
    path = new_draft()
    command = (sys.executable, "-c", FAULT)
    with Terminal(path, "--step", "appeals", folder=path.parent, command=command) as terminal:
        wait_for_step(terminal, "appeals")
        terminal.send("61", Key.TAB, Key.F5)
        assert terminal.wait_for_end() == 70
        assert terminal.restored
        said = terminal.after_screen.strip()
    assert said.startswith("程序出错了（RuntimeError")
    assert "已保存" in said and "Traceback" not in said and "\n" not in said
    (report,) = (path.parent / ".state" / "faults").iterdir()
    words = report.read_text("utf-8")
    assert "RuntimeError" in words and "fill_table" in words and "textual 8" in words
    assert "秘密" not in words and str(path.parent) not in words
    assert upheld(path) == "61"


def test_texts_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    evil = "甲\x1b]0;PWNED\x07\x1b]52;c;UFdORUQ=\x07\x9b31m\x1b[2J\u202e[red]乙[/]\u200b"
    texts = {"agency.name": evil, "overview.text": evil, "appeals.review.upheld": evil}
    texts |= {"agency.contact.address": evil}
    store.save(path, complete_draft().with_texts(texts))
    before = path.read_bytes()
    with Terminal(path, folder=tmp_path) as terminal:
        wait_for_step(terminal, "agency")
        for step in ("overview", "proactive", "requests", "appeals"):
            terminal.send(Key.CTRL_G)
            terminal.wait_for("去哪一步")
            terminal.send(Key.DOWN, Key.ENTER)
            wait_for_step(terminal, step)
        terminal.send(Key.F4)
        terminal.wait_for("预览")
        terminal.send(Key.ESCAPE)
        assert terminal.leave() == 0
        output = bytes(terminal._output)
    assert "[red]乙[/]".encode() in output
    for sign in (b"\x1b]0;", b"\x1b]52;", "\x9b".encode(), "\u202e".encode(), b"\x1b[2JP"):
        assert sign not in output
    assert path.read_bytes() == before
