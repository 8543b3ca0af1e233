"""What is likely to have been mistyped where a column of table 3 does not balance.

A figure is suspected if the column would balance had two of its digits changed places, or a zero
come or gone; or a column, if the one other that is wrong has too much of what it lacks. Where the
texts of the report have one of the figures that would be right, that one is meant.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.balance import ColumnBalance, KnownFigures
from tuiwizard.words import Message

MOST = 2
"""Suspicions beyond which none is worth saying."""


class Slip(NamedTuple):
    """A likely slip.

    Attributes:
        path: The cell; empty where it is the column that is wrong.
        right: The figure that would be right; None where it is the column.
        message: What it looks like.
        zero: Whether it is a zero too many or too few.
    """

    path: str
    right: int | None
    message: Message
    zero: bool = False


def likely_slips(
    balances: Sequence[ColumnBalance],
    here: ColumnBalance,
    known: KnownFigures,
    by_path: Mapping[str, Cell],
    said: Collection[int] = (),
) -> tuple[Slip, ...]:
    """Return what is likely to be wrong in a column that is full and does not balance.

    Args:
        balances: The balances of all columns.
        here: That of the column.
        known: The figures of the table.
        by_path: Its cells.
        said: The numbers that the texts of the report have.
    """
    if not (here.full and here.difference) or by_path[here.target].computed:
        return ()
    found = tuple(sorted(_mistyped(by_path, here, known), key=_rank)) or tuple(
        _wrong_column(by_path, balances, here)
    )
    borne_out = tuple(slip for slip in found if slip.right in said)
    found = borne_out or found
    return found if len(found) <= MOST else ()


def _rank(slip: Slip) -> bool:
    """Return the rank of a slip: two digits change places sooner than a zero comes or goes."""
    return slip.zero


def _mistyped(
    by_path: Mapping[str, Cell], here: ColumnBalance, known: KnownFigures
) -> Iterator[Slip]:
    """Yield the figures of a column one of whose usual slips would put it right."""
    # received 3001, carried in 34, outcomes 2932, carried out 130 -> carried out, which is 103
    suffix = here.target.rpartition(".")[2]
    left = {f"{here.target.partition('.')[0]}.{term.path}.{suffix}" for term in BALANCE.left}
    for path, cell in by_path.items():
        if cell.computed or path.rpartition(".")[2] != suffix:
            continue
        value = int(known[path])
        right = value - here.difference if path in left else value + here.difference
        message = _message(cell, value, right)
        if message is not None:
            yield Slip(path, right, message, zero=len(str(value)) != len(str(right)))


def _message(cell: Cell, value: int, right: int) -> Message | None:
    """Return what a figure looks like beside the one that would be right; None for nothing."""
    said = {"label": short_label(cell).partition(" · ")[0], "value": value, "right": right}
    if right >= 0 and transposed(str(value), str(right)):
        return Message("“{label}”的 {value} 是 {right}（两位颠倒）", **said)
    if value and right == value * 10:
        return Message("“{label}”的 {value} 是 {right}（少一个 0）", **said)
    if value and right * 10 == value:
        return Message("“{label}”的 {value} 是 {right}（多一个 0）", **said)
    return None


def transposed(one: str, other: str) -> bool:
    """Return whether two neighbouring digits changed places: 130 and 103."""
    if len(one) != len(other):
        return False
    differ = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(differ) == 2
        and differ[1] - differ[0] == 1
        and (one[differ[0]], one[differ[1]]) == (other[differ[1]], other[differ[0]])
    )


def _wrong_column(
    by_path: Mapping[str, Cell], balances: Sequence[ColumnBalance], here: ColumnBalance
) -> Iterator[Slip]:
    """Yield the one other column that does not balance, if it has too much of what is lacking."""
    wrong = [
        other
        for other in balances
        if other.difference and other != here and not by_path[other.target].computed
    ]
    if len(wrong) == 1 and wrong[0].full and wrong[0].difference == -here.difference:
        yield Slip(
            "",
            None,
            Message(
                "和“{other}”列的差正好相抵，像是有 {n} 件填错了列",
                other=wrong[0].label,
                n=abs(here.difference),
            ),
        )
