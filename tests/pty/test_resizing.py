"""Dragging the corner of a window loses neither the place nor the cursor."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal
from tests.tui.county import lay_out

pytestmark = pytest.mark.pty

SIZES = ((120, 36), (40, 12), (200, 60), (80, 8), (132, 10), (57, 17), (80, 24))
"""One after the other: wider, lower, both, and back."""

Holds = Callable[[Terminal], bool]


def shown(terminal: Terminal) -> bool:
    """Whether the terminal's cursor is within the screen."""
    column, line = terminal.cursor
    return 0 <= column < terminal.screen.columns and 0 <= line < terminal.screen.lines


def behind(words: str) -> Holds:
    """The cursor stands behind these words."""
    return lambda terminal: terminal.before_cursor.endswith(words)


def on(figure: str) -> Holds:
    """The current cell is in sight, and the cursor is in it."""
    return lambda t: t.highlighted_figure == figure and figure in t.before_cursor + t.after_cursor


def beside(words: str) -> Holds:
    """The cursor is on the line of these words."""
    return lambda terminal: words in terminal.before_cursor + terminal.after_cursor


def drag(terminal: Terminal, holds: Holds) -> None:
    """Resize again and again; what holds, holds at each size."""
    terminal.come_to_rest()
    assert shown(terminal) and holds(terminal), terminal.text
    for size in SIZES:
        terminal.resize(*size)
        assert shown(terminal), (size, terminal.cursor, terminal.text)
        assert holds(terminal), (
            f"{size} {terminal.cursor} {terminal.highlighted_figure}\n{terminal.text}"
        )


@pytest.mark.parametrize(
    ("step", "keys", "holds"),
    [
        ("agency", (Key.TAB, Key.END, "标记"), behind("标记")),
        ("overview", (Key.CTRL_END, "标记"), behind("标记")),
        ("proactive", (Key.CTRL_END, "17.5", Key.ENTER, Key.CTRL_END), on("17.5")),
        ("requests", (Key.CTRL_HOME, "4711", Key.ENTER, Key.UP), on("4711")),
        ("appeals", ("4712", Key.ENTER, Key.CTRL_HOME), on("4712")),
        ("other_matters", (Key.CTRL_END, "标记"), behind("标记")),
    ],
)
def test_each_step(
    new_draft: NewDraft, tmp_path: Path, step: str, keys: tuple[str, ...], holds: Holds
) -> None:
    new_draft()
    with Terminal(
        "draft.toml", "--step", step, folder=tmp_path, columns=80, lines=24, COLORTERM="truecolor"
    ) as terminal:
        terminal.wait_for("已保存")
        for key in keys:
            terminal.send(key)
        drag(terminal, holds)


def test_the_checks(new_draft: NewDraft, tmp_path: Path) -> None:
    new_draft(overview__text="全年受理申请9999件。", problems__text="")
    with Terminal("draft.toml", "--step", "publish", folder=tmp_path, columns=80) as terminal:
        terminal.wait_for("妨碍公布")
        terminal.send(Key.HOME)
        drag(terminal, lambda t: any("9999" in line for line in t.highlighted))


def test_the_desk(tmp_path: Path) -> None:
    lay_out(tmp_path)
    with Terminal("desk", ".", folder=tmp_path, columns=80, lines=24) as terminal:
        terminal.wait_for("可以公布 20", gone="正在读")
        for _ in range(9):
            terminal.send(Key.DOWN)
        drag(terminal, beside("00007-坏"))


def test_a_dialog(new_draft: NewDraft, tmp_path: Path) -> None:
    new_draft()
    with Terminal("draft.toml", "--step", "requests", folder=tmp_path, columns=80) as terminal:
        terminal.wait_for("已保存")
        terminal.send(Key.CTRL_P, "换配")
        terminal.come_to_rest()
        drag(terminal, behind("换配"))
