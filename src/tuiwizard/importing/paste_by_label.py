"""A pasted block with row labels: each row goes where its label belongs.

The form prints up to three label columns; a spreadsheet leaves blanks beside a merged label, a
page leaves the field out. So the column in which the figures begin is worked out from all
rows together, or from the column headers where they are copied along.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tuiwizard.forms.grid import Band, Cell
from tuiwizard.forms.layout import grid
from tuiwizard.importing.clipboard import Block
from tuiwizard.importing.paste_plan import (
    Fields,
    PastePlan,
    Placed,
    has_figure,
    header_words,
    is_header,
    shortened,
)
from tuiwizard.report.labels import normal
from tuiwizard.words import plural, tr

_UNITS = frozenset(("件", "项", "个", "条", "宗", "元", "万元"))


@dataclass(frozen=True, slots=True)
class Found:
    """A row of the table: its cells, how many labels stand before them, and its band."""

    cells: tuple[Cell, ...]
    depth: int
    band: Band


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the block whose label, at `at`, names a row of the table.

    `named` has the column headers above it, by field; it is empty where they cannot be
    lined up with the fields.
    """

    row: Fields
    at: int
    found: Found
    named: Mapping[int, str]

    def rest(self, start: int) -> Fields:
        return self.row[start:]

    def beside(self, start: int) -> list[str]:
        """Figures beside the label that are in no cell: serial numbers, or a shifted row."""
        return [t for i, t in enumerate(self.row[:start]) if i != self.at and has_figure(t)]


def find_row(edition: str, key: str, row: Fields) -> tuple[Found, int] | None:
    """The row of the table that a label names, and the place of that label, if any does."""
    known = _rows_by_label(edition, key)
    for at in range(len(row) - 1, -1, -1):
        found = known.get(normal(row[at])) if row[at] else None
        if found is not None:
            return found, at
    return None


@cache
def _rows_by_label(edition: str, key: str) -> dict[str, Found]:
    return {
        normal(header.labels[-1]): Found(cells, len(header.labels), band)
        for band in grid(edition, key).bands
        for header, cells in zip(band.rows, band.cells, strict=True)
        if header.labels
    }


def by_label(edition: str, key: str, block: Block, plan: PastePlan) -> list[Placed]:
    """Place the rows of a block by their labels; report the rows without a known one."""
    lines = _lines(edition, key, block, plan)
    deepest = max(found.depth for found in _rows_by_label(edition, key).values())
    even = len({len(line.row) for line in lines}) == 1
    placed: list[Placed] = []
    beside: list[str] = []
    for group in [lines] if even else [[line] for line in lines]:
        usual = _start(group, deepest)
        for line in group:
            start = _named_start(line) or usual
            beside += line.beside(start or line.at)
            if start is not None:
                placed += _place(line, start, plan)
            else:
                plan.ignored.append(tr("分不清从哪一列开始是数：“{row}”", row=shortened(line.row)))
    if beside:
        plan.ignored.append(
            plural("行名旁边有 {n} 个数不在表内：{beside}", len(beside), beside=shortened(beside))
        )
    return placed


def _lines(edition: str, key: str, block: Block, plan: PastePlan) -> list[_Line]:
    """The rows with a label; headers are counted, other rows are reported."""
    words = header_words(edition, key)
    lines: list[_Line] = []
    named: dict[int, str] = {}
    width = 0
    for row in block:
        found = find_row(edition, key, row)
        if found is not None:
            lines.append(_Line(row, found[1], found[0], named if len(row) == width else {}))
        elif is_header(row, words):
            plan.skipped += 1
            above = named if len(row) == width else {}
            named = above | {i: normal(text) for i, text in enumerate(row) if text}
            width = len(row)
        elif any(row):
            plan.unknown(row)
    return lines


def _own_labels(band: Band) -> list[str]:
    return [normal(column.labels[-1]) for column in band.columns]


def _named_start(line: _Line) -> int | None:
    """Where the headers above say that the figures begin; None where they do not say."""
    own = _own_labels(line.found.band)
    return min((i for i, word in line.named.items() if word in own and i > line.at), default=None)


def _start(lines: Sequence[_Line], deepest: int) -> int | None:
    """The field in which the figures of these rows begin; None where it cannot be told."""
    base = max(line.at for line in lines) + 1
    beside = any(line.found.depth == deepest and line.at == base - 1 for line in lines)
    counts = [len(line.found.cells) for line in lines]
    while all(_has_unit(line.rest(base), n) for line, n in zip(lines, counts, strict=True)):
        base += 1
    rests = [line.rest(base) for line in lines]
    spare = max(map(len, rests)) - max(counts)
    fits = [
        s
        for s in range(spare + 1)
        if not any(any(r[:s]) or any(r[s + n :]) for r, n in zip(rests, counts, strict=True))
    ]
    if len(fits) == 1:
        return base + fits[0]
    labels = {(line.at, line.found.depth) for line in lines}
    one_column = len({at for at, _ in labels}) == 1 < len(labels)
    blank_first = not any(rest[0] for rest in rests if rest)
    if beside or one_column or not blank_first or not any(map(any, rests)):
        return base
    return None


def _has_unit(rest: Fields, count: int) -> bool:
    """Whether a row that is too long goes on with a unit and not with a figure."""
    return len(rest) > count and rest[0] in _UNITS


def _place(line: _Line, start: int, plan: PastePlan) -> Iterator[Placed]:
    """The fields from `start` on in their cells; the headers above have the last word."""
    own = _own_labels(line.found.band)
    extra = []
    for i, text in enumerate(line.rest(start)):
        word = line.named.get(start + i, "")
        column = own.index(word) if own.count(word) == 1 else i
        if column < len(own):
            yield Placed(line.found.cells[column], text)
        elif text:
            extra.append(text)
    if extra:
        plan.ignored.append(
            plural(
                "“{label}”多出 {n} 格：{extra}",
                len(extra),
                label=line.row[line.at],
                extra=shortened(extra),
            )
        )
