"""The balance of table 3 in words: a verdict for each column, and a line about one of them.

No model of the form is needed for them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.grid import Cell, Grid
from tuiwizard.report.balance import ColumnBalance, KnownFigures, column_balances
from tuiwizard.report.slips import Slip, likely_slips
from tuiwizard.words import spoken, tr

Words = tuple[str, str]
"""A piece of a line, and how it is drawn, by a name of `tui.marks`."""

_NUMBER = re.compile(r"(?<![\d.])\d{1,9}(?![\d.])", re.ASCII)


class Verdict(NamedTuple):
    """Whether a column balances, in a word: `平`, `差27`, or `填` where something is missing."""

    words: str
    mark: str


class Balances(NamedTuple):
    """The balance of every column of a table, and what bears it out; none without a balance.

    Attributes:
        columns: The balance of each column.
        cells: The cells of the table by path.
        known: Its figures.
        said: The numbers in the texts, where something is wrong.
    """

    columns: tuple[ColumnBalance, ...]
    cells: Mapping[str, Cell]
    known: KnownFigures
    said: frozenset[int] = frozenset()

    @classmethod
    def of(cls, table: Grid, known: KnownFigures, texts: Iterable[str] = ()) -> "Balances":
        """Return the balances of a table as it stands.

        Args:
            table: The table.
            known: Its figures.
            texts: The texts of the report, which may have the figure that is right.
        """
        columns = column_balances(table, known)
        wrong = any(balance.full and balance.difference for balance in columns)
        numbers = (n for text in texts for n in _NUMBER.findall(text)) if wrong else ()
        cells = {cell.path: cell for cell in table.cells} if columns else {}
        return cls(columns, cells, known, frozenset(map(int, numbers)))

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Whether each column balances."""
        return tuple(verdict(balance, self.cells) for balance in self.columns)

    def line(self, column: int, *, short: bool) -> list[Words]:
        """Return what both sides of a column are made of, and their difference.

        Args:
            column: The number of the column.
            short: Whether there is little room: sums alone, the difference first.
        """
        here = self.columns[column]
        judged = verdict(here, self.cells)
        rest = "" if here.full else tr("缺格")
        said = judged.words if here.difference else tr("平")
        word = [(said, judged.mark)] if here.full or here.difference else []
        judgement: Sequence[Words] = [*word, (f" {rest}" if word and rest else rest, "soft")]
        if short:
            return [(f"{here.label} ", "title"), *judgement, (f" {_sums(here)}", "ink")]
        # the short names are Chinese, the ordinals are those of the form
        told = _terms(here) if spoken() == "zh" else _sums(here)
        return [(f"{here.label}  ", "title"), (f"{told}  ", "ink"), *judgement]

    def slips(self, column: int) -> tuple[Slip, ...]:
        """Return what is likely to be wrong in a column that does not balance."""
        here = self.columns[column]
        return likely_slips(self.columns, here, self.known, self.cells, self.said)

    @property
    def suspected(self) -> tuple[str, ...]:
        """The cells that alone are likely to be mistyped in their columns."""
        found = map(self.slips, range(len(self.columns)))
        return tuple(slips[0].path for slips in found if len(slips) == 1 and slips[0].path)


def verdict(balance: ColumnBalance, cells: Mapping[str, Cell]) -> Verdict:
    """Return whether a column balances; a total that does not follows from the others."""
    difference = abs(balance.difference)
    even = tr("平") if spoken() == "zh" else "="  # a word would make every column wider
    words = tr("差{difference}", difference=difference) if difference else even
    if not balance.full:
        return Verdict(words, "soft") if difference else Verdict(tr("填"), "faint")
    wrong = "open" if cells[balance.target].computed else "stamp"
    return Verdict(words, wrong if difference else "soft")


def _terms(balance: ColumnBalance) -> str:
    """`新收15+上年结转0=15  办理14+结转下年0=14`."""
    names = {term.ordinal: term.name for term in BALANCE.terms}
    return "  ".join(
        "+".join(f"{names[ordinal]}{figure}" for ordinal, figure in side.terms) + f"={side.total}"
        for side in (balance.left, balance.right)
    )


def _sums(balance: ColumnBalance) -> str:
    """`一+二=15 三+四=14`."""
    return f"{balance.left.equation} {balance.right.equation}"
