"""Table 3 as tools print it that take the text out of a PDF: labels here, figures there.

The figures come row by row, column by column, in panels, page by page, or in boxes in no order at
all; one of them may be lost, damaged, exchanged or blank.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.layouts.report import Report
from tuiwizard.forms.layout import grid

Figure = tuple[str, str]
"""The path of a cell, and what is printed for it."""

Item = str | Figure
"""A label, or a figure."""

Items = list[Item]

Rows = Sequence[Sequence[Figure]]

KEY = "requests"
TITLE = "甲县乙局{year}年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
HEADS = [
    *("申请人情况", "自然人", "法人或其他组织"),
    *("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
]


def balanced(draw: random.Random) -> Report:
    """A report in which everything adds up, from nearly empty to that of a province."""
    edition, year = draw.choice((("2019", 2020), ("2021", 2023)))
    zeros, most = draw.choice((0, 0.4, 0.8, 0.95)), draw.choice((3, 30, 4000))
    (band,) = grid(edition, KEY).bands
    figures = {
        cell.path: 0 if draw.random() < zeros else draw.randint(0, most)
        for row in band.cells
        for cell in row
    }
    (outcomes,) = (row for row in band.cells if all(cell.computed for cell in row))
    for cell in outcomes[:-1]:
        kind = cell.path.rpartition(".")[2]
        left = figures[f"{KEY}.carried_out.{kind}"]
        done = left + sum(figures[path] for path in cell.parts)
        figures[f"{KEY}.carried_in.{kind}"] = draw.randint(0, min(done, 5))
        figures[f"{KEY}.received.{kind}"] = done - figures[f"{KEY}.carried_in.{kind}"]
    for cell in (cell for row in band.cells for cell in row if cell.computed):
        figures[cell.path] = sum(figures[path] for path in cell.parts)
    return Report(edition, year, "甲县乙局", {path: str(n) for path, n in figures.items()})


def table(report: Report) -> tuple[list[str], list[list[Figure]]]:
    """The labels of table 3, and the figures of each row."""
    (band,) = report.bands(KEY)
    rows = [[(cell.path, report.text(cell)) for cell in row] for row in band.cells]
    return [row.labels[-1] for row in band.rows], rows


def _flat(rows: Rows) -> Items:
    return [figure for row in rows for figure in row]


def _columns(rows: Rows) -> Items:
    return _flat(list(zip(*rows, strict=True)))


def by_rows(labels: Sequence[str], rows: Rows, _: random.Random) -> Items:
    return [*HEADS, *labels, *_flat(rows)]


def by_columns(labels: Sequence[str], rows: Rows, _: random.Random) -> Items:
    return [*HEADS, *labels, *_columns(rows)]


def figures_first(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    return [*HEADS, *draw.choice((_flat, _columns))(rows), *labels]


def heads_last(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    return [*labels, *HEADS, *draw.choice((_flat, _columns))(rows)]


def panels(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    """The columns in two parts, either of them first, each by rows or by columns."""
    at = draw.randint(1, len(rows[0]) - 1)
    parts = [[row[:at] for row in rows], [row[at:] for row in rows]]
    draw.shuffle(parts)
    return [*labels, *(item for part in parts for item in draw.choice((_flat, _columns))(part))]


def pages(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    """Two pages, on each the labels and then column after column."""
    at = draw.randint(1, len(rows) - 1)
    first = [*labels[:at], *_columns(rows[:at])]
    return [*first, *labels[at:], *_columns(rows[at:])]


def boxes(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    """Boxes of the table in no order, as pdfminer finds them."""
    across = sorted({0, len(rows[0]), *draw.sample(range(1, len(rows[0])), draw.randint(0, 3))})
    down = sorted({0, len(rows), *draw.sample(range(1, len(rows)), draw.randint(1, 4))})
    found = [
        draw.choice((_flat, _columns))([row[left:right] for row in rows[top:bottom]])
        for top, bottom in pairwise(down)
        for left, right in pairwise(across)
    ]
    if draw.random() < 0.5:
        draw.shuffle(found)
    return [*labels, *(item for box in found for item in box)]


def _by_row(labels: Sequence[str], rows: Rows, before: int = 0) -> Items:
    """Each row with its label, some of its figures before it."""
    items: Items = [*HEADS]
    for label, row in zip(labels, rows, strict=True):
        items += [*row[:before], label, *row[before:]]
    return items


def behind_labels(labels: Sequence[str], rows: Rows, _: random.Random) -> Items:
    return _by_row(labels, rows)


def before_labels(labels: Sequence[str], rows: Rows, _: random.Random) -> Items:
    return _by_row(labels, rows, len(rows[0]))


def around_labels(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    return _by_row(labels, rows, draw.randint(1, len(rows[0]) - 1))


def displaced_labels(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    """Row after row, some labels before the others or behind them: they were on another page."""
    first = draw.randint(1, len(labels) - 2)
    loose = range(first, draw.randint(first + 1, len(labels) - 1))
    items: Items = []
    for number, (label, row) in enumerate(zip(labels, rows, strict=True)):
        items += row if number in loose else (label, *row)
    apart = [labels[number] for number in loose]
    return [*HEADS, *items, *apart] if draw.random() < 0.5 else [*HEADS, *apart, *items]


def page_edge(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    """Row after row, from one on without labels, and a few of these in panels or by columns."""
    apart = draw.randint(1, len(labels) - 4)
    last = draw.randint(apart + 3, len(labels))
    height = draw.randint(2, 4)
    first = draw.randint(min(apart, len(rows) - height), len(rows) - height)
    block = rows[first : first + height]
    at = draw.randint(1, len(rows[0]) - 1)
    parts = [[row[:at] for row in block], [row[at:] for row in block]]
    edge = draw.choice((_columns(block), [item for part in parts for item in _flat(part)]))
    figures = [*_flat(rows[:first]), *edge, *_flat(rows[first + height :])]
    width = len(rows[0])
    items: Items = []
    for number, label in enumerate(labels[:apart]):
        items += [label, *figures[number * width : (number + 1) * width]]
    items += figures[apart * width : last * width]
    return [*HEADS, *items, *labels[apart:], *figures[last * width :]]


def total_first(labels: Sequence[str], rows: Rows, draw: random.Random) -> Items:
    """总计 before the others in the headers, and so, or not, in the rows."""
    heads = [HEADS[0], HEADS[-1], *HEADS[1:-1]]
    turned = [[row[-1], *row[:-1]] for row in rows] if draw.random() < 0.5 else rows
    return [*heads, *_by_row(labels, turned)[len(HEADS) :]]


def glued(labels: Sequence[str], rows: Rows, _: random.Random) -> Items:
    """Nothing between a label and its figures; `printed` writes them together."""
    return _by_row(labels, rows)


@dataclass(frozen=True)
class SequenceStyle:
    """A way of printing table 3.

    Attributes:
        order: What puts the labels and figures into their order.
        recall: The share of figures that must be read where nothing is damaged.
        labelled: Whether figures stand behind the labels of their rows, so that what is damaged
            is read as it is printed.
        together: Whether the figures of a row hang together.
    """

    order: Callable[[Sequence[str], Rows, random.Random], Items]
    recall: float = 1.0
    labelled: bool = False
    together: bool = False


STYLES = {
    style.order.__name__: style
    for style in (
        SequenceStyle(by_rows),
        SequenceStyle(by_columns),
        SequenceStyle(figures_first),
        SequenceStyle(heads_last),
        SequenceStyle(panels),
        SequenceStyle(pages),
        SequenceStyle(boxes, recall=0),
        SequenceStyle(behind_labels, labelled=True),
        SequenceStyle(before_labels),
        SequenceStyle(around_labels),
        SequenceStyle(displaced_labels, labelled=True),
        SequenceStyle(page_edge, recall=0.9, labelled=True),
        SequenceStyle(total_first, labelled=True),
        SequenceStyle(glued, recall=0, labelled=True, together=True),
    )
}

Damage = Callable[[Items, random.Random], Items]


def _at(items: Sequence[Item], draw: random.Random) -> int:
    return draw.choice([i for i, item in enumerate(items) if isinstance(item, tuple)])


def _figure(item: Item) -> Figure:
    assert isinstance(item, tuple)
    return item


def whole(items: Items, _: random.Random) -> Items:
    return items


def one_lost(items: Items, draw: random.Random) -> Items:
    at = _at(items, draw)
    return [*items[:at], *items[at + 1 :]]


def one_twice(items: Items, draw: random.Random) -> Items:
    at = _at(items, draw)
    return [*items[: at + 1], ("", items[at][1]), *items[at + 1 :]]


def one_digit_wrong(items: Items, draw: random.Random) -> Items:
    at = _at(items, draw)
    path, text = _figure(items[at])
    digit = draw.randrange(len(text))
    wrong = draw.choice([d for d in "123456789" if d != text[digit]])
    return [*items[:at], (path, text[:digit] + wrong + text[digit + 1 :]), *items[at + 1 :]]


def two_exchanged(items: Items, draw: random.Random) -> Items:
    one, other = _at(items, draw), _at(items, draw)
    (first, text), (second, other_text) = _figure(items[one]), _figure(items[other])
    changed = list(items)
    changed[one], changed[other] = (first, other_text), (second, text)
    return changed


def zeros_blank(items: Items, _: random.Random) -> Items:
    return [item for item in items if not isinstance(item, tuple) or item[1] != "0"]


def some_zeros_blank(items: Items, draw: random.Random) -> Items:
    return [i for i in items if not isinstance(i, tuple) or i[1] != "0" or draw.random() < 0.9]


def totals_blank(items: Items, draw: random.Random) -> Items:
    ends = draw.choice(((".total",), ("outcomes.total.",), (".total", "outcomes.total.")))

    def blank(path: str) -> bool:
        return any(path.endswith(end) if end[0] == "." else end in path for end in ends)

    return [item for item in items if not isinstance(item, tuple) or not blank(item[0])]


DAMAGES: Sequence[Damage] = (
    whole,
    *(one_lost, one_twice, one_digit_wrong, two_exchanged),
    *(zeros_blank, some_zeros_blank, totals_blank),
)


def printed(
    items: Sequence[Item], year: int, draw: random.Random, *, together: bool = False
) -> str:
    """The items as a text: a label on a line, on a line of figures up to so many of them."""
    most = draw.choice((1, 2, 3, 7))
    lines: list[str] = []
    room = 0
    for item in items:
        if isinstance(item, str):
            lines.append(item.strip())
            room = 0
        elif together:
            lines[-1] += item[1]
        elif room:
            lines[-1] += f" {item[1]}"
            room -= 1
        else:
            lines.append(item[1])
            room = draw.randint(0, most - 1)
    between = draw.choice(("\n", "\n\n"))
    return TITLE.format(year=year) + between.join(lines)


def example(name: str, damage: Damage, draw: random.Random) -> tuple[str, dict[str, str]]:
    """A table 3 in a style, damaged, as a text, and what is printed in it by path."""
    style = STYLES[name]
    report = balanced(draw)
    items = damage(style.order(*table(report), draw), draw)
    text = printed(items, report.year, draw, together=style.together)
    return text, {item[0]: item[1] for item in items if isinstance(item, tuple)}
