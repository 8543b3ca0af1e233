"""The sheets of a workbook as one report: its sections in the order of the form.

A sheet is a page of its own: it may begin with the title once more, it may be named after its
section instead of heading it, or be named 表一 and not even that, and the sheet of the texts may
be before those of the tables, or behind them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tuiwizard.forms.editions import all_section_keys, section_title
from tuiwizard.importing.headings import headings, marks_in
from tuiwizard.importing.lexicon import editions_with, own_labels, tables
from tuiwizard.importing.source_lines import Piece, Position, SourceLine
from tuiwizard.report.labels import fold

_ENOUGH = 3
"""Labels that only one table has, for a sheet to be that table's."""


class Sheet(NamedTuple):
    """A sheet of a workbook.

    Attributes:
        name: Its name.
        lines: Its lines.
    """

    name: str
    lines: Sequence[SourceLine]


class _Chunk(NamedTuple):
    """The lines of one section on a sheet.

    Attributes:
        key: The section; empty for a sheet that has none.
        above: What is above the first section of a sheet.
        lines: The section.
    """

    key: str
    above: Sequence[SourceLine]
    lines: Sequence[SourceLine]


def in_form_order(sheets: Sequence[Sheet]) -> Iterator[SourceLine]:
    """Yield the lines of a workbook.

    正文 (一, 五, 六), 表一 (二), 表二 (三) -> 一, 二, 三, 五, 六; of a workbook in which a section
    is on two sheets, nothing is moved: it may hold two reports.

    Args:
        sheets: The sheets in the order of the workbook.
    """
    chunks = [chunk for number, sheet in enumerate(sheets, 1) for chunk in _chunks(sheet, number)]
    keys = [chunk.key for chunk in chunks if chunk.key]
    if len(keys) == len({*keys}):
        chunks = _sorted(chunks)
    for number, chunk in enumerate(chunks):
        # Behind a section, the title of another sheet is no part of its text.
        yield from map(_aside, chunk.above) if number else chunk.above
        yield from chunk.lines


def _sorted(chunks: Sequence[_Chunk]) -> list[_Chunk]:
    """Return the sections in their order; a sheet without one stays behind the one before it."""
    order = {key: number for number, key in enumerate(all_section_keys())}
    ranked, rank = [], -1
    for chunk in chunks:
        rank = order.get(chunk.key, rank)
        ranked.append((rank, chunk))
    return [chunk for _, chunk in sorted(ranked, key=lambda pair: pair[0])]


def _chunks(sheet: Sheet, number: int) -> Iterator[_Chunk]:
    lines = sheet.lines
    found = _headings(lines)
    for heading in (sheet.name, _title_of_table(lines)) if not found and lines else ():
        lines = [SourceLine((Piece(heading, Position(table=number)),), heading), *sheet.lines]
        found = _headings(lines)
        if found:
            break
    if not found:
        yield _Chunk("", (), sheet.lines)
        return
    bounds = [*found, len(lines)]
    for start, end in pairwise(bounds):
        above = lines[:start] if start == bounds[0] else ()
        yield _Chunk(found[start], above, lines[start:end])


def _title_of_table(lines: Sequence[SourceLine]) -> str:
    """Return the title of the section whose table is on a sheet named 表一; empty of several."""
    printed = {fold(piece.text) for line in lines for piece in line.pieces}
    keys = [key for key in tables() if len(printed & own_labels(key)) >= _ENOUGH]
    return section_title(editions_with(keys[0])[-1], keys[0]) if len(keys) == 1 else ""


def _headings(lines: Sequence[SourceLine]) -> dict[int, str]:
    """Return the sections of a sheet by the lines of their headings; a table's has rows below."""
    marks = marks_in(lines)
    bounds = [*(mark.line for mark in marks), len(lines)]
    kept = []
    for mark, end in zip(marks, bounds[1:], strict=True):
        below = lines[mark.line + 1 : end]
        if mark.key not in tables() or any(line.pieces[-1].place.table for line in below):
            kept.append(mark)
    return headings(kept)


def _aside(line: SourceLine) -> SourceLine:
    """Return a line as one of a table: it is looked at for a title, and is no text."""
    pieces = (
        piece._replace(place=piece.place._replace(table=piece.place.table or 1))
        for piece in line.pieces
    )
    return line._replace(pieces=tuple(pieces))
