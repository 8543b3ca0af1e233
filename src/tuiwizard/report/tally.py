"""Figures of a section that is still being filled in: partial totals, and the balance."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.forms.common import Violation
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.requests import CommonRequests
from tuiwizard.report.entries import Entries, read_cell
from tuiwizard.report.numbers import Money
from tuiwizard.words import Message

KnownFigures = Mapping[str, int | Decimal]
"""Readable figures by full cell path; blank and refused cells are absent."""


class Side(NamedTuple):
    """One side of the balance in one column.

    Attributes:
        terms: The sum of each term (件), with its ordinal on the form.
        full: Whether every cell behind it is filled in and readable.
    """

    terms: tuple[tuple[str, int], ...]
    full: bool

    @property
    def total(self) -> int:
        """The sum of the terms."""
        return sum(figure for _, figure in self.terms)


class ColumnBalance(NamedTuple):
    """第一项加第二项之和，等于第三项加第四项之和, in one column.

    Attributes:
        label: The column's own label.
        left: 新收 and 上年结转.
        right: 办理 and 结转下年度.
        target: The path of the column's cell in 结转下年度.
        handled_full: Whether every cell of 本年度办理结果 is filled in.
    """

    label: str
    left: Side
    right: Side
    target: str
    handled_full: bool

    @property
    def difference(self) -> int:
        """Left minus right, in 件."""
        return self.left.total - self.right.total

    @property
    def full(self) -> bool:
        """Whether every cell of the column is filled in and readable."""
        return self.left.full and self.right.full

    @property
    def holds(self) -> bool:
        """Whether the column is full and balances."""
        return self.full and not self.difference


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


def total(cell: Cell, known: KnownFigures) -> int | Decimal | None:
    """Return the sum of a computed cell's readable parts; None while there are none."""
    parts = [known[path] for path in cell.parts if path in known]
    return sum(parts) if parts else None


def is_full(cell: Cell, known: KnownFigures) -> bool:
    """Return whether every part of a computed cell is filled in and readable."""
    return all(path in known for path in cell.parts)


def column_balance(edition: str, path: str, known: KnownFigures) -> ColumnBalance | None:
    """Return both sides of the balance in the column of a cell; None where the form has none."""
    key, _, column = path.split(".")[0], *path.rpartition(".")[1:]
    model = section_model(edition, key)
    if not issubclass(model, CommonRequests):
        return None
    by_path = cells_by_path(edition, key)

    def side(terms: tuple[tuple[str, str], ...]) -> Side:
        found = [(ordinal, by_path[f"{key}.{row}.{column}"]) for row, ordinal in terms]
        return Side(
            tuple((ordinal, int(_figure(cell, known) or 0)) for ordinal, cell in found),
            all(is_full(cell, known) if cell.computed else cell.path in known for _, cell in found),
        )

    balance = model.balance
    return ColumnBalance(
        by_path[path].column[-1],
        side(tuple((term.path, term.ordinal) for term in balance.left)),
        side(tuple((term.path, term.ordinal) for term in balance.right)),
        f"{key}.{balance.right[-1].path}.{column}",
        side(((balance.right[0].path, balance.right[0].ordinal),)).full,
    )


def _figure(cell: Cell, known: KnownFigures) -> int | Decimal | None:
    return total(cell, known) if cell.computed else known.get(cell.path)


def refusals(violations: tuple[Violation, ...]) -> dict[str, Message]:
    """Return why cells were refused, by path: the reason without the label in front of it."""
    return {p.cells[0]: p.reason for p in violations if p.rule == "R003"}
