"""From the books of a ledger to a count, and to the record of it that is kept."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.counting import Count, count
from tuiwizard.ledger.mapping import Mapping, read_mapping
from tuiwizard.ledger.reading import Reading, read_ledger
from tuiwizard.ledger.request import Place, Question, Request
from tuiwizard.ledger.sheets import Sheet, read_book
from tuiwizard.ledger.vocabulary import outcomes
from tuiwizard.report.count_record import CountedRow, CountRecord, NamedFile
from tuiwizard.report.digest import digest
from tuiwizard.words import Message, Plural, tr

Progress = Callable[[str], None]
"""Is told what is being done."""


class Counted(NamedTuple):
    """A ledger as it was read, and what it makes; no figure holds while questions are open."""

    reading: Reading
    figures: Count

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the office has to answer before a figure holds."""
        return self.reading.questions

    @property
    def cells(self) -> dict[str, int]:
        """The figure of every counted cell, totals too; none while questions are open."""
        return {} if self.questions else self.figures.cells()

    @property
    def rows(self) -> dict[str, tuple[Place, ...]]:
        """The rows behind each cell that has any, totals aside; none while questions are open."""
        found = {} if self.questions else self.figures.rows
        return {path: places for path, places in found.items() if places}

    @property
    def entries(self) -> dict[str, str]:
        """The texts that go into a draft: of the cells filled in by hand, without totals."""
        found = {} if self.questions else self.figures.rows
        return {path: str(len(places)) for path, places in found.items()}


def read_sheets(books: Sequence[tuple[str, bytes]], progress: Progress) -> tuple[Sheet, ...]:
    """Return the sheets of some books.

    Args:
        books: The name and the content of each.
        progress: Is told which is being read.

    Raises:
        SourceError: One cannot be read.
    """
    sheets: list[Sheet] = []
    for number, (name, data) in enumerate(books, 1):
        progress(tr("正在读 {name}（{number}/{n}）", name=name, number=number, n=len(books)))
        sheets += read_book(name, data)
    return tuple(sheets)


def count_sheets(
    sheets: Sequence[Sheet], mapping: Mapping, year: int, until: date | None = None
) -> Counted:
    """Count the sheets of a ledger for the report of a year.

    Args:
        sheets: The sheets of all its books.
        mapping: The answers that were given.
        year: The year of the report.
        until: The last day that counts; 31 December if None.

    Raises:
        SourceError: There is no table with a row for each request.
    """
    reading = read_ledger(sheets, mapping, year, until)
    return Counted(reading, count(reading.requests, year, until, reading.appeals))


def record_of(
    counted: Counted,
    mapping: Mapping,
    files: Iterable[NamedFile],
    map_file: NamedFile | None,
    on: date,
) -> CountRecord:
    """Return what is kept of a count: places, numbers, days and classes.

    Args:
        counted: The count.
        mapping: The answers it was made with.
        files: The files of the ledger.
        map_file: The file of the answers.
        on: The day of the count.
    """
    cells: dict[Place, list[str]] = {}
    for path, places in counted.figures.rows.items():
        for place in places:
            cells.setdefault(place, []).append(path)
    requests = counted.reading.requests
    rows = (_row(each, cells[each.place]) for each in requests if each.place in cells)
    return CountRecord(
        year=counted.figures.year,
        until=counted.figures.until,
        on=on,
        answers=mapping.digest,
        map=map_file,
        files=tuple(files),
        appeals=tuple(sorted(counted.reading.appeals)),
        rows=tuple(rows),
    )


def _row(request: Request, paths: Sequence[str]) -> CountedRow:
    """Return what is kept of a request that is counted in some cells."""
    table3 = [path.split(".", 1)[1].rpartition(".") for path in paths if "requests." in path]
    came = next((row for row, _, _ in table3 if row in ("received", "carried_in")), "")
    return CountedRow(
        sheet=request.place.sheet,
        row=request.place.row,
        number=request.number,
        applicant=table3[0][2] if table3 else "",
        received=request.received,
        closed=request.closed,
        came=came,
        went=next((row for row, _, _ in table3 if row != came), ""),
        appeals=tuple(p.partition(".")[2] for p in paths if p.startswith("appeals.")),
    )


def recount(
    record: CountRecord, books: Sequence[tuple[str, bytes]], answers: str
) -> CountRecord | Message:
    """Count a ledger that has changed once more, as it was counted before.

    Args:
        record: The count before.
        books: The name and the content of each file as it is now.
        answers: The text of the map file; empty for none.

    Returns:
        The count, or why there is none.
    """
    try:
        known = outcomes(edition_for(record.year))
        mapping = read_mapping("", answers, known) if answers else Mapping()
        sheets = read_sheets(books, lambda _: None)
        counted = count_sheets(sheets, mapping, record.year, record.until)
    except TuiwizardError as error:
        return Message("台账数过以后有改动，现在数不出来：{error}", error=str(error))
    if counted.reading.questions:
        return Plural(
            "台账数过以后有改动，现在有 {n} 处要回答，请重新数台账",
            len(counted.reading.questions),
        )
    pairs = zip(record.files, books, strict=True)
    files = [NamedFile(path=file.path, sha256=digest(data)) for file, (_, data) in pairs]
    return record_of(counted, mapping, files, record.map, record.on)
