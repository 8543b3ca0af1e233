"""When a request has to be answered: 20 working days from the day after it came in (第三十三条).

20 more where the term was extended and the applicant told in time (第三十三条); anew from the day a
correction came in (第三十条); without the days in which a third party was asked (第三十二条).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple

from tuiwizard.ledger.request import Request, Stop
from tuiwizard.ledger.working_days import UnknownYear, WorkingDays
from tuiwizard.words import tr

TERM = 20
EXTENSION = 20


class State(Enum):
    """How a request stands on the day of the look."""

    IN_TIME = "answered"
    ANSWERED_LATE = "answered_late"
    OPEN = "open"
    LATE = "late"
    CORRECTION = "awaiting_correction"
    THIRD_PARTY = "asking_third_party"


class Term(NamedTuple):
    """The term of a request, and how it was computed.

    Attributes:
        request: The request.
        state: How it stands.
        starts: The day after which the term runs.
        days: How many working days there are.
        deadline: The last of them; None while the clock stands.
        as_of: The day of the look.
        extended: Whether the term was extended in time.
        used: The working days until the answer, or the day of the look.
        left: The working days from the day of the look to the deadline; 0 past it.
    """

    request: Request
    state: State
    starts: date
    days: int
    deadline: date | None
    as_of: date
    extended: bool = False
    used: int = 0
    left: int = 0

    @property
    def late(self) -> int:
        """The working days past the deadline; 0 for none."""
        return max(self.used - self.days, 0) if self.deadline is not None else 0

    def json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        request = self.request
        closed = _answered(request, self.as_of)
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
            "limit": self.days,
            "deadline": str(self.deadline) if self.deadline else None,
            "answered": str(closed) if closed else None,
            "as_of": str(self.as_of),
            "working_days_used": self.used,
            "working_days_late": self.used - self.days,
        }

    def how(self) -> str:
        """Return how the last day was computed, in one sentence."""
        request, stop = self.request, self.request.third_party
        steps = [tr("{day} 收到", day=request.received)]
        if self.starts != request.received:
            steps.append(tr("{day} 收到补正，重新起算", day=self.starts))
        elif request.correction is not None and request.correction.until is None:
            steps.append(tr("{day} 通知补正，没有收到以前不计", day=request.correction.since))
        if stop is not None and stop.until is not None:
            steps.append(
                tr("{since} 到 {until} 征求第三方，不计", since=stop.since, until=stop.until)
            )
        elif stop is not None:
            steps.append(tr("{day} 起征求第三方，没有答复以前不计", day=stop.since))
        steps.append(tr("从次日起 {n} 个工作日", n=TERM))
        if isinstance(request.extended, date) and not self.extended:
            steps.append(tr("{day} 才告知延期，已过期限，不加", day=request.extended))
        elif isinstance(request.extended, date):
            steps.append(tr("{day} 告知延期，再加 {n} 个", day=request.extended, n=EXTENSION))
        elif self.extended:
            steps.append(tr("延期，再加 {n} 个（台账没有告知的日期）", n=EXTENSION))
        return tr("，").join(steps)


def overdue(
    requests: Iterable[Request], end: date, calendar: WorkingDays | None = None
) -> tuple[list[Term], set[int]]:
    """Return the requests that are late, and the years that could not be judged.

    Args:
        requests: The requests that were counted.
        end: The last day that counts.
        calendar: The working days; those that are published if None.
    """
    late: list[Term] = []
    unknown: set[int] = set()
    for request in requests:
        if _cannot_be_late(request, end):
            continue
        try:
            term = term_of(request, end, calendar or WorkingDays())
        except UnknownYear as error:
            unknown.add(error.year)
            continue
        if term.state in (State.LATE, State.ANSWERED_LATE):
            late.append(term)
    return late, unknown


def term_of(request: Request, as_of: date, calendar: WorkingDays) -> Term:
    """Return the term of a request on a day.

    Raises:
        UnknownYear: It runs through a year whose working days are not known.
    """
    closed = _answered(request, as_of)
    request = _known_on(request, as_of)
    correction, stop = request.correction, request.third_party
    starts = request.received
    if correction is not None:
        if correction.until is None and closed is None:
            return Term(request, State.CORRECTION, starts, TERM, None, as_of)
        if correction.until is None and request.outcome.endswith("correction_overdue"):
            return Term(request, State.IN_TIME, starts, TERM, None, as_of)  # 第三十条: never late
        starts = correction.until or starts
    if stop is not None and stop.until is None and closed is None:
        return Term(request, State.THIRD_PARTY, starts, TERM, None, as_of)
    if closed is not None and _cannot_be_late(request, as_of):
        return Term(request, State.IN_TIME, starts, TERM, None, as_of)
    first = _last_day(request, starts, TERM, calendar)
    notice = request.extended
    extended = notice <= first if isinstance(notice, date) else notice
    days = TERM + EXTENSION * extended
    deadline = _last_day(request, starts, days, calendar) if extended else first
    late = (closed or as_of) > deadline
    states = (State.OPEN, State.LATE) if closed is None else (State.IN_TIME, State.ANSWERED_LATE)
    used = _used(request, starts, closed or as_of, calendar)
    left = 0 if late or closed else calendar.between(as_of, deadline)
    return Term(request, states[late], starts, days, deadline, as_of, extended, used, left)


def _known_on(request: Request, as_of: date) -> Request:
    """Return a request without what happened after the day of the look."""
    later: dict[str, Any] = {}
    if isinstance(request.extended, date) and request.extended > as_of:
        later["extended"] = False
    for name in ("correction", "third_party"):
        stop: Stop | None = getattr(request, name)
        if stop is not None and stop.since > as_of:
            later[name] = None
        elif stop is not None and stop.until is not None and stop.until > as_of:
            later[name] = stop._replace(until=None)
    return request.model_copy(update=later) if later else request


def _cannot_be_late(request: Request, as_of: date) -> bool:
    """Return whether so few days have gone by that no calendar makes a request late."""
    return (_answered(request, as_of) or as_of) - request.received < timedelta(TERM)


def _answered(request: Request, as_of: date) -> date | None:
    """Return the day of the answer; None if there was none yet on the day of the look."""
    return request.closed if request.closed and request.closed <= as_of else None


def _last_day(request: Request, starts: date, days: int, calendar: WorkingDays) -> date:
    """Return the last working day of a term; while a third party is asked none is counted."""
    stop = request.third_party
    counted = (
        day
        for day in calendar.after(starts)
        if not (stop and stop.since < day <= (stop.until or day))
    )
    for n, day in enumerate(counted, 1):
        if n == days:
            return day
    raise UnknownYear(starts.year + 1)  # pragma: no cover - a calendar has no end


def _used(request: Request, starts: date, looked: date, calendar: WorkingDays) -> int:
    stop = request.third_party
    used = calendar.between(starts, looked)
    if stop:
        since, until = max(stop.since, starts), min(stop.until or looked, looked)
        used -= calendar.between(since, until) if since < until else 0
    return used
