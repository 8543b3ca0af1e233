"""A pasted block without row labels: it goes from the current cell rightwards and downwards.

A spreadsheet may have the totals of the form or leave them out; which of the two it is, the
size of the block and its sums tell, or it is reported that they do not.
"""

import re
from collections.abc import Iterator, Sequence

from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import grid
from tuiwizard.importing.clipboard import Block
from tuiwizard.importing.paste_headers import without_headers
from tuiwizard.importing.paste_plan import Fields, PastePlan, Placed, names_header, shortened
from tuiwizard.importing.slots import BLANK_MARKS
from tuiwizard.report.balance import KnownFigures, is_full, total
from tuiwizard.report.entries import Entries, read_cell
from tuiwizard.report.labels import fold
from tuiwizard.report.tally import column_balance, figures
from tuiwizard.words import plural, tr

CellRow = tuple[Cell, ...]
"""The cells of a row of the table, from the current column on."""

_LABEL = re.compile(r"\d{1,2}[.．、]\s*[^\W\d]|\D*[^\W\d零〇一二两三四五六七八九十百千万亿]{2}")
"""A text that is a label and not a figure, even one that a cell refuses."""


def by_place(
    edition: str, key: str, entries: Entries, at: str, block: Block, plan: PastePlan
) -> list[Placed]:
    """Place the rows of a block from a cell on; the arguments are those of `plan_paste`."""
    rows = [(band, cells) for band in grid(edition, key).bands for cells in band.cells]
    row, column = next(
        (r, c)
        for r, (_, cells) in enumerate(rows)
        for c, cell in enumerate(cells)
        if cell.path == at
    )
    starts = {r - row for r, (band, cells) in enumerate(rows) if cells is band.cells[0]}
    body = without_headers(block, edition, rows[row][0].columns, column, starts)
    plan.skipped += body.skipped
    if body.unclear:
        plan.ignored.append(tr("分不清空行是表头还是没有填的格，请只复制数字，不要带表头"))
        return []
    below = [cells[column:] for _, cells in rows[row:]]
    for fields in body.rows[len(below) :]:
        if any(fields):
            plan.ignored.append(tr("表里没有这么多行：“{fields}”", fields=shortened(fields)))
    lines = _lines(edition, key, entries, below, body.rows[: len(below)], plan)
    placed: list[Placed] = []
    for i, (cells, fields) in enumerate(zip(lines, body.rows, strict=False)):
        columns, taken = _columns(cells, fields, plan)
        _check_headers(columns, fields, body.heads.get(i, ()), plan)
        placed += _put(columns, taken, edition, plan)
    return placed


def _check_headers(
    columns: CellRow, fields: Fields, heads: Sequence[Fields], plan: PastePlan
) -> None:
    """Report a header that names another column than its figures go to: 总计 above 自然人."""
    leaves = {fold(cell.column[-1]) for cell in columns}
    for head in heads:
        for text, cell in zip(head if len(head) == len(fields) else (), columns, strict=False):
            if fold(text) in leaves - {fold(cell.column[-1])}:
                plan.ignored.append(
                    tr(
                        "表头是“{text}”，填的却是“{column}”列，请核对",
                        text=text,
                        column=cell.column[-1],
                    )
                )
                return


def _lines(
    edition: str,
    key: str,
    entries: Entries,
    below: list[CellRow],
    body: Sequence[Fields],
    plan: PastePlan,
) -> list[CellRow]:
    """The rows of the table that the rows of a block go to, in order.

    # 24 rows on table 3 without its row of totals -> skip （七）总计, if that balances
    """
    fillable = [cells for cells in below if not _is_total(cells)]
    filled = max((i + 1 for i, fields in enumerate(body) if any(fields)), default=0)
    totals = next((i for i, cells in enumerate(below) if _is_total(cells)), 0)
    if filled != len(fillable) or not totals:
        return below
    if _balances(edition, key, entries, fillable, body):
        return fillable
    if _agrees(edition, key, entries, below, body):
        return below
    plan.ignored.append(
        tr(
            "分不清是不是“{label}”行：“{fields}”",
            label=below[totals][0].row[-1],
            fields=shortened(body[totals]),
        )
    )
    return below[:totals]


def _is_total(cells: CellRow) -> bool:
    return bool(cells) and all(cell.computed for cell in cells)


