"""What an office has still to answer: the open requests of a ledger by their last day."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from tuiwizard.ledger.deadlines import State, Term, overdue, term_of
from tuiwizard.ledger.reading import Reading
from tuiwizard.ledger.request import Place, Request
from tuiwizard.ledger.working_days import UnknownYear, WorkingDays

SOON = 5
"""Working days before the last day in which a request is due soon."""


_COLUMNS = {
    "extended": {"extended", "extended_to"},
    "correction": {"correction_sent", "correction_received"},
    "third_party": {"third_sent", "third_replied"},
}


class Due(NamedTuple):
    """The open requests of a ledger on a day, and those answered late in its year.

    Attributes:
        as_of: The day of the look.
        soon: How many working days before its last day a request is due soon.
        open: The open requests whose clock runs, by last day.
        standing: The open requests whose clock stands.
        answered_late: Those answered in the year of the look after their last day.
        unknown: Open requests whose last day is in a year without a calendar, and the year.
        unread: Rows whose days are asked about, so that nothing can be said of them.
        not_told: Columns that the ledger does not have; nothing of the kind was assumed.
    """

    as_of: date
    soon: int
    open: tuple[Term, ...]
    standing: tuple[Term, ...]
    answered_late: tuple[Term, ...]
    unknown: tuple[tuple[Request, int], ...]
    unread: tuple[Place, ...]
    not_told: tuple[str, ...]

    @property
    def open_now(self) -> int:
        """How many requests are open."""
        return len(self.open) + len(self.standing) + len(self.unknown)

    @property
    def late(self) -> tuple[Term, ...]:
        """The open requests that are past their last day."""
        return tuple(term for term in self.open if term.state is State.LATE)

    @property
    def due_soon(self) -> tuple[Term, ...]:
        """The open requests that are due within some working days."""
        return tuple(
            term for term in self.open if term.state is not State.LATE and term.left <= self.soon
        )

    @property
    def later(self) -> tuple[Term, ...]:
        """The other open requests whose clock runs."""
        return self.open[len(self.late) + len(self.due_soon) :]

    def json(self) -> dict[str, Any]:
        """Return it as the JSON output has it."""
        return {
            "as_of": str(self.as_of),
            "open": [_open(term) for term in (*self.open, *self.standing)],
            "answered_late": [term.json() for term in self.answered_late],
            "without_calendar": [[*request.place, year] for request, year in self.unknown],
            "unread": [list(place) for place in self.unread],
            "columns_not_told": list(self.not_told),
        }


def _open(term: Term) -> dict[str, Any]:
    own = {"number": term.request.number, "state": term.state.value, "left": term.left}
    return own | term.json() | {"how": term.how()}


def due(reading: Reading, as_of: date, calendar: WorkingDays, soon: int = SOON) -> Due:
    """Return what is still to be answered on a day.

    Args:
        reading: The ledger, read for the year of that day.
        as_of: The day.
        calendar: The working days.
        soon: How many working days before its last day a request is due soon.
    """
    everything = (*reading.requests, *reading.unsettled)
    known = [request for request in everything if request.received <= as_of]
    terms, unknown = _terms(
        (r for r in known if r.closed is None or r.closed > as_of), as_of, calendar
    )
    running = (term for term in terms if term.deadline is not None)
    answered = (r for r in known if r.closed is not None and r.closed.year == as_of.year)
    late, _ = overdue((r for r in answered if r.closed and r.closed <= as_of), as_of, calendar)
    read = {request.place for request in everything}
    asked = {place for question in reading.questions for place in question.rows}
    return Due(
        as_of,
        soon,
        tuple(sorted(running, key=lambda term: (term.deadline or as_of, term.request.place))),
        tuple(term for term in terms if term.deadline is None),
        tuple(late),
        unknown,
        tuple(sorted(asked - read)),
        not_told(reading),
    )


def not_told(reading: Reading) -> tuple[str, ...]:
    """Return what moves a last day and has no column in a ledger."""
    return tuple(name for name, roles in _COLUMNS.items() if not roles & reading.tells)


def _terms(
    requests: Iterable[Request], as_of: date, calendar: WorkingDays
) -> tuple[list[Term], tuple[tuple[Request, int], ...]]:
    terms: list[Term] = []
    unknown: list[tuple[Request, int]] = []
    for request in requests:
        try:
            terms.append(term_of(request, as_of, calendar))
        except UnknownYear as error:
            unknown.append((request, error.year))
    return terms, tuple(unknown)
