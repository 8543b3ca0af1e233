"""A sheet of a workbook as lines: its tables row by row, and the texts in single cells between."""

from collections.abc import Iterable, Iterator, Sequence

from tuiwizard.errors import NoReport
from tuiwizard.importing.headings import marks_in
from tuiwizard.importing.lexicon import find, tables
from tuiwizard.importing.slots import Shape, shape
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
        if _is_text_beside_heading(filled):
            filled = [piece for piece in filled if not piece.inherited]
        elif len(filled) > 1 or any(_is_in_table(piece) for piece in filled):
            block.append(line)
            continue
        yield from _trimmed(block)
        block = []
        for piece in filled:
            yield from _paragraphs(piece)
    yield from _trimmed(block)


def _is_text_beside_heading(filled: Sequence[Piece]) -> bool:
    """Whether a row is the text of a section beside its heading.

    五、存在的主要问题及改进情况 | 一是… -> True; 三、收到和处理… | 自然人 -> False
    """
    if len(filled) != 2:
        return False
    head, text = filled
    marks = marks_in([SourceLine((head._replace(inherited=False),), head.text)])
    named = any(mark.key not in tables() for mark in marks)
    return named and shape(text.text) is not Shape.FIGURE


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
