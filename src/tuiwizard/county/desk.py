"""The county desk without a screen: the reports of a folder as lines that are sorted and filtered.

State goes one way. What lies in the folder is looked at (`look`), what has changed there is read
(`read_listed`, wherever that does not hold anybody up), and both make a new `Desk`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from tuiwizard.county.desk_row import DeskRow, Stamp, State, stamp_of, unread_row
from tuiwizard.county.exchange import NO_BOOK, Book
from tuiwizard.county.expected import Expected
from tuiwizard.county.inbox import folder_files
from tuiwizard.words import tr


class Column(StrEnum):
    """What rows can be sorted by; the words stand over the columns."""

    AGENCY = tr("机关")
    YEAR = tr("年度")
    STATE = tr("状态")
    ERRORS = tr("错误")
    QUERIES = tr("疑问")
    RECEIVED = tr("新收")
    CARRIED_OUT = tr("结转")
    CHANGED = tr("最近改动")
    EXCHANGE = tr("往来")


_KEYS: dict[Column, Callable[[DeskRow], str | int | None]] = {
    Column.AGENCY: lambda row: row.agency,
    Column.YEAR: lambda row: row.year,
    Column.STATE: lambda row: row.state.rank,
    Column.ERRORS: lambda row: row.errors if row.read else None,
    Column.QUERIES: lambda row: row.queries if row.read else None,
    Column.RECEIVED: lambda row: row.received,
    Column.CARRIED_OUT: lambda row: row.carried_out,
    Column.CHANGED: lambda row: row.stamp.changed or None,
    Column.EXCHANGE: lambda row: row.exchange.standing.rank or None,
}

FROM_THE_TOP = frozenset(Column) - {Column.AGENCY, Column.STATE, Column.EXCHANGE}
"""Columns of which the largest is wanted first."""

OPEN = frozenset((State.MISSING, State.UNREADABLE, State.CONVERT, State.UNFINISHED, State.BLOCKED))
"""States in which something is still to be done before a report can go out."""


@dataclass(frozen=True)
class RowFilter:
    """Which rows are shown, and in which order.

    Attributes:
        text: Words that all stand in the name, the file, the state or the codes of findings.
        states: The states shown; none means all.
        year: The year shown; None means all.
        column: What the rows are sorted by; None leaves the order of the folder.
        reverse: Whether the other way round than the column is usually sorted.
    """

    text: str = ""
    states: frozenset[State] = frozenset()
    year: int | None = None
    column: Column | None = None
    reverse: bool = False

    @property
    def active(self) -> bool:
        """Whether it can hide anything."""
        return self != self.cleared()

    def cleared(self) -> "RowFilter":
        """Return a filter with the same order that accepts every row."""
        return RowFilter(column=self.column, reverse=self.reverse)

    def sorted_by(self, column: Column) -> "RowFilter":
        """Return it sorted by a column; the second time in reverse, the third as in the folder."""
        if self.column is not column:
            return replace(self, column=column, reverse=False)
        if not self.reverse:
            return replace(self, reverse=True)
        return replace(self, column=None, reverse=False)

    def accepts(self, row: DeskRow) -> bool:
        """Return whether a row is shown. One that sent nothing belongs to every year."""
        if self.states and row.state not in self.states:
            return False
        if self.year is not None and row.year is not None and row.year != self.year:
            return False
        words = self.text.casefold().split()
        return not words or all(word in row.searched for word in words)


@dataclass(frozen=True)
class Desk:
    """The rows of a folder.

    Attributes:
        folder: The folder.
        rows: One for each file that was read, in the order of the folder.
        unread: One for each of the others: their names are shown at once.
        expected: The offices that should send a report.
        missing: Those that have not, as far as everything there is has been read.
        book: What was said with the offices.
        wanted: The year to collect, where one was given.
    """

    folder: Path
    rows: tuple[DeskRow, ...] = ()
    expected: tuple[Expected, ...] = ()
    missing: tuple[DeskRow, ...] = ()
    book: Book = NO_BOOK
    wanted: int | None = None
    unread: tuple[DeskRow, ...] = ()

    @cached_property
    def every(self) -> tuple[DeskRow, ...]:
        """All lines: what was sent, and who sent nothing."""
        return self.rows + self.unread + self.missing

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The report years that occur, the latest first."""
        return tuple(sorted({u.year for u in self.rows if u.year is not None}, reverse=True))

    def of_office(self, row: DeskRow) -> tuple[DeskRow, ...]:
        """Return all reports of a row's office for its year, itself included."""
        same = (row.office, row.year)
        return tuple(r for r in self.rows if (r.office, r.year) == same and not r.adds_up)

    @cached_property
    def year(self) -> int | None:
        """The year that is being collected: the latest, unless only one report says so."""
        if self.wanted is not None:
            return self.wanted
        counts = Counter(row.year for row in self.rows)
        return next((y for y in self.years if counts[y] > 1), self.years[0] if self.years else None)

    def shown(self, row_filter: RowFilter) -> tuple[DeskRow, ...]:
        """Return the rows a filter accepts, in its order; what has no value comes last."""
        found = [row for row in self.every if row_filter.accepts(row)]
        if row_filter.column is None:
            return tuple(found)
        key = _KEYS[row_filter.column]
        known = [row for row in found if key(row) is not None]
        known.sort(key=key, reverse=(row_filter.column in FROM_THE_TOP) is not row_filter.reverse)  # type: ignore[arg-type] # the keys of one column are of one kind
        return (*known, *(row for row in found if key(row) is None))

    def find(self, key: str) -> DeskRow | None:
        """Return the row of a key, if it is still there."""
        return next((row for row in self.every if row.key == key), None)

    def changes(self, seen: Mapping[Path, Stamp]) -> list[Path]:
        """Return the files that have to be read: new ones, and those that have changed."""
        known = {row.path: row.stamp for row in self.rows}
        return [path for path, stamp in seen.items() if known.get(path) != stamp]

    def updated(self, seen: Mapping[Path, Stamp], read: Iterable[DeskRow]) -> "Desk":
        """Return the desk after a look at the folder.

        Args:
            seen: The files that are there now, in the order of the folder; the rest are gone.
            read: The rows that were read since; a file not yet read stays what it was.
        """
        known: dict[Path | None, DeskRow] = {row.path: row for row in self.rows}
        known |= {row.path: row for row in read}
        rows, waiting = [], {row.path: row for row in self.unread}
        unread = []
        for path, stamp in seen.items():
            if (row := known.get(path)) is not None:
                rows.append(row)
            else:
                row = waiting.get(path)
                unread.append(row if row and row.stamp == stamp else unread_row(path, stamp))
        return replace(self, rows=tuple(rows), unread=tuple(unread))

    def last_year_of(self, row: DeskRow) -> Path | None:
        """Return the report of the same agency for the year before, if it is in the folder."""
        if row.year is None:
            return None
        wanted = (row.office, row.year - 1)
        return next((u.path for u in self.rows if (u.office, u.year) == wanted), None)


def look(folder: Path) -> dict[Path, Stamp]:
    """Return the files that are in a folder now, in a stable order, without reading any."""
    seen = {}
    for path in folder_files(folder):
        stamp = stamp_of(path)
        if stamp is not None:  # otherwise it has gone since
            seen[path] = stamp
    return seen


def states_of(rows: Iterable[DeskRow]) -> str:
    """Word how many rows are in which state."""
    states = Counter(row.state for row in rows)
    return tr("，").join(f"{state} {states[state]}" for state in State if states[state])
