"""What is printed among the tables and was not taken: no loss is silent."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from tuiwizard.importing.imported import Leftover, Note
from tuiwizard.importing.lexicon import find, is_fragment, tables
from tuiwizard.importing.placement import Placement
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import Piece, Position, SourceLine
from tuiwizard.report.labels import fold
from tuiwizard.words import tr

_NUMBERING = re.compile(r"20\d\d年?度?|(?<!\d)[（(]?\d{1,2}[)）.．、](?!\d)")
"""Digits that are no figure: 本年(2023)制发件数, 1.属于国家秘密."""

SHOWN = 60
"""Characters of a sentence that a note repeats."""


def leftovers(
    lines: Sequence[SourceLine], headings: Mapping[int, str], table: Placement
) -> list[Leftover]:
    """The figures, and texts with figures, among the tables that went into no cell.

    Args:
        lines: The source.
        headings: The sections whose headings these lines are, by number of the line.
        table: What was read.
    """
    taken = table.taken
    return [
        Leftover(piece.text, piece.place, number)
        for number, line in _among_tables(lines, headings, taken)
        if not _is_header(line)
        for piece in line.pieces
        if not piece.inherited and piece.place not in taken and _holds_a_figure(piece)
    ]


def _among_tables(
    lines: Sequence[SourceLine], headings: Mapping[int, str], taken: Collection[Position]
) -> Iterator[tuple[int, SourceLine]]:
    """The lines in which every figure is one of the form's.

    They are those below the headings of tables, those of tables that rows were read from, and
    rows of figures between two that were read: an annex may have tables without their headings.
    """
    ours = {place.table for place in taken if place.table}
    places = {place[:3] for place in taken}  # a line of a text, or a row of a table
    read = [n for n, line in enumerate(lines) if line.pieces[0].place[:3] in places]
    between = range(read[0], read[-1]) if read else range(0)
    section = ""
    for number, line in enumerate(lines):
        section = headings.get(number, section)
        here = section in tables() or line.pieces[0].place.table in ours
        if number not in headings and (here or (number in between and _only_figures(line))):
            yield number, line


def _only_figures(line: SourceLine) -> bool:
    return all(shape(piece.text) is not Shape.TEXT for piece in line.pieces)


def _is_header(line: SourceLine) -> bool:
    """Whether a row names columns and has no figure: 类别 | 数据1 | 数据2 | 总计 -> True."""
    if len(line.pieces) == 1 or any(shape(p.text) is Shape.FIGURE for p in line.pieces):
        return False
    labels = (find(fold(piece.text)) for piece in line.pieces)
    return any(label is not None and label.kind == "column" for label in labels)


def _holds_a_figure(piece: Piece) -> bool:
    """Whether a piece is a figure, or a text with one that is no label: 规章000, 共公开 5 条."""
    match shape(piece.text):
        case Shape.FIGURE:
            return True
        case Shape.TEXT:
            rest = _NUMBERING.sub("", piece.text)
            folded = fold(piece.text)
            named = len(folded) <= SHOWN and (find(folded) is not None or is_fragment(folded))
            return any(map(str.isdecimal, rest)) and not named
        case _:
            return False


def notes_of(found: Sequence[Leftover], table: Placement) -> Iterator[Note]:
    """One sentence for each line with something that was not taken and is not yet said."""
    said = {slot.place for unread in table.unread for slot in unread.run.filled}
    said |= {note.place for note in table.notes if note.place is not None}
    silent = (one for one in found if one.place not in said)
    for _, group in groupby(silent, key=lambda one: one.line):
        one, *more = group
        text = " ".join(" ".join(each.text.split()) for each in (one, *more))
        shown = text if len(text) <= SHOWN or more else f"{text[:SHOWN]}…"
        yield Note(tr("表格里外有数没有录入：“{text}”", text=shown), one.place)
