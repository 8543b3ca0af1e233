"""How fast the wizard starts and answers a key, against a bare Textual app in the same run."""

from pathlib import Path

import pytest

from tests.benchmarks.conftest import Report
from tests.benchmarks.terminal import Repaint, Terminal, middle, p95, python
from tuiwizard.drafts import store
from tuiwizard.report.draft import Draft

BARE = str(Path(__file__).with_name("bare_app.py"))
ROUNDS = 60
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
        terminal.settle()
        if ready:
            terminal.press(ready)
            terminal.settle()
        painted = [terminal.press(keys[i % len(keys)]) for i in range(ROUNDS)]
    return [repaint for repaint in painted[5:] if repaint.first]


def test_first_frame(draft: Path, tmp_path: Path, report: Report) -> None:
    def start(command: list[str], words: str) -> float:
        with Terminal(command, tmp_path) as terminal:
            return terminal.until(words)

    bare, ours, ready = [], [], []
    for _ in range(9):
        bare.append(start(python(BARE), "^p"))
        ours.append(start(wizard(draft, "requests"), "正在打开"))
        ready.append(start(wizard(draft, "requests"), "^q"))
    report("first frame, of a bare app", middle(ours) / middle(bare), 1.3)
    report("ready to type in table 3, of a bare app", middle(ready) / middle(bare), 4)


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
    report(f"{what}, last byte p95 (ms)", 1000 * p95([r.last for r in ours]), 50)
    report(f"{what}, repaints", p95([r.bursts for r in ours]), 2)


def test_a_character_in_a_long_text(draft: Path, tmp_path: Path, report: Report) -> None:
    character = "字".encode()
    bare = answers(python(BARE, "text"), tmp_path, [character])
    ours = answers(wizard(draft, "overview"), tmp_path, [character], ready=b"\x1b[1;5F")
    ratio = p95([r.first for r in ours]) / p95([r.first for r in bare])
    report("a character behind 5,000, first byte p95", ratio, 3)
