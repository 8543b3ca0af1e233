"""Growth that the text states against last year, and what last year's report makes of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.figures import Figure, Figures
from tuiwizard.rules.case import Case
from tuiwizard.rules.narrative.bindings import Binding, bindings
from tuiwizard.rules.narrative.numerals import from_chinese
from tuiwizard.rules.patterns import Words

UP = {
    "增长": "下降", "增加": "减少", "上升": "下降", "提高": "降低", "增": "减", "多": "少",
}  # fmt: skip
"""Words for growth, and what is said instead where there was none."""
DOWN = {"下降": "增长", "减少": "增加", "降低": "上升", "减": "增", "少": "多"}
_LAST = "(?:上一?年度?|去年度?|20\\d\\d\\s*年度?)(?:同期|全年)?"
# "，同比增长40%", "，较上年减少2件", "，上年同期5件" -> behind a number that is a cell
GROWTH = lazily(
    rf"[，,、（(和]?\s*(?:(?P<against>同比|[较比同与]\s*{_LAST}(?:相比)?[，,]?)"
    rf"(?P<way>{'|'.join([*UP, *DOWN])})了?"
    r"|(?P<was>(?:上年同期|去年同期|上年|去年)(?:为|是)?))"
    r"(?P<number>\d[\d,]*(?:[.．]\d+)?|[一二三四五六七八九十百千]+)"
    r"\s*(?P<unit>个百分点|[%％]|件|元|万元|条|份|起|宗)"
)


_COMPARES = Words("同", "较", "比", "与", "上年", "去年")
"""A text in which numbers are compared has one of them."""
_COUNTED = frozenset("件份条宗起")
_COMPARED = _COUNTED | {"%", "％"}


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
    for binding in bindings(text, case) if _COMPARES.found_in(text) else ():
        counted = text[binding.stop - 1] in _COUNTED
        found = GROWTH.match(text, binding.stop) if counted else None
        if found and binding.agrees and found["unit"] in _COMPARED:
            way = 1 if found["way"] in UP else -1 if found["way"] else 0
            at = found.start("against" if found["way"] else "was")
            percent, spans = found["unit"] in "%％", (*found.span("number"), found.end())
            yield Growth(binding, at, *spans, _number(found["number"]), way, percent)


def _number(written: str) -> Decimal:
    # "1,234" -> 1234, "十二" -> 12
    chinese = written[0] in "一二三四五六七八九十百千"
    plain = written.replace(",", "").replace("．", ".")
    return Decimal(from_chinese(written) if chinese else plain)
