"""Runs: what is printed between one label and the next.

Tables come row by row, cell by cell, or with their labels broken over lines. In all of them a
row of the form is some text followed by its figures, so that is what is looked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tuiwizard.importing.lexicon import (
    begun_row,
    find,
    find_row,
    fold,
    is_fragment,
    rows,
    weak_rows,
    without_ordinal,
)
from tuiwizard.importing.page import Line, Piece
from tuiwizard.importing.slots import UNITS, Shape, shape
from tuiwizard.report.paste_plan import has_figure

MAX_WORDS = 40
"""Words that are looked at for a label broken into pieces: 三 / 、 / 本 / 年 / 度 …"""

SHORT = 8
"""Characters that a figure in words has at most."""

SLACK = 4
"""Characters by which a label on a page may be longer than any of the form's."""


@dataclass(frozen=True, slots=True)
class Run:
    """Texts, and the cells that follow them.

    Attributes:
        texts: The texts since the last figures, the row's label at their end.
        slots: The cells behind them: figures, marks and blanks.
        first: The number of the first line with a slot.
        section: The section whose heading was the last.
        heads: The columns named above, as (column of the grid, text), in this table.
        in_row: Whether label and figures stand in one row of a table.
    """

    texts: tuple[Piece, ...]
    slots: tuple[Piece, ...]
    first: int
    section: str
    heads: Mapping[int, str]
    in_row: bool

    @property
    def filled(self) -> list[Piece]:
        """The slots that are not blank."""
        return [slot for slot in self.slots if shape(slot.text) is not Shape.BLANK]

    @property
    def table(self) -> int:
        """The number of the table it stands in; 0 for text."""
        return self.slots[0].place.table


@dataclass
class _Reading:
    """A walk through the lines."""

    texts: list[Piece] = field(default_factory=list)
    slots: list[Piece] = field(default_factory=list)
    first: int = 0
    section: str = ""
    table: int = 0
    heads: dict[int, str] = field(default_factory=dict)
    below_heads: bool = False

    def close(self, *, in_row: bool) -> Iterator[Run]:
        if self.slots:
            yield Run(
                tuple(self.texts),
                tuple(self.slots),
                self.first,
                self.section,
                dict(self.heads),
                in_row,
            )
            self.texts, self.slots = [], []

    def has_figure(self, piece: Piece) -> bool:
        """Whether a text stands where a figure is due, and has one in it: 约5件, 五."""
        before = (self.slots or self.texts)[-1:]
        return (
            bool(before)
            and piece.column > before[0].column
            and (bool(self.slots) or find_row(before[0].text) is not None)
            and _same_row(piece, before[0])
            and len(piece.text) <= SHORT
            and has_figure(piece.text)
            and find(fold(piece.text)) is None
        )

    def enter(self, line: Line) -> None:
        """Forget the headers of another table, and those of the rows above new ones."""
        table = line.pieces[0].place.table
        header = _is_header(line)
        if table != self.table or (self.below_heads and header):
            self.table, self.heads, self.below_heads = table, {}, False
        self.below_heads = self.below_heads or (len(line.pieces) > 1 and not header)


def runs(lines: Sequence[Line], headings: Mapping[int, str]) -> Iterator[Run]:
    """All runs of a source.

    Args:
        lines: The source.
        headings: The sections whose headings these lines are, by number of the line.
    """
    reading = _Reading()
    for number, line in enumerate(lines):
        if number in headings:
            yield from reading.close(in_row=False)
            reading.section = headings[number]
            reading.texts = []
        header = len(line.pieces) > 1 and not _has_figures(line)
        reading.enter(line)
        pieces = [
            p for p in _from_first_filled(line) if p.text not in UNITS or len(line.pieces) == 1
        ]
        for piece in pieces:
            if not _is_text(piece) or reading.has_figure(piece):
                reading.first = reading.first if reading.slots else number
                reading.slots.append(piece)
            else:
                yield from reading.close(in_row=False)
                reading.texts.append(piece)
                if header:
                    reading.heads[piece.column] = fold(piece.text)
        if len(pieces) > 1 and reading.slots:
            named = any(_is_text(piece) for piece in pieces)
            yield from reading.close(in_row=named)
    yield from reading.close(in_row=False)


