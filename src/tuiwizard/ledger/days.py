"""Days as ledgers have them: real dates, serials, and text, sometimes without a year."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.ledger.sheets import Value
from tuiwizard.report.numbers import DIGITS

_TAIL = (
    r"\s*[日号]?(?:[T\s]*(?:上午|下午)?\s*\d{1,2}[:：时点].*|\s*[（(].*"
    r"|\s*(?:星期|周)[一二三四五六日天])?"
)  # not said: looked for
"""A time, a remark or the day of the week behind a day."""

_FULL = re.compile(
    r"(\d{4}|(?:1[5-9]|[2-4]\d)(?=\s*[-/.．年]\s*\d{1,2}\s*[-/.．月]))"
    r"\s*[-/.．年]\s*(\d{1,2})\s*[-/.．月]\s*(\d{1,2})" + _TAIL
)  # not said: looked for
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SHORT = re.compile(r"(\d{1,2})\s*[-/.．月]\s*(\d{1,2})" + _TAIL)  # not said: looked for
_EPOCH = date(1899, 12, 30)
_SERIALS = range(29221, 73051)
"""The days of 1980 to 2099 as spreadsheets number them."""


class YearlessDay(NamedTuple):
    """A day whose year stands elsewhere: 3月5日."""

    month: int
    day: int

    def after(self, start: date) -> date | None:
        """Return the first such day that is not before another."""
        same = self.in_year(start.year)
        return self.in_year(start.year + 1) if same is None or same < start else same

    def in_year(self, year: int) -> date | None:
        """Return the day of a year; None where it has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def read_day(value: Value) -> date | YearlessDay | None:
    """Return the day that a cell means; None if it means none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        return _read_text(str(value)) if float(value).is_integer() or value > 1e4 else None
    return _read_text(value) if isinstance(value, str) else None


@lru_cache(maxsize=8192)
def _read_text(text: str) -> date | YearlessDay | None:
    plain = text.strip().translate(DIGITS)
    if match := _FULL.fullmatch(plain) or _DIGITS.fullmatch(plain):
        year, month, day = map(int, match.groups())
        return YearlessDay(month, day).in_year(year + 2000 * (year < 100))  # 24.3.5
    if match := _SERIAL.fullmatch(plain):
        serial = int(match[1])
        return _EPOCH + timedelta(serial) if serial in _SERIALS else None
    if match := _SHORT.fullmatch(plain):
        month, day = map(int, match.groups())
        return YearlessDay(month, day) if date_exists(month, day) else None
    return None


def date_exists(month: int, day: int) -> bool:
    """Return whether some year has such a day."""
    return YearlessDay(month, day).in_year(2000) is not None
