"""Rows whose figures stand behind their labels, but not one in each cell.

一、本年新收… / 13612 252 / 0 / 45 / 128 / 32 14069 has lines of one or two figures, 规章000 figures
that hang together. Each is proved by its label, the number of its cells, and its total.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, product
from math import prod

from tuiwizard.forms.grid import Cell
from tuiwizard.importing.glued import is_glued, ways
from tuiwizard.importing.proving import Proof, adds_up, numbers
from tuiwizard.importing.source_lines import Piece
from tuiwizard.importing.table_sequence import RowFigures, TableSequence
from tuiwizard.words import plural, tr

RowCells = Mapping[str, tuple[Cell, ...]]
"""The cells of rows by path."""

Placed = tuple[tuple[Cell, Piece], ...]

MAX_TABLES = 256
"""Ways of parting all rows of a table that are tried."""

AGREEING = 0.8
"""The share of labels that must be followed by as many figures as their rows have cells."""


def labels_agree(sequence: TableSequence, rows: RowCells) -> bool:
    """Whether figures follow their labels: almost all in the right number, and none before."""
    enough = AGREEING * len(sequence.rows)
    return not sequence.unlabelled and len(_exact(sequence, rows)) >= enough


def counted_rows(sequence: TableSequence, rows: RowCells) -> Iterator[Proof]:
    """Rows with as many figures behind their labels as they have cells.

    A row without a total is proved by its table: all its labels are there, and each is followed
    by as many figures as it must be.

    Args:
        sequence: The table.
        rows: The cells of its rows.
    """
    exact = _exact(sequence, rows) if labels_agree(sequence, rows) else []
    complete = len(exact) == len(rows)
    readings = {row: _summed(rows[row.path], [row.figures], sequence) for row in exact}
    total_first = _total_first(readings.values())
    for row, found in readings.items():
        own = rows[row.path]
        alike = [way for way in found if way[0][0].computed is total_first or not _told(way)]
        if len(alike) == 1:
            yield Proof(alike[0], tr("行名后面的个数与格数相同，各数之和等于印出的总计"))
        elif complete and not _has_total(own) and _are_apart(row):
            placed = tuple(zip(own, row.figures, strict=True))
            yield Proof(placed, tr("表里每个行名后面的个数都与格数相同"))


def _are_apart(row: RowFigures) -> bool:
    """Whether each figure has a place of its own: 12 34 in one cell may be one figure or two."""
    return len({piece.place for piece in row.figures}) == len(row.figures)


def _total_first(readings: Iterable[Sequence[Placed]]) -> bool | None:
    """Whether 总计 comes first in almost all rows that say it: 5 0 0 0 0 0 5 may be either way."""
    first = [found[0][0][0].computed for found in readings if len(found) == 1 and _told(found[0])]
    share = sum(first) / len(first) if first else 0
    return share > 0.5 if max(share, 1 - share) >= AGREEING else None


def _told(placed: Placed) -> bool:
    """Whether a row has figures other than 0: those of a row of zeros are in any order."""
    return any(numbers(piece for _, piece in placed))


def glued_rows(sequence: TableSequence, rows: RowCells) -> Iterator[Proof]:
    """Rows whose figures hang together: so many digits for so many cells, in one way only.

    A whole table with totals is proved as one. Fewer digits than cells say that blanks are left
    out, and then nothing is certain.

    # 规章000 -> 0 0 0; 行政规范性文件120 -> 1 2 0 beside such a row only; 规章1200 -> nothing

    Args:
        sequence: The table.
        rows: The cells of its rows.
    """
    named = [row for row in sequence.rows if row.path in rows]
    parted = {row: _parted(row, rows[row.path], sequence) for row in named}
    if len(named) == len(rows) and any(map(_has_total, rows.values())):
        yield from _glued_table(sequence, list(parted.values()))
    elif not any(_digits(row) < len(rows[row.path]) for row in named if row.figures):
        certain = any(_hang_together(row) and parted[row] for row in named)
        for row in named:
            even = _digits(row) == len(rows[row.path]) or len(rows[row.path]) == 1
            if len(parted[row]) == 1 and even and (certain or _has_total(rows[row.path])):
                text = " ".join(piece.text for piece in row.figures)
                yield Proof(
                    parted[row][0],
                    plural("“{text}”拆成 {n} 格，只有一种拆法", len(rows[row.path]), text=text),
                )


def _glued_table(sequence: TableSequence, parted: Sequence[Sequence[Placed]]) -> Iterator[Proof]:
    """The one way of parting all rows of a table in which everything adds up."""
    if prod(map(len, parted)) > MAX_TABLES:
        return
    found: dict[frozenset[tuple[str, int]], Placed] = {}
    for way in product(*parted):
        placed = tuple(chain.from_iterable(way))
        counts = numbers(piece for _, piece in placed)
        values = {cell.path: count for (cell, _), count in zip(placed, counts, strict=True)}
        if adds_up(sequence.edition, sequence.key, values):
            found.setdefault(frozenset(values.items()), placed)
    if len(found) == 1:
        reason = tr("各行连在一起的数字，只有一种拆法与所有总计和勾稽关系相符")
        yield Proof(next(iter(found.values())), reason)


def in_place(band: Sequence[RowFigures], rows: RowCells, sequence: TableSequence) -> bool:
    """Whether the figures of a band belong to the labels before them, though some have no label.

    Almost all are as many as they must be, those of the last row too, and add up.

    # 0 0 0 / 规章 / 9 7 0 / 规范性文件 -> False: 9 7 0 are not those of 规章
    """
    exact = _exact(sequence, rows)
    told = [row for row in band if row in exact]
    summed = [row for row in told if _has_total(rows[row.path]) and any(numbers(row.figures))]
    right = [row for row in summed if _summed(rows[row.path], [row.figures], sequence)]
    return (
        band[-1] in told
        and len(told) >= AGREEING * len(band)
        and len(right) >= AGREEING * len(summed)
    )


def _digits(row: RowFigures) -> int:
    return sum(len(piece.text) for piece in row.figures)


def _exact(sequence: TableSequence, rows: RowCells) -> list[RowFigures]:
    return [row for row in sequence.rows if len(row.figures) == len(rows.get(row.path, ()))]


def _parted(row: RowFigures, cells: tuple[Cell, ...], sequence: TableSequence) -> list[Placed]:
    """Every way in which the digits of a row may fill its cells, and keep its total.

    Figures that print parts are parted further only where each digit has a cell of its own.
    """
    texts = [piece.text for piece in row.figures]
    if len(cells) == 1 and row.glued and len(texts) == 1:
        return [((cells[0], row.figures[0]),)]
    if len(texts) == len(cells):
        return _summed(cells, [row.figures], sequence)
    together = len(texts) == 1 and bool(row.beside)
    even = _digits(row) == len(cells)
    if not (together or _hang_together(row)) or not (even or (together and _has_total(cells))):
        return []
    found = [_with_places(way, row.figures) for way in ways(texts, len(cells))]
    if _has_total(cells):
        return _summed(cells, found, sequence)
    return [tuple(zip(cells, way, strict=True)) for way in found]


def _with_places(way: Sequence[str], printed: Iterable[Piece]) -> tuple[Piece, ...]:
    """Parted digits with the places of the pieces in which they begin."""
    places = [piece.place for piece in printed for _ in piece.text]
    ends = list(accumulate(map(len, way)))
    return tuple(Piece(text, places[end - len(text)]) for text, end in zip(way, ends, strict=True))


def _hang_together(row: RowFigures) -> bool:
    return any(is_glued(piece.text) for piece in row.figures)


def _summed(
    cells: tuple[Cell, ...], ways: Sequence[Sequence[Piece]], sequence: TableSequence
) -> list[Placed]:
    """The ways of filling a row in which its total is the sum of the others, each once."""
    if not _has_total(cells):
        return []
    orders = [cells, (cells[-1], *cells[:-1])] if sequence.total_first else [cells]
    found: dict[frozenset[tuple[str, int]], Placed] = {}
    for pieces in ways:
        counts = numbers(pieces)
        for order in orders if counts else ():
            values = dict(zip((cell.path for cell in order), counts, strict=True))
            *others, total = (values[cell.path] for cell in cells)
            if sum(others) == total:
                found.setdefault(frozenset(values.items()), tuple(zip(order, pieces, strict=True)))
    return list(found.values())


def _has_total(cells: tuple[Cell, ...]) -> bool:
    """Whether a row ends in the sum of its other cells."""
    *others, total = cells
    parts = [part for cell in others for part in (cell.parts or (cell.path,))]
    return bool(others) and sorted(parts) == sorted(total.parts)
