"""Where the fields of a pasted block go, and what cannot be taken.

A block with row labels goes where its labels belong; one without goes from the current cell.
Total rows and columns are compared with what the program computes and never stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from tuiwizard.forms.common import Problem
from tuiwizard.forms.grid import Band, Cell, Grid
from tuiwizard.forms.layout import grid
from tuiwizard.report.block import Block
from tuiwizard.report.entries import Entries, read_cell
from tuiwizard.report.labels import normal
from tuiwizard.report.tally import figures, total

BLANK_MARKS = frozenset(("", "/", "\\", "-", "－", "—", "–", "--", "——"))
"""What people print in a cell that has no figure: it stays blank, it is not 0."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A field of the block and the cell it belongs to."""

    cell: Cell
    text: str


@dataclass
class PastePlan:
    """What a paste would do.

    Attributes:
        texts: The new texts by cell path; an empty one clears its cell.
        refused: Fields that are no figure for their cell: which cell, and why.
        totals: Printed totals that differ: label, as pasted, as computed.
        ignored: Rows and fields that belong nowhere, each with a word why.
        skipped: How many header and title rows were recognised and passed over.
    """

    texts: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    totals: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    skipped: int = 0

    @property
    def clean(self) -> bool:
        """Whether everything in the block found its place."""
        return not (self.refused or self.totals or self.ignored)


def plan_paste(edition: str, key: str, entries: Entries, at: str, block: Block) -> PastePlan:
    """Decide what a paste into a table would do; nothing is changed yet.

    Args:
        edition: The edition of the form.
        key: The section of the table.
        entries: Its texts as they stand.
        at: The path of the current cell.
        block: The pasted rows.
    """
    table = grid(edition, key)
    plan = PastePlan()
    labelled = any(_row_of(table, row) for row in block)
    found = _by_label(table, block, plan) if labelled else _by_place(table, at, block, plan)
    totals = []
    for placed in found:
        if placed.cell.computed:
            totals.append(placed)
        else:
            _take(placed, plan)
    known = figures(edition, key, entries.with_texts(plan.texts))
    for placed in totals:
        _compare(placed, total(placed.cell, known), plan)
    return plan


def _take(placed: Placed, plan: PastePlan) -> None:
    """Put a field into its cell if it is a figure there, or a blank."""
    if placed.text in BLANK_MARKS:
        plan.texts[placed.cell.path] = ""
        return
    value = read_cell(placed.cell, placed.text)
    if isinstance(value, Problem):
        plan.refused.append(value.message)
    else:
        plan.texts[placed.cell.path] = str(value)


def _compare(placed: Placed, computed: int | Decimal | None, plan: PastePlan) -> None:
    if placed.text in BLANK_MARKS:
        return
    pasted = read_cell(placed.cell, placed.text)
    if pasted != (computed or 0):
        plan.totals.append((placed.cell.label, placed.text, str(computed or 0)))


# By label


def _by_label(table: Grid, block: Block, plan: PastePlan) -> Iterator[Placed]:
    headers = _header_words(table)
    for row in block:
        found = _row_of(table, row)
        if found is None:
            _pass_over(row, headers, plan)
            continue
        cells, label_at = found
        fields = row[label_at + 1 :]
        extra = len(fields) - len(cells)
        if extra > 0 and not any(fields[:extra]):
            fields = fields[extra:]  # merged label cells leave blanks in front of the figures
        while len(fields) > len(cells) and not fields[-1]:
            fields = fields[:-1]
        if len(fields) > len(cells):
            plan.ignored.append(f"“{row[label_at]}”多出 {len(fields) - len(cells)} 格")
        yield from (Placed(c, f) for c, f in zip(cells, fields, strict=False))


def _row_of(table: Grid, row: tuple[str, ...]) -> tuple[tuple[Cell, ...], int] | None:
    """The cells of the row that a label in front names, and where the label stands."""
    for at in range(len(row) - 1, -1, -1):
        wanted = normal(row[at])
        if wanted and not wanted.isdecimal():
            for band in table.bands:
                cells = _cells_of(band, wanted)
                if cells:
                    return cells, at
    return None


def _cells_of(band: Band, wanted: str) -> tuple[Cell, ...]:
    """The cells of the row with this label; some write only the last characters of it."""
    for header, cells in zip(band.rows, band.cells, strict=True):
        if header.labels and normal(header.labels[-1]) == wanted:
            return cells
    return ()


def _header_words(table: Grid) -> frozenset[str]:
    """Every label that is not a row's own: columns, groups, band titles, the corner."""
    words = {normal(band.corner) for band in table.bands} | {
        normal(band.title) for band in table.bands
    }
    for band in table.bands:
        words.update(normal(label) for column in band.columns for label in column.labels)
        words.update(normal(label) for row in band.rows for label in row.labels[:-1])
    return frozenset(words - {""})


def _pass_over(row: tuple[str, ...], headers: frozenset[str], plan: PastePlan) -> None:
    """A header row is skipped, a row that holds figures nobody asked for is reported."""
    filled = [field for field in row if field]
    figure = any(normal(field).isdecimal() for field in filled)
    if not filled or (not figure and any(normal(field) in headers for field in filled)):
        plan.skipped += bool(filled)
    else:
        plan.ignored.append(f"认不出这一行：“{' '.join(filled)[:40]}”")


# By place


def _by_place(table: Grid, at: str, block: Block, plan: PastePlan) -> Iterator[Placed]:
    """From the current cell rightwards and downwards, computed cells counted or not."""
    headers = _header_words(table)
    rows = [cells for band in table.bands for cells in band.cells]
    row, column = next(
        (r, c) for r, cells in enumerate(rows) for c, cell in enumerate(cells) if cell.path == at
    )
    body = []
    for fields in block:
        if any(normal(field) in headers for field in fields) or not any(fields):
            plan.skipped += any(fields)
        else:
            body.append(fields)
    below = rows[row:]
    fillable = [cells for cells in below if not all(cell.computed for cell in cells)]
    if len(body) == len(fillable):
        below = fillable
    if len(body) > len(below):
        plan.ignored.append(f"粘贴的内容比表多 {len(body) - len(below)} 行")
    for cells, fields in zip(below, body, strict=False):
        yield from _across(cells[column:], fields, plan)


def _across(cells: tuple[Cell, ...], fields: tuple[str, ...], plan: PastePlan) -> Iterator[Placed]:
    fillable = tuple(cell for cell in cells if not cell.computed)
    if len(fields) == len(fillable):
        cells = fillable
    while len(fields) > len(cells) and not fields[-1]:
        fields = fields[:-1]
    if len(fields) > len(cells):
        plan.ignored.append(f"“{' '.join(fields)[:30]}”比表多 {len(fields) - len(cells)} 列")
    yield from (Placed(cell, text) for cell, text in zip(cells, fields, strict=False))
