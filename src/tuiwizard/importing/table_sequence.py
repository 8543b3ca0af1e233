"""A table as its source gives it: the figures in their order, and the labels in theirs.

Where a page has its labels in one block and its figures in another, no row has both; but the
labels still follow each other as on the form, and so, in one way or another, do the figures.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, groupby, pairwise, takewhile
from typing import NamedTuple

from tuiwizard.forms.grid import Band
from tuiwizard.forms.layout import grid
from tuiwizard.importing.lexicon import editions_with, is_fragment
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import Piece, SourceLine
from tuiwizard.report.labels import fold, spellings, without_ordinal, without_remark

PREFIX = 8
"""Characters by which a label is known whose end is torn away; the form's differ within fewer."""

APART = 3
"""Labels one after another that say that figures stand apart from their labels."""

MAX_FIGURES = 1_000
"""Figures below one heading: five times those of the largest table."""

_GLUED = re.compile(r"(?P<label>.*[^\d\s.,，．])\s?(?P<digits>\d{1,40}(?:\.\d{1,6})?)", re.DOTALL)


_SEVERAL = re.compile(r"\d+(?:\s+\d+)+", re.ASCII)


class RowFigures(NamedTuple):
    """What is printed between the label of a row, or the heads of a band, and the next of them.

    Attributes:
        path: The row's path with its section; empty for heads.
        figures: The figures.
        line: The number of the line with the first of them.
        unbroken: How many of them come before any other text.
        beside: How many of them stand in a line with a text.
        glued: Whether the first of them hangs on to the label: 规章000.
    """

    path: str
    figures: tuple[Piece, ...]
    line: int = 0
    unbroken: int = 0
    beside: int = 0
    glued: bool = False


@dataclass(frozen=True, slots=True)
class TableSequence:
    """The figures of a table in the order of the source.

    Attributes:
        key: The section.
        edition: The edition whose rows the labels name.
        parts: What follows each label and the heads of each band, in the order of the form, which
            is that of the source; the first has no label.
        total_first: Whether 总计 is the first of the columns that are named above.
        by_rows: Whether the figures can only be row after row: labels that have figures behind them
            have those of their row, the others are in the order of the form. No figure is then
            among those of a row.
    """

    key: str
    edition: str
    parts: tuple[RowFigures, ...]
    total_first: bool = False
    by_rows: bool = False

    @property
    def rows(self) -> tuple[RowFigures, ...]:
        """The rows that are named."""
        return tuple(part for part in self.parts if part.path)

    @property
    def unlabelled(self) -> bool:
        """Whether figures stand below heads, before any label."""
        return any(part.figures for part in self.parts if not part.path)

    @property
    def figures(self) -> tuple[Piece, ...]:
        """All figures in the order of the source."""
        return tuple(piece for part in self.parts for piece in part.figures)

    def digit_by_digit(self) -> "TableSequence":
        """The table with each digit for a figure: 100010000000000 is all of table 4."""

        def parted(part: RowFigures) -> RowFigures:
            pieces = (p._replace(text=digit) for p in part.figures for digit in p.text)
            return part._replace(figures=tuple(pieces))

        return replace(self, parts=tuple(map(parted, self.parts)))

    def bands(self) -> Iterator[tuple[RowFigures, Sequence[RowFigures]]]:
        """What stands below the heads of each band, and its rows."""
        starts = [i for i, part in enumerate(self.parts) if not part.path]
        for start, end in pairwise([*starts, len(self.parts)]):
            yield self.parts[start], self.parts[start + 1 : end]


def sequences(lines: Sequence[SourceLine], first: int, key: str) -> list[TableSequence]:
    """A table, once for each edition whose rows are named in it.

    Args:
        lines: The lines below its heading.
        first: The number of the first of them in the source.
        key: The section.
    """
    stream = _Stream()
    stream.read(lines, first)
    return list(stream.sequences(key))


