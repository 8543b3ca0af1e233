"""When a request has to be answered: 20 working days from the day after it came in (第三十三条).

Working days are those of `chinesecalendar`, which knows what the State Council has moved. A day
of a year that it does not know is not guessed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from tuiwizard.ledger.request import Request

TERM = 20
EXTENSION = 20


class Overdue(NamedTuple):
    """A request that was answered late, or is open past its last day.

    Attributes:
        request: The request.
        starts: The day after which the term runs.
        term: How many working days there are.
        deadline: The last of them.
        as_of: The day of the look.
        extended: Whether the term was extended in time.
        used: The working days until the answer, or the day of the look.
    """

    request: Request
    starts: date
    term: int
    deadline: date
    as_of: date
    extended: bool
    used: int

    def json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        request = self.request
        closed = request.closed if request.closed and request.closed <= self.as_of else None
        stop = request.third_party
        spans = [[str(stop.since), str(stop.until or self.as_of)]] if stop else []
        anew = self.starts != request.received
        return {
            "row": list(request.place),
            "received": str(request.received),
            "clock_starts_after": str(self.starts),
            "because": "correction_received" if anew else "received",
            "extended": self.extended,
            "not_counted_spans": spans,
            "limit": self.term,
            "deadline": str(self.deadline),
            "answered": str(closed) if closed else None,
            "as_of": str(self.as_of),
            "working_days_used": self.used,
            "working_days_late": self.used - self.term,
        }


class UnknownYear(Exception):
    """A year whose working days are not known."""


@cache
def _working_days(year: int) -> tuple[date, ...]:
    """Return the working days of a year.

    Raises:
        UnknownYear: The calendar does not have the year, or is not installed.
    """
    try:
        from chinese_calendar import get_workdays
    except ImportError:
        raise UnknownYear(year) from None
    try:
        return tuple(get_workdays(date(year, 1, 1), date(year, 12, 31)))
    except NotImplementedError:
        raise UnknownYear(year) from None


def _days_after(start: date) -> Iterator[date]:
    """Yield the working days after a day."""
    days = _working_days(start.year)
    yield from days[bisect_right(days, start) :]
    for year in range(start.year + 1, start.year + 5):
        yield from _working_days(year)


def _between(start: date, end: date) -> int:
    """Return how many working days there are after one day up to and with another."""
    total = 0
    for year in range(start.year, end.year + 1):
        days = _working_days(year)
        total += bisect_right(days, end) - bisect_left(days, start + timedelta(1))
    return max(total, 0)


def _last_day(starts: date, term: int, request: Request) -> date:
    """Return the last working day of a term; while a third party is asked none is counted."""
    stop = request.third_party
    left = term
    for day in _days_after(starts):
        if stop and stop.since < day <= (stop.until or day):
            continue
        left -= 1
        if left == 0:
            return day
    raise UnknownYear(starts.year + 5)


def overdue(requests: Iterable[Request], end: date) -> tuple[list[Overdue], set[int]]:
    """Return the requests that are late, and the years that could not be judged.

    Args:
        requests: The requests that were counted.
        end: The last day that counts.
    """
    late: list[Overdue] = []
    unknown: set[int] = set()
    for request in requests:
        try:
            found = _judged(request, end)
        except UnknownYear as error:
            unknown.add(int(error.args[0]))
            continue
        if found is not None:
            late.append(found)
    return late, unknown


def _judged(request: Request, end: date) -> Overdue | None:
    """Return a request if it is late."""
    closed = request.closed if request.closed and request.closed <= end else None
    correction, stop = request.correction, request.third_party
    starts = request.received
    if correction is not None:
        if correction.until is None and (closed is None or _gave_up(request)):
            return None
        starts = correction.until or starts
    if stop is not None and stop.until is None and closed is None:
        return None
    looked = closed or end
    if looked - starts < timedelta(TERM):
        return None
    first = _last_day(starts, TERM, request)
    notice = request.extended
    extended = notice <= first if isinstance(notice, date) else notice
    term = TERM + EXTENSION * extended
    deadline = _last_day(starts, term, request) if extended else first
    if looked <= deadline:
        return None
    return Overdue(request, starts, term, deadline, end, extended, _used(starts, looked, request))


def _gave_up(request: Request) -> bool:
    """Return whether a request ended because no correction came: it is never late."""
    return request.outcome.endswith("correction_overdue")


def _used(starts: date, looked: date, request: Request) -> int:
    stop = request.third_party
    used = _between(starts, looked)
    if stop:
        since, until = max(stop.since, starts), min(stop.until or looked, looked)
        used -= _between(since, until) if since < until else 0
    return used
