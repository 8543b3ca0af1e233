"""Whatever is kept from the terminal, it shows what all of it would have shown."""

import re

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from tuiwizard.tui.changed_cells import ChangedCells
from tuiwizard.tui.sparing_driver import SparingDriver, sparing

COLUMNS, LINES = 160, 5  # wider than all that is written on a line

_BRIGHT = ("38;5;9", "38;2;1;2;3", "48;5;4", "48;2;9;8;7")
_PARAMETERS = ("1", "3", "4", "7", "9", "31", "39", "97", "44", "49", "102", *_BRIGHT)
STYLES = st.lists(st.sampled_from(_PARAMETERS), max_size=4).map(";".join)
PLACES = st.builds("\x1b[{};{}H".format, st.integers(1, LINES), st.integers(1, 8))
TEXTS = st.builds(
    lambda style, text: f"\x1b[{style}m{text}\x1b[0m" if style else text,
    STYLES,
    st.text("ab  12件（“—│é", max_size=6),
)
OTHERS = st.sampled_from(("\n", "\x1b[0m", "\x1b[?25l", "\x07", "\x1b[2J", "\x1b[K", "\x1b[?1049h"))
WRITES = st.lists(
    st.lists(st.one_of(PLACES, TEXTS, TEXTS, OTHERS), max_size=12).map("".join),
    max_size=8,
)


def shown(*writes: str) -> list[list[tuple[object, ...]]]:
    """What a terminal shows: characters, and of their styles what is seen."""
    screen = pyte.Screen(COLUMNS, LINES)
    screen.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(screen)
    for write in writes:
        stream.feed(write.replace("\n", "\r\n"))
    rows = (screen.buffer[y] for y in range(LINES))
    return [[_seen(row[x]) for x in range(COLUMNS)] for row in rows]


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    lines = (cell.underscore, cell.strikethrough, cell.reverse)
    if cell.data == " " and not any(lines):
        return (cell.data, cell.bg)
    return (cell.data, cell.bg, cell.fg, cell.bold, cell.italics, *lines)


@given(WRITES)
def test_equal_screens(writes: list[str]) -> None:
    cells = ChangedCells()
    # The last line is never left by a line end: nothing that Textual writes scrolls the terminal.
    writes = [f"\x1b[1;1H{write}" for write in writes if write.count("\n") < 2]
    writes = [w for w in writes if "\x1b[5;" not in w and "\x1b[4;" not in w]
    assert shown(*map(cells.changes, writes)) == shown(*writes)


@given(WRITES, st.integers(1, 7))
def test_equal_screens_where_sequences_are_cut_into_pieces(writes: list[str], size: int) -> None:
    """Textual writes to consoles of Windows in pieces."""
    text = "".join(write.replace("\n", "") for write in writes)
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    cells = ChangedCells()
    assert shown(*map(cells.changes, pieces)) == shown(text)


def test_nothing_is_sent_twice() -> None:
    cells = ChangedCells()
    line = "\x1b[1;1H\x1b[1;31m本年新收 12\x1b[0m\x1b[44m  \x1b[0m"
    assert "本年新收 12" in cells.changes(line)
    assert cells.changes(line) == ""
    assert cells.changes(line.replace("12", "13")) == "\x1b[1;11H\x1b[0;1;31m3\x1b[2C"


def test_blanks_take_the_style_that_is_at_hand() -> None:
    cells = ChangedCells()
    assert cells.changes("\x1b[1;1H\x1b[31ma\x1b[32m  \x1b[31mb") == "\x1b[1H\x1b[0;31ma  b"


def test_all_is_sent_again_when_the_terminal_was_somebody_elses() -> None:
    cells = ChangedCells()
    first = cells.changes("\x1b[1;1Hab")
    cells.forget()
    assert cells.changes("\x1b[1;1Hab") == first
    cells.changes("\x1b[?1049h")
    assert cells.changes("\x1b[1;1Hab") == first


def test_what_other_programs_write_next_is_plain() -> None:
    cells = ChangedCells()
    cells.changes("\x1b[1;1H\x1b[31ma")
    assert cells.changes("\x1b[?1049l") == "\x1b[m\x1b[?1049l"


@pytest.mark.parametrize("joined", ["e\u0301", "👩‍👧", "❤\ufe0f", "🇨🇳"])
def test_what_terminals_measure_differently_is_sent_whole(joined: str) -> None:
    cells = ChangedCells()
    line = f"\x1b[1;1H{joined} 甲\x1b[31m乙"
    sent = cells.changes(line)
    assert f"{joined} 甲" in sent
    # what follows is put where it belongs, however wide that was
    assert re.search(r"甲\x1b\[1;\d+H\x1b\[\S*乙", sent)
    assert f"{joined} 甲" in cells.changes(line)


async def test_any_driver_can_be_sparing() -> None:
    sent: list[str] = []

    class Noting(HeadlessDriver):
        def write(self, data: str) -> None:
            sent.append(data)

    driver = sparing(Noting)(App[None]())
    assert isinstance(driver, SparingDriver)
    for _ in range(2):
        driver.write("\x1b[1;1Hab")
    assert sent == ["\x1b[1H\x1b[mab"]
    driver.forget()
    driver.write("\x1b[1;1Hab")
    assert sent == ["\x1b[1H\x1b[mab"] * 2