def _from_first_filled(line: Line) -> Sequence[Piece]:
    """A row without the blanks to the left of its labels; a row without labels as it is."""
    if not any(_is_text(piece) for piece in line.pieces):
        return line.pieces
    filled = (i for i, p in enumerate(line.pieces) if shape(p.text) is not Shape.BLANK)
    return line.pieces[next(filled, 0) :]


def _has_figures(line: Line) -> bool:
    return any(shape(piece.text) is Shape.FIGURE for piece in line.pieces)


def _same_row(one: Piece, other: Piece) -> bool:
    return (one.place.table, one.place.row, one.place.line) == (
        *(other.place.table, other.place.row, other.place.line),
    )


def _is_header(line: Line) -> bool:
    """Whether a row of a table names columns, and neither a row nor a figure."""
    if len(line.pieces) == 1 or _has_figures(line):
        return False
    kinds = {label.kind for p in line.pieces if (label := find(fold(p.text))) is not None}
    return "column" in kinds and not kinds & {"row", "group"}


def _is_text(piece: Piece) -> bool:
    return shape(piece.text) is Shape.TEXT


@dataclass(frozen=True, slots=True)
class Named:
    """The row that a run is about.

    Attributes:
        path: The row's path with its section.
        above: The row named directly above, without figures of its own; empty if there is none.
    """

    path: str
    above: str = ""


def row_of(run: Run, before: str) -> Named | None:
    """The row that the texts of a run end with.

    Args:
        run: The run.
        before: The row read last: it explains a label like 其他.
    """
    if run.texts and run.texts[-1].inherited:
        return None  # the label of a row above, or of a broken table
    words = [(word, i) for i, piece in enumerate(run.texts) for word in piece.text.split()]
    words = words[-MAX_WORDS:]
    found = _exact(words) or _begun(words) or _near(run.texts, words)
    if found is None:
        return _weak(run.texts, before)
    path, start = found
    if start and not _explained(words, start):
        return None
    return Named(path, _row_above(words[:start]))


Words = Sequence[tuple[str, int]]
"""Words with the number of the piece they stand in."""


def _tails(words: Words) -> Iterator[tuple[int, str]]:
    """The ends of the words as one folded text each, the shortest first."""
    tail, longest = "", max(map(len, rows())) + SLACK
    for start in range(len(words) - 1, -1, -1):
        tail = fold(words[start][0]) + tail
        if len(tail) > longest:
            return
        yield start, tail


def _exact(words: Words) -> tuple[str, int] | None:
    """The longest end that is the label of a row."""
    known = rows()
    found = [(known[tail], start) for start, tail in _tails(words) if tail in known]
    return found[-1] if found else None


def _begun(words: Words) -> tuple[str, int] | None:
    """An end that only one label begins with: the rest of it stands below the figures."""
    for start, tail in _tails(words):
        path = begun_row(tail)
        if path is not None:
            return path, start
    return None


def _near(texts: Sequence[Piece], words: Words) -> tuple[str, int] | None:
    """A label with a typing error, in the last piece or the last few together."""
    if not texts or len(texts[-1].text) <= 2:
        return None  # 元 behind a label is not a piece of it
    for count in (1, 2, 3):
        path = find_row("".join(piece.text for piece in texts[-count:]))
        if path is not None:
            first = len(texts) - count
            return path, next((i for i, (_, at) in enumerate(words) if at >= first), 0)
    return None


def _weak(texts: Sequence[Piece], before: str) -> Named | None:
    if not texts or not all(piece.inherited or _is_group(piece) for piece in texts[:-1]):
        return None
    remain = fold(without_ordinal(fold(texts[-1].text)))
    _, path = weak_rows().get(f"{remain}|{before}", ("", ""))
    return Named(path) if path else None


def _is_group(piece: Piece) -> bool:
    label = find(fold(piece.text))
    return label is not None and label.kind == "group"


def _explained(words: Words, start: int) -> bool:
    """Whether what stands before a label in its own piece is part of the form, too."""
    piece = words[start][1]
    beside = [word for word, at in words[:start] if at == piece]
    return not beside or is_fragment(fold("".join(beside))) or _named("".join(beside))


def _named(text: str) -> bool:
    return find(fold(text)) is not None


def _row_above(words: Words) -> str:
    """The row whose label ends directly above; its own figures are missing."""
    found = _exact(words)
    return found[0] if found else ""
