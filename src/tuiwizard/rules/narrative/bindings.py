"""Which number of a text is which figure of the tables, as a value."""

from decimal import Decimal
from functools import lru_cache
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
        blank: Whether none agrees, and a cell that it may state is not filled in.
        clause: Where its clause starts and ends in the text.
    """

    start: int
    end: int
    stop: int
    written: str
    value: Decimal
    unit: str
    reading: Reading
    blank: bool
    clause: tuple[int, int]

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
    return _bindings(text, case.draft.year, case.this.text("agency.name"), case.this)


@lru_cache(maxsize=16)
def _bindings(text: str, year: int, name: str, figures: Figures) -> tuple[Binding, ...]:
    """A text is compared with the same figures once, whatever rule asks."""
    found = (_binding(text, at, claim, figures) for at, claim in claims(text, year, name))
    return tuple(binding for binding in found if binding is not None)


def _binding(text: str, offset: int, claim: Claim, figures: Figures) -> Binding | None:
    """Bind a number to the likeliest reading that the tables confirm, or else the likeliest."""
    number, first, blank = claim.numeral, None, False
    if number.unit == "%":
        return None
    for one in readings(claim, figures):
        first, blank = first or one, blank or one.value is None
        if one.value == number.value:
            first, blank = one, False
            break
    if first is None:
        return None
    start, end, stop = offset + number.start, offset + number.end, offset + number.stop
    clause = offset + claim.start, offset + claim.end
    written = text[start:end]
    return Binding(start, end, stop, written, number.value, number.unit, first, blank, clause)
