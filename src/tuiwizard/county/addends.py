"""What each report has added to a sum: kept with its name, and asked cell by cell.

A figure of the county's report is answered for by who gave its parts. They are kept in the sum
itself, for a report that was added may be gone or changed when somebody asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import NamedTuple

from tuiwizard.county.figure_sums import FigureSums, text_of
from tuiwizard.county.merge_input import Figure, typed_figure_cells
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import read_cell
from tuiwizard.report.figures import Figures, figure_cells
from tuiwizard.report.metadata import Source
from tuiwizard.report.numbers import Money
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.registry import RULES

_BLANK, _TIMES = "-", "*"
_DIGITS = 9
_MANY = 3
"""Figures in a row that are the same and are written once."""


class Addend(NamedTuple):
    """All that one report has added to a sum.

    Attributes:
        source: The report.
        figures: What its cells say, in the order of `typed_figure_cells`; None is a blank.
    """

    source: Source
    figures: tuple[Figure | None, ...]


class Part(NamedTuple):
    """What one report has added to a cell.

    Attributes:
        source: The report.
        figure: What its cell says; None is a blank.
    """

    source: Source
    figure: Figure | None

    @property
    def text(self) -> str:
        """The figure as it is typed; empty for a blank."""
        return text_of(self.figure)


def kept(figures: Iterable[Figure | None]) -> str:
    """Write the figures of a report on one line, in the order of `typed_figure_cells`."""
    # 5, 0, 0, 0, blank, 12元 -> "5 0*3 - 12元"
    return " ".join(_runs(text_of(figure) or _BLANK for figure in figures))


def _runs(texts: Iterable[str]) -> Iterator[str]:
    for text, same in groupby(texts):
        many = len([*same])
        yield from (f"{text}{_TIMES}{many}",) if many >= _MANY else (text,) * many


def figures_of(source: Source, edition: str) -> tuple[Figure | None, ...] | None:
    """Return the figures that a report has added, in the order of `typed_figure_cells`.

    Returns:
        None where they were not kept, or the line was changed and is none of this edition.
    """
    cells = typed_figure_cells(edition)
    texts = [*_read(source.figures, len(cells))]
    if len(texts) != len(cells):
        return None
    return tuple(_figure(cell, text) for cell, text in zip(cells, texts, strict=True))


def _read(line: str, most: int) -> Iterator[str]:
    for word in line.split():
        text, _, times = word.partition(_TIMES)
        many = int(times) if times.isdecimal() and len(times) < _DIGITS else 1
        yield from (text,) * min(many, most + 1)  # a line that was changed may say anything


def _figure(cell: Cell, text: str) -> Figure | None:
    value = read_cell(cell, text) if text != _BLANK else None
    return value if isinstance(value, int | Decimal | Money) else None


def addends(draft: Draft) -> tuple[Addend, ...] | None:
    """Return what each report of a sum has added to it, in the order of their names.

    Returns:
        None where it is no sum, or one of them was not kept.
    """
    found = [(source, figures_of(source, draft.edition)) for source in draft.sources]
    added = tuple(Addend(source, figures) for source, figures in found if figures is not None)
    return added if added and len(added) == len(found) else None


def parts(added: Iterable[Addend], edition: str, path: str) -> tuple[Part, ...]:
    """Return what each report has added to a cell of a sum.

    Args:
        added: What they have added to all of them.
        edition: The edition of the form.
        path: The full path of a cell with a figure, a total included.
    """
    places = _places(edition)
    wanted = [places[leaf] for leaf in leaves(edition, path)]
    return tuple(Part(one.source, _total([one.figures[n] for n in wanted])) for one in added)


def leaves(edition: str, path: str) -> Iterator[str]:
    """Yield the cells that are filled in by hand and make up a cell."""
    cell = cells_by_path(edition, path.partition(".")[0])[path]
    if not cell.computed:
        yield path
    for part in cell.parts:
        yield from leaves(edition, part)


@cache
def _places(edition: str) -> dict[str, int]:
    return {cell.path: place for place, cell in enumerate(typed_figure_cells(edition))}


def _total(figures: Sequence[Figure | None]) -> Figure | None:
    """Return the figure of one cell, or the total of several counts; a blank makes a blank."""
    if len(figures) == 1:
        return figures[0]
    counts = [figure for figure in figures if isinstance(figure, int)]
    return sum(counts) if len(counts) == len(figures) else None


def has_parts(edition: str, path: str) -> bool:
    """Return whether a path is that of a cell with a figure, which is added up."""
    return any(cell.path == path for cell in figure_cells(edition))


def summed(added: Iterable[Addend], edition: str, path: str) -> Figure | None:
    """Return what the reports add up to in a cell; a total of cells one of which is blank is too.

    Args:
        added: What they have added to all of them.
        edition: The edition of the form.
        path: The full path of a cell with a figure, a total included.
    """
    sums = _sums(added, edition)
    return _total([sums[leaf] for leaf in leaves(edition, path)])


def changed_by_hand(draft: Draft, added: Iterable[Addend]) -> tuple[str, ...]:
    """Return the cells of a sum that do not say what its reports add up to.

    What they leave blank is free.
    """
    figures = Figures(draft)
    texts = {path: text_of(figure) for path, figure in _sums(added, draft.edition).items()}
    return tuple(path for path, text in texts.items() if text and figures.text(path) != text)


def _sums(added: Iterable[Addend], edition: str) -> dict[str, Figure | None]:
    sums = FigureSums(edition)
    for one in added:
        sums.add(one.figures)
    return sums.values()


class Blamed(NamedTuple):
    """A report that is off where the sum is.

    Attributes:
        source: The report.
        finding: What the same rule says of the same cells of it.
    """

    source: Source
    finding: Finding


def behind(draft: Draft, added: Iterable[Addend], finding: Finding) -> tuple[Blamed, ...]:
    """Return the reports of which a finding on the figures of a sum is true as well."""
    rule = next((rule for rule in RULES if rule.code == finding.rule), None)
    if rule is None:
        return ()
    return tuple(
        Blamed(one.source, theirs)
        for one in added
        for theirs in rule.findings(Case(_alone(draft, one)))
        if theirs.cells == finding.cells
    )


def _alone(draft: Draft, one: Addend) -> Draft:
    """Return the figures of one report as a draft."""
    cells = typed_figure_cells(draft.edition)
    texts = {c.path: text_of(f) for c, f in zip(cells, one.figures, strict=True) if f is not None}
    return Draft.new(draft.year, name=one.source.agency).with_texts(texts)
