"""A block that a terminal pastes without marks, and keys that are none."""

from pathlib import Path

import pytest

from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.published import committed
from tuiwizard.drafts import store
from tuiwizard.forms import layout
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures

pytestmark = pytest.mark.pty

ROWS = ("1\t2\t3\t0\t0\t0\t6", "4\t5\t6\t0\t0\t0\t15")
"""Two rows of table 3, each with its total, which is computed."""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    store.create(path, Draft.new(2025, name="测试单位"))
    return path


def texts(path: Path) -> list[str]:
    return [*store.load(path).entries("requests").texts.values()]


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"], ids=["windows", "linux", "typed"])
@pytest.mark.parametrize("pieces", [1, 5])
def test_a_block_is_previewed(draft: Path, line_end: str, pieces: int) -> None:
    block = "".join(row + line_end for row in ROWS)
    size = -(-len(block) // pieces)
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.wait_for("已保存")
        for start in range(0, len(block), size):
            terminal.send(block[start : start + size])
        terminal.wait_for("粘贴预览")
        terminal.send(Key.ENTER)
        terminal.wait_for("勾稽", gone="粘贴预览")
        assert terminal.leave() == 0
    assert texts(draft) == ["1", "2", "3", "0", "0", "0", "4", "5", "6", "0", "0", "0"]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"], ids=["windows", "typed"])
def test_a_column_is_previewed(draft: Path, line_end: str) -> None:
    """With the totals that stand in it, which belong into no cell below them."""
    report = committed("pingtan-2021").draft()
    column = [
        cell
        for cell in layout.grid("2021", "requests").cells
        if cell.path.endswith(".natural_person")
    ]
    values = [str(Figures(report).value(cell.path)) for cell in column]
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.wait_for("已保存")
        terminal.send("".join(value + line_end for value in values))
        terminal.wait_for("粘贴预览")
        terminal.send(Key.ENTER)
        terminal.wait_for("勾稽", gone="粘贴预览")
        assert terminal.leave() == 0
    typed = [cell.path for cell in column if not cell.parts]
    saved = store.load(draft).entries("requests").texts
    assert [saved.get(path) for path in typed] == [
        report.entries("requests").get(path) for path in typed
    ]


@pytest.mark.parametrize(
    ("keys", "figures"),
    [
        ("1\r2\r3\r4\r", ["1", "2", "3", "4"]),
        ("1\t2\t3\t4\t5\t6", ["1", "2", "3", "4", "5", "6"]),
        ("7\r\r\r\r", ["7"]),
        ("7\t\t\t\t", ["7"]),
    ],
    ids=["digit and Enter", "digit and Tab", "held Enter", "held Tab"],
)
def test_keys_of_a_script_are_typed(draft: Path, keys: str, figures: list[str]) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        wait_for_step(terminal, "requests")
        terminal.wait_for("已保存")
        terminal.send(keys)
        terminal.look(0.3)
        assert "粘贴预览" not in terminal.text
        assert terminal.leave() == 0
    assert texts(draft) == figures


def test_keys_typed_ahead_are_typed(draft: Path) -> None:
    with Terminal(draft, "--step", "requests", folder=draft.parent) as terminal:
        terminal.send("1\t2\r3\t4\r")
        wait_for_step(terminal, "requests")
        terminal.wait_for("已保存")
        assert "粘贴预览" not in terminal.text
        assert terminal.leave() == 0
    assert sorted(texts(draft)) == ["1", "2", "3", "4"]
