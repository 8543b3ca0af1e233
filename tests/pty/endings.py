"""The program ended at a random moment in each of its questions, and opened again.

The places are made from the code: every command of a draft and of the desk, every beginning of the
start page. A new command is ended in like all others; a new question that none of them comes to is
missed by `tests/soak/test_endings.py`.
"""

import ast
import json
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tests.pty.kills import HANG_UP, WORDS, kill
from tests.pty.terminal import PATIENCE, Key, Terminal
from tests.strategies import complete_draft
from tuiwizard.drafts import store
from tuiwizard.flows.commands import COMMANDS, Place
from tuiwizard.flows.start_page import BEGINNINGS
from tuiwizard.session import Session, view
from tuiwizard.tui.screens import desk

FLOWS = Path(desk.__file__).parents[2] / "flows"

TYPED_INTO = ("Form", "FilePick", "CellPick")
"""The questions into which something is typed, or in which something is ticked."""

ENDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, HANG_UP, signal.SIGINT)
"""Every way to end; what no program can hear of comes twice."""


class Spot(NamedTuple):
    """Somewhere to type.

    Attributes:
        place: How `asked.py` comes there.
        at: In which step.
        way: Which line of each list is chosen on the way.
        handed: How many questions are answered on the way.
    """

    place: str
    at: str = ""
    way: int = 0
    handed: int = 0


BESIDE = (
    Spot("wizard:explain", "publish"),
    Spot("wizard:sign_off", "publish"),
    Spot("wizard:output", "publish"),
    Spot("wizard:palette", "overview"),
    Spot("wizard:find", "overview"),
    Spot("wizard:year", "agency"),
    Spot("wizard:ledger", "requests", handed=0, way=1),
    Spot("desk:filter"),
    Spot("desk:palette"),
    Spot("desk:exchange", way=2),
    Spot("start:new", handed=1),
    Spot("start:palette"),
)
"""What is asked beside the commands: by buttons, by keys of a widget, behind another question."""


ELSEWHERE = {
    "save.path": "asked when a draft cannot be saved",
    "ledger.who": "asked about a ledger that leaves something open",
    "answer": "asked about a remark",
    "correction": "asked about a report that was posted",
    "ledger.take": "asked about a ledger that was counted",
}
"""Questions that need more than a draft; their dialogs are those of all others."""

NOTHING = frozenset(
    {
        *("save", "history", "fill_table", "fill_fields", "fill_row", "balance", "copy_table"),
        *("insert_sentence", "insert_outline", "external_editor", "copy_report"),
        *("copy_for_editor", "open", "fill", "last_year", "states", "years", "charts", "keep"),
    }
)
"""Commands of drafts and of the desk that ask for nothing to be typed."""

WITHOUT = frozenset({("desk:overview", 0)})
"""Ways on which nothing is typed, though on another way of the same command something is."""


def typed_into() -> list[Spot]:
    """Return every place in which something is typed, as far as it is known."""
    return [
        spot
        for spot in spots()
        if spot.place.startswith("start:") or spot.place.partition(":")[2] not in NOTHING
        if (spot.place, spot.way) not in WITHOUT
    ]


def spots() -> list[Spot]:
    """Return every place of the code from which something may be asked."""
    return [
        *_of_a_draft(),
        *BESIDE,
        *(Spot(f"desk:{name}", way=way) for name in desk.COMMANDS for way in (0, 1)),
        *(Spot(f"start:{answer}") for answer, _, _ in BEGINNINGS),
    ]


def _of_a_draft() -> Iterator[Spot]:
    """Yield each command of a draft in the first step in which it works."""
    for name, command in COMMANDS.items():
        for kind, sign_off_only in (("wizard", False), ("review", True)):
            session = Session(complete_draft(), Path("none.toml"))
            session.sign_off_only = sign_off_only
            steps = [s for s in view.steps(session.draft) if command.works(Place(session, s))]
            if steps:
                yield Spot(f"{kind}:{name}", steps[0])
                break


def questions() -> set[str]:
    """Return the names of all questions into which something is typed, as the flows write them."""
    return {name for path in FLOWS.glob("*.py") for name in _asked_in(path)}


