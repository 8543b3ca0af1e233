"""How fast the wizard starts and answers a key, against a bare Textual app in the same run."""

from pathlib import Path

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import Repaint, Terminal, middle, p95, python
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

BARE = str(Path(__file__).with_name("bare_app.py"))
ROUNDS = 60
OPEN = "已保存"
"""What the wizard says when its session is there."""
SENTENCE = "本年度认真贯彻落实条例，扎实推进政务公开各项工作，取得了一定成效。"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with a narrative of 5,000 characters and an empty table 3."""
    paragraph = SENTENCE * 7
    text = "\n".join([paragraph] * (5000 // len(paragraph) + 1))[:5000]
    path = tmp_path / "draft.toml"
    store.create(path, Draft.new(2025, name="测试单位").with_texts({"overview.text": text}))
    return path


def wizard(draft: Path, step: str) -> list[str]:
    return python("-m", "tuiwizard", str(draft), "--step", step)


def answers(
    command: list[str], state: Path, keys: list[bytes], ready: bytes = b""
) -> list[Repaint]:
    """What each of many keys led to, the first few left out."""
    with Terminal(command, state) as terminal:
        if "tuiwizard" in command:
            terminal.until(OPEN)
        terminal.settle()
        if ready:
            terminal.press(ready)
            terminal.settle()
        painted = [terminal.press(keys[i % len(keys)]) for i in range(ROUNDS)]
    return [repaint for repaint in painted[5:] if repaint.first]


def test_start(draft: Path, tmp_path: Path, report: Report) -> None:
    """From nothing to a table in which a key counts: processor time, in pairs."""

    def start(command: list[str]) -> float:
        with Terminal(command, tmp_path) as terminal:
            return terminal.until_typed("字")

    ratios = []
    for _ in range(11):
        _let_go(draft)
        bare = start(python(BARE))
        ratios.append(start(wizard(draft, "requests")) / bare)
    report("start to a table in which a key counts, of a bare app", middle(ratios), 1.15)


def _let_go(draft: Path) -> None:
    """Nobody works on the draft: the wizard before was killed."""
    for owner in draft.parent.glob(".*.owner"):
        owner.unlink()


@pytest.mark.parametrize(("what", "key", "limit"), [("a digit", b"1", 1.3), ("Enter", b"\r", 2.2)])
def test_processor_time_of_a_key(
    what: str, key: bytes, limit: float, draft: Path, tmp_path: Path, report: Report
) -> None:
    """Both programs take turns, so that a busy moment hits both; the best of each counts."""
    with (
        Terminal(python(BARE), tmp_path) as bare,
        Terminal(wizard(draft, "requests"), tmp_path) as ours,
    ):
        ours.until(OPEN)
        for terminal in (bare, ours):
            terminal.settle()
            terminal.press(b"1")
        pairs = [(_spent(bare, b"1"), _spent(ours, key)) for _ in range(40)]
    bare_best, ours_best = (middle(sorted(times)[:20]) for times in zip(*pairs, strict=True))
    report(f"{what} in table 3, processor time, of a bare Input", ours_best / bare_best, limit)


def _spent(terminal: Terminal, key: bytes) -> float:
    before = terminal.spent
    terminal.press(key)
    return terminal.spent - before


@pytest.mark.parametrize(("columns", "lines", "most"), [(80, 24, 6_000), (200, 60, 25_000)])
def test_bytes_of_a_first_paint(
    columns: int, lines: int, most: int, draft: Path, tmp_path: Path, report: Report
) -> None:
    with Terminal(wizard(draft, "requests"), tmp_path, (lines, columns)) as terminal:
        terminal.until("F1")  # on the last row
        report(f"bytes of the first paint at {columns}x{lines}", terminal.sent, most)


def test_bytes_of_keys(draft: Path, tmp_path: Path, report: Report) -> None:
    def sent(terminal: Terminal, key: bytes) -> int:
        before = terminal.sent
        terminal.press(key)
        return terminal.sent - before

    with Terminal(wizard(draft, "requests"), tmp_path, (24, 80)) as terminal:
        terminal.until(OPEN)
        terminal.settle()
        report("bytes of a digit in table 3", max(sent(terminal, b"7") for _ in range(4)), 250)
        found = [sent(terminal, b"\r") for _ in range(20)]
    report("bytes of Enter in table 3", middle(found), 600)
    report("bytes of Enter in table 3, scrolling", max(found), 2_000)
    with Terminal(wizard(draft, "overview"), tmp_path, (24, 80)) as terminal:
        terminal.until(OPEN)
        terminal.settle()
        terminal.press(b"\x1b[1;5F")
        found = [sent(terminal, "字".encode()) for _ in range(8)]
    report("bytes of a character in a text", max(found), 400)


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ("a digit in table 3", [b"1"]),
        ("an arrow in table 3", [b"\x1b[B", b"\x1b[C", b"\x1b[A", b"\x1b[D"]),
    ],
)
def test_keys_in_the_grid(
    what: str, keys: list[bytes], draft: Path, tmp_path: Path, report: Report
) -> None:
    bare = answers(python(BARE), tmp_path, [b"1"])
    ours = answers(wizard(draft, "requests"), tmp_path, keys)
    report(
        f"{what}, first byte p95", p95([r.first for r in ours]) / p95([r.first for r in bare]), 2
    )
    report(f"{what}, last byte p95 (ms)", 1000 * p95([r.last for r in ours]), 30)
    report(f"{what}, repaints", p95([r.bursts for r in ours]), 2)


def test_a_character_in_a_long_text(draft: Path, tmp_path: Path, report: Report) -> None:
    character = "字".encode()
    bare = answers(python(BARE, "text"), tmp_path, [character])
    ours = answers(wizard(draft, "overview"), tmp_path, [character], ready=b"\x1b[1;5F")
    ratio = p95([r.first for r in ours]) / p95([r.first for r in bare])
    report("a character behind 5,000, first byte p95", ratio, 3)
