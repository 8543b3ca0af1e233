"""The wizard killed while somebody types, and what is found on the disk afterwards."""

import random
import re
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.pty.clerk import wait_for_step
from tests.pty.terminal import Key, Terminal
from tests.strategies import complete_draft
from tuiwizard.drafts import store
from tuiwizard.forms.layout import grid

WORDS = [f"第{number:03}句，" for number in range(1, 121)]
"""A text whose every part can be told from every other."""

_WORD = re.compile("第([0-9]{3})句，")

HANG_UP = "hang-up"
ENDS = (signal.SIGKILL, signal.SIGTERM, HANG_UP)


@dataclass
class Seen:
    """How much of the script was on the screen, and since when."""

    counts: list[tuple[float, int]] = field(default_factory=list)

    def note(self, count: int) -> None:
        self.counts.append((time.monotonic(), count))

    def before(self, moment: float) -> int:
        """How much was certainly there by then."""
        return max((count for when, count in self.counts if when <= moment), default=0)


def type_a_text_and_kill(folder: Path, seed: int, end: object, *, grace: float) -> None:
    """Type a narrative, kill the wizard at a random moment, and look what is left.

    Args:
        folder: An empty folder.
        seed: Decides the moment.
        end: A signal, or the closing of the terminal's window.
        grace: Seconds before a SIGKILL in which what was typed may be lost.
    """
    path = folder / "draft.toml"
    store.create(path, complete_draft().with_texts({"overview.text": ""}))
    chance, seen = random.Random(seed), Seen()
    with Terminal(path, "--step", "overview", folder=folder, lines=40) as terminal:
        wait_for_step(terminal, "overview")
        terminal.wait_for("已保存")
        stop = time.monotonic() + chance.uniform(0.1, 3.0)
        for word in WORDS:
            terminal.send(word)
            terminal.look(chance.uniform(0, 0.05))
            seen.note(max(map(int, _WORD.findall(terminal.text)), default=0))
            if time.monotonic() > stop:
                break
        killed = time.monotonic()
        kill(terminal, end)
    text = saved_text(path)
    assert "".join(WORDS).startswith(text), text
    certain = seen.before(killed - grace if end is signal.SIGKILL else killed)
    assert text.startswith("".join(WORDS[:certain])), (len(text), certain, end)
    leaves_no_half_file(path, end)


def type_figures_and_kill(folder: Path, seed: int, end: object, *, grace: float) -> None:
    """Fill table 3 cell by cell; every figure is told from every other."""
    path = folder / "draft.toml"
    cells = [c.path for c in grid("2021", "requests").cells if not c.computed]
    blank = dict.fromkeys(cells, "")
    store.create(path, complete_draft().with_texts(blank))
    chance, seen = random.Random(seed), Seen()
    with Terminal(path, "--step", "requests", folder=folder, columns=120, lines=60) as terminal:
        wait_for_step(terminal, "requests")
        terminal.wait_for("已保存")
        stop = time.monotonic() + chance.uniform(0.1, 3.0)
        for number in range(len(cells)):
            terminal.send(str(1001 + number), Key.TAB)
            terminal.look(chance.uniform(0, 0.05))
            shown = {int(t) for t in re.findall(r"(?<![=~\d])1\d{3}(?!\d)", terminal.text)}
            seen.note(max((n - 1000 for n in shown if n - 1000 <= number + 1), default=0))
            if time.monotonic() > stop:
                break
        killed = time.monotonic()
        kill(terminal, end)
    entries = store.load(path).entries("requests")
    texts = [entries.get(cell) for cell in cells]
    filled = len([text for text in texts if text])
    script = [str(1001 + number) for number in range(filled)]
    # the last one may have been on its way, its first digits saved
    assert texts[: max(filled - 1, 0)] == script[: max(filled - 1, 0)]
    assert not filled or script[-1].startswith(texts[filled - 1])
    certain = seen.before(killed - grace if end is signal.SIGKILL else killed)
    assert texts[:certain] == [str(1001 + number) for number in range(certain)], (filled, certain)
    leaves_no_half_file(path, end)


def kill(terminal: Terminal, end: object) -> None:
    """End the program, one way or another, and wait until it has."""
    if end == HANG_UP:
        terminal.hang_up()
    else:
        assert isinstance(end, signal.Signals)
        terminal.kill(end)
        terminal.wait_for_end()


def saved_text(path: Path) -> str:
    """The narrative in the file, which always opens."""
    return store.load(path).entries("overview").get("overview.text")


def leaves_no_half_file(path: Path, end: object) -> None:
    """No draft is half written; only SIGKILL may leave hidden files, for the next to sweep."""
    assert sorted(path.parent.glob("*.toml")) == [path]
    if end is not signal.SIGKILL:
        assert [p.name for p in path.parent.glob(f".{path.name}*")] == []


def type_ahead_and_burst(folder: Path, number: signal.Signals, *, pause: float) -> None:
    """Send thirty signals behind a text that the program has hardly begun to read.

    Args:
        folder: An empty folder.
        number: The signal.
        pause: Seconds between two of them.
    """
    path = folder / "draft.toml"
    store.create(path, complete_draft().with_texts({"overview.text": ""}))
    text = "".join(WORDS[:40])
    with Terminal(path, "--step", "overview", folder=folder, lines=40) as terminal:
        wait_for_step(terminal, "overview")
        terminal.wait_for("已保存")
        terminal.send(*text)
        for _ in range(30):
            terminal.kill(number)
            time.sleep(pause)
        assert terminal.wait_for_end() == 128 + number
    assert saved_text(path) == text
    leaves_no_half_file(path, number)
