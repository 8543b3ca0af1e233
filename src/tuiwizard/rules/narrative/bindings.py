"""Which number of a text is which figure of the tables, as a value."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.report.figures import Figure, Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.claims import Claim, claims
from tuiwizard.rules.narrative.readings import Reading, readings


class Binding(NamedTuple):
    """A number in a text, and the cells of the tables that it states.

    Attributes:
        start: Its first character in the text.
        end: The character behind it, the unit not included.
        stop: The character behind its unit.
        written: The number as it is written, such as `12`, `１２` or `十二`.
        value: What it says; money in 元.
        unit: 件, 元, and so on, or empty; never `%`.
        reading: The cells it states: the likeliest reading that the tables confirm, or the
            likeliest of all where they confirm none.
    """

    start: int
    end: int
    stop: int
    written: str
    value: Decimal
    unit: str
    reading: Reading

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the cells that it states; their figures are added up."""
        return self.reading.cells

    @property
    def agrees(self) -> bool:
        """Whether the tables confirm it; False as well where a cell is not filled in."""
        return self.reading.value == self.value

    def value_in(self, figures: Figures) -> Figure | None:
        """Return the figure of the same cells in another report, None where one is blank."""
        return self.reading.value_in(figures)


def bindings(text: str, case: Case) -> tuple[Binding, ...]:
    """Return the numbers of a text that state figures of the tables, in order.

    Args:
        text: The text of a section.
        case: The report; its year and name say what the text speaks of, its figures which
            reading of a number holds. For last year's text give last year's report.
    """
    # "收到申请7件" -> 7, "requests.received.total"
    return tuple(_bindings(text, case))


def _bindings(text: str, case: Case) -> Iterator[Binding]:
    for offset, claim in claims(text, case.draft.year, case.this.text("agency.name")):
        number = claim.numeral
        right = None if number.unit == "%" else _right(claim, case)
        if right is None:
            continue
        start, end, stop = offset + number.start, offset + number.end, offset + number.stop
        yield Binding(start, end, stop, text[start:end], number.value, number.unit, right)


def _right(claim: Claim, case: Case) -> Reading | None:
    """Return the likeliest reading that the tables confirm, or else the likeliest."""
    first = None
    for one in readings(claim, case.this):
        if one.value == claim.numeral.value:
            return one
        first = first or one
    return first
