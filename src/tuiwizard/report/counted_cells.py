"""Which figures of a draft are those of its ledger, and which were typed: no row is needed."""

from typing import NamedTuple

from tuiwizard.forms.layout import cells
from tuiwizard.report.count_record import COUNTED
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures


class CountedCells(NamedTuple):
    """The filled cells of the tables that a ledger tells.

    Attributes:
        counted: Those with the figure that was counted.
        typed: Those with another, and those that the ledger does not tell.
    """

    counted: tuple[str, ...]
    typed: tuple[str, ...]


def counted_cells(draft: Draft) -> CountedCells | None:
    """Return which figures of tables 3 and 4 were counted; None where nothing was."""
    source, figures = draft.ledger, Figures(draft)
    if source is None:
        return None
    counted: list[str] = []
    typed: list[str] = []
    for cell in (cell for key in COUNTED for cell in cells(draft.edition, key)):
        value = figures.value(cell.path)
        if cell.computed or value is None:
            continue
        table, group = cell.path.split(".")[:2]
        told = table == "requests" or group in source.appeals
        same = told and value == source.counts.get(cell.path, 0)
        (counted if same else typed).append(cell.path)
    return CountedCells(tuple(counted), tuple(typed))
