"""The doctor in a real terminal: what it measures, and that it leaves nothing behind."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.doctor.conftest import WIDTHS
from tests.pty.terminal import Key, Terminal
from tuiwizard.doctor.terminal_query import SAMPLES

pytestmark = pytest.mark.pty

AFTER = (
    sys.executable,
    "-c",
    "import subprocess, sys, termios\n"
    "before = termios.tcgetattr(0)\n"
    "code = subprocess.call([sys.executable, '-m', 'tuiwizard', *sys.argv[1:]])\n"
    "print('as it was' if termios.tcgetattr(0) == before else 'changed', code)\n"
    "line = input('next: ')\n"
    "print(f'read [{line}]')\n",
)
"""The doctor, then what the shell would do: look at the terminal and read a line."""


def found(terminal: Terminal, title: str) -> str:
    return terminal.line_of(f"  {title}：")


def test_widths_are_measured_by_the_cursor(tmp_path: Path) -> None:
    with Terminal("doctor", folder=tmp_path, lines=60, answering=True) as terminal:
        assert terminal.wait_for_end() == 0
        assert found(terminal, "汉字的宽度") == "正常  汉字的宽度：汉字和全角标点占两列"
        assert found(terminal, "“”…① 的宽度").startswith("正常")
        assert found(terminal, "画线字符").startswith("正常")
        assert found(terminal, "窗口大小") == "正常  窗口大小：100 列 60 行"
        assert terminal.lines[0].startswith("正常  程序")  # nothing stands before the findings


def test_a_terminal_that_never_answers(tmp_path: Path) -> None:
    with Terminal("doctor", folder=tmp_path, lines=60, command=AFTER) as terminal:
        terminal.wait_for("as it was 0")
        assert "不回答" in found(terminal, "汉字的宽度")
        assert terminal.lines[0].startswith("正常  程序")
        terminal.send("甲乙", Key.ENTER)
        terminal.wait_for("read [甲乙]")
        assert terminal.wait_for_end() == 0


def test_a_terminal_that_answers_rubbish(tmp_path: Path) -> None:
    with Terminal("doctor", folder=tmp_path, lines=60, command=AFTER) as terminal:
        terminal.wait_until(lambda: terminal.asked, "question")
        terminal.send("\x1b[3;9999R\x1b[R\x1b[?c\x1b[;;;R", "\x1b[?1;2c")
        terminal.wait_for("as it was 0")
        assert "对不上" in found(terminal, "汉字的宽度")
        terminal.send("甲", Key.ENTER)
        terminal.wait_for("read [甲]")


def test_keys_pressed_meanwhile_are_told(tmp_path: Path) -> None:
    with Terminal("doctor", folder=tmp_path, lines=60, command=AFTER) as terminal:
        terminal.wait_until(lambda: terminal.asked, "question")
        answers = (f"\x1b[1;{WIDTHS[character] + 1}R" for character in SAMPLES)
        terminal.send("a", *answers, Key.UP, "\x1b[?6c")
        terminal.wait_for("as it was 0")
        assert found(terminal, "汉字的宽度").startswith("正常")
        assert found(terminal, "按键").endswith("量宽度时按下的键没有执行，要用请再按一次")


def test_a_dumb_terminal_is_not_asked(tmp_path: Path) -> None:
    with Terminal("doctor", folder=tmp_path, lines=60, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 1
        assert not terminal.asked
        assert "--plain" in terminal.text


def test_json_on_a_file_still_measures(tmp_path: Path) -> None:
    shell = ("sh", "-c", f'"{sys.executable}" -m tuiwizard doctor --format json > out.json')
    with Terminal(folder=tmp_path, command=shell, answering=True) as terminal:
        assert terminal.wait_for_end() == 0
        assert terminal.text.strip() == ""
    checks: dict[str, Any] = {
        check["name"]: check for check in json.loads((tmp_path / "out.json").read_text())["checks"]
    }
    assert checks["wide"]["state"] == "ok"
    assert checks["size"]["found"] == "100 列 30 行"
