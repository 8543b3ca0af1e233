"""A pasted block with row labels: each row goes where its label belongs.

The form prints up to three label columns; a spreadsheet leaves blanks beside a merged label, a
page leaves the field out. So the column in which the figures begin is worked out from all
rows together, or from the column headers where they are copied along.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import grid
from tuiwizard.importing.alignment import cells_of, named_columns, starts
from tuiwizard.importing.clipboard import Block
from tuiwizard.importing.lexicon import known
from tuiwizard.importing.paste_plan import Fields, PastePlan, Placed, is_header, shortened
from tuiwizard.importing.slots import UNITS, has_figure
from tuiwizard.report.labels import fold
from tuiwizard.words import plural, tr

_UNITS = UNITS | {"元", "万元"}  # not said: typed


@dataclass(frozen=True, slots=True)
class _LabelledRow:
    """A row of the block whose label, in the field `at`, names a row of the table.

    `heads` has the column headers above it, by field; it is empty where they cannot be
    lined up with the fields.
    """

    fields: Fields
    at: int
    cells: tuple[Cell, ...]
    heads: Mapping[int, str]

    @property
    def depth(self) -> int:
        """How many labels the form prints before the figures of this row."""
        return len(self.cells[0].row)

    def beside(self, start: int) -> list[str]:
        """Figures beside the label that are in no cell: serial numbers, or a shifted row."""
        return [t for i, t in enumerate(self.fields[:start]) if i != self.at and has_figure(t)]


def labelled(edition: str, key: str, fields: Fields) -> tuple[int, tuple[Cell, ...]] | None:
    """The field that names a row of a table, and that row: the last one that does."""
    for at in range(len(fields) - 1, -1, -1):
        label = known(fold(fields[at]), edition)
        if label is not None and label.kind == "row" and label.name.startswith(f"{key}."):
            cells = cells_of(edition, label.name)
            return (at, cells) if cells is not None else None
    return None


def by_label(edition: str, key: str, block: Block, plan: PastePlan) -> list[Placed]:
    """Place the rows of a block by their labels; report the rows without a known one."""
    rows = list(_labelled_rows(edition, key, block, plan))
    deepest = max(len(row.labels) for band in grid(edition, key).bands for row in band.rows)
    even = len({len(row.fields) for row in rows}) == 1
    placed: list[Placed] = []
    beside: list[str] = []
    for group in [rows] if even else [[row] for row in rows]:
        usual = _start(group, deepest)
        for row in group:
            columns = {
                i: cell for cell, i in named_columns(row.cells, row.heads).items() if i > row.at
            }
            start = min(columns, default=usual)
            beside += row.beside(start or row.at)
            if start is None:
                plan.ignored.append(
                    tr("分不清从哪一列开始是数：“{row}”", row=shortened(row.fields))
                )
            else:
                placed += _place(row, start, columns, plan)
    if beside:
        plan.ignored.append(
            plural("行名旁边有 {n} 个数不在表内：{beside}", len(beside), beside=shortened(beside))
        )
    return placed


def _labelled_rows(edition: str, key: str, block: Block, plan: PastePlan) -> Iterator[_LabelledRow]:
    """The rows with a label; headers are counted, other rows are reported."""
    heads: dict[int, str] = {}
    width = 0
    for fields in block:
        above = heads if len(fields) == width else {}
        found = labelled(edition, key, fields)
        if found is not None:
            yield _LabelledRow(fields, *found, above)
        elif is_header(fields, edition):
            plan.skipped += 1
            heads = above | {i: fold(text) for i, text in enumerate(fields) if text}
            width = len(fields)
        elif any(fields):
            plan.unknown(fields)


def _start(rows: Sequence[_LabelledRow], deepest: int) -> int | None:
    """The field in which the figures of these rows begin; None where it cannot be told.

    # 一、本年新收…, "", "", 64, 0, 0, 2, 0, 4, 70 -> 3: seven cells fit nowhere else
    # 一、本年新收…, "", 64 -> None: the blank may be a label or the first cell
    """
    base = max(row.at for row in rows) + 1
    beside = any(row.depth == deepest and row.at == base - 1 for row in rows)
    while all(_has_unit(row.fields[base:], len(row.cells)) for row in rows):
        base += 1
    rests = [row.fields[base:] for row in rows]
    fits = starts([(rest, len(row.cells)) for rest, row in zip(rests, rows, strict=True)])
    if len(fits) == 1:
        return base + fits[0]
    depths = {row.depth for row in rows}
    one_column = len({row.at for row in rows}) == 1 < len(depths)
    blank_first = not any(rest[0] for rest in rests if rest)
    sure = beside or one_column or not blank_first or not any(map(any, rests))
    return base if sure else None


def _has_unit(rest: Fields, count: int) -> bool:
    """Whether a row that is too long goes on with a unit: 件, 1, 0, 0, 0, 0, 0, 1 -> True."""
    return len(rest) > count and rest[0] in _UNITS


def _place(
    row: _LabelledRow, start: int, columns: Mapping[int, Cell], plan: PastePlan
) -> Iterator[Placed]:
    """The fields from `start` on in their cells; the headers above have the last word."""
    cells = {**dict(enumerate(row.cells, start)), **columns}
    extra = []
    for i, text in enumerate(row.fields[start:], start):
        if i in cells:
            yield Placed(cells[i], text)
        elif text:
            extra.append(text)
    if extra:
        plan.ignored.append(
            plural(
                "“{label}”多出 {n} 格：{extra}",
                len(extra),
                label=row.fields[row.at],
                extra=shortened(extra),
            )
        )
