"""Where `“”——…①` are two cells wide: borders and figures stay in their columns."""

from pathlib import Path
from unicodedata import east_asian_width

import pytest
from pyte import screens
from wcwidth import wcwidth

from tests.pty.conftest import NewDraft
from tests.pty.terminal import Key, Terminal


def _wide(character: str) -> int:
    return 2 if east_asian_width(character) == "A" else int(wcwidth(character))


def _wide_but_for_lines(character: str) -> int:
    return 1 if "─" <= character <= "◿" else _wide(character)


@pytest.mark.parametrize("width", [_wide, _wide_but_for_lines])
def test_columns_stay_where_they_are(
    new_draft: NewDraft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: object
) -> None:
    """The row with quotation marks in its label has its last figure below the others."""
    monkeypatch.setattr(screens, "wcwidth", width)
    path = new_draft()
    arguments = (path, "--step", "requests")
    with Terminal(*arguments, folder=tmp_path, columns=120, lines=36, answering=True) as terminal:
        terminal.wait_for("三安全一稳定")
        terminal.come_to_rest()
        rows = terminal.lines
        at = next(i for i, line in enumerate(rows) if "三安全一稳定" in line)
        assert "“三安全一稳定”" in rows[at]
        assert not _halves_lost(terminal)
        ends = {_end(terminal, line) for line in (at - 1, at, at + 1)}
        assert len(ends) == 1, "\n".join(rows)
        terminal.send(Key.F1)
        terminal.wait_for("Esc 关闭")
        terminal.come_to_rest()
        assert ("┐" in terminal.text) is (width is not _wide)
        assert not _halves_lost(terminal)
        assert len(_edges(terminal)) == 1


def _halves_lost(terminal: Terminal) -> list[tuple[int, int, str]]:
    """The wide characters over whose right half another was written."""
    columns = terminal.screen.columns
    return [
        (x, y, row[x].data)
        for y, row in ((y, terminal.screen.buffer[y]) for y in range(terminal.screen.lines))
        for x in range(columns - 1)
        if row[x].data and screens.wcwidth(row[x].data[0]) == 2 and row[x + 1].data
    ]


def _edges(terminal: Terminal) -> set[tuple[int, int]]:
    """The cells in which the edges of the box stand: the same two on all of its lines."""
    edges = set()
    for y in range(terminal.screen.lines):
        row = [terminal.screen.buffer[y][x].data for x in range(terminal.screen.columns)]
        found = [x for x, data in enumerate(row) if data in ("│", "|")]
        if found:
            edges.add((found[0], found[-1]))
    return edges


def _end(terminal: Terminal, line: int) -> int:
    """The cell of the last digit on a line."""
    row = terminal.screen.buffer[line]
    return max(x for x in range(terminal.screen.columns) if row[x].data.isdigit())
