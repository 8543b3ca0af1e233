"""What was read of a published report."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from tuiwizard.errors import SourceError
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import cells
from tuiwizard.forms.years import edition_for, editions
from tuiwizard.importing.slots import Printed
from tuiwizard.importing.source_lines import Position
from tuiwizard.report.draft import Draft
from tuiwizard.words import plural, tr


class Note(NamedTuple):
    """What a person should know about the reading: one sentence, and where."""

    message: str
    place: Position | None = None

    def __str__(self) -> str:
        return (
            tr("{place}：{message}", place=self.place, message=self.message)
            if self.place is not None
            else self.message
        )


class Leftover(NamedTuple):
    """What is printed among the tables with a figure in it, and went into no cell.

    Attributes:
        text: As it is printed.
        place: Where.
        line: The number of its line or row in the source.
    """

    text: str
    place: Position
    line: int = 0


@dataclass(frozen=True)
class Imported:
    """A report as it was read. What is not certain is not in it, but named.

    Attributes:
        agency: The office's name; empty if it was not found.
        year: The report year.
        edition: The edition of the form that was used, recognised by its rows.
        printed: The cells and totals that were found, by path; a blank is among them. A row
            that only another edition has stands under its path there.
        texts: Texts of the cells that are not in tables, by path.
        notes: What could not be read, and what was printed otherwise.
        missing: The cells of the edition's tables that were not found or not read.
        unread: The figures that were printed among the tables and went into no cell.
        stamped: Whether it says of itself that it is a draft, as this program prints one.
        digest: The digest of the content it was made from, where its metadata name one.
        dated: The day that is printed under it.
    """

    agency: str
    year: int | None
    edition: str
    printed: Mapping[str, Printed] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[Leftover, ...] = ()
    stamped: bool = False
    digest: str = ""
    dated: date | None = None

    @property
    def entries(self) -> dict[str, str]:
        """The texts that go into a draft of this edition: no totals, nothing uncertain."""
        return self._entries(self.edition)

    @property
    def totals(self) -> dict[str, int | Decimal | None]:
        """The totals as printed; None is a blank."""
        return {p: printed.value for p, printed in self.printed.items() if is_computed(p)}

    def draft(self, year: int) -> Draft:
        """A draft of what was read, on the form of a year.

        Raises:
            YearError: No edition of the form covers the year.
        """
        read = Draft.new(year).with_texts(self._entries(edition_for(year)))
        return replace(read, dated=self.dated)

    def own_draft(self) -> Draft:
        """A draft of what was read, on the form of its own year.

        Raises:
            SourceError: The year was not found.
            YearError: No edition of the form covers the year.
        """
        if self.year is None:
            raise SourceError(tr("没有读到年度，请先用 tuiwizard import 加 --year 读成草稿"))
        return self.draft(self.year)

    def lost(self, year: int) -> list[str]:
        """Cells that were read and have no place on the form of a year."""
        kept = self._entries(edition_for(year))
        read = (path for path, printed in self.printed.items() if printed.entry)
        return [path for path in read if path not in kept and not is_computed(path)]

    def lost_note(self, year: int) -> str:
        """The sentence about `lost`, cell by cell with its figure; empty where nothing is lost."""
        lost = self.lost(year)
        if not lost:
            return ""
        cells = (
            tr("{label}（{path}）是 {entry}", label=label, path=path, entry=entry)
            for path in lost
            for label, entry in [(_labels()[path], self.printed[path].entry)]
        )
        return plural(
            "有 {n} 格在这一年的表格里没有位置，不读入：{cells}",
            len(lost),
            cells=tr("、").join(cells),
        )

    def __getstate__(self) -> dict[str, Any]:
        """What goes to another process: the cells by columns, in a third of the time."""
        columns: dict[str, Any] = dict(
            zip(Printed._fields, zip(*self.printed.values(), strict=True), strict=False)
        )
        if columns:
            columns["place"] = [tuple(place) for place in columns["place"]]
        return vars(self) | {"printed": (tuple(self.printed), columns)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        paths, columns = state["printed"]
        if columns:
            columns["place"] = map(Position._make, columns["place"])
        cells = map(Printed._make, zip(*columns.values(), strict=True))
        vars(self).update(state | {"printed": dict(zip(paths, cells, strict=True))})

    def _entries(self, edition: str) -> dict[str, str]:
        texts = {path: p.entry for path, p in self.printed.items() if p.entry} | dict(self.texts)
        if self.agency:
            texts["agency.name"] = self.agency
        return {p: text for p, text in texts.items() if _cells(edition).get(p) is False}


def is_computed(path: str) -> bool:
    """Whether a cell of any edition is a total."""
    return any(_cells(edition).get(path, False) for edition in editions())


@cache
def _labels() -> dict[str, str]:
    """The labels of the cells of all editions, by path."""
    every = ((edition, key) for edition in editions() for key in section_keys(edition))
    return {cell.path: cell.label for edition, key in every for cell in cells(edition, key)}


@cache
def _cells(edition: str) -> dict[str, bool]:
    """Every cell of an edition, and whether it is computed."""
    every = (cell for key in section_keys(edition) for cell in cells(edition, key))
    return {cell.path: cell.computed for cell in every}
