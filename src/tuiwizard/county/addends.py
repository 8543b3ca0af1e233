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
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.registry import check

_BLANK, _TIMES = "-", "*"
_DIGITS = 9
_MANY = 3
"""Figures in a row that are the same and are written once."""


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


def are_kept(draft: Draft) -> bool:
    """Return whether a sum has kept what each of its reports has added."""
    return bool(draft.sources) and all(
        figures_of(source, draft.edition) is not None for source in draft.sources
    )


def parts(draft: Draft, path: str) -> tuple[Part, ...]:
    """Return what each report has added to a cell of a sum, in the order of their names.

    Args:
        draft: The sum.
        path: The full path of a cell with a figure, a total included.
    """
    places = _places(draft.edition)
    wanted = [places[leaf] for leaf in leaves(draft.edition, path)]
    found = ((source, figures_of(source, draft.edition)) for source in draft.sources)
    return tuple(
        Part(source, _added([figures[place] for place in wanted]))
        for source, figures in found
        if figures is not None
    )


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


def _added(figures: Sequence[Figure | None]) -> Figure | None:
    """Return the figure of one cell, or the total of several counts; a blank makes a blank."""
    if len(figures) == 1:
        return figures[0]
    counts = [figure for figure in figures if isinstance(figure, int)]
    return sum(counts) if len(counts) == len(figures) else None


def has_parts(edition: str, path: str) -> bool:
    """Return whether a path is that of a cell with a figure, which is added up."""
    return any(cell.path == path for cell in figure_cells(edition))


def summed(draft: Draft, path: str) -> Figure | None:
    """Return what the reports add up to in a cell; a total of cells one of which is blank is too.

    Args:
        draft: The sum, whose addends are kept.
        path: The full path of a cell with a figure, a total included.
    """
    sums = _sums(draft)
    return _added([sums[leaf] for leaf in leaves(draft.edition, path)])


def changed_by_hand(draft: Draft) -> tuple[str, ...]:
    """Return the cells of a sum that do not say what its reports add up to.

    What they leave blank is free. All addends must be kept (`are_kept`).
    """
    figures = Figures(draft)
    texts = {path: text_of(figure) for path, figure in _sums(draft).items()}
    return tuple(path for path, text in texts.items() if text and figures.text(path) != text)


def _sums(draft: Draft) -> dict[str, Figure | None]:
    sums = FigureSums(draft.edition)
    for source in draft.sources:
        sums.add(figures_of(source, draft.edition) or ())
    return sums.values()


class Blamed(NamedTuple):
    """A report that is off where the sum is.

    Attributes:
        source: The report.
        finding: What the same rule says of the same cells of it.
    """

    source: Source
    finding: Finding


def behind(draft: Draft, finding: Finding) -> tuple[Blamed, ...]:
    """Return the reports of which a finding on the figures of a sum is true as well."""
    found = (
        (source, _one_like(finding, _alone(draft, source)))
        for source in draft.sources
        if figures_of(source, draft.edition) is not None
    )
    return tuple(Blamed(source, theirs) for source, theirs in found if theirs is not None)


def _alone(draft: Draft, source: Source) -> Draft:
    """Return the figures of one report as a draft."""
    figures = figures_of(source, draft.edition) or ()
    cells = typed_figure_cells(draft.edition)
    texts = {c.path: text_of(f) for c, f in zip(cells, figures, strict=True) if f is not None}
    return Draft.new(draft.year, name=source.agency).with_texts(texts)


def _one_like(finding: Finding, alone: Draft) -> Finding | None:
    found = (f for f in check(alone) if (f.rule, f.cells) == (finding.rule, finding.cells))
    return next(found, None)
