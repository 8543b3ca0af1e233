"""The year that a ledger is about, where nobody says it."""

import re
from collections import Counter
from collections.abc import Iterable

from tuiwizard.errors import SourceError
from tuiwizard.ledger.sheets import Sheet
from tuiwizard.words import tr

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ROWS = 3
"""Titles are in the first rows."""


def likely_year(sheets: Iterable[Sheet]) -> int:
    """Return the year that most titles, sheets and files of a ledger name.

    Raises:
        SourceError: None of them names a year.
    """
    found: Counter[int] = Counter()
    for sheet in sheets:
        titles = [str(c) for row in sheet.rows[:_ROWS] for c in row if isinstance(c, str)]
        found.update(int(year) for text in (sheet.name, *titles) for year in _YEAR.findall(text))
        if not found:
            found.update(int(year) for year in _YEAR.findall(sheet.file))
    if not found:
        raise SourceError(tr("台账没有写是哪一年的，请用 --year 指定"))
    return found.most_common(1)[0][0]