def _asked_in(path: Path) -> Iterator[str]:
    """Yield the names of the questions of one flow that are written there."""
    tree = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    pairs = [pair for node in tree if isinstance(node, ast.Assign) for pair in _pairs(node)]
    known = {name.id: str(value.value) for name, value in pairs}
    for node in tree:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TYPED_INTO and node.args:
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield str(name.value)
            elif isinstance(name, ast.Name) and name.id in known:
                yield known[name.id]


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.Name, ast.Constant]]:
    """Yield the names of an assignment with the constants they get."""
    for target in node.targets:
        tuples = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
        names = target.elts if tuples else [target]  # type: ignore[attr-defined] # as asked above
        values = node.value.elts if tuples else [node.value]  # type: ignore[attr-defined] # the same
        for name, value in zip(names, values, strict=False):
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                yield name, value


@dataclass
class Ended:
    """What came of one ending.

    Attributes:
        asks: The question that was ended in; empty if the place asks for nothing to be typed.
        lost: What was typed a second before, and is not there; empty if all is.
        resumed: Whether the question came up by itself.
    """

    asks: str = ""
    lost: str = ""
    resumed: bool = False


def end_in(folder: Path, spot: Spot, seed: int, end: object, *, grace: float) -> Ended:
    """Type into a question, end the program, open it again, and look what is there.

    Args:
        folder: An empty folder.
        spot: The question.
        seed: Decides the moment.
        end: A signal, or the closing of the terminal's window.
        grace: Seconds before the end in which what was typed may be lost.
    """
    chance = random.Random(seed)
    work = folder / "work"
    work.mkdir()
    store.create(work / "draft.toml", complete_draft())
    desk_folder = folder / "desk"
    desk_folder.mkdir()
    store.create(desk_folder / "one.toml", complete_draft())
    draft = desk_folder if spot.place.startswith("desk") else work / "draft.toml"
    with _opened(spot, draft, work) as terminal:
        asks = _wait(terminal, work, lambda told: told["asks"] or told["ended"])["asks"]
        if not asks:
            return Ended()
        seen = _type(terminal, work, chance)
        killed = time.monotonic()
        kill(terminal, end)
    certain = [typed for when, typed in seen if when <= killed - grace]
    allowed = [certain[-1]] if certain else []
    allowed += [typed for when, typed in seen if when > killed - grace]
    (work / "again").touch()
    (work / "told.json").unlink(missing_ok=True)
    with _opened(spot, draft, work) as terminal:
        told = _wait(terminal, work, lambda told: told["asks"] == asks or told["ended"])
        terminal.kill(signal.SIGKILL)
    found = told["typed"]
    if any(_goes_on(typed, found) for typed in allowed) or not certain:
        return Ended(asks, "", told["resumed"])
    return Ended(asks, f"{certain[-1]} -> {found}", told["resumed"])


def _goes_on(before: list[str], after: list[str]) -> bool:
    """Whether texts are others, further typed."""
    return len(before) == len(after) and all(
        then.startswith(text) for text, then in zip(before, after, strict=True)
    )


def _opened(spot: Spot, draft: Path, folder: Path) -> Terminal:
    command = (sys.executable, str(Path(__file__).with_name("asked.py")))
    arguments = (spot.place, draft, spot.at, str(spot.way), str(spot.handed))
    return Terminal(*arguments, folder=folder, columns=100, lines=40, command=command)


def _type(terminal: Terminal, folder: Path, chance: random.Random) -> list[tuple[float, list[str]]]:
    """Type words until a random moment; what was seen of them, and when."""
    before = _told(folder)["typed"]
    for _ in range(20):  # go on to the first line that takes words
        terminal.send("\u53e5")
        terminal.look(0.4)
        if _told(folder)["typed"] != before:
            break
        terminal.send(chance.choice((" ", "")), Key.TAB)
        terminal.look(0.1)
        before = _told(folder)["typed"]
    seen: list[tuple[float, list[str]]] = []
    stop = time.monotonic() + chance.uniform(0.1, 3.0)
    for word in WORDS:
        terminal.send(word)
        terminal.look(chance.uniform(0, 0.05))
        seen.append((time.monotonic(), _told(folder)["typed"]))
        if time.monotonic() > stop:
            break
    if chance.random() < 0.5:  # some stop and think
        terminal.look(chance.uniform(0.5, 2.0))
        seen.append((time.monotonic(), _told(folder)["typed"]))
    return seen


def _told(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "told.json").read_text("utf-8"))
    return told


def _wait(terminal: Terminal, folder: Path, there: Any) -> dict[str, Any]:
    """Wait until the program tells something."""
    deadline = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < deadline:
        terminal.look(0.05)
        if (folder / "told.json").exists() and there(told := _told(folder)):
            return told
    raise AssertionError(f"nothing is told:\n{terminal.text}")
