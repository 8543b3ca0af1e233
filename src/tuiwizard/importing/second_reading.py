"""Tables that labels and order leave unread, read a second time: what is proved is taken."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, grid
from tuiwizard.importing.alignment import cells_anywhere, differs
from tuiwizard.importing.lexicon import editions_with, tables
from tuiwizard.importing.placement import Placement
from tuiwizard.importing.proving import Proof, numbers, whole_table
from tuiwizard.importing.row_proofs import RowCells, counted_rows, glued_rows, in_place
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.table_sequence import TableSequence, heads_turned, sequences
from tuiwizard.words import tr


def read_again(lines: Sequence[SourceLine], headings: Mapping[int, str], table: Placement) -> None:
    """Read what labels and order have left, as far as it is proved; take back what they misplace.

    Args:
        lines: The source.
        headings: The sections whose headings these lines are, by number of the line.
        table: The cells read so far.
    """
    for first, end in pairwise([*sorted(headings), len(lines)]):
        key, below = headings[first], lines[first + 1 : end]
        if key in tables() and (not _is_read(key, table) or heads_turned(below, key)):
            found = sequences(below, first + 1, key)
            if found and not table.is_disputed(key, below):
                _read_table(key, found, lines, table)


def _is_read(key: str, table: Placement) -> bool:
    return any(table.is_read(cells(edition, key)) for edition in editions_with(key))


def _read_table(
    key: str, found: Sequence[TableSequence], lines: Sequence[SourceLine], table: Placement
) -> None:
    proof = whole_table(found)
    if proof is not None:
        table.forget(key)
        table.prove(*proof)
        return
    sequence = max((s for s in found if not s.by_rows), key=lambda each: len(each.rows))
    rows = dict(_rows(sequence, table))
    misplaced = [rows[path] for path in _misplaced(sequence, rows) if path in rows]
    _withdraw_misplaced(misplaced, lines, table)
    proofs = [*counted_rows(sequence, rows), *glued_rows(sequence, rows)]
    for proof in proofs:
        contested = sequence.total_first and not table.agrees(proof.placed)
        if contested or not table.is_read(cell for cell, _ in proof.placed):
            table.prove(*proof)
    if sequence.total_first:
        _withdraw_turned(sequence, rows, proofs, table)


def _rows(sequence: TableSequence, table: Placement) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The cells of the rows of a table: those of its edition, and of the bands on another."""
    whole = table.editions.whole
    for band in grid(whole, sequence.key).bands:
        for header, own in zip(band.rows, band.cells, strict=True):
            yield f"{sequence.key}.{header.path}", own
    for row in sequence.rows:
        edition = table.editions.by_line[row.line]
        if edition or not differs(row.path):
            yield row.path, cells_anywhere(edition or whole, row.path)


def _misplaced(sequence: TableSequence, rows: RowCells) -> Iterator[str]:
    """The rows whose labels may stand behind their figures, or are followed by too many.

    # 0 0 0 / 规章 / 9 7 0 / 规范性文件: 9 7 0 are not those of 规章
    # 规章 / 0 0 / 6 / 7: one is too many
    """
    for heads, below in sequence.bands():
        if heads.figures and below and not in_place(below, rows, sequence):
            yield from (row.path for row in below)
        else:
            yield from (r.path for r in below if r.unbroken > len(rows.get(r.path, r.figures)))


def _withdraw_misplaced(
    misplaced: Sequence[tuple[Cell, ...]], lines: Sequence[SourceLine], table: Placement
) -> None:
    """Take back rows of a text, but for those whose figures stand in the line of their label."""
    if not misplaced:
        return
    beside = {
        piece.place
        for line in lines
        if any(shape(piece.text) is Shape.TEXT for piece in line.pieces)
        for piece in line.pieces
    }
    for row in misplaced:
        places = [table.printed[cell.path].place for cell in row if cell.path in table.printed]
        if any(place not in beside and not place.table for place in places):
            table.withdraw(row, tr("行名与数的次序或个数对不上，分不清这些数是哪一行的"))


def _withdraw_turned(
    sequence: TableSequence, rows: RowCells, proofs: Sequence[Proof], table: Placement
) -> None:
    """Take back rows read in the order of the form below headers that have 总计 first.

    Where another row proves that the figures are in the form's order, these are, too.
    """
    proved = {cell.path for proof in proofs for cell, _ in proof.placed}
    told = (proof.placed for proof in proofs if any(numbers(piece for _, piece in proof.placed)))
    if any(not placed[0][0].computed for placed in told):
        return
    for row in (row for row in sequence.rows if row.figures and row.path in rows):
        first = rows[row.path][0].path
        read = table.printed.get(first)
        if read and first not in proved and read.place == row.figures[0].place:
            table.withdraw(rows[row.path], tr("表头的总计在最前面，与各数对不上"))
