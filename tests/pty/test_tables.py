"""Tables on real terminals: what must be in sight, and where columns stand."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.pty.clerk import rows_of
from tests.pty.terminal import Key, Terminal
from tests.published import committed
from tuiwizard.drafts import store

pytestmark = pytest.mark.pty

REPORT = committed("pingtan-2021")
ROWS = [*rows_of("2021", "requests")]
CARRIED_OUT = "requests.carried_out.natural_person"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A report in which one column does not balance."""
    path = tmp_path / "draft.toml"
    more = str(int(REPORT.printed[CARRIED_OUT]) + 5)
    store.save(path, REPORT.draft().with_texts({CARRIED_OUT: more}))
    return path


def test_the_balance_stays_in_sight_at_80x24(draft: Path) -> None:
    with Terminal(
        draft, "--step", "requests", folder=draft.parent, columns=80, lines=24
    ) as terminal:
        terminal.wait_for("勾稽", "差5", "自然人  新收", "第 1 行，共 25 行")
        for row in range(2, 26):
            terminal.send(Key.DOWN)
            terminal.wait_for(f"第 {row} 行，共 25 行", "勾稽", "自然人  新收")
            terminal.wait_until(lambda: terminal.line_of("勾稽").count("平") == 5, "平")
            terminal.wait_until(lambda: terminal.line_of("自然人  新收").endswith("差5"), "差5")
        terminal.wait_for("四、结转下年度继续办理")
        assert terminal.leave() == 0


def test_the_whole_of_table_3_is_in_sight_at_120x36(draft: Path) -> None:
    with Terminal(
        draft, "--step", "requests", folder=draft.parent, columns=120, lines=36
    ) as terminal:
        terminal.wait_for("勾稽", "差5", "自然人  新收")
        for row in ROWS:
            label = row[0].row[-1]
            assert any(label[:9] in line for line in terminal.lines), label
        heads = terminal.line_of("自然人    企业")
        ends = [cell_len(heads[: heads.index(word) + len(word)]) for word in ("自然人", "其他")]
        for row in ROWS:
            line = terminal.line_of(row[0].row[-1][:9])
            figures = [REPORT.printed[row[i].path] for i in (0, 5)]
            if row[0].path not in (CARRIED_OUT,):
                assert [
                    _ending_at(line, end, text) for end, text in zip(ends, figures, strict=True)
                ] == figures
        assert terminal.leave() == 0


def _ending_at(line: str, end: int, text: str) -> str:
    """What stands before a cell of a line, in so many cells as a text has."""
    before = ""
    for character in line:
        if cell_len(before) >= end:
            break
        before += character
    return before[-len(text) :]
