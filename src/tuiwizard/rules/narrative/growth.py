"""Growth that the text states against last year, and what last year's report makes of it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.report.figures import Figure, Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import Binding, bindings

_LAST = "(?:上一?年度?|去年|20\\d\\d年)(?:同期|全年)?"
_UP, _DOWN = "增长|增加|上升|提高|增|多", "减少|下降|降低|减|少"
# "，同比增长40%", "，较上年减少2件", "，上年同期5件" -> behind a number that is a cell
_GROWTH = re.compile(
    rf"[，（(、]?(?:(?:同比|(?:比|较|与|同){_LAST}(?:相比)?，?)(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?"
    rf"|(?P<was>(?:上年同期|去年同期|上年|去年)(?:为|是)?))"
    r"(?P<number>\d+(?:\.\d+)?)(?P<unit>%|％|件|份|条|宗|起)"
)


class Growth(NamedTuple):
    """A growth that is stated.

    Attributes:
        binding: The number that grew.
        start: The first character of its clause.
        at: Where its number starts.
        end: The character behind its number.
        stop: The character behind its unit.
        number: What the text says, negative for a fall; last year's figure where `way` is 0.
        way: 1 for growth, -1 for a fall, 0 where last year's figure itself is given.
        percent: Whether it is a percentage.
    """

    binding: Binding
    start: int
    at: int
    end: int
    stop: int
    number: Decimal
    way: int
    percent: bool

    def expected(self, last: Figures) -> Figure | None:
        """Return what the text should say by last year's report, None where it cannot be told."""
        # 34 after 28, "增长" -> 21.4...; 34 after 40, "增加" -> -6
        before = self.binding.value_in(last)
        if before is None:
            return None
        if not self.way:
            return before
        if not self.percent:
            return (self.binding.value - before) * self.way
        if not before:
            return None
        return (self.binding.value - before) * 100 / Decimal(before) * self.way

    def agrees(self, expected: Figure) -> bool:
        """Return whether the text says so; people round, and people cut off."""
        places = -int(self.number.as_tuple().exponent)
        return abs(self.number - expected) < (Decimal(1).scaleb(-places) if self.percent else 1)


def growths(text: str, case: Case) -> Iterator[Growth]:
    """Find the growth stated behind the numbers that are cells."""
    # "收到申请34件，同比增长20%" -> requests.received.total, 20 %
    for binding in bindings(text, case):
        counted = text[binding.stop - 1] in "件份条宗起"
        found = _GROWTH.match(text, binding.stop) if counted else None
        if found and binding.agrees:
            way = 1 if found["up"] else -1 if found["down"] else 0
            at = found.start() + (found[0][0] in "，（(、")
            number, percent = Decimal(found["number"]), found["unit"] in "%％"
            spans = (*found.span("number"), found.end())
            yield Growth(binding, at, *spans, number, way, percent)
