"""Working days: those of `chinesecalendar`, and of years that the office wrote down itself.

A year that neither knows is not guessed: nobody can say in advance which days the State Council
moves.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import tomli
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from tuiwizard.errors import SourceError
from tuiwizard.words import tr

_FRIDAY = 4


class UnknownYear(Exception):
    """A year whose working days are not known.

    Attributes:
        year: The year.
    """

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class _Year(BaseModel):
    """What the State Council moves in one year.

    Attributes:
        holidays: Days off from Monday to Friday.
        workdays: Saturdays and Sundays that are worked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    holidays: frozenset[date]
    workdays: frozenset[date] = frozenset()


_YEARS = TypeAdapter(dict[int, _Year])


@dataclass(frozen=True)
class WorkingDays:
    """The working days of some years.

    Attributes:
        own: The working days of years that the office wrote down, which go first.
    """

    own: Mapping[int, tuple[date, ...]] = field(default_factory=dict)

    def of_year(self, year: int) -> tuple[date, ...]:
        """Return the working days of a year.

        Raises:
            UnknownYear: They are not known.
        """
        return self.own.get(year) or _published(year)

    def after(self, day: date) -> Iterator[date]:
        """Yield the working days after a day.

        Raises:
            UnknownYear: Those of a year that is come to are not known.
        """
        days = self.of_year(day.year)
        yield from days[bisect_right(days, day) :]
        for year in range(day.year + 1, date.max.year):
            yield from self.of_year(year)

    def between(self, day: date, end: date) -> int:
        """Return how many there are after one day up to and with another.

        Raises:
            UnknownYear: Those of a year between are not known.
        """
        total = 0
        for year in range(day.year, end.year + 1):
            days = self.of_year(year)
            total += bisect_right(days, end) - bisect_right(days, day)
        return max(total, 0)


@cache
def _published(year: int) -> tuple[date, ...]:
    try:
        from chinese_calendar import get_workdays
    except ImportError:
        raise UnknownYear(year) from None
    try:
        return tuple(get_workdays(date(year, 1, 1), date(year, 12, 31)))
    except NotImplementedError:
        raise UnknownYear(year) from None


def read_working_days(file: str, text: str) -> WorkingDays:
    """Return the working days that an office wrote down, in TOML.

    # [2027]
    # holidays = [2027-01-01, …]; workdays = [2027-02-20, …]

    Raises:
        SourceError: It is no TOML, or no such list, or a day is of another year.
    """
    try:
        years = _YEARS.validate_python(tomli.loads(text))
    except (tomli.TOMLDecodeError, ValidationError):
        raise SourceError(
            tr(
                "{file}：读不出来；每年写成 [2027]，holidays 是周一到周五放假的日子，"
                "workdays 是周末上班的日子，日子写成 2027-01-01",
                file=file,
            )
        ) from None
    for year, moved in years.items():
        for day in sorted(moved.holidays | moved.workdays):
            if day.year != year or (day in moved.holidays) == (day.weekday() > _FRIDAY):
                raise SourceError(
                    tr(
                        "{file}：{year} 年里的 {day} 不对：holidays 只写周一到周五，"
                        "workdays 只写周末",
                        file=file,
                        year=year,
                        day=day,
                    )
                )
    return WorkingDays({year: _worked(year, moved) for year, moved in years.items()})


def _worked(year: int, moved: _Year) -> tuple[date, ...]:
    first = date(year, 1, 1)
    days = (first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days))
    usual = (
        day for day in days
        if (day.weekday() <= _FRIDAY and day not in moved.holidays) or day in moved.workdays
    )  # fmt: skip
    return tuple(usual)
