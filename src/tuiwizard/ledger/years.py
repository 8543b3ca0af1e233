"""The year that a ledger is about, where nobody says it."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from tuiwizard.errors import SourceError
from tuiwizard.forms.years import LAST_YEAR, edition_for
from tuiwizard.ledger.days import YearlessDay, read_day
from tuiwizard.ledger.headers import is_header
from tuiwizard.ledger.rows import read_rows
from tuiwizard.ledger.sheets import Sheet
from tuiwizard.words import tr

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ROWS = 3
"""Titles are in the first rows."""

_NO_YEAR = LAST_YEAR
"""Stands for the year of days without one, where nothing says it."""


def likely_year(sheets: Sequence[Sheet]) -> int:
    """Return the year that most titles, sheets and files of a ledger name, or else its days.

    Raises:
        SourceError: None of them names a year.
    """
    found: Counter[int] = Counter()
    for sheet in sheets:
        # 编号 … / 2024-09 … -> no title: requests carried over come first, and are of another year
        above = takewhile(lambda row: not is_header(row), sheet.rows[:_ROWS])
        titles = [c for row in above for c in row if isinstance(c, str)]
        found.update(int(year) for text in (sheet.name, *titles) for year in _YEAR.findall(text))
        if not found:
            found.update(int(year) for year in _YEAR.findall(sheet.file))
    if found:
        return found.most_common(1)[0][0]
    year = _most_received(_received(sheets, _NO_YEAR))
    if year is None or year == _NO_YEAR:
        raise SourceError(tr("台账没有写是哪一年的，请用 --year 指定"))
    return year


def year_to_report(sheets: Sequence[Sheet], guess: int) -> int:
    """Return the year that a report from a ledger is most likely about; the person may change it.

    # 3 requests of 2023, 60 of 2024, 1 of January 2025 -> 2024; 50, 45 and 48 -> the last year

    Args:
        sheets: The sheets of all its books.
        guess: The year of days without one, where neither sheet nor title says it.
    """
    return _most_received(_received(sheets, guess)) or guess


def _received(sheets: Sequence[Sheet], guess: int) -> Counter[int]:
    """Return how many requests came in, by year."""
    received: Counter[int] = Counter()
    for row in read_rows(sheets, guess, edition_for(guess)).rows:
        day = read_day(row.cells.get("received"))
        if isinstance(day, YearlessDay):
            received[row.year] += 1
        elif day is not None:
            received[day.year] += 1
    return received


def _most_received(received: Counter[int]) -> int | None:
    """Return the last year that has half as many as any at least; None for none."""
    most = max(received.values(), default=0)
    return max((year for year, n in received.items() if 2 * n >= most), default=None)
