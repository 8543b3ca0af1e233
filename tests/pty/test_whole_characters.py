"""What lies over Chinese text cuts none of it: at most half of a character is blank at an edge."""

from pathlib import Path

import pyte
import pytest

from tests.ledger.office import write_ledger
from tests.pty.terminal import Key, Terminal
from tests.published import committed
from tests.tui.county import lay_out
from tuiwizard.drafts import store
from tuiwizard.tui.themes import PALETTES

pytestmark = pytest.mark.pty

TEXT = "政府信息公开工作年度报告，一共有三张表、六个部分：填完、检查、签发、公布，缺一不可。" * 60
WIDTHS = (101, 120, 123)
COLOURS = {role: colour.removeprefix("#") for role, colour in PALETTES["ink-dark"].items()}

DRAFT = "示例县人民政府办公室2025年政府信息公开工作年度报告（修改稿）.toml"
F8, F12 = "\x1b[19~", "\x1b[24~"

SAVED: dict[bool, tuple[str, ...]] = {True: ("已保存",), False: ()}

Cells = list[list[str]]


def cells(screen: pyte.Screen) -> Cells:
    """What stands in each cell; the second half of a wide character is empty, a digit any."""
    rows = range(screen.lines)
    return [[_any_digit(screen.buffer[y][x].data) for x in range(screen.columns)] for y in rows]


def _any_digit(data: str) -> str:
    """The time of saving goes on."""
    return "0" if data.isdigit() else data


def covered(screen: pyte.Screen, role: str) -> list[tuple[int, int]]:
    """The part of each line that lies under something of a colour; empty where nothing does."""
    parts = []
    for y in range(screen.lines):
        upon = [x for x in range(screen.columns) if screen.buffer[y][x].bg == COLOURS[role]]
        parts.append((upon[0], upon[-1] + 1) if upon else (0, 0))
    return parts


def covers(screen: pyte.Screen, role: str) -> bool:
    """Whether something of a colour is there."""
    return any(end for _, end in covered(screen, role))


def cut(before: Cells, now: Cells, under: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cells outside that differ, but for the half of a character that has lost its other."""
    found = []
    for y, (start, end) in enumerate(under):
        for x in set(range(len(now[y]))) - set(range(start, end)):
            half = (x == start - 1 and before[y][start] == "") or (x == end and not before[y][end])
            if now[y][x] != (" " if half else before[y][x]):
                found.append((x, y))
    return found


def orphans(now: Cells) -> list[tuple[int, int]]:
    """Second halves without a first, and firsts without a second."""
    wide = [[bool(data) and ord(data[0]) > 0x2E7F for data in row] for row in now]
    return [
        (x, y)
        for y, row in enumerate(now)
        for x, data in enumerate(row)
        if (not data) != (x > 0 and wide[y][x - 1])
    ]


def check(terminal: Terminal, before: Cells, role: str) -> None:
    """What is there now covers something, and cuts nothing."""
    now, under = cells(terminal.screen), covered(terminal.screen, role)
    assert covers(terminal.screen, role), terminal.text
    assert orphans(now) == []
    assert cut(before, now, under) == [], terminal.text


def laid_out(folder: Path) -> None:
    """A draft full of text, a ledger, and a folder of reports."""
    texts = {"overview.text": TEXT, "problems.text": TEXT}
    store.save(folder / DRAFT, committed("pingtan-2021").draft().with_texts(texts))
    write_ledger(folder / "台账.xlsx")
    (folder / "in").mkdir()
    lay_out(folder / "in")


LISTS = (Key.CTRL_P, Key.CTRL_G, Key.F1, F12)
PLACES = {
    "text": ((DRAFT, "--step", "overview"), "[2", LISTS, Key.CTRL_S),
    "table": ((DRAFT, "--step", "requests"), "[4", LISTS, Key.CTRL_S),
    "checks": ((DRAFT, "--step", "publish"), "[8", (Key.CTRL_P, Key.F2), Key.CTRL_S),
    "desk": (("desk", "in"), "可以公布 20", (Key.ENTER, Key.CTRL_P, F8), Key.F5),
    "days": (("ledger", "台账.xlsx"), "超期", (Key.ENTER, Key.CTRL_P, Key.F1), "c"),
}
"""What is opened, when it is there, what opens dialogs over it, and what a toast."""


@pytest.mark.parametrize("place", PLACES)
def test_dialogs_and_toasts_over_a_screen(tmp_path: Path, place: str) -> None:
    """At widths odd and even, so that edges fall within characters."""
    arguments, shown, dialogs, toast = PLACES[place]
    laid_out(tmp_path)
    with Terminal(*arguments, folder=tmp_path, lines=36, COLORTERM="truecolor") as terminal:
        terminal.wait_for(shown, *SAVED[arguments[0] == DRAFT], gone="正在")
        for columns in WIDTHS:
            terminal.resize(columns, 36)
            before = cells(terminal.screen)
            assert orphans(before) == []
            for key in dialogs:
                terminal.send(key)
                terminal.wait_until(lambda: cells(terminal.screen) != before)  # noqa: B023 - at once
                terminal.come_to_rest(0.3)
                check(terminal, before, "page")
                terminal.send(Key.ESCAPE)
                terminal.wait_until(lambda: cells(terminal.screen) == before)  # noqa: B023
        terminal.send(toast)
        terminal.come_to_rest(0.3)
        assert any(covers(terminal.screen, role) for role in ("ink", "alert"))
        for columns in WIDTHS:
            terminal.resize(columns, 36)
            assert orphans(cells(terminal.screen)) == []


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_toast_over_a_text(tmp_path: Path, columns: int) -> None:
    laid_out(tmp_path)
    arguments, shown, _, toast = PLACES["text"]
    with Terminal(
        *arguments, folder=tmp_path, columns=columns, lines=36, COLORTERM="truecolor"
    ) as terminal:
        terminal.wait_for(shown, *SAVED[True])
        terminal.come_to_rest()
        before = cells(terminal.screen)
        terminal.send(toast)
        terminal.come_to_rest(0.3)
        check(terminal, before, "ink")
