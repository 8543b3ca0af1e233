"""The balance of table 3: 第一项加第二项之和，等于第三项加第四项之和, in every column."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.forms.balance import BALANCE, Balance
from tuiwizard.forms.grid import Cell, Grid
from tuiwizard.words import tr

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

    @property
    def equation(self) -> str:
        """The side by the ordinals of the form: `一+二=15`."""
        return f"{'+'.join(ordinal for ordinal, _ in self.terms)}={self.total}"


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

    @property
    def line(self) -> str:
        """Both sides in one line: `自然人  一+二=15  三+四=14  差 1`."""
        sides = f"{self.left.equation}  {self.right.equation}"
        difference = abs(self.difference)
        verdict = tr("差 {difference}", difference=difference) if difference else tr("平")
        unfilled = "" if self.full else tr("（本列未填完）")
        return f"{self.label}  {sides}  {verdict}{unfilled}"


def total(cell: Cell, known: KnownFigures) -> int | Decimal | None:
    """Return the sum of a computed cell's readable parts; None while there are none."""
    parts = [known[path] for path in cell.parts if path in known]
    return sum(parts) if parts else None


def is_full(cell: Cell, known: KnownFigures) -> bool:
    """Return whether every part of a computed cell is filled in and readable."""
    return all(path in known for path in cell.parts)


def balance_of(
    balance: Balance, cells: Mapping[str, Cell], path: str, known: KnownFigures
) -> ColumnBalance:
    """Return both sides of the balance in the column of a cell.

    Args:
        balance: The rows that balance.
        cells: The cells of the table by path.
        path: The cell.
        known: The figures of the table.
    """
    key, column = path.partition(".")[0], path.rpartition(".")[2]

    def side(*rows: tuple[str, str]) -> Side:
        found = [(ordinal, cells[f"{key}.{row}.{column}"]) for row, ordinal in rows]
        return Side(
            tuple((ordinal, int(_figure(cell, known) or 0)) for ordinal, cell in found),
            all(is_full(cell, known) if cell.computed else cell.path in known for _, cell in found),
        )

    left, right = ([(term.path, term.ordinal) for term in terms] for terms in balance)
    return ColumnBalance(
        cells[path].column[-1],
        side(*left),
        side(*right),
        f"{key}.{right[-1][0]}.{column}",
        side(right[0]).full,
    )


def column_balances(table: Grid, known: KnownFigures) -> tuple[ColumnBalance, ...]:
    """Return the balance of every column of a table; none where it lacks the rows that balance."""
    cells = {cell.path: cell for cell in table.cells}
    columns = table.bands[-1].cells[-1]
    first = columns[0].path.rpartition(".")[2]
    if not all(f"{table.section}.{term.path}.{first}" in cells for term in BALANCE.terms):
        return ()
    return tuple(balance_of(BALANCE, cells, cell.path, known) for cell in columns)


def _figure(cell: Cell, known: KnownFigures) -> int | Decimal | None:
    return total(cell, known) if cell.computed else known.get(cell.path)
