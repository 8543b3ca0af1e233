"""Figures of a section that is still being filled in: partial totals, and the balance."""

from decimal import Decimal

from tuiwizard.forms.common import Violation
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.requests import CommonRequests
from tuiwizard.report.balance import ColumnBalance, KnownFigures, balance_of
from tuiwizard.report.entries import Entries, read_cell
from tuiwizard.report.numbers import Money
from tuiwizard.words import Message


def figures(edition: str, key: str, entries: Entries) -> dict[str, int | Decimal]:
    """Return the figures that can be read so far, by cell path."""
    found: dict[str, int | Decimal] = {}
    for cell in cells(edition, key):
        text = "" if cell.computed else entries.get(cell.path)
        value = read_cell(cell, text) if text else None
        if isinstance(value, Money):
            found[cell.path] = value.amount
        elif isinstance(value, int | Decimal):
            found[cell.path] = value
    return found


def column_balance(edition: str, path: str, known: KnownFigures) -> ColumnBalance | None:
    """Return both sides of the balance in the column of a cell; None where the form has none."""
    key = path.partition(".")[0]
    model = section_model(edition, key)
    if not issubclass(model, CommonRequests):
        return None
    return balance_of(model.balance, cells_by_path(edition, key), path, known)


def refusals(violations: tuple[Violation, ...]) -> dict[str, Message]:
    """Return why cells were refused, by path: the reason without the label in front of it."""
    return {p.cells[0]: p.reason for p in violations if p.rule == "R003"}