def heads_turned(lines: Sequence[SourceLine], key: str) -> bool:
    """Whether the headers above the first figure of a table name 总计 before all others."""
    pieces = chain.from_iterable(line.pieces for line in lines)
    above = takewhile(lambda piece: shape(piece.text) is not Shape.FIGURE, pieces)
    head = "".join(fold(piece.text) for piece in above)
    return any(_names_total_first(head, edition, key) for edition in editions_with(key))


class _Figure(NamedTuple):
    """A figure, where it stands among the texts, and what it stands beside."""

    piece: Piece
    offset: int
    line: int
    beside: bool
    glued: bool


@dataclass
class _Stream:
    """The texts below a heading as one, and the figures between them."""

    text: str = ""
    figures: list[_Figure] = field(default_factory=list)

    def read(self, lines: Sequence[SourceLine], first: int) -> None:
        parts: list[str] = []
        offset = 0
        for number, line in enumerate(lines, first):
            beside = any(shape(piece.text) is Shape.TEXT for piece in line.pieces)
            for label, figures, glued in map(_parted, line.pieces):
                parts.append(label)
                offset += len(label)
                for figure in figures:
                    self.figures.append(_Figure(figure, offset, number, beside, glued))
            if len(self.figures) > MAX_FIGURES:
                break
        self.text = "".join(parts)

    def sequences(self, key: str) -> Iterator[TableSequence]:
        bounded = 0 < len(self.figures) <= MAX_FIGURES
        if not bounded or not all(
            _columns_in_order(self.text, each, key) for each in editions_with(key)
        ):
            return
        seen: list[Sequence[tuple[str, int]]] = []
        for edition in editions_with(key):
            labels = [("", 0), *_chain(self.text, edition, key)]
            if labels not in seen:
                seen.append(labels)
                yield self._sequence(key, edition, labels)
            if self._is_by_rows(edition, key):
                paths = (f"{key}.{row}" for row in _spellings(edition, key))
                pieces = tuple(figure.piece for figure in self.figures)
                parts = (RowFigures("", pieces), *(RowFigures(path, ()) for path in paths))
                yield TableSequence(key, edition, parts, by_rows=True)

    def _sequence(self, key: str, edition: str, labels: Sequence[tuple[str, int]]) -> TableSequence:
        """Part the figures by the labels: one belongs to the label that begins before it."""
        offsets = [figure.offset for figure in self.figures]
        parted = [0, *(bisect_right(offsets, begin) for _, begin in labels[1:]), len(offsets)]
        behind = (self.figures[start:end] for start, end in pairwise(parted))
        first = next((begin for path, begin in labels if path), len(self.text))
        return TableSequence(
            key,
            edition,
            tuple(_row(path, found) for (path, _), found in zip(labels, behind, strict=True)),
            _names_total_first(self.text[:first], edition, key),
        )

    def _is_by_rows(self, edition: str, key: str) -> bool:
        """Whether labels, displaced by the edge of a page for example, still say row after row.

        # 甲 1 2 / 乙 3 4 5 6 / 丁 7 8 / 丙 -> True: 丙 is the only label for 5 6
        """
        (band, *more) = grid(edition, key).bands
        found = [_only(self.text, printed) for printed in _spellings(edition, key).values()]
        places = sorted((place, row) for row, place in enumerate(found) if place is not None)
        if more or not found or len(places) < len(found):
            return False
        offsets = [figure.offset for figure in self.figures]
        loose: list[int] = []
        for first, group in groupby(places, lambda each: bisect_right(offsets, each[0][0])):
            labels = list(group)
            rows = [row for _, row in labels]
            (_, end), last = labels[-1]
            if first == len(offsets) or offsets[first] > end:
                loose += rows
            elif first == last * len(band.columns):
                loose += rows[:-1]
            elif rows == list(range(rows[0], last + 1)) and first == rows[0] * len(band.columns):
                continue
            elif len(rows) < APART:
                return False
            else:
                loose += rows
        return loose == sorted(loose) and len(loose) < len(found)


def _row(path: str, found: Sequence[_Figure]) -> RowFigures:
    if not found:
        return RowFigures(path, ())
    return RowFigures(
        path,
        tuple(figure.piece for figure in found),
        found[0].line,
        sum(figure.offset == found[0].offset for figure in found),
        sum(figure.beside for figure in found),
        found[0].glued,
    )