def _known(
    edition: str, key: str, entries: Entries, lines: Sequence[CellRow], body: Sequence[Fields]
) -> KnownFigures:
    """All figures of the table as they would be."""
    placed = (p for pair in zip(lines, body, strict=False) for p in zip(*pair, strict=False))
    texts = {cell.path: text for cell, text in placed if not cell.computed}
    return figures(edition, key, entries.with_texts(texts))


def _balances(
    edition: str, key: str, entries: Entries, lines: Sequence[CellRow], body: Sequence[Fields]
) -> bool:
    """Whether every column of the block balances if it is read like that."""
    known = _known(edition, key, entries, lines, body)
    width = max(map(len, body))
    balances = (column_balance(edition, cell.path, known) for cell in lines[0][:width])
    return all(balance is not None and balance.difference == 0 for balance in balances)


def _agrees(
    edition: str, key: str, entries: Entries, lines: Sequence[CellRow], body: Sequence[Fields]
) -> bool:
    """Whether the printed row of totals is the sum of the rows above it."""
    known = _known(edition, key, entries, lines, body)
    return all(
        read_cell(cell, text) == (total(cell, known) or 0)
        for cells, fields in zip(lines, body, strict=False)
        for cell, text in zip(cells, fields, strict=False)
        if _is_total(cells) and text not in BLANK_MARKS
    )


def _columns(cells: CellRow, fields: Fields, plan: PastePlan) -> tuple[CellRow, Fields]:
    """The cells that the fields of a row go to, in order, and the fields that go somewhere.

    Totals between the cells are counted unless the block then ends amid a group, and without
    them ends with one. Blanks at the end may be those of a trailing tab.
    """
    if not any(cell.computed for cell in cells[: len(fields) - 1]):
        return cells, fields
    fillable = tuple(cell for cell in cells if not cell.computed)
    width = len(fields)
    while not fields[width - 1] and _ending(cells, fillable, width) is None:
        width -= 1
    if _ending(cells, fillable, width) is not fillable:
        return cells, fields
    if width == len(fillable) or not _may_add_up(cells[:width], fields):
        return fillable[:width], fields
    first = next(i for i, cell in enumerate(cells) if cell.computed)
    plan.ignored.append(tr("分不清有没有总计列：“{fields}”", fields=shortened(fields[first:])))
    return cells[:first], fields[:first]


def _ending(cells: CellRow, fillable: CellRow, width: int) -> CellRow | None:
    """The reading in which a row of this width ends with a group: with totals, or without.

    Table 4: 5 or 10 fields -> with totals; 4, 8 or 12 -> without
    """
    if width <= len(cells) and cells[width - 1].computed:
        return cells
    if width <= len(fillable) and cells[cells.index(fillable[width - 1]) + 1].computed:
        return fillable
    return None


def _may_add_up(cells: CellRow, fields: Fields) -> bool:
    """Whether the totals in a row may be sums: 1 2 0 0 3 1 0 -> True; 1 2 0 0 4 1 0 -> False."""
    known = {
        cell.path: value
        for cell, text in zip(cells, fields, strict=False)
        if not cell.computed and isinstance(value := read_cell(cell, text), int)
    }
    return all(
        text in BLANK_MARKS or read_cell(cell, text) == total(cell, known)
        for cell, text in zip(cells, fields, strict=False)
        if cell.computed and is_full(cell, known)
    )


def _put(columns: CellRow, fields: Fields, edition: str, plan: PastePlan) -> Iterator[Placed]:
    if _is_labelled(fields, edition):
        plan.unknown(fields)
        return
    yield from (Placed(cell, text) for cell, text in zip(columns, fields, strict=False))
    extra = [text for text in fields[len(columns) :] if text]
    if extra:
        plan.ignored.append(
            plural(
                "“{fields}”比表多出 {n} 格：{extra}",
                len(extra),
                fields=shortened(fields),
                extra=shortened(extra),
            )
        )


def _is_labelled(fields: Fields, edition: str) -> bool:
    """Whether a row begins with a label that the table does not know: （六）其他处理, 3 -> True."""
    filled = [text for text in fields if text] or [""]
    label = names_header(filled[0], edition) or _LABEL.match(filled[0])
    return bool(label) and len(fields) > 1
