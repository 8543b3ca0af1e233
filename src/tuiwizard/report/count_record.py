"""What was counted from a ledger, row by row, as it is kept beside the draft.

Nothing of a person is in it: where a row is, its register number, its days, its class and outcome.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for
from tuiwizard.report.digest import digest
from tuiwizard.report.metadata import CountedFrom
from tuiwizard.words import Message

COUNTED = ("requests", "appeals")
"""The tables that a ledger of requests tells."""

_Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class NamedFile(_Part):
    """A file that was read for the count.

    Attributes:
        path: The file, from the folder of the draft where it lies below or beside it.
        sha256: The digest of its content then.
    """

    path: str
    sha256: _Sha256


class CountedRow(_Part):
    """One row of the ledger and the cells that it is counted in.

    Attributes:
        sheet: The sheet; `file#sheet` where there are several files.
        row: The number of the row.
        number: The register number; empty for none.
        applicant: The column of table 3; empty where the row is in table 4 alone.
        received: The day it came in.
        closed: The day it was answered; None while it is open.
        came: `received` or `carried_in`; empty where the row is in table 4 alone.
        went: `carried_out`, or its row of the form: `outcomes.granted`.
        appeals: Its cells of table 4, behind `appeals`: `review.upheld`.
    """

    sheet: str
    row: int
    number: str = ""
    applicant: str = ""
    received: date | None = None
    closed: date | None = None
    came: Literal["", "received", "carried_in"] = ""
    went: str = ""
    appeals: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where it is: `台账!3`."""
        return f"{self.sheet}!{self.row}"

    @property
    def named(self) -> Message:
        """Where it is for people, with its register number: `“台账”第 3 行（2024-001）`."""
        place = Message("“{sheet}”第 {row} 行", sheet=self.sheet, row=self.row)
        if not self.number:
            return place
        return Message("{row}（{number}）", row=place, number=self.number)

    @property
    def cells(self) -> tuple[str, ...]:
        """The paths of the cells it is counted in."""
        columns = (f"requests.{row}.{self.applicant}" for row in (self.came, self.went) if row)
        return (*columns, *(f"appeals.{cell}" for cell in self.appeals))


class CountRecord(_Part):
    """A count, as the file beside the draft holds it.

    Attributes:
        format: The format of the file.
        year: The report year.
        until: The last day that counted.
        on: The day of the count.
        answers: The digest of the answers about words and rows.
        map: The map file with these answers; None if there was none.
        files: The files of the ledger, in the order they were read in.
        appeals: The groups of table 4 that the ledger tells: `review`.
        rows: The rows that are counted.
    """

    format: Literal[1] = 1
    year: int
    until: date
    on: date
    answers: _Sha256
    map: NamedFile | None = None
    files: tuple[NamedFile, ...]
    appeals: tuple[str, ...] = ()
    rows: tuple[CountedRow, ...] = ()

    @property
    def source(self) -> CountedFrom:
        """What the draft remembers of it."""
        sha256 = ledger_digest(file.sha256 for file in self.files)
        counts = {path: len(rows) for path, rows in self.by_cell.items() if rows}
        return CountedFrom(
            sha256=sha256, map=self.answers, on=self.on, counts=counts, appeals=[*self.appeals]
        )

    @cached_property
    def by_cell(self) -> dict[str, tuple[CountedRow, ...]]:
        """The rows behind every cell that was counted, in the order of the form."""
        edition = edition_for(self.year)
        found: dict[str, list[CountedRow]] = {
            cell.path: []
            for key in COUNTED
            for cell in cells(edition, key)
            if not cell.computed and (key == "requests" or cell.path.split(".")[1] in self.appeals)
        }
        for row in self.rows:
            for path in row.cells:
                if path in found:  # a hand may have changed the file
                    found[path].append(row)
        return {path: tuple(rows) for path, rows in found.items()}


def ledger_digest(digests: Iterable[str]) -> str:
    """Return the digest of a ledger: that of its file, or of the digests of its files."""
    known = tuple(digests)
    return known[0] if len(known) == 1 else digest("\n".join(known).encode())
