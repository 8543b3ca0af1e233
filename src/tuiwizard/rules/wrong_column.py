"""Figures of table 3 that were put into the wrong column, by what two unbalanced columns show."""

from collections.abc import Iterator
from typing import NamedTuple

from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.report.figures import Figures, applicants
from tuiwizard.rules.finding import Fix
from tuiwizard.words import Joined, Message

_LEFT = tuple(f"requests.{term.path}." for term in BALANCE.left)
"""Rows on the side of the balance where a figure adds to a column's surplus."""


class WrongColumn(NamedTuple):
    """Two columns that are off by the same amount, and the moves that would balance both.

    Attributes:
        over: The column whose 新收 and 上年结转 are too many for its outcomes.
        under: The column where they are too few.
        amount: By how much each is off.
        fixes: The likely moves, the likeliest kind only.
    """

    over: str
    under: str
    amount: int
    fixes: tuple[Fix, ...]

    @property
    def cause(self) -> Message:
        """What probably happened, and what to do."""
        if len(self.fixes) == 1:
            return Message("像是填错了列：可以{move}", move=self.fixes[0].words)
        moves = Joined("；或", (fix.words for fix in self.fixes))
        return Message("像是填错了列，请核对这几处：{moves}", moves=moves)


def imbalance(figures: Figures, column: str) -> int | None:
    """Return by how much the first side of the balance is more than the other in a column."""
    left, right = (
        figures.total(*(f"requests.{term.path}.{column}" for term in side))
        for side in (BALANCE.left, BALANCE.right)
    )
    return None if left is None or right is None else left - right


def wrong_column(figures: Figures) -> WrongColumn | None:
    """Return the two columns that are off by offsetting amounts, if a single move explains it."""
    off = {column: imbalance(figures, column) for column in applicants(figures.draft.edition)}
    wrong = {column: n for column, n in off.items() if n}
    if len(wrong) != 2 or sum(wrong.values()) != 0:
        return None
    over, under = sorted(wrong, key=lambda column: -wrong[column])
    found = sorted(_moves(figures, over, under, wrong[over]), key=lambda move: move[0])
    likeliest = tuple(fix for rank, fix in found if rank == found[0][0])
    return WrongColumn(over, under, wrong[over], likeliest) if found else None


def _moves(figures: Figures, over: str, under: str, amount: int) -> Iterator[tuple[int, Fix]]:
    """Yield the moves within a row that balance both columns, with how unlikely each is."""
    # 自然人 over by 3, 商业企业 under by 3, and 3 granted to 商业企业 -> move them to 自然人
    for row in _rows(figures.draft.edition):
        source, target = (over, under) if row.startswith(_LEFT) else (under, over)
        here, there = figures.value(f"{row}{source}"), figures.value(f"{row}{target}")
        if here is None or there is None:
            continue
        if here == amount:
            yield 0, _move(figures, row, (source, target), amount)
        elif here - there == amount:
            yield 1, _swap(figures, row, (source, target))
        elif here > amount:
            yield 2, _move(figures, row, (source, target), amount)


def _rows(edition: str) -> Iterator[str]:
    """Yield the rows of table 3 that are filled in, as paths that end in a dot."""
    first = f".{applicants(edition)[0]}"
    for cell in cells(edition, "requests"):
        if cell.path.endswith(first) and not cell.computed:
            yield cell.path.removesuffix(first[1:])


def _move(figures: Figures, row: str, columns: tuple[str, str], amount: int) -> Fix:
    source, target = (f"{row}{column}" for column in columns)
    here, there = figures.total(source) or 0, figures.total(target) or 0
    words = Message(
        "把“{label}”的 {n} 移到{column}列",
        label=figures.label(source),
        n=amount,
        column=column_label(figures, target),
    )
    return Fix(words, ((source, str(here - amount)), (target, str(there + amount))))


def _swap(figures: Figures, row: str, columns: tuple[str, str]) -> Fix:
    one, other = (f"{row}{column}" for column in columns)
    words = Message(
        "把“{label}”和{column}列的数对调",
        label=figures.label(one),
        column=column_label(figures, other),
    )
    here, there = figures.total(one) or 0, figures.total(other) or 0
    return Fix(words, ((one, str(there)), (other, str(here))))


def column_label(figures: Figures, path: str) -> str:
    """Return the name of the column of a cell: `商业企业`."""
    return cells_by_path(figures.draft.edition, "requests")[path].column[-1]
