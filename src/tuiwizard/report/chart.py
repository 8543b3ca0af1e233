"""A chart before it is drawn: what a bar stands for, in figures and in words.

The picture in a file and the one on the terminal show the same chart, and whoever sees neither
is read the same sentence.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

CHARTED = "requests"
"""The section whose figures charts show."""


class Bar(NamedTuple):
    """One bar.

    Attributes:
        label: What it counts.
        value: How many; None where it is not known.
        rest: Whether it stands for all that have no bar of their own; it has none either, for
            among them all the others would look like nothing.
    """

    label: str
    value: int | None
    rest: bool = False


class Chart(NamedTuple):
    """Bars under one title.

    Attributes:
        name: The short name, fit for a file's name.
        title: What is counted, where and when.
        bars: The bars in their order.
        unit: What they count.
        shares: Whether the bars are parts of one whole.
        empty: What is written where there is nothing to draw; then there are no bars.
        note: What the chart leaves out.
    """

    name: str
    title: str
    bars: tuple[Bar, ...] = ()
    unit: str = "件"
    shares: bool = False
    empty: str = ""
    note: str = ""

    @property
    def total(self) -> int:
        """The sum of what is known."""
        return sum(bar.value or 0 for bar in self.bars)

    def length(self, bar: Bar) -> float:
        """Return the length of a bar, from 0 to 1 for the longest; that of the rest is 0."""
        drawn = [each.value or 0 for each in self.bars if not each.rest]
        return 0.0 if bar.rest or not bar.value else bar.value / max(drawn)

    def figure(self, bar: Bar) -> str:
        """Return a bar's figure in words: `30 件（62.5%）`."""
        if bar.value is None:
            return "没有填全"
        share = f"（{_percent(bar.value, self.total)}）" if self.shares else ""
        return f"{bar.value} {self.unit}{share}"

    @property
    def description(self) -> str:
        """All that the chart shows, in one sentence."""
        bars = "，".join(f"{bar.label} {self.figure(bar)}" for bar in self.bars)
        whole = f"共 {self.total} {self.unit}：" if self.shares else ""
        sentences = (self.empty, whole + bars, self.note)
        return "".join(f"{sentence}。" for sentence in sentences if sentence)


def _percent(part: int, whole: int) -> str:
    share = Decimal(part * 100) / whole if whole else Decimal(0)
    return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
