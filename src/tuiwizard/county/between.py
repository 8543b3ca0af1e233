"""What the reports of a desk say of one another: duplicates, likenesses, who is missing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tuiwizard.county.desk import Desk
from tuiwizard.county.expected import attendance
from tuiwizard.county.listed import Listed, State
from tuiwizard.county.received import receive
from tuiwizard.county.unit import Unit
from tuiwizard.errors import TuiwizardError
from tuiwizard.report.draft import Draft
from tuiwizard.rules.alike import Sketched, alike
from tuiwizard.rules.among import Among, agency_key, once_each

_KEPT = 64
"""Reports kept while texts that are alike are compared."""


def compared(desk: Desk) -> Desk:
    """A desk whose reports were all read, with what they say of one another.

    Reports of different years are no mistake here: last year's may lie beside this year's.
    """
    units = [_told_apart(unit, desk.units) for unit in desk.units]
    counted = [u for u in units if u.unit is not None and not u.adds_up]
    by_file: dict[str, list[Among]] = defaultdict(list)
    for year in desk.years:
        for found in _of_one_year([u.unit for u in counted if u.year == year and u.unit]):
            for file in found.files:
                by_file[file].append(found)
    latest = [u.unit for u in counted if u.unit and u.year == desk.years[0]]
    came = " ".join(u.office for u in units if u.state is State.UNREADABLE)  # by their files' names
    absent = attendance(desk.expected, latest).missing
    missing = (
        Listed(found.agencies[0], State.MISSING, among=(found,))
        for found in absent
        if agency_key(found.agencies[0]) not in came
    )
    marked = (replace(u, among=tuple(by_file[str(u.path)])) for u in units)
    return replace(desk, units=tuple(marked), missing=tuple(missing))


def _of_one_year(units: Sequence[Unit]) -> Iterable[Among]:
    """Duplicates, and texts that are alike."""
    files = [unit.path for unit in units]

    @lru_cache(_KEPT)
    def draft(path: Path) -> Draft:
        return receive(path).draft

    def text_of(number: int, path: str) -> str:
        try:
            return draft(files[number]).entries(path.partition(".")[0]).get(path)
        except TuiwizardError:  # gone since it was read a moment ago
            return ""

    yield from once_each.findings([unit.party for unit in units])
    sketched = [Sketched(unit.party, dict(unit.sketches)) for unit in units]
    yield from alike.findings(sketched, text_of)


def _told_apart(unit: Listed, others: Iterable[Listed]) -> Listed:
    """A sum of reports that lie beside it is no report to be added up once more."""
    parts = {agency_key(name) for name in unit.unit.party.units} if unit.unit else set()
    adds_up = bool(parts) and any(other.office in parts for other in others)
    return unit if adds_up == unit.adds_up else replace(unit, adds_up=adds_up)
