"""`tuiwizard ledger` in a real terminal: a table there, and text for a pipe."""

import subprocess
from pathlib import Path

import pytest

from tests.ledger.books import ledger
from tests.program import COMMAND, environment
from tests.pty.terminal import Key, Terminal

pytestmark = pytest.mark.pty

LOOK = ("ledger", "台账.xlsx", "--as-of", "2024-06-20")
HEADING = "依申请公开待答复 1 件（截至 2024-06-20）"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    row = ("2024-002", "标记姓名", "公民", "2024-04-07", None, None)
    (tmp_path / "台账.xlsx").write_bytes(ledger(row))
    return tmp_path


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 36)])
def test_a_table_on_a_terminal(folder: Path, columns: int, lines: int) -> None:
    with Terminal(*LOOK, folder=folder, columns=columns, lines=lines) as terminal:
        terminal.wait_for(HEADING, "2024-05-07", "已超 32", "从次日起 20 个工作日", "帮助")
        assert terminal.line_of("2024-002").split()[0] == "超期"
        terminal.send("c")
        terminal.wait_for("贴到工作群里的文字已复制")
        terminal.send(Key.ESCAPE)
        assert terminal.wait_for_end() == 0
        assert terminal.restored
        assert "标记姓名" not in terminal.said


def test_a_key_sent_before_the_table_is_there(folder: Path) -> None:
    with Terminal(*LOOK, folder=folder) as terminal:
        terminal.send("c")
        terminal.wait_for("贴到工作群里的文字已复制")


def test_text_where_it_is_asked_for_or_no_screen_can_be_drawn(folder: Path) -> None:
    with Terminal(*LOOK, "--format", "text", folder=folder) as terminal:
        assert terminal.wait_for_end() == 0
        assert HEADING in terminal.said and not terminal.opened
    with Terminal(*LOOK, folder=folder, TERM="dumb") as terminal:
        assert terminal.wait_for_end() == 0
        assert HEADING in terminal.said and not terminal.opened


def test_text_in_a_pipe(folder: Path) -> None:
    done = subprocess.run(
        [*COMMAND, *LOOK], cwd=folder, env=environment(), capture_output=True, check=True
    )
    assert done.stdout.decode().startswith(f"{HEADING}\n已超期 1 件：\n")


def test_a_ledger_that_cannot_be_read_is_one_sentence(folder: Path) -> None:
    (folder / "台账.xlsx").write_bytes(b"PK\x03\x04")
    with Terminal(*LOOK, folder=folder) as terminal:
        assert terminal.wait_for_end() == 2
        assert "台账.xlsx" in terminal.said and not terminal.opened
        assert len(terminal.said.splitlines()) == 1
