"""A day as people write it: 2026-01-12, 2026年1月12日, 2026.1.12, 20260112."""

import re
from datetime import date

from tuiwizard.report.numbers import DIGITS
from tuiwizard.words import tr

_DAY = re.compile(r"(\d{4})\s*[-/.．－年]\s*(\d{1,2})\s*[-/.．－月]\s*(\d{1,2})\s*日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")


def in_chinese(day: date) -> str:
    """Return a day as official documents write it: 2024年1月20日, no noughts before the figures."""
    return f"{day.year}年{day.month}月{day.day}日"  # not said: printed


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


def no_day(text: str) -> str:
    """Return what is said of a text that should be a day."""
    return tr("“{text}”不是日期，请写成 2026-01-12 的样子", text=text)
