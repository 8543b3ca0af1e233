"""The tables of a report as printed text, the same for every format."""

from collections.abc import Mapping
from typing import NamedTuple

from tuiwizard.forms.grid import Band, Cell, Header
from tuiwizard.forms.layout import cells, grid
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import Entries, read_cell

BLANK = "（未填）"
"""What a draft prints where a figure is still to come; never in a finished report."""


class PrintedTable(NamedTuple):
    """One band of a table.

    Attributes:
        band: Its headers, for formats that can merge header cells.
        figures: The printed text of its cells, row by row.
    """

    band: Band
    figures: tuple[tuple[str, ...], ...]

    @property
    def labelled(self) -> bool:
        """Whether the rows have labels; the one row of table 4 has none."""
        return any(row.labels for row in self.band.rows)

    @property
    def flat_header(self) -> tuple[str, ...]:
        """One header per printed column, for formats that cannot merge header cells."""
        corner = (self.band.corner,) if self.labelled else ()
        return (*corner, *map(_full_label, self.band.columns))

    @property
    def flat_rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows under `flat_header`, each behind its full label."""
        if not self.labelled:
            return self.figures
        pairs = zip(self.band.rows, self.figures, strict=True)
        return tuple((_full_label(row), *figures) for row, figures in pairs)


def printed_tables(draft: Draft, key: str) -> tuple[PrintedTable, ...]:
    """Return the table of a section, band by band.

    A finished section prints its figures. An unfinished one prints what was typed, `BLANK`
    where nothing was, and a total only where every part of it can be read.
    """
    texts = printed_cells(draft, key)
    return tuple(
        PrintedTable(band, tuple(tuple(texts[cell.path] for cell in row) for row in band.cells))
        for band in grid(draft.edition, key).bands
    )


def printed_cells(draft: Draft, key: str) -> dict[str, str]:
    """Return the printed text of every cell of a table by its path."""
    entries = draft.entries(key)
    inputs = [cell for cell in cells(draft.edition, key) if not cell.computed]
    counts = _counts(inputs, entries)
    texts = {cell.path: _typed(entries.get(cell.path)) for cell in inputs}
    totals = {c.path: _total(c, counts) for c in cells(draft.edition, key) if c.computed}
    return texts | totals


def _full_label(header: Header) -> str:
    return " · ".join(header.labels)


def _typed(text: str) -> str:
    return text if text.strip() else BLANK


def _counts(inputs: list[Cell], entries: Entries) -> dict[str, int]:
    """Return the cells that totals can add up; a blank or refused one is absent."""
    values = ((cell.path, read_cell(cell, entries.get(cell.path))) for cell in inputs)
    return {path: value for path, value in values if isinstance(value, int)}


def _total(cell: Cell, counts: Mapping[str, int]) -> str:
    if any(part not in counts for part in cell.parts):
        return BLANK
    return str(sum(counts[part] for part in cell.parts))
