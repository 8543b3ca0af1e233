"""From the rows of a ledger to requests, with the answers of the office; what is open is asked.

A word is asked for once, a value by its row, and only where the year needs it. Every row ends as
a request, as one set aside with a reason, or as one that is asked about.
"""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tuiwizard.errors import SourceError
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.appeals import Appeals
from tuiwizard.ledger.applicants import ApplicantClasses
from tuiwizard.ledger.headers import FARTHEST, seen_roles
from tuiwizard.ledger.ledger_year import LedgerYear
from tuiwizard.ledger.mapping import NOT_COUNTED, Mapping
from tuiwizard.ledger.outcomes import Outcomes
from tuiwizard.ledger.repeats import kept_rows
from tuiwizard.ledger.request import Appeal, Place, Question, Request, SetAside
from tuiwizard.ledger.request_days import RequestDays
from tuiwizard.ledger.rows import LedgerRow, read_rows
from tuiwizard.ledger.sheets import Sheet
from tuiwizard.ledger.splits import joined, without_reanswers
from tuiwizard.ledger.vocabulary import Trust, read_channel
from tuiwizard.report.labels import normal
from tuiwizard.words import tr

_COLUMNS = {
    "number": tr("编号"),
    "name": tr("申请人"),
    "applicant": tr("申请人类型"),
    "received": tr("收到日期"),
    "outcome": tr("办理结果"),
    "closed": tr("答复日期"),
}
"""What columns are called where a header lacks some; never as the ledger has it."""


class Reading(NamedTuple):
    """What a ledger says.

    Attributes:
        requests: The requests; without those that are asked about.
        set_aside: The rows that are none, and why.
        questions: What is open.
        rows: How many rows the ledger has; blank ones are none.
        hidden: How many of its requests are in hidden rows.
        appeals: The groups of table 4 that the ledger tells.
        unread: The sheets that have no table.
        numbers: The register number of each row; empty for none.
        unsettled: Requests whose row is asked about, as far as their days are known.
        tells: The columns that there are: `extended`, `correction_sent`, `third_sent` and more.
    """

    requests: tuple[Request, ...]
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    rows: int
    hidden: int
    appeals: frozenset[str]
    unread: tuple[str, ...]
    numbers: Table[Place, str]
    unsettled: tuple[Request, ...] = ()
    tells: frozenset[str] = frozenset()


def read_ledger(
    sheets: Sequence[Sheet], mapping: Mapping, year: int, until: date | None = None
) -> Reading:
    """Return the requests of a ledger, for the report of a year.

    Args:
        sheets: The sheets of all its books.
        mapping: The answers that were given.
        year: The year of the report.
        until: The last day that counts; 31 December if None.

    Raises:
        SourceError: There is no table with a row for each request.
    """
    edition = edition_for(year)
    ledger = read_rows(sheets, year, edition)
    if ledger.without_table:
        raise SourceError(_no_table([s for s in sheets if s.file in ledger.without_table]))
    end = until or date(year, 12, 31)
    mapping = mapping.fitting({row.place: row.number for row in ledger.rows}, year)
    return _Reader(LedgerYear(ledger, mapping, date(year, 1, 1), end, edition)).read()


def _no_table(sheets: Sequence[Sheet]) -> str:
    """Return what was looked for, and what was seen: kinds of columns, no word of the ledger."""
    names = tr("、").join(
        dict.fromkeys(f"{s.file}#{s.name}" if s.name != s.file else s.file for s in sheets)
    )
    number, roles = max(map(seen_roles, sheets), key=lambda each: len(each[1]), default=(0, ()))
    told = tr("、").join(_COLUMNS[role] for role in roles if role in _COLUMNS)
    seen = (
        tr("第 {row} 行只认出了 {columns}", row=number, columns=told)
        if told
        else tr("前 {n} 行里没有认出一个栏目", n=FARTHEST)
    )
    return tr(
        "{sheets}：没有找到一行一件的台账。表头里要有收到日期（或受理时间、登记日期），"
        "和办理结果、答复日期；{seen}；按月汇总的统计表、一件一页的登记卡数不出表三",
        sheets=names[:300],
        seen=seen,
    )


@dataclass
class _Reader:
    """Makes requests and questions of the rows of a ledger."""

    of: LedgerYear

    def __post_init__(self) -> None:
        self.days = RequestDays(self.of)
        self.outcomes = Outcomes(self.of, self.days)
        self.applicants = ApplicantClasses(self.of)
        self.appeals = Appeals(self.of, self.days)

    def read(self) -> Reading:
        """Return all that the ledger says."""
        of, ledger = self.of, self.of.ledger
        first = without_reanswers(of, ledger.rows)
        kept = kept_rows(first, of.mapping, of.questions, of.aside)
        rows, self.outcomes.parts = joined(of, kept)
        requests: list[Request] = []
        unsettled: list[Request] = []
        for row in rows:
            before = of.questions.count
            request = self._request(row)
            if request is not None:
                (requests if of.questions.count == before else unsettled).append(request)
        return Reading(
            tuple(requests),
            (*ledger.set_aside, *of.aside),
            of.questions.all(),
            len(ledger.rows) + len(ledger.set_aside),
            ledger.hidden,
            self.appeals.tables(),
            tuple(ledger.unread),
            {row.place: row.number for row in ledger.rows},
            tuple(unsettled),
            frozenset(ledger.roles),
        )

    def _request(self, row: LedgerRow) -> Request | None:
        """Return the request of a row; None where it is asked about."""
        received = self.days.received_or_ask(row)
        if received is None:
            return None
        verdict, closed = self.outcomes.answer(row, received)
        appeals = self.appeals.about(row, received)
        if verdict.meaning == NOT_COUNTED:
            self.of.aside.append(SetAside(row.place, "told"))
            return None
        start, end = self.of.start, self.of.end
        if received > end or (received < start and closed and closed < start):
            return self._made(row, received, closed, appeals=appeals)
        if not self.days.agree(row, received, closed):
            return None
        applicant = self.applicants.column(row)
        outcome = ""
        if verdict.trust is not Trust.OPEN and (closed is None or closed <= end):
            outcome = self.outcomes.settled(row, verdict)
            if outcome and closed is None:
                problem = self.days.without_value(row, "closed") or tr("有办理结果，没有答复日期")
                self.of.questions.row("closed", problem, row.place)
        return self._made(row, received, closed, applicant, outcome, appeals)

    def _made(
        self,
        row: LedgerRow,
        received: date,
        closed: date | None,
        applicant: str = "",
        outcome: str = "",
        appeals: tuple[Appeal, ...] = (),
    ) -> Request:
        return Request(
            place=row.place,
            number=row.number,
            applicant=applicant,
            received=received,
            closed=closed,
            outcome=outcome,
            extended=self.days.extended(row, received),
            correction=self.days.stop(row, received, "correction_sent", "correction_received"),
            third_party=self.days.stop(row, received, "third_sent", "third_replied"),
            appeals=appeals,
            channel=read_channel(row.text("channel")),
            topic=self.of.quotable(normal(row.text("topic"))),
        )
