"""One report as one row of an export."""

from pathlib import Path
from typing import NamedTuple

from tuiwizard.county.checked_report import check_report
from tuiwizard.county.export_columns import figure_cells
from tuiwizard.county.received_file import read_file
from tuiwizard.report.entries import read_cell
from tuiwizard.report.figures import Figure, Figures
from tuiwizard.report.numbers import Money

Value = str | bool | Figure


class Row(NamedTuple):
    """A report as one row.

    Attributes:
        edition: The edition of its form, which says what its columns are.
        values: What stands in the columns of that edition, in their order; None is a blank.
    """

    edition: str
    values: tuple[Value | None, ...]


def read_export_row(path: Path) -> Row:
    """Read a file that was received as a row; nothing else need be known of it.

    A figure is there if it can be read, finished or not, and a total if all its parts can; what
    is blank or refused stays blank and is never 0.

    Raises:
        TuiwizardError: It cannot be read, or is no report; the sentence names the file.
    """
    checked = check_report(read_file(path))
    file, draft = checked.file, checked.file.draft
    agency = draft.entries("agency")
    values: list[Value | None] = [
        str(path),
        agency.get("agency.name") or None,
        agency.get("agency.level") or None,
        draft.year,
        draft.edition,
        not checked.unfinished,
        checked.publishable,
        file.sha256,
    ]
    figures = Figures(draft)
    for cell in figure_cells(draft.edition):
        values.append(figures.value(cell.path))
        if cell.unit_path:
            typed = read_cell(cell, figures.text(cell.path))
            values.append((typed.unit or None) if isinstance(typed, Money) else None)
    return Row(draft.edition, tuple(values))
