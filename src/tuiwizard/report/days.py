"""A day as people write it: 2026-01-12, 2026年1月12日, 2026.1.12, 20260112."""

import re
from datetime import date

from tuiwizard.report.numbers import DIGITS

_DAY = re.compile(r"(\d{4})\s*[-/.．－年]\s*(\d{1,2})\s*[-/.．－月]\s*(\d{1,2})\s*日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def read_day(text: str) -> date | None:
    """Return the day a text means; None if it is none, or there is no such day."""
    plain = text.strip().translate(DIGITS)
    match = _DAY.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
