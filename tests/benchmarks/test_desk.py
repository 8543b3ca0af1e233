"""A key in the desk with 150 units, against its like in the wizard, in the same run.

Textual's DataTable is measured beside it, for it is why the table is painted line by line: its
arrows are as quick, but to fill it anew, as every letter one sifts by does, takes it longer.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.terminal import Repaint, Terminal, middle, p95, python
from tests.county import generated

DATA_TABLE = str(Path(__file__).with_name("data_table_app.py"))
ARROWS = [b"\x1b[B", b"\x1b[B", b"\x1b[B", b"\x1b[A"]
PAGES = [b"\x1b[6~", b"\x1b[6~", b"\x1b[5~"]
FIELD = [b"\t", *([b"5", b"\x7f"] * 40)]
SIFT = [b"/", *([b"5", b"\x7f"] * 40)]
UNITS = 150
READY = f"可以公布 {UNITS}"
ROUNDS = 60
SMALL = (24, 80)

Report = Callable[[str, float, float], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a county office has received."""
    folder = tmp_path / "in"
    generated.write(folder, UNITS)
    return folder


def answers(command: list[str], state: Path, keys: list[bytes], words: str) -> list[Repaint]:
    """What each of many keys led to, once certain words are on the screen."""
    with Terminal(command, state, SMALL) as terminal:
        terminal.until(words, patience=120)  # the machine may be busy with others
        terminal.settle()
        painted = [terminal.press(keys[i % len(keys)]) for i in range(ROUNDS)]
    return [repaint for repaint in painted[5:] if repaint.first]


def desk(folder: Path) -> list[str]:
    return python("-m", "tuiwizard", "desk", str(folder))


@pytest.mark.parametrize(
    ("what", "keys", "like"),
    [
        ("an arrow", ARROWS, ARROWS),
        ("a screenful", PAGES, PAGES),
        ("a letter to sift by", SIFT, FIELD),
        ("sorting", [b"6", b"7"], PAGES),
    ],
)
def test_a_key_in_the_desk(
    what: str, keys: list[bytes], like: list[bytes], folder: Path, tmp_path: Path, report: Report
) -> None:
    (draft,) = generated.write(tmp_path / "own", 1)
    step = "agency" if like is FIELD else "requests"
    wizard = python("-m", "tuiwizard", str(draft), "--step", step)
    theirs = answers(wizard, tmp_path, like, "^q")
    ours = answers(desk(folder), tmp_path, keys, READY)
    parts = [("first", middle), ("last", middle), ("last", p95)]
    for part, of in parts[:1] if keys is SIFT else parts:  # the table follows a tenth later
        ratio = of([getattr(r, part) for r in ours]) / of([getattr(r, part) for r in theirs])
        report(f"{what} in the desk, {part} byte ({of.__name__}), of its like in {step}", ratio, 1)


def test_a_data_table_in_its_place(folder: Path, tmp_path: Path, report: Report) -> None:
    ours = answers(desk(folder), tmp_path, SIFT, READY)
    theirs = answers(python(DATA_TABLE), tmp_path, [b"a"], "ready")
    ratio = middle([r.last for r in ours]) / middle([r.last for r in theirs])
    report("the desk sifted by a letter, of a bare DataTable filled anew", ratio, 1)
