"""How the cell of a table is shown: the same on the screen before and after its draft is open.

A blank, a zero, a refused text and a computed figure differ by sign, never by colour alone.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from tuiwizard.forms.grid import Cell
from tuiwizard.report.safety import printable
from tuiwizard.words import Message, tr

BLANK = "_"
REFUSED = "!"
COMPUTED = "="
PARTIAL = "~"


class Look(StrEnum):
    """How a cell of a table looks."""

    BLANK = "blank"
    FIGURE = "figure"
    REFUSED = "refused"
    COMPUTED = "computed"
    OFFERED = "offered"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as the grid shows it.

    Attributes:
        text: What is painted, its sign included, safe on any terminal.
        look: How it looks.
        plain: The text itself: what is edited and copied.
        mark: What stands behind it: `!` an error, `?` a query, or nothing.
    """

    text: str
    look: Look
    plain: str = field(default="", compare=False)
    mark: str = " "


def on_one_line(text: str | Message) -> str:
    """Return text that stays on one line and cannot steer the terminal."""
    return printable(str(text)).replace("\n", " ").replace("\t", " ")


def cell_label(cell: Cell) -> str:
    """Return row and column of a cell as they are printed, and the unit that is not in them."""
    unit = tr("（{unit}）", unit=cell.unit) if cell.unit and cell.unit not in cell.label else ""
    return f"{cell.label}{unit}"
