"""A section as a table of cells: what `layout` reads off the models.

A grid is a sequence of bands; a band is a run of rows under one set of column headers, as
第二十条第（一）项 is in table 2.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from tuiwizard.forms.kinds import Kind
from tuiwizard.words import tr


class Header(NamedTuple):
    """A row or a leaf column: its labels from the outermost group to its own."""

    path: str
    labels: tuple[str, ...]
    help: str = ""


class Cell(NamedTuple):
    """One cell of the form.

    Attributes:
        path: Its dotted path in the report, `requests.received.natural_person`.
        kind: How typed text is read.
        row: Statutory row labels, outermost first; empty outside tables.
        column: Statutory column labels, outermost first.
        required: Whether a blank is a violation (R002).
        unit: The unit the figure is counted in, if the form prints one.
        units: Units that may be typed and are kept (采购总金额).
        unit_path: The path of the field that keeps such a unit.
        choices: Values and words of a choice.
        parts: The cells a computed cell adds up; empty for a cell filled in by hand.
        about: What is counted here, with its legal basis: of the row, and of the column.
    """

    path: str
    kind: Kind
    row: tuple[str, ...]
    column: tuple[str, ...]
    required: bool = True
    unit: str = ""
    units: tuple[str, ...] = ()
    unit_path: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    parts: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def help(self) -> str:
        """What is counted here, in the language of the person."""
        said = [tr(text) for text in self.about if text]
        return tr("{row}{column}", row=said[0], column=said[1]) if len(said) > 1 else "".join(said)

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """The values of a choice, with their words in the language of the person."""
        return tuple((value, tr(words)) for value, words in self.choices)

    @property
    def computed(self) -> bool:
        """Whether the program fills it in."""
        return bool(self.parts)

    @property
    def label(self) -> str:
        """The full row and column label on one line."""
        return " · ".join((*self.row, *self.column))


class Band(NamedTuple):
    """Rows under one set of column headers."""

    title: str
    corner: str
    columns: tuple[Header, ...]
    rows: tuple[Header, ...]
    cells: tuple[tuple[Cell, ...], ...]


class Grid(NamedTuple):
    """A table of the form."""

    section: str
    bands: tuple[Band, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, computed ones included, row by row."""
        return tuple(cell for band in self.bands for row in band.cells for cell in row)


def runs(headers: Sequence[Header], depth: int) -> Iterator[tuple[str, int, int]]:
    """Yield the merged header cells at one depth, as (label, first index, count).

    A header with fewer labels stretches its last label down to the lower depths, as the
    merged cells of the form do.
    """
    keyed = ((h.labels[: depth + 1], i) for i, h in enumerate(headers))
    for labels, group in groupby(keyed, lambda pair: pair[0]):
        indexes = [i for _, i in group]
        yield (labels[-1] if labels else "", indexes[0], len(indexes))