def _parted(piece: Piece) -> tuple[str, Sequence[Piece], bool]:
    """A piece as a folded text and its figures, either may be missing; whether it was both.

    # 规章000 -> 规章, 000; 其他 -> 其他; 12 -> "", 12; 0 75 -> "", 0, 75: two cells in one
    """
    match shape(piece.text):
        case Shape.FIGURE if _SEVERAL.fullmatch(piece.text.strip()):
            return "", [piece._replace(text=word) for word in piece.text.split()], False
        case Shape.FIGURE | Shape.MARK:
            return "", [piece], False
        case Shape.BLANK:
            return "", [], False
    found = _GLUED.fullmatch(piece.text) if len(piece.text) <= 100 else None
    label = fold(found["label"]) if found else ""
    if found and len(label) > 1 and is_fragment(label):
        return label, [piece._replace(text=found["digits"])], True
    return fold(piece.text), [], False


@cache
def _spellings(edition: str, key: str) -> Mapping[str, Sequence[str]]:
    """What a page may print for each row of a table, the surest first; 其他 alone is not enough.

    # 3.其他 -> 3其他; 4.无正当理由大量反复申请 -> with and without 4, and 无正当理由大量反
    """
    found = {}
    for row in (row for band in grid(edition, key).bands for row in band.rows if row.labels):
        printed = list(spellings(row.labels[-1]))
        begun = without_ordinal(printed[0])[:PREFIX]
        sure = (text for text in printed[1:] if len(text) > 2)
        found[row.path] = tuple(dict.fromkeys((printed[0], *sure, *_long(begun))))
    return found


def _long(begun: str) -> Sequence[str]:
    return (begun,) if len(begun) == PREFIX else ()


def _chain(text: str, edition: str, key: str) -> Iterator[tuple[str, int]]:
    """Where the labels of a table begin in a text, as far as they follow each other in it.

    Before the first of a band stands the last character of its heads, with an empty path.
    """
    at = 0
    for band in grid(edition, key).bands:
        named = False
        for row in (row for row in band.rows if row.labels):
            found = _next(text, _spellings(edition, key)[row.path], at)
            if found is None:
                continue
            begin, end = found
            heads = 0 if named else _end_of_heads(text[at:begin], band)
            if heads and at:
                yield "", at + heads - 1
            yield f"{key}.{row.path}", begin
            at, named = end, True


def _next(text: str, printed: Sequence[str], at: int) -> tuple[int, int] | None:
    """Where a label stands next: its begin and end."""
    for label in printed:
        begin = text.find(label, at)
        if begin >= 0:
            return begin, begin + len(label)
    return None


def _only(text: str, printed: Sequence[str]) -> tuple[int, int] | None:
    """Where a label stands, if it stands there once: its begin and end."""
    label = next((label for label in printed if label in text), "")
    found = _next(text, [label], 0) if label else None
    return found if text.count(label) == 1 else None


def _end_of_heads(text: str, band: Band) -> int:
    """Where the names of a band's columns end; 0 where there is none."""
    labels = [fold(without_remark(column.labels[-1])) for column in band.columns]
    return max((text.rfind(label) + len(label) for label in labels if label in text), default=0)


def _columns_in_order(text: str, edition: str, key: str) -> bool:
    """Whether the columns of each band are named in the order of the form, as far as they are.

    A name of two characters, 其他, is a part of others and says nothing.
    """
    for band in grid(edition, key).bands:
        for depth in (-1, -2):
            labels = (column.labels[depth:][0] for column in band.columns)
            names = [name for name in dict.fromkeys(map(fold, labels)) if len(name) > 2]
            at = [text.find(name) for name in names if name in text]
            if at != sorted(at):
                return False
    return True


def _names_total_first(head: str, edition: str, key: str) -> bool:
    """Whether the headers name the total before the form's first column: 总计 … 自然人."""
    columns = grid(edition, key).bands[0].columns
    first, last = (fold(column.labels[-1]) for column in (columns[0], columns[-1]))
    return -1 < head.find(last) < head.find(first)
