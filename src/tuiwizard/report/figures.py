"""What a draft says, cell by cell, finished or not."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any

from tuiwizard.forms.common import Kind, Section, SectionKind
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import Entries
from tuiwizard.report.tally import figures

Figure = int | Decimal
_Parts = Callable[[dict[str, Figure]], Iterable[Figure]]

FIGURES = frozenset((Kind.COUNT, Kind.CHANGE, Kind.AMOUNT))
"""The kinds of cells that hold figures."""


class Figures:
    """The figures and texts of one draft; each section is read when first asked for.

    A draft shares its unchanged sections with the draft it was made from, so what was read
    of them is shared too.

    Args:
        draft: The draft.
        earlier: What was read of the draft before the last change, if at hand.
    """

    def __init__(self, draft: Draft, earlier: "Figures | None" = None) -> None:
        self.draft = draft
        self._read: dict[str, dict[str, Figure]] = {}
        self._texts: dict[str, Entries] = {}
        if earlier is not None and earlier.draft.edition == draft.edition:
            for key in draft.section_keys:
                if source(draft, key) is source(earlier.draft, key):
                    self._share(earlier, key)

    def _share(self, earlier: "Figures", key: str) -> None:
        if key in earlier._read:
            self._read[key] = earlier._read[key]
        if key in earlier._texts:
            self._texts[key] = earlier._texts[key]

    def value(self, path: str) -> Figure | None:
        """Return the figure of a cell, a total only where all its parts are known."""
        return self.of_section(path.partition(".")[0]).get(path)

    def of_section(self, key: str) -> Mapping[str, Figure]:
        """Return the figures of a section by path, totals included; blanks are left out."""
        if key not in self._read:
            self._read[key] = _read(self.draft, key)
        return self._read[key]

    def total(self, *paths: str) -> int | None:
        """Return the sum of counts, or None where one of them is not known."""
        values = [self.value(path) for path in paths]
        known = [int(value) for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    def text(self, path: str) -> str:
        """Return the text of a cell as it was typed."""
        return self._entries(path.partition(".")[0]).get(path)

    def texts(self, key: str) -> Mapping[str, str]:
        """Return what was typed in a section, by path; blanks are left out."""
        return self._entries(key).texts

    def _entries(self, key: str) -> Entries:
        if key not in self._texts:
            self._texts[key] = self.draft.entries(key)
        return self._texts[key]

    def has(self, path: str) -> bool:
        """Return whether this edition of the form has the cell."""
        return path in cells_by_path(self.draft.edition, path.partition(".")[0])

    def column(self, path: str) -> str:
        """Return the label of a cell's column alone."""
        return cells_by_path(self.draft.edition, path.partition(".")[0])[path].column[-1]

    def label(self, path: str) -> str:
        """Return the label of a cell as a sentence names it."""
        return short_label(cells_by_path(self.draft.edition, path.partition(".")[0])[path])


@cache
def figure_cells(edition: str) -> tuple[Cell, ...]:
    """Return every cell of an edition that holds a figure, totals included, in its order."""
    return tuple(
        c for key in section_keys(edition) for c in cells(edition, key) if c.kind in FIGURES
    )


@cache
def applicants(edition: str) -> tuple[str, ...]:
    """Return the kinds of applicants, which are the columns of table 3, by name."""
    total = cells_by_path(edition, "requests")["requests.received.total"]
    return tuple(path.rpartition(".")[2] for path in total.parts)


def source(draft: Draft, key: str) -> Any:
    """Return the object that holds a section; the same object holds the same figures."""
    section = draft.report.section(key)
    return section if section is not None else draft.unfinished.get(key)


def _read(draft: Draft, key: str) -> dict[str, Figure]:
    section = draft.report.section(key)
    known = _leaves(key, section) if section is not None else _typed(draft, key)
    for path, parts in _computed(draft.edition, key):
        try:
            known[path] = sum(parts(known))
        except KeyError:  # a part is not known
            continue
    return known


@cache
def _computed(edition: str, key: str) -> tuple[tuple[str, _Parts], ...]:
    """Return the computed cells of a section and what gets the figures that each adds up."""
    computed = (cell for cell in cells(edition, key) if cell.computed)
    return tuple((cell.path, itemgetter(*cell.parts)) for cell in computed)


def _leaves(key: str, section: Section) -> dict[str, Figure]:
    values = section.values(f"{key}.")
    if section.kind is SectionKind.TABLE:  # of nothing but figures
        return values
    return {path: value for path, value in values.items() if not isinstance(value, str)}


def _typed(draft: Draft, key: str) -> dict[str, Figure]:
    return figures(draft.edition, key, draft.entries(key) if source(draft, key) else Entries())
