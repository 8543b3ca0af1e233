"""Last days as iCalendar (RFC 5545), for the calendar of an office or a telephone."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tuiwizard.ledger.deadlines import State, Term
from tuiwizard.report.digest import digest
from tuiwizard.words import tr

_LONGEST = 75
"""Octets of a line; what is longer goes on in the next, behind a space."""


def icalendar(terms: Iterable[Term], as_of: date) -> str:
    """Return a calendar with a day for each request that is still to be answered.

    The same request has the same UID tomorrow, so that a calendar moves it and has it once.

    Args:
        terms: The requests whose clock runs.
        as_of: The day of the look.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tuiwizard//ledger//ZH",
        "CALSCALE:GREGORIAN",
        *(line for term in terms for line in _event(term, as_of)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(term: Term, as_of: date) -> Iterator[str]:
    if term.deadline is None:
        return
    request = term.request
    number = request.number or str(request.place)
    late = term.state is State.LATE
    summary = (
        tr("依申请公开 {number} 已超期", number=number)
        if late
        else tr("依申请公开 {number} 答复到期", number=number)
    )
    yield "BEGIN:VEVENT"
    yield f"UID:{digest(f'{number} {request.received}'.encode())[:32]}@tuiwizard"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{term.deadline:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{term.deadline + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(term.how())}"
    yield "TRANSP:TRANSPARENT"
    if not late:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_escaped(summary)}"
        yield "TRIGGER:-P3D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    r"""Return a text without what has a meaning in a value: a;b -> a\;b."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, no character cut."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part
