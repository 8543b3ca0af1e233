"""The rows of an export, kept on the disk until all of them are there.

Which columns there are is known only with the last report, for reports on another edition of
the form bring others; and forty thousand rows are more than need be held in memory.
"""

import pickle
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Protocol, Self

from tuiwizard.county.checked_report import check_report
from tuiwizard.county.export_columns import KNOWN_BY, Column, columns
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts.files import reason
from tuiwizard.drafts.kept_results import kept
from tuiwizard.errors import SaveError
from tuiwizard.report.entries import read_cell
from tuiwizard.report.figures import Figure, Figures, figure_cells
from tuiwizard.report.numbers import Money
from tuiwizard.rules.report_ref import agency_key
from tuiwizard.words import tr

Value = str | bool | Figure

Row = tuple[Value | None, ...]
"""What is in the columns of its edition, in their order; None is a blank."""

_YEAR, _EDITION, _COUNTY = (
    [column.name for column in KNOWN_BY].index(name) for name in ("year", "edition", "county")
)


class Part(NamedTuple):
    """Which reports of many: those of a county and a year."""

    county: str
    year: int


def county_of(path: Path, folders: Iterable[Path]) -> str:
    """Return the first folder below the one that was given: 收到/甲县/乙镇/报.toml -> 甲县.

    Args:
        path: A report; one that lies in no folder below is of the county its own folder is.
        folders: What was given.
    """
    within = next((folder for folder in folders if folder in path.parents), path.parent)
    below = path.relative_to(within).parts
    return below[0] if len(below) > 1 else within.absolute().name


def read_export_row(path: Path, county: str = "") -> Row:
    """Read a file as a row, with a value or None for each column of its edition.

    A figure is there if it can be read, finished or not, and a total if all its parts can; what
    is blank or refused stays blank and is never 0.

    Args:
        path: The file.
        county: The county that it belongs to.

    Raises:
        TuiwizardError: It cannot be read, or is no report; the sentence names the file.
    """
    return kept(f"export {county}", path, partial(_row, county))


def _row(county: str, path: Path) -> Row:
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
        agency_key(draft.agency_name) or agency_key(path.stem),
        county or None,
    ]
    figures = Figures(draft)
    for cell in figure_cells(draft.edition):
        values.append(figures.value(cell.path))
        if cell.unit_path:
            typed = read_cell(cell, figures.text(cell.path))
            values.append((typed.unit or None) if isinstance(typed, Money) else None)
    return tuple(values)


class Table(Protocol):
    """Rows under the columns that all of them together have."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the editions that occur."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[list[Value | None]]:
        """Yield each row under all the columns; a column its edition does not have is blank."""


class Rows:
    """Rows in the order in which they came, as a `Table`, and parts of them as tables, too."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - this object is the context
        self._parts: dict[Part, _RowsOfPart] = {}
        self._all = _RowsOfPart(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._all)

    def add(self, row: Row) -> None:
        """Keep a row.

        Raises:
            SaveError: There is no room for it.
        """
        try:
            at = self._file.seek(0, SEEK_END)
            pickle.dump(row, self._file)
        except OSError as error:
            raise SaveError(tr("临时文件：{reason}，没有导出", reason=reason(error))) from error
        part = Part(str(row[_COUNTY] or ""), int(str(row[_YEAR])))
        of_part = self._parts.setdefault(part, _RowsOfPart(self._file))
        for rows in (self._all, of_part):
            rows.note(at, str(row[_EDITION]))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the editions that occur."""
        return self._all.columns

    def __iter__(self) -> Iterator[list[Value | None]]:
        """Yield each row under all the columns; a column its edition does not have is blank."""
        return iter(self._all)

    @property
    def parts(self) -> Mapping[Part, Table]:
        """The rows of each county and year."""
        return self._parts


class _RowsOfPart:
    """Some of the rows of a file, in the order in which they came."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at: list[int] = []
        self._editions: set[str] = set()

    def __len__(self) -> int:
        return len(self._at)

    def note(self, at: int, edition: str) -> None:
        """Take a row that was written, on an edition of the form."""
        self._at.append(at)
        self._editions.add(edition)

    @property
    def columns(self) -> tuple[Column, ...]:
        return columns(*self._editions)

    def __iter__(self) -> Iterator[list[Value | None]]:
        places = {edition: _places(edition, self.columns) for edition in self._editions}
        for at in self._at:
            self._file.seek(at)
            row = pickle.load(self._file)  # what `Rows` wrote
            yield [None if n is None else row[n] for n in places[row[_EDITION]]]


def _places(edition: str, wanted: tuple[Column, ...]) -> list[int | None]:
    """Return where in a row of an edition the value of each column is."""
    own = {column.name: at for at, column in enumerate(columns(edition))}
    return [own.get(column.name) for column in wanted]
