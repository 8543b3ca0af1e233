"""The report on one page (一图读懂): every figure of its tables, read off the form, as a picture.

Cards hold the figures of a table, row by row; of the table that balances, two bars of one length
show that it does, and charts what came in and what became of it. Figures and labels stand at
everything that is drawn, so no colour has a meaning of its own.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, product

from tuiwizard.forms.balance import BALANCE, Term
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys, section_title
from tuiwizard.forms.layout import cells_by_path, grid
from tuiwizard.rendering import charts
from tuiwizard.rendering.document import Document, compose
from tuiwizard.rendering.drawing import (
    GROUND,
    INK,
    MARGIN,
    QUIET,
    ROOM,
    STAMP,
    Part,
    beside,
    box,
    file,
    fitting,
    framed,
    moved,
    part,
    picture,
    stacked,
    words,
)
from tuiwizard.rendering.tables import printed_cells
from tuiwizard.report import chart_data
from tuiwizard.report.chart import Chart
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures

DEEP, WARM = "#0a4a7d", "#d55e00"
"""The two colours of data: one is dark and one is light to every eye, and to a copier."""

CARD = "#eef3f8"

_TITLE, _HEAD, _TEXT, _FIGURE = 28, 21, 16, 30
_GAP, _BETWEEN = 14, 26
_PAD = 14
_BAR = 26
"""How high the bars of the balance are."""
_SEAM = 3
"""Between two parts of one bar."""
_STRIPE = 6


def render(draft: Draft, *, as_draft: bool = False) -> str:
    """Return the poster as an SVG file; the same draft gives the same bytes.

    Args:
        draft: What is shown.
        as_draft: Whether to stamp it as a draft, and so to draw it even if unfinished.

    Raises:
        NotPublishable: Something is missing or wrong, and a draft was not asked for.
    """
    return _drawn(draft, compose(draft, as_draft=as_draft), columns=1)


def sheet(draft: Draft, *, as_draft: bool = False) -> str:
    """Return the poster in two columns, to be printed on A4; see `render`."""
    return _drawn(draft, compose(draft, as_draft=as_draft), columns=2)


def _drawn(draft: Draft, document: Document, columns: int) -> str:
    sections = [_section(draft, key) for key in section_keys(draft.edition, SectionKind.TABLE)]
    if columns > 1:
        sections = [beside(_shared_out(sections, columns))]
    body = framed(stacked([*_stamp(document), *sections, _source(document)], _BETWEEN))
    drawn = stacked([_head(document.title, body.width), body], 0)
    said = "".join(f"{sentence}。" for sentence in (document.stamp, *_said(draft)) if sentence)
    return file(picture("poster", document.title, said, drawn, document.identifier))


def _shared_out(sections: Sequence[Part], columns: int) -> list[Part]:
    """Return sections in columns, shared out so that the highest is as low as can be."""
    shares = (
        [
            stacked(
                [each for each, at in zip(sections, places, strict=True) if at == column], _BETWEEN
            )
            for column in range(columns)
        ]
        for places in product(range(columns), repeat=len(sections))
        if places[0] == 0
    )
    return min(shares, key=lambda share: max(column.height for column in share))


def _head(title: str, width: float) -> Part:
    """Return the title on a band as wide as the picture."""
    room = width - 2 * MARGIN
    written = words(title, _TITLE, room=room, colour=GROUND, bold=True, most=9, by_sense=True)
    named = words("一图读懂", _TEXT, colour=GROUND)
    inside = framed(stacked([named, written], _GAP))
    ground = box(width, inside.height, DEEP, x=0)
    return Part([(0.0, [ground]), *inside.groups], inside.height, width)


def _stamp(document: Document) -> Iterator[Part]:
    reason = f"：{document.shortfall}" if document.shortfall else ""
    yield words(
        f"{document.stamp}{reason}" if document.stamp else "", _TEXT, colour=STAMP, bold=True
    )


def _source(document: Document) -> Part:
    return words(f"数字取自《{document.title}》的各张表，以年报全文为准。", _TEXT, colour=QUIET)


def _section(draft: Draft, key: str) -> Part:
    """Return a table of the form under its heading."""
    title = words(
        section_title(draft.edition, key), _HEAD, x=MARGIN + 16, room=ROOM - 16, bold=True
    )
    heading = Part([(0.0, [box(_STRIPE, title.height, DEEP)]), *moved(title, -1)], title.height)
    drawn = _balance(draft, key) if _balanced(draft, key) else _cards(draft, key)
    return stacked([heading, *drawn], _GAP)


def _balanced(draft: Draft, key: str) -> bool:
    return f"{key}.{BALANCE.left[0].path}.total" in cells_by_path(draft.edition, key)


def _cards(draft: Draft, key: str) -> Iterator[Part]:
    """Yield a card for all cells of a row that only their last label tells apart."""
    texts = printed_cells(draft, key)
    for band in grid(draft.edition, key).bands:
        yield words(band.title, _TEXT, colour=QUIET)
        if len(band.columns) == 1 < len(band.rows):  # 行政处罚 beside 行政强制, one figure each
            figures = [
                (row.labels[-1], texts[c.path])
                for row, (c,) in zip(band.rows, band.cells, strict=True)
            ]
            yield _card(" · ".join(band.columns[0].labels), figures)
            continue
        for row in band.cells:
            for labels, cells in groupby(row, lambda cell: (*cell.row, *cell.column[:-1])):
                yield _card(" · ".join(labels), [(c.column[-1], texts[c.path]) for c in cells])


def _card(title: str, figures: Sequence[tuple[str, str]]) -> Part:
    """Return one row: its label, and its figures side by side over theirs."""
    room = ROOM - 2 * _PAD
    head = words(title, _TEXT + 1, x=MARGIN + _PAD, room=room, bold=True)
    width = room / len(figures)
    size = fitting([text for _, text in figures], _FIGURE, width - 8)
    inner = [
        _figure(label, text, size, MARGIN + _PAD + number * width, width - 8)
        for number, (label, text) in enumerate(figures)
    ]
    row = Part([group for each in inner for group in each.groups], max(e.height for e in inner))
    inside = framed(stacked([head, row], 8), _PAD)
    return Part([(0.0, [box(ROOM, inside.height, CARD)]), *inside.groups], inside.height)


def _figure(label: str, text: str, size: float, x: float, room: float) -> Part:
    """Return a figure over its label."""
    return stacked(
        [
            words(text, size, x=x, room=room + 1, colour=DEEP, bold=True),
            words(label, _TEXT, x=x, room=room, colour=QUIET, most=4),
        ],
        6,
    )


def _balance(draft: Draft, key: str) -> Iterator[Part]:
    """Yield both sides of the balance, and the charts of this table."""
    figures = Figures(draft)
    sides = [
        [(term, figures.total(f"{key}.{term.path}.total")) for term in side]
        for side in (BALANCE.left, BALANCE.right)
    ]
    for side in sides:
        yield _side(side)
    for chart in (chart_data.applicants(draft), chart_data.outcomes(draft)):
        title = "" if chart.empty else _short(chart, draft)
        drawn = [
            words(title, _TEXT + 1, bold=True),
            *charts.parts(chart, size=_TEXT, colour=DEEP),
        ]
        below = stacked(drawn, _GAP)
        yield below if chart.empty else Part(moved(below, _GAP), below.height + _GAP)


def _side(side: Sequence[tuple[Term, int | None]]) -> Part:
    """Return one side of the balance: two figures, and one bar of two parts."""
    known = [value or 0 for _, value in side]
    half = ROOM / 2
    pair = [
        _term(term, value, colour, MARGIN + number * half, half - 8)
        for number, ((term, value), colour) in enumerate(zip(side, (DEEP, WARM), strict=True))
    ]
    legend = Part([g for each in pair for g in each.groups], max(each.height for each in pair))
    if not sum(known) or any(value is None for _, value in side):
        return legend
    seam = _SEAM if all(known) else 0
    first = (ROOM - seam) * known[0] / sum(known)
    ends = (first, MARGIN, DEEP), (ROOM - seam - first, MARGIN + first + seam, WARM)
    bars = [box(width, _BAR, colour, x=x) for width, x, colour in ends if width]
    return stacked([legend, part(bars, _BAR)], 8)


def _term(term: Term, value: int | None, colour: str, x: float, room: float) -> Part:
    """Return a term of the balance: a mark in its colour, its name, its figure."""
    text = "没有填全" if value is None else f"{value} 件"
    name = words(term.name, _TEXT, x=x + 22, room=room - 22, colour=QUIET)
    mark = box(14, 14, colour, x=x, y=3)
    figure = words(text, fitting([text], _FIGURE, room), x=x, room=room + 1, colour=INK, bold=True)
    return stacked([Part([(0.0, [mark]), *name.groups], name.height), figure], 4)


def _short(chart: Chart, draft: Draft) -> str:
    """Return the title of a chart without office and year, which are in that of the page."""
    return chart.title.removeprefix(f"{chart_data.agency(draft)}{draft.year}年")


def _said(draft: Draft) -> Iterator[str]:
    """Yield a sentence for each section and chart: every figure that is drawn."""
    for key in section_keys(draft.edition, SectionKind.TABLE):
        texts = printed_cells(draft, key)
        named = [(cell.label, cell.path) for cell in grid(draft.edition, key).cells]
        if _balanced(draft, key):
            named = [(term.name, f"{key}.{term.path}.total") for term in BALANCE.terms]
        figures = "，".join(f"{name} {texts[path]}" for name, path in named)
        yield f"{section_title(draft.edition, key)}：{figures}"
    for chart in (chart_data.applicants(draft), chart_data.outcomes(draft)):
        yield f"{_short(chart, draft)}：{chart.description.removesuffix('。')}"
