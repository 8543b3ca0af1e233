"""A key in the desk with 150 units, against its like in the wizard, in the same run; and 10,000.

Textual's DataTable is measured beside it, for it is why the table is painted line by line: its
arrows are as quick, but to fill it anew, as sorting and every letter of a filter do, takes longer.
"""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

import pytest

from tests.benchmarks.terminal import Repaint, Terminal, middle, p95, python
from tests.county import generated

DATA_TABLE = str(Path(__file__).with_name("data_table_app.py"))
ARROWS = [b"\x1b[B", b"\x1b[B", b"\x1b[B", b"\x1b[A"]
PAGES = [b"\x1b[6~", b"\x1b[6~", b"\x1b[5~"]
FIELD = [b"\t", *([b"5", b"\x7f"] * 40)]
FILTER = [b"/", *([b"5", b"\x7f"] * 40)]
SORT = [b"6", b"7"]
UNITS = 150
READY = f"可以公布 {UNITS}"
ROUNDS = 60
MANY = 10_000
WHILE_READING = 15.0
"""Seconds of keys, of the minute that two processors take to read so many."""
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


def first(repaints: Sequence[Repaint]) -> float:
    return middle([repaint.first for repaint in repaints])


def last(repaints: Sequence[Repaint]) -> float:
    return middle([repaint.last for repaint in repaints])


def whole(repaints: Sequence[Repaint]) -> float:
    return mean(repaint.last for repaint in repaints)


def desk(folder: Path) -> list[str]:
    return python("-m", "tuiwizard", "desk", str(folder))


@pytest.mark.parametrize(
    ("what", "keys", "like"),
    [
        ("an arrow", ARROWS, ARROWS),
        ("a screenful", PAGES, PAGES),
        ("a letter to filter by", FILTER, FIELD),
        ("sorting", SORT, PAGES),
    ],
)
def test_a_key_in_the_desk(
    what: str, keys: list[bytes], like: list[bytes], folder: Path, tmp_path: Path, report: Report
) -> None:
    (draft,) = generated.write(tmp_path / "own", 1)
    step = "agency" if like is FIELD else "requests"
    wizard = python("-m", "tuiwizard", str(draft), "--step", step)
    theirs = answers(wizard, tmp_path, like, "F1")  # on the last row
    ours = answers(desk(folder), tmp_path, keys, READY)
    parts = {"first byte (middle)": first, "last byte (middle)": last, "last byte (mean)": whole}
    for part, of in parts.items():  # no p95: of sixty keys it is a wide guess
        if keys is not FILTER or of is first:  # the table follows a tenth later
            ratio = of(ours) / of(theirs)
            report(f"{what} in the desk, {part}, of its like in {step}", ratio, 1)


def test_a_data_table_in_its_place(folder: Path, tmp_path: Path, report: Report) -> None:
    ours = answers(desk(folder), tmp_path, SORT, READY)
    theirs = answers(python(DATA_TABLE), tmp_path, [b"a"], "ready")
    ratio = last(ours) / last(theirs)
    report("the desk sorted, of a bare DataTable filled anew", ratio, 1)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What thousands of offices have sent."""
    folder = tmp_path_factory.mktemp("province")
    generated.write(folder, MANY)
    return folder


FIRST = generated.name(0)[:6]
"""On the first row; files are named before they are read, and their long names are cut."""


def first_rows(folder: Path, state: Path) -> float:
    """The processor seconds from the start of the desk to its first rows."""
    with Terminal(desk(folder), state, SMALL) as terminal:
        terminal.until(FIRST, patience=120)
        return terminal.spent


def bare_listing(folder: Path) -> float:
    """The processor seconds of a program that lists a folder and does nothing else."""
    before = os.times()
    subprocess.run(["ls", "-l", str(folder)], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    spent = (after.children_user, after.children_system)
    return sum(spent) - before.children_user - before.children_system


def test_the_first_rows_of_ten_thousand(province: Path, tmp_path: Path, report: Report) -> None:
    """From the start of the program, all that it loads included."""
    pairs = [(first_rows(province, tmp_path), bare_listing(province)) for _ in range(5)]
    more = min(many for many, _ in pairs) - min(bare for _, bare in pairs)
    report(
        f"first rows of the desk over {MANY:,} files, processor seconds more than a bare listing",
        more,
        1,
    )


def test_keys_while_ten_thousand_are_read(province: Path, tmp_path: Path, report: Report) -> None:
    waits: list[float] = []
    with Terminal(desk(province), tmp_path, SMALL) as terminal:
        terminal.until(FIRST, patience=120)
        end = time.perf_counter() + WHILE_READING
        while time.perf_counter() < end:
            waits.append(terminal.answer(ARROWS[len(waits) % len(ARROWS)]))
            time.sleep(0.03)
    what = f"an arrow while the desk reads {MANY:,}, first byte"
    report(f"{what} (middle, ms)", middle(waits) * 1000, 50)
    report(f"{what} (p95, ms)", p95(waits) * 1000, 50)
