"""A sheet of a workbook as lines: its tables row by row, and the texts in single cells between."""

from collections.abc import Iterable, Iterator, Sequence

from tuiwizard.errors import NoReport
from tuiwizard.importing.lexicon import find
from tuiwizard.importing.source_lines import (
    MAX_ROWS,
    Piece,
    Position,
    SourceLine,
    Spanning,
    expanded,
)
from tuiwizard.report.labels import fold
from tuiwizard.words import tr


def sheet_lines(rows: Sequence[Sequence[Spanning]], sheet: int) -> Iterator[SourceLine]:
    """The lines of a sheet.

    Args:
        rows: Its cells from the first row on; what a merged cell covers is left out.
        sheet: The number of the sheet, from 1.

    Raises:
        NoReport: It has more rows than any table of a report.
    """
    if len(rows) > MAX_ROWS:
        raise NoReport(tr("工作表超过 {most} 行，不像年报，没有读", most=MAX_ROWS))
    block: list[SourceLine] = []
    for line in expanded(rows, sheet):
        filled = [piece for piece in line.pieces if piece.text.strip()]
        if len(filled) > 1 or any(_is_in_table(piece) for piece in filled):
            block.append(line)
            continue
        yield from _trimmed(block)
        block = []
        for piece in filled:
            yield from _paragraphs(piece)
    yield from _trimmed(block)


def _is_in_table(piece: Piece) -> bool:
    """Whether a row is one of a table with nothing but this in it: 规章 and blank figures."""
    label = find(fold(piece.text))
    return piece.inherited or (label is not None and label.kind in ("row", "group"))


def _paragraphs(piece: Piece) -> Iterator[SourceLine]:
    place = Position(piece.place.row, column=piece.place.column)
    for text in piece.text.split("\n"):
        if text.strip():
            yield SourceLine((Piece(text.strip(), place),), text.strip())


def _trimmed(block: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """The rows of a table without the cells of the sheet to its right, which are all blank."""
    rows = list(block)
    last = max((p.column for row in rows for p in row.pieces if p.text.strip()), default=0)
    for row in rows:
        yield row._replace(pieces=tuple(piece for piece in row.pieces if piece.column <= last))
