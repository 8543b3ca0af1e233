"""Figures that labels and order leave unread, read where the arithmetic of the form proves how.

A table whose figures do not stand behind their labels is one sequence of figures. It is cut in
every way in which a table may be printed; what is left is what its printed totals, its balance
and the order of its labels allow. Exactly one reading must be left, or nothing is read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, grid
from tuiwizard.forms.years import editions
from tuiwizard.importing.appeals import KEY, groups
from tuiwizard.importing.glued import is_glued
from tuiwizard.importing.lexicon import weak_rows
from tuiwizard.importing.reading_orders import orders, orders_of_block
from tuiwizard.importing.slots import read_slot
from tuiwizard.importing.source_lines import Piece
from tuiwizard.importing.table_sequence import TableSequence
from tuiwizard.words import tr

BLOCK = 6
"""Rows at the edge of a page that may stand in another order than those above and below."""

Rows = Sequence[Sequence[Cell]]
Values = Mapping[str, int]

_COUNTED = next(cell for cell in cells(editions()[-1], KEY) if cell.kind is Kind.COUNT)
"""A cell of the tables that add up: all of them count."""


class Proof(NamedTuple):
    """Cells and what is printed in them, with what proves it.

    Attributes:
        placed: The cells with their figures.
        reason: How it was proved, for people.
    """

    placed: tuple[tuple[Cell, Piece], ...]
    reason: str


def whole_table(sequences: Iterable[TableSequence]) -> Proof | None:
    """All of a table, where one way alone of cutting its figures keeps all its sums.

    Args:
        sequences: The table by the labels of each edition.
    """
    found: dict[frozenset[tuple[str, int]], Proof] = {}
    for sequence in chain.from_iterable(map(_spaced, sequences)):
        counts = numbers(sequence.figures)
        for order, row in _readings(sequence, len(counts)):
            values = dict(zip((cell.path for cell in row), counts, strict=True))
            if adds_up(sequence.edition, sequence.key, values):
                placed = tuple(zip(row, sequence.figures, strict=True))
                reason = tr("{order}，所有总计和勾稽关系都相符，别的读法都不相符", order=order)
                found.setdefault(frozenset(values.items()), Proof(placed, reason))
    return next(iter(found.values())) if len(found) == 1 else None


def _spaced(sequence: TableSequence) -> Iterator[TableSequence]:
    """A table as it is printed and, where figures hang together in it, digit by digit."""
    yield sequence
    if any(is_glued(piece.text) for piece in sequence.figures):
        yield sequence.digit_by_digit()


def numbers(pieces: Iterable[Piece]) -> list[int]:
    """What is printed as whole numbers; nothing where one of them is none, a stroke for example."""
    counts = [read_slot(_COUNTED, piece.text).value for piece in pieces]
    whole = [count for count in counts if isinstance(count, int)]
    return whole if len(whole) == len(counts) else []


def _readings(sequence: TableSequence, count: int) -> Iterator[tuple[str, Sequence[Cell]]]:
    """Every order in which so many figures may fill the table, with the cell of each figure."""
    for rows in _parts(sequence):
        height, width = len(rows), len(rows[0]) if rows else 0
        if rows and height * width == count:
            every = orders(height, width)
            if sequence.by_rows:
                every = chain(islice(every, 1), _with_a_block(rows, numbers(sequence.figures)))
            for name, order in every:
                yield name, [rows[i // width][i % width] for i in order]


def _with_a_block(rows: Rows, counts: Sequence[int]) -> Iterator[tuple[str, Sequence[int]]]:
    """The orders in which all rows stand one by one, but for a few neighbours in another order.

    These hold every row that does not add up by itself; the rows beside them may be among them.
    """
    height, width = len(rows), len(rows[0])
    if not rows[0][-1].computed:
        return
    odd = [i for i in range(height) if not _sums(counts[i * width : (i + 1) * width])]
    if not odd or odd[-1] - odd[0] >= BLOCK:
        return
    for first in range(max(0, odd[-1] + 1 - BLOCK), odd[0] + 1):
        for end in range(max(odd[-1] + 1, first + 2), min(height, first + BLOCK) + 1):
            for name, order in orders_of_block(end - first, width):
                own = dict(zip(order, counts[first * width : end * width], strict=True))
                block = [own[i] for i in range(len(own))]
                if all(_sums(block[i : i + width]) for i in range(0, len(block), width)):
                    moved = [first * width + i for i in order]
                    before, after = range(first * width), range(end * width, height * width)
                    yield name, [*before, *moved, *after]


def _sums(row: Sequence[int]) -> bool:
    """Whether the last figure of a row is the sum of the others."""
    return sum(row[:-1]) == row[-1]


def _parts(sequence: TableSequence) -> Iterator[Rows]:
    """The table with its totals, and as it is where some of them are blank.

    Without 总计 behind each row nothing but its label says which row a figure is in, so the
    figures must be behind their labels.
    """
    table = _table(sequence)
    for rows in [table, *([_turned(table)] if sequence.total_first else [])]:
        yield rows
        yield [row for row in rows if not _is_total(row)]
    inner = [[cell for cell in row if not cell.path.endswith(".total")] for row in table]
    if _are_behind_labels(sequence, {_row_path(row): len(row) for row in inner}):
        yield inner
        yield [row for row in inner if not _is_total(row)]


def _table(sequence: TableSequence) -> Rows:
    """The rows of a table of one band that adds up; none where its labels are not all there."""
    (band, *more) = grid(sequence.edition, sequence.key).bands
    if more:
        return []
    if not band.rows[0].labels:
        return list(groups(band).values())
    named = {row.path for row in sequence.rows}.union(weak_rows().values())
    complete = all(f"{sequence.key}.{row.path}" in named for row in band.rows)
    return list(band.cells) if complete else []


def _row_path(row: Sequence[Cell]) -> str:
    return row[0].path.rpartition(".")[0]


def _are_behind_labels(sequence: TableSequence, widths: Mapping[str, int]) -> bool:
    """Whether each label is followed by as many figures as its row has, or a total by none."""
    return not sequence.unlabelled and all(
        len(row.figures) in ((0, width) if row.path.endswith(".total") else (width,))
        for row in sequence.rows
        if (width := widths.get(row.path))
    )


def _is_total(row: Sequence[Cell]) -> bool:
    return all(cell.computed for cell in row)


def _turned(rows: Rows) -> Rows:
    """The rows with 总计 before the others."""
    return [[row[-1], *row[:-1]] for row in rows]


def adds_up(edition: str, key: str, values: Values) -> bool:
    """Whether figures keep all that the form asks of them: printed totals and hard rules.

    Args:
        edition: The edition of the form.
        key: The section.
        values: The figures by path; what is not printed is not there.
    """
    own = {path.removeprefix(f"{key}."): value for path, value in values.items()}
    totals = (cell for cell in cells(edition, key) if cell.computed and cell.path in values)
    return all(_holds(cell, values) for cell in totals) and not any(
        section_model(edition, key).hard_rules(own)
    )


def _holds(total: Cell, values: Values) -> bool:
    """Whether a total is the sum of its parts; one whose parts are not all there says nothing."""
    parts = [values.get(path) for path in total.parts]
    known = [value for value in parts if value is not None]
    return len(known) < len(parts) or sum(known) == values[total.path]
