"""A chart as a picture.

Each bar has its label above it and its figure behind it, so that one colour does for all and
none has a meaning. A screen reader is read the title and a sentence with every figure.
"""

from collections.abc import Iterator

from tuiwizard.rendering.drawing import (
    INK,
    MARGIN,
    QUIET,
    ROOM,
    STAMP,
    Part,
    box,
    file,
    framed,
    picture,
    safe,
    stacked,
    words,
)
from tuiwizard.rendering.text_width import ems
from tuiwizard.report.chart import Bar, Chart

BAR = "#0072b2"  # the blue of Okabe and Ito, which every eye tells from white

_TITLE, _TEXT = 19, 15
_THICK = 18
_GAP = 14
_BELOW = 4
"""Between a label and its bar."""
_BEHIND = 8
"""Between a bar and its figure."""
_BASELINE = 14
"""How far below the upper edge of a bar its figure is."""


def svg(chart: Chart, *, stamp: str = "") -> str:
    """Return the chart as an SVG file; the same chart gives the same bytes.

    Args:
        chart: What is drawn.
        stamp: What marks a draft, above everything else.
    """
    return file(figure(chart, stamp=stamp))


def figure(chart: Chart, *, stamp: str = "") -> str:
    """Return the chart as an `svg` element for a page; see `svg`."""
    head = (
        words(stamp, _TEXT, colour=STAMP, bold=True),
        words(chart.title, _TITLE, bold=True, most=4, by_sense=True),
    )
    drawn = framed(stacked([*head, *parts(chart)], _GAP))
    said = f"{stamp}。{chart.description}" if stamp else chart.description
    return picture(chart.name, chart.title, said, drawn)


def parts(chart: Chart, *, size: float = _TEXT, colour: str = BAR) -> Iterator[Part]:
    """Yield what a chart is drawn of, below its title.

    Args:
        chart: What is drawn.
        size: How large labels and figures are.
        colour: The colour of all bars.
    """
    yield words(_whole(chart), size, colour=QUIET)
    yield words(_sentence(chart.empty), size)
    for bar in chart.bars:
        yield _bar(chart, bar, size, colour)
    yield words(_sentence(chart.note), size - 2, colour=QUIET, most=6)


def _whole(chart: Chart) -> str:
    return f"共 {chart.total} {chart.unit}" if chart.shares and chart.bars else ""


def _sentence(text: str) -> str:
    return f"{text}。" if text else ""


def _bar(chart: Chart, bar: Bar, size: float, colour: str) -> Part:
    """Return the label, and below it the bar with its figure behind it."""
    label = words(bar.label, size, most=2)
    figures = max(ems(chart.figure(each)) for each in chart.bars) * size
    length = chart.length(bar) and max((ROOM - figures - _BEHIND) * chart.length(bar), 1.0)
    top = label.height + _BELOW
    drawn: list[str] = []
    if length:
        drawn.append(box(length, _THICK, colour, y=top))
    drawn.append(
        f'<text x="{MARGIN + (length and length + _BEHIND):.1f}" y="{top + _BASELINE:.1f}" '
        f'font-size="{size:g}" fill="{INK}">{safe(chart.figure(bar))}</text>'
    )
    return Part([*label.groups, (0.0, drawn)], top + _THICK)
