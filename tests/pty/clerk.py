"""What a clerk does in the wizard, step by step, with the keyboard alone."""

from collections.abc import Iterator, Mapping

from tests.pty.terminal import Key, Terminal
from tests.published import TABLES
from tests.sections import STEPS
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, grid
from tuiwizard.forms.names import LEVELS


def wait_for_step(terminal: Terminal, step: str) -> None:
    """Wait until a step is the current one: the one in brackets."""
    number = STEPS.index(step) + 1

    terminal.wait_until(lambda: f"[{number}" in terminal.text, f"step {step}")


def fill_agency(terminal: Terminal, year: int, texts: Mapping[str, str]) -> None:
    """Step 1, year and name of which are known: the level that the name tells, then the rest."""
    terminal.wait_for(f"{year}年度", texts["agency.name"])
    terminal.send(Key.ENTER)
    terminal.wait_for(LEVELS[-1][1])
    chosen = dict(LEVELS)[texts["agency.level"]]  # type: ignore[index] # one of them
    terminal.send(Key.ENTER)
    terminal.wait_for(chosen, gone=LEVELS[-1][1])
    for field in ("address", "postcode", "phone", "email"):
        terminal.send(texts.get(f"agency.contact.{field}", ""), Key.ENTER)
    terminal.send(as_typed(texts["agency.introduction"]))


def fill_text(terminal: Terminal, edition: str, step: str, texts: Mapping[str, str]) -> None:
    """A narrative, and the fields below it."""
    parts = [as_typed(texts.get(cell.path, "")) for cell in cells(edition, step)]
    terminal.send(Key.TAB.join(parts))


def fill_table(
    terminal: Terminal, edition: str, step: str, texts: Mapping[str, str], *, zeros: bool
) -> None:
    """A table cell by cell with Tab, or only what is not 0 and F5 for the rest."""
    rows = list(rows_of(edition, step))
    for number, row in enumerate(rows, 1):
        typed = ("" if zeros and texts[c.path] == "0" else texts[c.path] for c in row)
        terminal.send(Key.TAB.join(typed))
        if number < len(rows):  # behind the last cell of a full table Tab goes to the next step
            terminal.send(Key.TAB)
    if zeros:
        terminal.send(Key.F5)


def fill_step(
    terminal: Terminal, edition: str, step: str, texts: Mapping[str, str], *, zeros: bool = False
) -> None:
    """Any step between the first and the last."""
    if step in TABLES:
        fill_table(terminal, edition, step, texts, zeros=zeros)
    else:
        fill_text(terminal, edition, step, texts)


def rows_of(edition: str, step: str) -> Iterator[list[Cell]]:
    """The cells of a table that are filled in by hand, row by row: the order of Tab."""
    for band in grid(edition, step).bands:
        for row in band.cells:
            typed = [cell for cell in row if not cell.computed]
            if typed:
                yield typed


def as_typed(text: str) -> str:
    """A text as it is typed: Enter ends a line."""
    return text.replace("\n", Key.ENTER)
