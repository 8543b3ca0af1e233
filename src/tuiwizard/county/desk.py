"""The county desk without a screen: the reports of a folder as lines that are sorted and filtered.

State goes one way. What lies in the folder is looked at (`look`), what has changed there is read
(`read_listed`, wherever that does not hold anybody up), and both make a new `Desk`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from tuiwizard.county.desk_row import DeskRow, Stamp, State, stamp_of
from tuiwizard.county.expected import Expected
from tuiwizard.county.inbox import report_files, report_suffixes
from tuiwizard.words import tr


class Column(StrEnum):
    """What units can be sorted by; the words stand over the columns."""

    AGENCY = tr("机关")
    YEAR = tr("年度")
    STATE = tr("状态")
    ERRORS = tr("错误")
    QUERIES = tr("疑问")
    RECEIVED = tr("新收")
    CARRIED_OUT = tr("结转")
    CHANGED = tr("最近改动")


_KEYS: dict[Column, Callable[[DeskRow], str | int | None]] = {
    Column.AGENCY: lambda unit: unit.agency,
    Column.YEAR: lambda unit: unit.year,
    Column.STATE: lambda unit: unit.state.rank,
    Column.ERRORS: lambda unit: unit.errors if unit.read else None,
    Column.QUERIES: lambda unit: unit.queries if unit.read else None,
    Column.RECEIVED: lambda unit: unit.received,
    Column.CARRIED_OUT: lambda unit: unit.carried_out,
    Column.CHANGED: lambda unit: unit.stamp.changed or None,
}

FROM_THE_TOP = frozenset(Column) - {Column.AGENCY, Column.STATE}
"""Columns of which the largest is wanted first."""

OPEN = frozenset((State.MISSING, State.UNREADABLE, State.UNFINISHED, State.BLOCKED))
"""States in which something is still to be done before a report can go out."""


@dataclass(frozen=True)
class RowFilter:
    """Which units are shown, and in which order.

    Attributes:
        text: Words that all stand in the name, the file, the state or the codes of findings.
        states: The states shown; none means all.
        year: The year shown; None means all.
        column: What the units are sorted by; None leaves the order of the folder.
        reverse: Whether the other way round than the column is usually sorted.
    """

    text: str = ""
    states: frozenset[State] = frozenset()
    year: int | None = None
    column: Column | None = None
    reverse: bool = False

    @property
    def active(self) -> bool:
        """Whether it can hold anything back."""
        return self != self.cleared()

    def cleared(self) -> "RowFilter":
        """The same order with nothing held back."""
        return RowFilter(column=self.column, reverse=self.reverse)

    def sorted_by(self, column: Column) -> "RowFilter":
        """Sorted by a column; by the same once more, the other way round; then as in the folder."""
        if self.column is not column:
            return replace(self, column=column, reverse=False)
        if not self.reverse:
            return replace(self, reverse=True)
        return replace(self, column=None, reverse=False)

    def accepts(self, unit: DeskRow) -> bool:
        """Whether a unit is shown. One that sent nothing belongs to every year."""
        if self.states and unit.state not in self.states:
            return False
        if self.year is not None and unit.year is not None and unit.year != self.year:
            return False
        words = self.text.casefold().split()
        return not words or all(word in _words_of(unit) for word in words)


@dataclass(frozen=True)
class Desk:
    """The units of a folder.

    Attributes:
        folder: The folder.
        units: One for each file, in the order of the folder.
        expected: The offices that should send a report.
        missing: Those that have not, as far as everything there is has been read.
    """

    folder: Path
    units: tuple[DeskRow, ...] = ()
    expected: tuple[Expected, ...] = ()
    missing: tuple[DeskRow, ...] = ()

    @property
    def every(self) -> tuple[DeskRow, ...]:
        """All lines: what was sent, and who sent nothing."""
        return self.units + self.missing

    @property
    def years(self) -> tuple[int, ...]:
        """The report years that occur, the latest first."""
        return tuple(sorted({u.year for u in self.units if u.year is not None}, reverse=True))

    @property
    def year(self) -> int | None:
        """The year that is being collected: the latest, unless only one report says so."""
        counts = Counter(unit.year for unit in self.units)
        return next((y for y in self.years if counts[y] > 1), self.years[0] if self.years else None)

    def shown(self, row_filter: RowFilter) -> tuple[DeskRow, ...]:
        """The units a filter accepts, in its order; what has no value comes last."""
        found = [unit for unit in self.every if row_filter.accepts(unit)]
        if row_filter.column is None:
            return tuple(found)
        key = _KEYS[row_filter.column]
        known = [unit for unit in found if key(unit) is not None]
        known.sort(key=key, reverse=(row_filter.column in FROM_THE_TOP) is not row_filter.reverse)  # type: ignore[arg-type] # the keys of one column are of one kind
        return (*known, *(unit for unit in found if key(unit) is None))

    def find(self, key: str) -> DeskRow | None:
        """The unit of a key, if it is still there."""
        return next((unit for unit in self.every if unit.key == key), None)

    def changes(self, seen: Mapping[Path, Stamp]) -> list[Path]:
        """The files that have to be read: new ones, and those that are no longer what they were."""
        known = {unit.path: unit.stamp for unit in self.units}
        return [path for path, stamp in seen.items() if known.get(path) != stamp]

    def updated(self, seen: Iterable[Path], read: Iterable[DeskRow]) -> "Desk":
        """The desk after a look at the folder.

        Args:
            seen: The files that are there now, in the order of the folder; the rest are gone.
            read: The units that were read since; a file not yet read stays what it was.
        """
        known: dict[Path | None, DeskRow] = {unit.path: unit for unit in self.units}
        known |= {unit.path: unit for unit in read}
        return replace(self, units=tuple(known[path] for path in seen if path in known))

    def last_year_of(self, unit: DeskRow) -> Path | None:
        """The report of the same office for the year before, if it lies in the folder."""
        if unit.year is None:
            return None
        wanted = (unit.office, unit.year - 1)
        return next((u.path for u in self.units if (u.office, u.year) == wanted), None)


def look(folder: Path) -> dict[Path, Stamp]:
    """The reports that lie in a folder now, in a stable order, without reading any."""
    seen = {}
    for path in report_files([folder], report_suffixes()):
        if path == folder:
            break  # it is empty, which is nothing to complain of here
        stamp = stamp_of(path)
        if stamp is not None:  # otherwise it has gone since
            seen[path] = stamp
    return seen


def totals_of(units: Sequence[DeskRow]) -> str:
    """How many units there are, and what they received and carried out together, 件.

    What has been added up from others does not count twice.
    """
    own = [unit for unit in units if not unit.adds_up]
    received = sum(unit.received or 0 for unit in own)
    carried_out = sum(unit.carried_out or 0 for unit in own)
    return tr(
        "{n} 个 · 新收 {received} 件 · 结转 {carried_out} 件",
        n=len(units),
        received=received,
        carried_out=carried_out,
    )


def states_of(units: Iterable[DeskRow]) -> str:
    """How many units are in which state."""
    states = Counter(unit.state for unit in units)
    return tr("，").join(f"{state} {states[state]}" for state in State if states[state])


def _words_of(unit: DeskRow) -> str:
    name = unit.path.name if unit.path is not None else ""
    rules = (*(f.rule for f in unit.findings), *(a.rule for a in unit.cross_findings))
    return " ".join((unit.agency, name, unit.words, *rules)).casefold()
