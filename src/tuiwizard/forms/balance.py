"""The balance of table 3, which every edition has and no model is needed for."""

from typing import NamedTuple


class Term(NamedTuple):
    """One term of the balance: a row of table 3, with its ordinal and short name."""

    path: str
    ordinal: str
    name: str


class Balance(NamedTuple):
    """第一项加第二项之和，等于第三项加第四项之和, in every column."""

    left: tuple[Term, Term]
    right: tuple[Term, Term]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All four terms, in the order of the form."""
        return self.left + self.right


BALANCE = Balance(
    (Term("received", "一", "新收"), Term("carried_in", "二", "上年结转")),
    (Term("outcomes.total", "三", "办理"), Term("carried_out", "四", "结转下年")),
)
