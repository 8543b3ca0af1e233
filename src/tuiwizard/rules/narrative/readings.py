"""Compares what the text claims with what the tables say."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.figures import Figure, Figures, applicants
from tuiwizard.rules.narrative.claims import Claim

_WHOLES = (
    ("requests.received",),
    ("requests.received", "requests.carried_in"),
    ("requests.outcomes.total",),
    ("appeals.review",),
    ("appeals.litigation_direct", "appeals.litigation_after_review"),
)
"""What percentages are taken of."""


class Reading(NamedTuple):
    """One way to read a claim.

    Attributes:
        terms: The cells it adds up, each with its factor: -1 for one taken away, 10,000 for 万元.
        value: Their sum in the unit of the text, None where a cell is not filled in.
    """

    terms: tuple[tuple[str, int], ...]
    value: Figure | None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells it adds up; those taken away come last."""
        return tuple(path for path, _ in self.terms)

    def value_in(self, figures: Figures) -> Figure | None:
        """Return the sum of the same cells in another report, None where one is not filled in."""
        return _sum(self.terms, figures)


def readings(claim: Claim, figures: Figures) -> Iterator[Reading]:
    """Every way to read a claim on this edition of the form, the likeliest first."""
    first: tuple[str, ...] = ()
    for rows in claim.rows:
        for columns in claim.columns:
            one = reading(rows, columns, figures)
            # "行政诉讼0件" -> no suit of either kind: it is no zero of one kind alone
            if one.terms and not (first and not claim.numeral.value and {*one.cells} < {*first}):
                first = first or one.cells
                yield one


def contradicted(claim: Claim, figures: Figures) -> bool:
    """Return whether no reading of a number holds, while every cell is filled in."""
    values = [one.value for one in readings(claim, figures)]
    return None not in values and claim.numeral.value not in values


def reading(rows: tuple[str, ...], columns: tuple[str, ...], figures: Figures) -> Reading:
    """The sum of rows in some columns; rows with `-` are taken away.

    A column with `-` stands for the other kinds of applicants.
    """
    terms = _terms(figures.draft.edition, rows, columns)
    return Reading(terms, _sum(terms, figures))


def _sum(terms: tuple[tuple[str, int], ...], figures: Figures) -> Figure | None:
    value: Figure = 0
    for path, factor in terms:
        known = figures.value(path)
        if known is None:
            return None
        value += factor * known
    return value


@cache
def _terms(
    edition: str, rows: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    """The cells of rows, or of every row of a group, and what each counts in the text's unit."""
    # proactive.fees, amount -> ((proactive.fees.amount, 10000),): 万元 in a text of 元
    found = []
    for row in sorted(rows, key=lambda row: row[0] == "-"):
        sign, name = (-1, row[1:]) if row[0] == "-" else (1, row)
        known = cells_by_path(edition, name.partition(".")[0])
        for column in _spelled_out(edition, columns):
            group = [p for p in known if p.startswith(f"{name}.") and p.endswith(f".{column}")]
            paths = [f"{name}.{column}"] if f"{name}.{column}" in known else group
            found += [(p, sign * (10_000 if known[p].unit == "万元" else 1)) for p in paths]
    return tuple(found)


def _spelled_out(edition: str, columns: tuple[str, ...]) -> Iterator[str]:
    # "-natural_person" -> business, research, public_interest and so on
    for column in columns:
        if column[0] == "-":
            yield from (kind for kind in applicants(edition) if kind != column[1:])
        else:
            yield column


def share_is_possible(claim: Claim, figures: Figures) -> bool | None:
    """Whether some reading of a percentage holds; None where a figure is missing."""
    # 2 of 3 as "66.7%" or "66.6%" -> True, as "66.5%" -> False
    shares = list(_shares(claim, figures))
    if None in shares or not shares:
        return None
    # People round, and people cut off.
    tolerance = Decimal(1).scaleb(-claim.numeral.places)
    return any(
        share is not None and abs(share - claim.numeral.value) < tolerance for share in shares
    )


def _shares(claim: Claim, figures: Figures) -> Iterator[Decimal | None]:
    section = claim.rows[0][0].partition(".")[0]
    wholes = [reading(w, ("total",), figures) for w in _WHOLES if w[0].startswith(section)]
    if claim.columns[0] != ("total",):
        wholes += [reading(rows, ("total",), figures) for rows in claim.rows]
    for part in readings(claim, figures):
        for whole in wholes:
            if part.value is None or whole.value is None:
                yield None
            elif whole.value:
                yield Decimal(part.value) * 100 / Decimal(whole.value)


def share(claim: Claim, figures: Figures) -> Decimal:
    """The likeliest percentage, rounded as the text rounds, where every figure is known."""
    first = next(share for share in _shares(claim, figures) if share is not None)
    return round(first, claim.numeral.places)
