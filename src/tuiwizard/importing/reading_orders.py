"""The orders in which the figures of a table may follow each other in a text."""

from collections.abc import Iterator, Sequence
from itertools import chain

from tuiwizard.words import tr

TALL = 4
"""Rows from which a table may be printed in panels, or over two pages."""


def orders(height: int, width: int) -> Iterator[tuple[str, Sequence[int]]]:
    """Every order, row by row first, as its name and the cell of each figure, counted by rows.

    # 2 rows of 3: row by row 0 1 2 3 4 5; column by column 0 3 1 4 2 5

    Args:
        height: The rows of the table.
        width: Its columns.
    """
    every = range(height), range(width)
    yield tr("按行依次读"), _by_rows(*every, width)
    if min(height, width) > 1:
        yield tr("按列依次读"), _by_columns(*every, width)
    if height >= TALL:
        yield from _panels(height, width)
        yield from _pages(height, width)


def orders_of_block(height: int, width: int) -> Iterator[tuple[str, Sequence[int]]]:
    """The orders in which some rows of a table may follow each other that is read row by row.

    # 78126 53820 | 607 4 | 74690 375158 | 5 6184: two rows in panels, at the edge of a page
    """
    name = tr("按行依次读，其中几行按列或分左右两栏读")
    yield name, _by_columns(range(height), range(width), width)
    for _, order in _panels(height, width):
        yield name, order


def _by_rows(rows: range, columns: range, width: int) -> list[int]:
    return [row * width + column for row in rows for column in columns]


def _by_columns(rows: range, columns: range, width: int) -> list[int]:
    return [row * width + column for column in columns for row in rows]


def _panels(height: int, width: int) -> Iterator[tuple[str, Sequence[int]]]:
    """The columns in two parts, either of them first, each by rows or by columns."""
    rows = range(height)
    for parted in range(1, width):
        left, right = range(parted), range(parted, width)
        for first, second in ((left, right), (right, left)):
            for one in (_by_rows, _by_columns):
                for other in (_by_rows, _by_columns):
                    yield (
                        tr("按左右两栏依次读"),
                        [*one(rows, first, width), *other(rows, second, width)],
                    )


def _pages(height: int, width: int) -> Iterator[tuple[str, Sequence[int]]]:
    """The rows in two parts, each column by column."""
    for parted in range(1, height):
        parts = (range(parted), range(parted, height))
        yield (
            tr("按上下两页各自的列依次读"),
            list(chain.from_iterable(_by_columns(rows, range(width), width) for rows in parts)),
        )
