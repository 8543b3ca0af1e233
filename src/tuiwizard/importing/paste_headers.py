"""Headers in a pasted block without row labels, and the blanks that merged headers leave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from tuiwizard.forms.grid import Header
from tuiwizard.importing.clipboard import Block
from tuiwizard.importing.paste_plan import Fields, is_header


@dataclass
class Body:
    """The rows of figures of a block.

    Attributes:
        rows: Without headers, and without the blanks that merged headers leave.
        heads: The headers above a row.
        skipped: How many headers there were.
        unclear: Whether a blank row may be a header as well as a row of blanks.
    """

    rows: list[Fields] = field(default_factory=list)
    heads: dict[int, list[Fields]] = field(default_factory=dict)
    skipped: int = 0
    unclear: bool = False

    def add_header(self, row: Fields) -> None:
        """Remember a header for the row below it."""
        self.heads.setdefault(len(self.rows), []).append(row)
        self.skipped += 1

    def end_band(self, start: int | None) -> None:
        """A blank row above a header is a merged title, or a row in which nothing is filled in.

        # 规章 0 0 6 / "" / 信息内容 … -> the blank row is the title of the next band

        Args:
            start: The row with which the next band begins.
        """
        if not any(self.rows[-1]) and len(self.rows) != start:
            self.unclear |= len(self.rows) - 1 != start
            self.rows.pop()


def without_headers(
    block: Block, edition: str, columns: Sequence[Header], column: int, starts: set[int]
) -> Body:
    """Take the headers off a block.

    Args:
        block: The rows as pasted.
        edition: The edition of the form.
        columns: The columns of the first row's band.
        column: The current one.
        starts: The rows, counted from the current one, that are the first of a band.
    """
    top, unclear = _top(block, edition, columns, column)
    body = Body(unclear=unclear)
    for row in filter(any, block[:top]):
        body.add_header(row)
    later = iter(sorted(start for start in starts if start > 0))
    headers = False
    for row in block[top:]:
        if is_header(row, edition):
            if not headers:
                body.end_band(next(later, None))
            body.add_header(row)
            headers = True
        else:
            body.rows.append(row)
            headers = False
    return body


def _top(block: Block, edition: str, columns: Sequence[Header], column: int) -> tuple[int, bool]:
    """How many rows of headers a block begins with, and whether that cannot be told.

    A merged header leaves blanks where it reaches over several columns, or down to the
    figures; so does the title of a band.
    """
    first = next((i for i, row in enumerate(block) if any(row)), 0)
    if not block or not is_header(block[first], edition):
        return 0, False
    depth = max(len(header.labels) for header in columns)
    run = [is_header(row, edition) or (depth > 1 and not any(row)) for row in block[first:]]
    end = first + (run.index(False) if False in run else len(run))
    blanks = len(list(takewhile(lambda row: not any(row), reversed(block[:end]))))
    end -= blanks
    missing, merged = depth - end, depth - len(columns[column].labels)
    if blanks and merged and missing > 0:
        return end + missing, missing > merged
    return end, False
