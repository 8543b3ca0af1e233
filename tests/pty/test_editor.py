"""A text in the person's own editor, whatever ends first: the wizard, the editor, the terminal."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.strategies import complete_draft
from tuiwizard.drafts import store

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(os.name == "nt", reason="the editor is a script of the shell"),
]

CTRL_E = "\x05"

_EDITOR = """
import pathlib, signal, sys, time
folder, file = pathlib.Path({folder!r}), pathlib.Path(sys.argv[1])
signal.signal(signal.SIGHUP, signal.SIG_IGN)
done = 0
while True:
    todo = sorted(folder.glob("say-*"))
    for one in todo[done:]:
        file.write_text(one.read_text("utf-8"), "utf-8")
        done += 1
    if (folder / "end").exists():
        sys.exit(int((folder / "end").read_text() or 0))
    (folder / "open").touch()
    time.sleep(0.02)
"""


class Editor:
    """An editor that saves what it is told, and ends when it is told."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        script = folder / "editor.py"
        script.write_text(_EDITOR.format(folder=str(folder)), "utf-8")
        self.command = f"{sys.executable} {script}"
        self._said = 0

    def save(self, text: str) -> None:
        self._said += 1
        part = self.folder / "part"
        part.write_text(text + "\n", "utf-8")
        part.rename(self.folder / f"say-{self._said}")

    def end(self, code: int = 0) -> None:
        part = self.folder / "part"
        part.write_text(str(code))
        part.rename(self.folder / "end")

    @property
    def is_open(self) -> bool:
        return (self.folder / "open").exists()


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(tmp_path / "editor")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    store.save(path, complete_draft().with_texts({"overview.text": "原文"}))
    return path


def saved(draft: Path) -> str:
    return store.load(draft).entries("overview").get("overview.text")


def until(true: Callable[[], bool]) -> None:
    stop = time.monotonic() + 10
    while not true():
        assert time.monotonic() < stop
        time.sleep(0.05)


def opened(draft: Path, editor: Editor) -> Terminal:
    return Terminal(draft, "--step", "overview", folder=draft.parent, EDITOR=editor.command)


def begin(terminal: Terminal, editor: Editor) -> None:
    wait_for_step(terminal, "overview")
    terminal.send(CTRL_E)
    until(lambda: editor.is_open)


def test_what_is_saved_is_on_disk_while_the_editor_is_open(draft: Path, editor: Editor) -> None:
    with opened(draft, editor) as terminal:
        begin(terminal, editor)
        for text in ("第一次存盘", "第二次存盘"):
            editor.save(text)
            until(lambda text=text: saved(draft) == text)  # type: ignore[misc]
        editor.end()
        terminal.wait_for("第二次存盘")
        terminal.send(Key.CTRL_Z)
        terminal.wait_for("第一次存盘")
        assert terminal.leave() == 0
    assert saved(draft) == "第一次存盘"
    assert [*(draft.parent / ".state" / "editor").glob("*")] == []


def test_an_editor_that_fails_keeps_what_it_saved(draft: Path, editor: Editor) -> None:
    with opened(draft, editor) as terminal:
        begin(terminal, editor)
        editor.save("存过的正文")
        editor.end(3)
        terminal.wait_for("存过的正文", "编辑器没有正常结束（3）")
        assert terminal.leave() == 0
    assert saved(draft) == "存过的正文"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_wizard_ends_with_the_editor(
    draft: Path, editor: Editor, number: signal.Signals
) -> None:
    with opened(draft, editor) as terminal:
        begin(terminal, editor)
        editor.save("存过的正文")
        terminal.kill(number)
        until(lambda: saved(draft) == "存过的正文")
        editor.save("再存一次")
        editor.end()
        assert terminal.wait_for_end() == 128 + number
    assert saved(draft) == "再存一次"


@pytest.mark.parametrize("answer", ["收进来", "不要了"])
def test_a_text_left_behind_is_offered(draft: Path, editor: Editor, answer: str) -> None:
    """The wizard is killed, and the editor goes on saving."""
    with opened(draft, editor) as terminal:
        begin(terminal, editor)
        editor.save("存过的正文")
        until(lambda: saved(draft) == "存过的正文")
        terminal.kill(signal.SIGKILL)
    file = next((draft.parent / ".state" / "editor").rglob("*.txt"))
    editor.save("以后又写的正文")
    until(lambda: file.read_text("utf-8") == "以后又写的正文\n")
    editor.end()
    assert file.stat().st_mode & 0o077 == 0
    with Terminal(draft, "--step", "overview", folder=draft.parent) as terminal:
        terminal.wait_for("上次在外部编辑器里存过的正文还没有收进来", "以后又写的正文")
        if answer == "不要了":
            terminal.send(Key.DOWN)
        terminal.send(Key.ENTER)
        taken = "以后又写的正文" if answer == "收进来" else "存过的正文"
        terminal.wait_for(taken, gone="还没有收进来")
        assert terminal.leave() == 0
    assert saved(draft) == taken
    assert not file.exists()


def test_a_terminal_that_closes_loses_nothing_saved(draft: Path, editor: Editor) -> None:
    with opened(draft, editor) as terminal:
        begin(terminal, editor)
        editor.save("存过的正文")
        until(lambda: saved(draft) == "存过的正文")
        editor.save("关窗之前")
        editor.end()
        terminal.hang_up()
    assert saved(draft) == "关窗之前"
