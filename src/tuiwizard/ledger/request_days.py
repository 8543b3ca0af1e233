"""The days of a request: when it came in, was answered, and what stopped the clock between."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tuiwizard.ledger.days import YearlessDay, read_day
from tuiwizard.ledger.ledger_year import NOTHING, LedgerYear
from tuiwizard.ledger.request import Place, Stop
from tuiwizard.ledger.rows import LedgerRow
from tuiwizard.ledger.sheets import NO_VALUE
from tuiwizard.words import tr

_FAR = timedelta(300)
_NEAR = timedelta(120)
_LONGEST = timedelta(400)


@dataclass
class RequestDays:
    """Reads the days of rows, and asks for those that cannot be right."""

    of: LedgerYear

    def received_or_ask(self, row: LedgerRow) -> date | None:
        """Return the day a row came in; None where it is asked for."""
        told = self.of.told(row).received
        if told:
            return told
        day = self.received(row)
        if day is None:
            problem = self.without_value(row, "received") or tr("收到日期读不出来")
            self.of.questions.row("received", problem, row.place)
        elif row.place in self._strays and self.of.told(row).closed is None:
            self.of.questions.row("received", tr("收到日期的年份和前后各行相差很远"), row.place)
            return None
        return day

    @staticmethod
    def without_value(row: LedgerRow, role: str) -> str:
        """Return what is wrong with a formula that was never computed; empty for all else."""
        return tr("公式没有算出值") if row.cells.get(role) == NO_VALUE else ""

    @staticmethod
    def received(row: LedgerRow) -> date | None:
        """Return the day a row came in; one without a year is of the year of its sheet."""
        day = read_day(row.cells.get("received"))
        return day.in_year(row.year) if isinstance(day, YearlessDay) else day

    @cached_property
    def _strays(self) -> frozenset[Place]:
        """The rows received in another year than those before and after, which agree."""
        days = [(row.place, self.received(row)) for row in self.of.ledger.rows]
        last = {place.sheet: place for place, _ in days}
        known = [(place, day) for place, day in days if day is not None]
        strays = set()
        for (a, before), (b, day), (c, after) in zip(known, known[1:], known[2:], strict=False):
            if not a.sheet == b.sheet == c.sheet:
                continue
            if abs(after - before) < _NEAR and abs(day - before) > _FAR and abs(day - after) > _FAR:
                strays |= {b} if max(day, before) >= self.of.start else set()
            # the last row of a sheet has neighbours on one side only
            if abs(day - before) < _NEAR and after - day > _FAR and last.get(c.sheet) == c:
                strays.add(c)
        return frozenset(strays)

    def later(self, row: LedgerRow, role: str, received: date) -> date | None:
        """Return a later day of a request; one without a year is the next after its receipt."""
        day = read_day(row.cells.get(role))
        return day.after(received) if isinstance(day, YearlessDay) else day

    def agree(self, row: LedgerRow, received: date, closed: date | None) -> bool:
        """Return whether the days of a row can be; if not, one of them is asked for."""
        answers = self.of.told(row)
        if closed is None or answers.received or answers.closed:
            return True
        if closed < received:
            self.of.questions.row("closed", tr("答复日期在收到日期之前"), row.place)
            return False
        if closed - received > _LONGEST:
            self.of.questions.row("received", tr("收到日期和答复日期相差一年以上"), row.place)
            return False
        return True

    def extended(self, row: LedgerRow, received: date) -> date | bool:
        """Return whether the term was extended; the day of the notice where it is known."""
        told = (row.text(role) not in NOTHING for role in ("extended", "extended_to"))
        return self.later(row, "extended", received) or any(told)

    def stop(self, row: LedgerRow, received: date, since: str, until: str) -> Stop | None:
        """Return the days between two events of a row in which the clock stood."""
        begun, ended = self.later(row, since, received), self.later(row, until, received)
        return Stop(begun or ended or received, ended) if begun or ended else None
