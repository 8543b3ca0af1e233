"""The bar: on a terminal, in Chinese, and out of the way of what is written."""

import io
import sys

import pytest

from tuiwizard.cli import progress
from tuiwizard.cli.progress import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal for stderr; not a fixture, for pytest sets stderr anew behind those."""
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setattr(progress, "PERIOD", 0)
    return screen


def test_it_counts_and_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    bar = Bar(3)
    bar.step()
    bar.step()
    assert "2/3 份" in terminal.getvalue()
    bar.close()
    assert terminal.getvalue().endswith("\x1b[1A\x1b[2K")


def test_lines_are_written_while_it_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    bar = Bar(3)
    with bar.aside(terminal):
        pass  # it is not there yet
    bar.step()
    before = len(terminal.getvalue())
    with bar.aside(terminal):
        away = terminal.getvalue()[before:]
    assert away.endswith("\x1b[1A\x1b[2K")
    bar.step()
    assert "2/3 份" in terminal.getvalue()[before:]
    with bar.aside(io.StringIO()):  # lines for a file do not meet it
        during = terminal.getvalue()
    assert during == terminal.getvalue()
    bar.close()


def test_nobody_looks_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 0)
    monkeypatch.setattr(sys, "stderr", screen := io.StringIO())
    bar = Bar(2)
    bar.step()
    with bar.aside(screen):
        pass
    bar.close()
    assert screen.getvalue() == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((0, 40, None, None), "0/40 份"),
        ((30, 40000, 601.4, 66.0), "30/40000 份，每秒 601 份，还要 1 分 6 秒"),
        ((1, 9, 0.25, 32.0), "1/9 份，每份 4 秒，还要 32 秒"),
    ],
)
def test_words(given: tuple[float, int, float | None, float | None], said: str) -> None:
    assert progress._words(*given) == said
