"""Compares what the text claims with what the tables say."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.rules.figures import Figure, Figures
from tuiwizard.rules.narrative.claims import Claim

_WHOLES = (
    ("requests.received",),
    ("requests.received", "requests.carried_in"),
    ("requests.outcomes.total",),
    ("appeals.review",),
    ("appeals.litigation_direct", "appeals.litigation_after_review"),
)
"""What percentages are taken of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a claim.

    Attributes:
        cells: The cells it adds up; those taken away come last.
        value: Their sum in the unit of the text, None where a cell is not filled in.
    """

    cells: tuple[str, ...]
    value: Figure | None


def readings(claim: Claim, figures: Figures) -> list[Reading]:
    """Every way to read a claim on this edition of the form, the likeliest first."""
    found = (reading(rows, columns, figures) for rows in claim.rows for columns in claim.columns)
    return [one for one in found if one.cells]


def reading(rows: tuple[str, ...], columns: tuple[str, ...], figures: Figures) -> Reading:
    """The sum of rows in some columns; rows with `-` are taken away."""
    edition = figures.draft.edition
    plus = [p for r in rows if r[0] != "-" for c in columns for p in _cells(edition, r, c)]
    minus = [p for r in rows if r[0] == "-" for c in columns for p in _cells(edition, r[1:], c)]
    value: Figure | None = 0
    for sign, paths in ((1, plus), (-1, minus)):
        for path in paths:
            known = _in_text_units(path, figures)
            value = None if known is None or value is None else value + sign * known
    return Reading((*plus, *minus), value)


def _in_text_units(path: str, figures: Figures) -> Figure | None:
    """A figure as the text would say it: money in 元."""
    value = figures.value(path)
    unit = cells_by_path(figures.draft.edition, path.partition(".")[0])[path].unit
    return value * 10_000 if value is not None and unit == "万元" else value


@cache
def _cells(edition: str, row: str, column: str) -> tuple[str, ...]:
    """The cells of a row, or of every row of a group, in one column."""
    known = cells_by_path(edition, row.partition(".")[0])
    if f"{row}.{column}" in known:
        return (f"{row}.{column}",)
    return tuple(p for p in known if p.startswith(f"{row}.") and p.endswith(f".{column}"))


def share_is_possible(claim: Claim, figures: Figures) -> bool | None:
    """Whether some reading of a percentage holds; None where a figure is missing."""
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
    wholes += [reading(rows, ("total",), figures) for rows in claim.rows]
    for part in readings(claim, figures):
        for whole in wholes:
            if part.value is None or whole.value is None:
                yield None
            elif whole.value:
                yield Decimal(part.value) * 100 / Decimal(whole.value)


def share(claim: Claim, figures: Figures) -> Decimal | None:
    """The likeliest percentage, rounded as the text rounds."""
    first = next(_shares(claim, figures), None)
    return None if first is None else round(first, claim.numeral.places)
