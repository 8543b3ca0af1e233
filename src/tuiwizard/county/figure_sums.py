"""The sum of many reports on one edition of the form, cell by cell and exact.

Sums do not depend on the order, nor on whether sums were added up before: counts are whole
numbers and amounts are decimals that are never rounded.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tuiwizard.county.merge_input import Figure, typed_figure_cells
from tuiwizard.forms.grid import Cell
from tuiwizard.report.numbers import Money

POWERS = {"元": 0, "万元": 4}  # not said: typed
"""What one of a unit is in 元, as a power of ten."""

SMALLEST = "元"  # not said: typed
"""The unit of a sum of amounts in different units: exact in every digit."""


class FigureSums:
    """Sums that grow; figures once added need not be kept.

    A blank adds nothing, and a cell that no report filled in stays blank. A cell that may be left
    blank (信息处理费) has a sum only where every report has a figure: who left it blank has
    written it into the text, or forgotten it, and a part must not pass for the whole.

    Args:
        edition: The edition of the form.
    """

    def __init__(self, edition: str) -> None:
        self.edition = edition
        self._cells = typed_figure_cells(edition)
        self._sums: list[int | Decimal] = [0] * len(self._cells)
        self._filled = [0] * len(self._cells)
        self._money: dict[int, dict[str, Decimal]] = defaultdict(dict)
        self._reports = 0

    def add(self, figures: Sequence[Figure | None]) -> None:
        """Add one report.

        Args:
            figures: What its cells say, in the order of `typed_figure_cells`.
        """
        self._reports += 1
        for place, figure in enumerate(figures):
            if figure is None:
                continue
            self._filled[place] += 1
            if isinstance(figure, Money):
                by_unit = self._money[place]
                if figure.amount:  # zero has no unit
                    by_unit[figure.unit] = by_unit.get(figure.unit, Decimal()) + figure.amount
            else:
                self._sums[place] += figure

    def values(self) -> dict[str, Figure | None]:
        """Return the sums by cell path, in the order of the form; None is a blank.

        Amounts of which some have a unit and some have none cannot be added, and are blank.
        """
        return {cell.path: self._value(place, cell) for place, cell in enumerate(self._cells)}

    def _value(self, place: int, cell: Cell) -> Figure | None:
        filled = self._filled[place]
        if not filled or (not cell.required and filled < self._reports):
            return None
        return total(self._money[place]) if cell.unit_path else self._sums[place]


def total(by_unit: Mapping[str, Decimal]) -> Money | None:
    """Return the sum of amounts: in their unit if there is but one, else 1元 + 2万元 -> 20001元."""
    if len(by_unit) < 2:
        return next((Money(amount, unit) for unit, amount in by_unit.items()), Money(Decimal(), ""))
    if not by_unit.keys() <= POWERS.keys():
        return None
    amounts = (amount.scaleb(POWERS[unit]) for unit, amount in by_unit.items())
    return Money(sum(amounts, Decimal()), SMALLEST)


def text_of(figure: Figure | None) -> str:
    """Return a sum as it is typed into its cell."""
    if isinstance(figure, Money):
        return f"{figure.amount:f}{figure.unit}"
    if isinstance(figure, Decimal):
        return f"{figure:f}"
    return "" if figure is None else str(figure)
