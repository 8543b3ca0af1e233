"""Which edition of the form a source is printed on, band by band: its heads say it, not its year.

A band is a block of a table under its own heads: 信息内容, 本年新制作数量 … and the rows below.
Offices mix the forms, so each band is on the edition whose heads stand above it. A label that is
only worded otherwise in another edition, 规范性文件 for 行政规范性文件, says nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from tuiwizard.errors import YearError
from tuiwizard.forms.layout import grid
from tuiwizard.forms.years import edition_for, editions
from tuiwizard.importing.lexicon import find, row_headers, tables, words
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import Position, SourceLine
from tuiwizard.report.labels import fold, without_remark

LONGEST = 120
"""Characters beyond which a text is no row of heads."""

LEAST = 3
"""Characters that a piece of a broken head must have to say an edition: 制作数量 -> 2019."""

_SENTENCE = re.compile("[。；;]")
_YEAR = re.compile(r"20\d\d年?度?")


@dataclass(frozen=True)
class SourceEditions:
    """The editions that a source is printed on.

    Attributes:
        whole: The edition of the report: that of all its bands, of a mixed one that of its year.
        by_line: The edition of the band that each line is in; empty where its heads contradict
            each other.
        bands: The bands that say their edition, as (edition, place); one for neighbours alike.
    """

    whole: str
    by_line: Sequence[str]
    bands: tuple[tuple[str, Position], ...] = ()

    @property
    def mixed(self) -> bool:
        """Whether the source has bands of several editions."""
        return len({edition for edition, _ in self.bands}) > 1


@dataclass
class _Band:
    """A block of lines, the place where it begins, and the editions its labels speak for."""

    first: int
    place: Position
    heads: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    has_rows: bool = False

    def add(self, said: "_Said", heads: frozenset[str], place: Position) -> None:
        """Take in what a text says, and the heads that it may only be a piece of."""
        if heads and not self.heads:
            self.place = place
        self.heads |= heads
        self.rows |= said.rows
        self.has_rows = self.has_rows or said.kind == "row"

    @property
    def editions(self) -> set[str]:
        """The editions that its heads speak for; where they do not say, its rows."""
        return self.heads or self.rows


def editions_of(lines: Sequence[SourceLine], year: int | None) -> SourceEditions:
    """The edition of each band of a source.

    Where no label tells, it is the edition of the year, or else the newest.
    """
    bands = list(_bands(lines))
    said = [band for band in bands if len(band.editions) == 1]
    named = [(edition, band.place) for band in said for edition in band.editions]
    whole = _whole([edition for edition, _ in named], year, lines)
    by_line = [whole] * len(lines)
    for band, after in zip(bands, [*(b.first for b in bands[1:]), len(lines)], strict=True):
        if band.editions:
            edition = "".join(band.editions) if len(band.editions) == 1 else ""
            by_line[band.first : after] = [edition] * (after - band.first)
    changes = (one for i, one in enumerate(named) if not i or named[i - 1][0] != one[0])
    return SourceEditions(whole, by_line, tuple(changes))


def _whole(named: Sequence[str], year: int | None, lines: Sequence[SourceLine]) -> str:
    """The edition of the report, from those of its bands and from its year."""
    try:
        of_year = edition_for(year) if year is not None else ""
    except YearError:
        of_year = ""
    if named:
        return of_year if of_year in named else max(editions(), key=named.count)
    return of_year or _by_wording(lines)


def _by_wording(lines: Iterable[SourceLine]) -> str:
    """The edition whose wording is printed more often, where nothing else says it."""
    seen = {fold(piece.text) for line in lines for piece in line.pieces}
    scores = [len(seen & _wording()[edition]) for edition in editions()]
    best = max(scores)
    return editions()[scores.index(best)] if scores.count(best) == 1 else editions()[-1]


def _bands(lines: Sequence[SourceLine]) -> Iterator[_Band]:
    """The bands of a source: each begins with a title, a corner or a head behind rows."""
    band = _Band(0, Position())
    before: list[str] = []  # the two texts before, for heads broken over pieces
    for number, line in enumerate(lines):
        for piece in line.pieces:
            form = shape(piece.text)
            if form is not Shape.TEXT:
                band.has_rows = band.has_rows or form is Shape.FIGURE
            elif not piece.inherited and len(piece.text) <= LONGEST:
                said = _said(piece.text)
                heads = said.heads if said.kind else said.heads or _joined((*before, said.folded))
                behind = band.has_rows and (heads or said.kind in ("column", "band"))
                if behind or (band.heads and said.kind == "band"):
                    yield band
                    band = _Band(number, piece.place)
                band.add(said, heads, piece.place)
                before = [*before[-1:], said.folded]
    yield band


class _Said(NamedTuple):
    """What a text says: 行政许可 names a row, 本年制发件数 is a head that only one edition has."""

    folded: str
    kind: str = ""
    heads: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def _said(text: str) -> _Said:
    folded = fold(text)
    if _SENTENCE.search(text):
        return _Said(folded)
    label = find(folded)
    kind = label.kind if label is not None else ""
    rows = _editions_of_row(folded) if kind == "row" else frozenset()
    return _Said(folded, kind, _editions_of_head(folded), rows)


def _editions_of_head(folded: str) -> frozenset[str]:
    """The edition that a head, or a piece of one, can only belong to.

    本年新制作数量, 制作数量 -> 2019; 信息内容 本年(2023)制发件数 本年废止件数 -> 2021;
    处理决定数量 -> nothing
    """
    text = _YEAR.sub("", folded)
    several = frozenset(e for e, own in _heads().items() if any(head in text for head in own))
    if several:
        return several
    label = find(text)
    if label is not None:
        return _joined((label.name,)) if label.kind == "column" else frozenset()
    if len(text) < LEAST:
        return frozenset()
    having = {e for e, own in _heads().items() if any(text in head for head in own)}
    elsewhere = words().keys() - frozenset().union(*_heads().values())
    one = len(having) == 1 and not any(text in label for label in elsewhere)
    return frozenset(having if one else ())


def _joined(texts: Sequence[str]) -> frozenset[str]:
    """The edition of a head that texts are the pieces of: 上一年项, 目数量 -> 2019."""
    ends = {"".join(texts[i:]) for i in range(len(texts))}
    return frozenset(edition for edition, own in _heads().items() if ends & own)


def _editions_of_row(folded: str) -> frozenset[str]:
    """The edition that alone has a row: 其他对外管理服务事项 -> 2019; （六）其他处理 -> nothing."""
    label = find(folded)
    if label is None or label.kind != "row":
        return frozenset()
    having = [e for e, rows in _rows().items() if any(label.name in path for path in rows)]
    return frozenset(having if len(having) == 1 else ())


@cache
def _heads() -> Mapping[str, frozenset[str]]:
    """The heads that only one edition has, and that are no part of another's.

    # 本年制发件数 -> 2021; 处理决定数量 may be 本年处理决定数量 cut short: it is not among them
    """
    every = {edition: frozenset(_columns(edition)) for edition in editions()}
    return {
        edition: frozenset(
            head
            for head in own
            if not any(head in text for e in every if e != edition for text in every[e])
        )
        for edition, own in every.items()
    }


def _columns(edition: str) -> Iterator[str]:
    for key in tables(edition):
        for band in grid(edition, key).bands:
            for label in (label for column in band.columns for label in column.labels):
                yield from (fold(label), fold(without_remark(label)))


@cache
def _rows() -> Mapping[str, tuple[str, ...]]:
    """The paths of the rows of each edition."""
    return {e: tuple(f"{key}.{row.path}" for key, row in row_headers(e)) for e in editions()}


@cache
def _wording() -> Mapping[str, frozenset[str]]:
    """The labels that only one edition words like this: 行政规范性文件 -> 2021."""
    every = {edition: frozenset(words(edition)) for edition in editions()}
    return {
        edition: labels.difference(*(every[other] for other in every if other != edition))
        for edition, labels in every.items()
    }
