"""A chart as one SVG file: nothing is loaded, nothing runs, everything is escaped.

Each bar has its label above it and its figure behind it, so that one colour does for all and
none has a meaning. The picture is hardly wider than a phone, and its words stay readable there.
A screen reader is read the title and a sentence with every figure.
"""

from collections.abc import Iterator
from html import escape

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.text_width import ems, wrapped
from tuiwizard.report.chart import Bar, Chart

WIDTH = 480
MARGIN = 20
_ROOM = WIDTH - 2 * MARGIN

_INK = "#1a1a1a"
_QUIET = "#595959"
_BAR = "#0072b2"  # the blue of Okabe and Ito, which every eye tells from white
_STAMP = "#a3330a"
_FACES = (
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', "
    "'WenQuanYi Micro Hei', SimHei, sans-serif"
)

_TITLE, _TEXT = 19, 15
_LEADING = 1.4
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
    lines: list[str] = []
    y = float(MARGIN)
    for part in (
        _words(stamp, _TEXT, colour=_STAMP, bold=True),
        _words(chart.title, _TITLE, bold=True, most=4),
        _words(_whole(chart), _TEXT, colour=_QUIET),
        _words(_sentence(chart.empty), _TEXT),
        *(_bar(chart, bar) for bar in chart.bars),
        _words(_sentence(chart.note), _TEXT - 2, colour=_QUIET, most=6),
    ):
        drawn, height = part
        if drawn:
            lines += (f'<g transform="translate(0 {y:.1f})">', *drawn, "</g>")
            y += height + _GAP
    return "\n".join(_file(chart, stamp, lines, y - _GAP + MARGIN)) + "\n"


_Part = tuple[list[str], float]
"""Elements that begin at 0, and how high they are."""


def _file(chart: Chart, stamp: str, lines: list[str], height: float) -> Iterator[str]:
    title, desc = f"title-{chart.name}", f"desc-{chart.name}"  # pages may hold several pictures
    said = f"{stamp}。{chart.description}" if stamp else chart.description
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
        f'viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-labelledby="{title} {desc}" '
        f'lang="zh-CN" font-family="{_FACES}">'
    )
    yield f'<title id="{title}">{_text(chart.title)}</title>'
    yield f'<desc id="{desc}">{_text(said)}</desc>'
    yield f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>'
    yield from lines
    yield "</svg>"


def _whole(chart: Chart) -> str:
    return f"共 {chart.total} {chart.unit}" if chart.shares and chart.bars else ""


def _sentence(text: str) -> str:
    return f"{text}。" if text else ""


def _words(text: str, size: int, *, colour: str = _INK, bold: bool = False, most: int = 3) -> _Part:
    """Return a text in lines; what they do not hold is in its title."""
    if not text:
        return [], 0
    lines = wrapped(in_markup(text), _ROOM / size, most)
    whole = f"<title>{_text(text)}</title>" if "".join(lines) != in_markup(text) else ""
    weight = ' font-weight="bold"' if bold else ""
    drawn = [
        f'<text x="{MARGIN}" y="{size * (number * _LEADING + 1):.1f}" font-size="{size}"{weight} '
        f'fill="{colour}">{whole}{_text(line)}</text>'
        for number, line in enumerate(lines)
    ]
    return drawn, size * (len(lines) * _LEADING - 0.15)


def _bar(chart: Chart, bar: Bar) -> _Part:
    """Return the label, and below it the bar with its figure behind it."""
    drawn, top = _words(bar.label, _TEXT, most=2)
    figures = max(ems(chart.figure(each)) for each in chart.bars) * _TEXT
    length = chart.length(bar) and max((_ROOM - figures - _BEHIND) * chart.length(bar), 1.0)
    top += _BELOW
    if length:
        drawn.append(
            f'<rect x="{MARGIN}" y="{top:.1f}" width="{length:.1f}" height="{_THICK}" '
            f'fill="{_BAR}"/>'
        )
    drawn.append(
        f'<text x="{MARGIN + (length and length + _BEHIND):.1f}" y="{top + _BASELINE:.1f}" '
        f'font-size="{_TEXT}" fill="{_INK}">{_text(chart.figure(bar))}</text>'
    )
    return drawn, top + _THICK


def _text(text: str) -> str:
    return escape(in_markup(text))
