"""The rows of an export, kept on the disk until all of them are there.

Which columns there are is known only with the last report, for reports on another edition of
the form bring others; and forty thousand rows are more than need be held in memory.
"""

import pickle
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Self

from tuiwizard.county.checked_report import check_report
from tuiwizard.county.export_columns import KNOWN_BY, Column, columns
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts.files import reason
from tuiwizard.errors import SaveError
from tuiwizard.report.entries import read_cell
from tuiwizard.report.figures import Figure, Figures, figure_cells
from tuiwizard.report.numbers import Money
from tuiwizard.words import tr

Value = str | bool | Figure

Row = tuple[Value | None, ...]
"""What is in the columns of its edition, in their order; None is a blank."""

_EDITION = [column.name for column in KNOWN_BY].index("edition")


def read_export_row(path: Path) -> Row:
    """Read a file as a row, with a value or None for each column of its edition.

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
    return tuple(values)


class Rows:
    """Rows in the order in which they came, under the columns that all of them together have."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - this object is the context
        self._editions: set[str] = set()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._count

    def add(self, row: Row) -> None:
        """Keep a row.

        Raises:
            SaveError: There is no room for it.
        """
        try:
            pickle.dump(row, self._file)
        except OSError as error:
            raise SaveError(tr("临时文件：{reason}，没有导出", reason=reason(error))) from error
        self._editions.add(str(row[_EDITION]))
        self._count += 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the editions that occur."""
        return columns(*self._editions)

    def __iter__(self) -> Iterator[list[Value | None]]:
        """Yield each row under all the columns; a column its edition does not have is blank."""
        places = {edition: _places(edition, self.columns) for edition in self._editions}
        self._file.seek(0)
        for _ in range(self._count):
            row = pickle.load(self._file)  # what this object wrote
            yield [None if at is None else row[at] for at in places[row[_EDITION]]]


def _places(edition: str, wanted: tuple[Column, ...]) -> list[int | None]:
    """Return where in a row of an edition the value of each column is."""
    own = {column.name: at for at, column in enumerate(columns(edition))}
    return [own.get(column.name) for column in wanted]
