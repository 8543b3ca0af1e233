"""From the rows of a ledger to requests, with the answers of the office; what is open is asked.

A word is asked for once, a value by its row, and only where the year needs it. Every row ends as
a request, as one set aside with a reason, or as one that is asked about.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from tuiwizard.errors import SourceError
from tuiwizard.forms.years import edition_for
from tuiwizard.ledger.days import YearlessDay, read_day
from tuiwizard.ledger.mapping import EACH, NOT_COUNTED, OPEN, REANSWER, SAME, SPLIT, Mapping
from tuiwizard.ledger.questions import Questions
from tuiwizard.ledger.repeats import kept_rows
from tuiwizard.ledger.request import Appeal, Place, Question, Request, SetAside, Stop
from tuiwizard.ledger.rows import Ledger, LedgerRow, decoded, is_code, read_rows
from tuiwizard.ledger.sheets import NO_VALUE, Sheet
from tuiwizard.ledger.vocabulary import (
    Trust,
    Verdict,
    of_edition,
    read_appeal,
    read_applicant,
    read_ending,
    read_outcome,
)
from tuiwizard.report.labels import normal
from tuiwizard.words import tr

_REANSWERED = re.compile("复议.*重新.*(答复|作出)|重新答复|(重作|责令).*答复")
_NO_EXTENSION = frozenset(
    ("", "否", "无", "未延期", "不延期", "0", "×", "-", "/")
)  # not said: looked for
_FAR = timedelta(300)
_LONGEST = timedelta(400)


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
    """

    requests: tuple[Request, ...]
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    rows: int
    hidden: int
    appeals: frozenset[str]
    unread: tuple[str, ...]


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
    reader = _Reader(ledger, mapping, date(year, 1, 1), until or date(year, 12, 31), edition)
    return reader.read()


def _no_table(sheets: Sequence[Sheet]) -> str:
    """Return what was looked for and where; not what was seen, for it may name a person."""
    names = tr("、").join(
        dict.fromkeys(f"{s.file}#{s.name}" if s.name != s.file else s.file for s in sheets)
    )
    return tr(
        "{sheets}：没有找到一行一件的台账。表头里要有收到日期（或受理时间、登记日期），"
        "和办理结果、答复日期；按月汇总的统计表、一件一页的登记卡数不出表三",
        sheets=names[:300],
    )


@dataclass
class _Reader:
    """Makes requests and questions of rows.

    Attributes:
        ledger: The rows.
        mapping: The answers that were given.
        start: The first day of the year.
        end: The last day that counts.
        edition: The edition of the form.
        questions: What is open so far.
        aside: The rows that do not count, so far.
        parts: The rows of each application that was split, by the first of them.
    """

    ledger: Ledger
    mapping: Mapping
    start: date
    end: date
    edition: str
    questions: Questions = field(default_factory=Questions)
    aside: list[SetAside] = field(default_factory=list)
    parts: dict[Place, list[LedgerRow]] = field(default_factory=dict)

    def read(self) -> Reading:
        """Return all that the ledger says."""
        kept = kept_rows(self.ledger.rows, self.mapping, self.questions, self.aside)
        requests: list[Request] = []
        for row in self._without_splits(self._without_reanswers(kept)):
            before = self.questions.count
            request = self._request(row)
            if request is not None and self.questions.count == before:
                requests.append(request)
        counted = (*self.ledger.set_aside, *self.aside)
        return Reading(
            tuple(requests),
            counted,
            self.questions.all(),
            len(self.ledger.rows) + len(self.ledger.set_aside),
            self.ledger.hidden,
            self._appeal_tables(),
            tuple(self.ledger.unread),
        )

    def _appeal_tables(self) -> frozenset[str]:
        review = {"review"} if "review" in self.ledger.roles else set()
        suits = {"litigation_direct", "litigation_after_review"}
        return frozenset(review | (suits if "suit" in self.ledger.roles else set()))

    def _without_reanswers(self, rows: Iterable[LedgerRow]) -> list[LedgerRow]:
        """Leave out the answers that were given anew after a review: they are no new requests."""
        kept = []
        for row in rows:
            anew = _REANSWERED.search(row.text("note")) or row.number.endswith(
                ("（重）", "(重)")
            )  # not said: looked for
            if anew and self.mapping.pattern(REANSWER) in (None, NOT_COUNTED):
                self.aside.append(SetAside(row.place, "reanswer"))
            else:
                kept.append(row)
        return kept

    def _without_splits(self, rows: list[LedgerRow]) -> list[LedgerRow]:
        """Ask whether 012-1 and 012-2 are one application, and make one request of them if so."""
        stems: dict[str, list[LedgerRow]] = {}
        for row in rows:
            stem, dash, part = row.number.rpartition("-")
            if dash and stem and part.isdigit() and len(part) < 3:
                stems.setdefault(stem, []).append(row)
        numbers = {row.number for row in rows}
        shapes = {_shape(number) for number in numbers}
        split = {
            stem: group
            for stem, group in stems.items()
            if (len(group) > 1 or stem in numbers)
            and (_shape(stem) in shapes)
            and len({row.text("received") for row in group}) == 1
        }
        if not split:
            return rows
        told = (self.mapping.row(row.place).count for group in split.values() for row in group)
        answer = next(filter(None, told), self.mapping.pattern(SPLIT))
        if answer is None:
            places = [row.place for group in split.values() for row in group]
            self.questions.word("pattern", SPLIT, "one", *places)
            asked = {*places}
            return [row for row in rows if row.place not in asked]
        if answer in EACH:
            return rows
        return self._merged(rows, split)

    def _merged(self, rows: list[LedgerRow], split: dict[str, list[LedgerRow]]) -> list[LedgerRow]:
        """Return the rows with one for each split application: given in part is partly granted."""
        first = {group[0].place: group for group in split.values()}
        rest = {row.place for group in split.values() for row in group[1:]}
        self.aside += [SetAside(place, "part_of_request") for place in sorted(rest)]
        self.parts = first
        return [row for row in rows if row.place not in rest]

    def _request(self, row: LedgerRow) -> Request | None:
        """Return the request of a row; None where it is asked about."""
        received = self._received(row)
        if received is None:
            return None
        verdict, closed = self._answer(row, received)
        appeals = self._appeals(row, received)
        if verdict.meaning == NOT_COUNTED:
            self.aside.append(SetAside(row.place, "told"))
            return None
        if received > self.end or (received < self.start and closed and closed < self.start):
            return self._made(row, received, closed, appeals=appeals)
        if not self._days_agree(row, received, closed):
            return None
        applicant = self._applicant(row)
        outcome = ""
        if verdict.trust is not Trust.OPEN and (closed is None or closed <= self.end):
            outcome = self._settled(row, verdict)
            if outcome and closed is None:
                self.questions.row("closed", tr("有办理结果，没有答复日期"), row.place)
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
            extended=self._extended(row, received),
            correction=self._stop(row, received, "correction_sent", "correction_received"),
            third_party=self._stop(row, received, "third_sent", "third_replied"),
            appeals=appeals,
        )

    # Days

    def _received(self, row: LedgerRow) -> date | None:
        told = self.mapping.row(row.place).received
        if told:
            return told
        day = self._plain_received(row)
        if day is None:
            self.questions.row("received", tr("收到日期读不出来"), row.place)
        elif row.place in self._strays and self.mapping.row(row.place).closed is None:
            self.questions.row("received", tr("收到日期的年份和前后各行相差很远"), row.place)
            return None
        return day

    @staticmethod
    def _plain_received(row: LedgerRow) -> date | None:
        day = read_day(row.cells.get("received"))
        return day.in_year(row.year) if isinstance(day, YearlessDay) else day

    @cached_property
    def _strays(self) -> frozenset[Place]:
        """The rows received in another year than those before and after, which agree."""
        days = [(row.place, self._plain_received(row)) for row in self.ledger.rows]
        known = [(place, day) for place, day in days if day is not None]
        strays = set()
        for (a, before), (b, day), (c, after) in zip(known, known[1:], known[2:], strict=False):
            near = a.sheet == b.sheet == c.sheet and abs(after - before) < timedelta(120)
            far = abs(day - before) > _FAR and abs(day - after) > _FAR
            if near and far and max(day, before) >= self.start:
                strays.add(b)
        return frozenset(strays)

    def _day(self, row: LedgerRow, role: str, received: date) -> date | None:
        """Return a later day of a request; one without a year is the next after its receipt."""
        day = read_day(row.cells.get(role))
        return day.after(received) if isinstance(day, YearlessDay) else day

    def _days_agree(self, row: LedgerRow, received: date, closed: date | None) -> bool:
        answers = self.mapping.row(row.place)
        if closed is None or answers.received or answers.closed:
            return True
        if closed < received:
            self.questions.row("closed", tr("答复日期在收到日期之前"), row.place)
            return False
        if closed - received > _LONGEST:
            self.questions.row("received", tr("收到日期和答复日期相差一年以上"), row.place)
            return False
        return True

    def _extended(self, row: LedgerRow, received: date) -> date | bool:
        text = row.text("extended")
        return self._day(row, "extended", received) or text not in _NO_EXTENSION

    def _stop(self, row: LedgerRow, received: date, since: str, until: str) -> Stop | None:
        begun, ended = self._day(row, since, received), self._day(row, until, received)
        return Stop(begun or ended or received, ended) if begun or ended else None

    # Outcomes

    def _answer(
        self, row: LedgerRow, received: date, seen: frozenset[Place] = frozenset()
    ) -> tuple[Verdict, date | None]:
        """Return what became of a request, and the day of its answer."""
        verdict = self._verdict(row)
        if row.place in self.parts:
            return self._answer_of_parts(self.parts[row.place], received)
        told = self.mapping.row(row.place)
        if verdict.meaning == SAME and verdict.trust is Trust.SURE:
            return self._pointed(row, seen)
        closed = told.closed or self._day(row, "closed", received)
        if verdict.trust is Trust.OPEN and (verdict.word or closed is None):
            unread = row.text("closed") if not verdict.word and closed is None else ""
            if unread and unread not in _NO_EXTENSION:
                self.questions.row("closed", tr("答复日期读不出来"), row.place)
            return verdict, None
        if verdict.trust is Trust.OPEN:
            verdict = Verdict(Trust.ASK)
        return verdict, closed

    def _answer_of_parts(
        self, parts: list[LedgerRow], received: date
    ) -> tuple[Verdict, date | None]:
        answers = [(self._verdict(part), self._day(part, "closed", received)) for part in parts]
        days = [day for _, day in answers if day is not None]
        meanings = {verdict.meaning for verdict, _ in answers}
        if len(days) < len(parts) or any(v.trust is Trust.OPEN for v, _ in answers):
            return Verdict(Trust.OPEN, "", OPEN), None
        if len(meanings) == 1 or any(v.trust is not Trust.SURE for v, _ in answers):
            return next((v for v, _ in answers if v.trust is not Trust.SURE), answers[0][0]), max(
                days
            )
        given = meanings & {"granted", "partly_granted"}
        return (Verdict(Trust.SURE, "partly_granted") if given else Verdict(Trust.ASK)), max(days)

    def _verdict(self, row: LedgerRow) -> Verdict:
        """Return what a row's own words, ticks or answer say of its outcome."""
        told = self.mapping.row(row.place)
        if told.pointer:
            return Verdict(Trust.SURE, SAME)
        if told.outcome:
            return self._told(told.outcome)
        if row.outcome_ticks:
            return Verdict(
                Trust.SURE if len(row.outcome_ticks) == 1 else Trust.ASK, row.outcome_ticks[0]
            )
        texts = [self._harmless(row, text) for text in row.outcomes]
        first, *others = [text for text in texts if text] or [""]
        if not first:
            return Verdict(Trust.OPEN)
        verdict = self._meant(first)
        if verdict.trust in (Trust.ASK, Trust.PROPOSED):
            details = [self._meant(text, first) for text in others]
            for detail in details:
                if detail.trust in (Trust.SURE, Trust.PROPOSED) and detail.meaning:
                    return detail
            told_word = self.mapping.word("outcome", first)
            return self._told(told_word) if told_word else next(iter(details), verdict)
        return verdict

    def _meant(self, text: str, group: str = "") -> Verdict:
        """Return what a text means, by the answers of the office first."""
        label = decoded(self.ledger, "outcome", text)
        told = self.mapping.word("outcome", text, label)
        verdict = read_outcome(label, self.edition, group)
        if told and not (group and verdict.trust is Trust.SURE):
            return self._told(told)
        if verdict.trust in (Trust.SURE, Trust.OPEN):
            return verdict
        told = (self.mapping.word("outcome", verdict.word) if verdict.word else None) or (
            self.mapping.within(label)
        )
        return self._told(told) if told else verdict

    def _told(self, answer: str) -> Verdict:
        if answer == OPEN:
            return Verdict(Trust.OPEN, "", OPEN)
        return Verdict(Trust.SURE, of_edition(answer, self.edition))

    def _harmless(self, row: LedgerRow, text: str) -> str:
        """Return a text without the name of the applicant."""
        name = row.text("name")
        return text.replace(name, "") if len(name) > 1 else text

    def _settled(self, row: LedgerRow, verdict: Verdict) -> str:
        """Return the outcome that a verdict says, or ask for it and return none."""
        if verdict.trust is Trust.SURE:
            return verdict.meaning
        if row.outcome_ticks and len(row.outcome_ticks) > 1:
            proposed = "partly_granted" if "granted" in row.outcome_ticks else ""
            self.questions.row("outcome", tr("打了不止一个勾"), row.place, proposed=proposed)
        elif not any(row.outcomes):
            self.questions.row("outcome", tr("有答复日期，没有办理结果"), row.place)
        elif NO_VALUE in row.outcomes:
            self.questions.row("outcome", tr("公式没有算出值"), row.place)
        elif word := verdict.word or self._short_word(row):
            note = read_outcome(self._harmless(row, row.text("note")), self.edition)
            if verdict.trust is Trust.ASK and note.trust is Trust.SURE:
                problem = tr("办理结果“{word}”没有说清，备注里有", word=word)
                self.questions.row("outcome", problem, row.place, proposed=note.meaning)
            else:
                self.questions.word("outcome", word, verdict.meaning, row.place)
        else:
            self.questions.row("outcome", tr("办理结果看不出是哪一种"), row.place)
        return ""

    def _short_word(self, row: LedgerRow) -> str:
        """Return the text of an outcome if it is a word of the office, not a sentence."""
        text = next((text for text in row.outcomes if text), "")
        return self._quotable(normal(self._harmless(row, text)))

    @cached_property
    def _often(self) -> Counter[str]:
        """How many rows have a word, and no applicant is called so."""
        words: Counter[str] = Counter()
        for row in self.ledger.rows:
            own = (*row.outcomes, *(row.text(role) for role in ("applicant", "review", "suit")))
            words.update({normal(word) for word in own})
        for name in {normal(row.text("name")) for row in self.ledger.rows}:
            words.pop(name, None)
        return words

    def _quotable(self, word: str) -> str:
        """Return an unknown word if it may be shown: a code, or one that several rows have."""
        # 外国人 in ten rows -> 外国人; 已当面交给王某 in one -> ""
        short = len(word) <= 12 and not re.search(r"\d{5}", word)
        return word if is_code(word) or (short and self._often[word] > 1) else ""

    # Requests handled together with another

    @cached_property
    def _rows_by_place(self) -> dict[str, LedgerRow]:
        return {str(row.place): row for row in self.ledger.rows}

    def _pointed(self, row: LedgerRow, seen: frozenset[Place]) -> tuple[Verdict, date | None]:
        """Return the answer of the request that a row points to."""
        told = self.mapping.row(row.place).pointer
        target = self._rows_by_place.get(told) if told else self._target(row)
        if target is None or target.place in seen or target.place == row.place:
            self.questions.pointer(tr("合并办理，没有找到所指的一件"), row.place)
            return Verdict(Trust.OPEN, "", OPEN), None
        received = self.mapping.row(target.place).received or self._plain_received(target)
        if received is None:
            return Verdict(Trust.OPEN, "", OPEN), None
        return self._answer(target, received, seen | {row.place})

    def _target(self, row: LedgerRow) -> LedgerRow | None:
        """Return the request that a text names by its number, or by its sheet and its place in it.

        # "合并办理，见2月第2号" -> the row of sheet 2月 whose 序号 is 2
        """
        text = " ".join((*row.outcomes, row.text("note")))
        plain = normal(text)
        numbered = [
            other
            for other in self.ledger.rows
            if len(normal(other.number)) > 3 and normal(other.number) in plain and other is not row
        ]
        if numbered:
            return max(numbered, key=lambda other: len(normal(other.number)))
        found = re.search(r"(?:(\d{1,2}月|[一二三四]季度))?第?(\d+)(?:号|件|条)", plain)
        if found is None:
            return None
        sheet = found[1] or ""
        for other in self.ledger.rows:
            at = other.place.sheet.rpartition("#")[2]
            if (at.endswith(sheet) if sheet else other.place.sheet == row.place.sheet) and (
                found[2] in (other.text("sequence"), other.number)
            ):
                return other if other is not row else None
        return None

    # Applicants

    def _applicant(self, row: LedgerRow) -> str:
        """Return the column of a request's applicant, or ask for it and return none."""
        told = self.mapping.row(row.place).applicant
        if told:
            return told
        if row.applicant_ticks and len(row.applicant_ticks) == 1:
            return row.applicant_ticks[0]
        if row.applicant_ticks:
            self.questions.row("applicant", tr("申请人类型打了不止一个勾"), row.place)
            return ""
        text = row.text("applicant")
        label = decoded(self.ledger, "applicant", text)
        if text and (answer := self.mapping.word("applicant", text, label)):
            return answer
        verdict = read_applicant(label)
        if verdict.trust is Trust.SURE:
            return verdict.meaning
        if not verdict.word:
            return self._by_name(row, text)
        if verdict.meaning or self._quotable(verdict.word):
            self.questions.word("applicant", verdict.word, verdict.meaning, row.place)
        else:
            self.questions.row("applicant", tr("申请人类型看不出是哪一类"), row.place)
        return ""

    def _by_name(self, row: LedgerRow, text: str) -> str:
        """Return the column that the end of a name says, where the class does not."""
        name = row.text("name")
        if answer := self.mapping.ending(name):
            return answer
        verdict = read_ending(name)
        if verdict.word:
            self.questions.word("ending", verdict.word, verdict.meaning, row.place)
            return ""
        if name and not text:
            return "natural_person"
        problem = tr("“{word}”，名称看不出是哪一类", word=text) if text else tr("没有申请人类型")
        self.questions.row("applicant", problem, row.place)
        return ""

    # Reviews and suits

    def _appeals(self, row: LedgerRow, received: date) -> tuple[Appeal, ...]:
        reviewed = row.text("review") not in _NO_EXTENSION
        kind = row.text("suit_kind")
        after = "复议后" in kind or (not kind and reviewed)
        suit = "litigation_after_review" if after else "litigation_direct"
        found = (
            self._appeal(row, received, "review", "review"),
            self._appeal(row, received, "suit", suit),
        )
        return tuple(appeal for appeal in found if appeal is not None)

    def _appeal(self, row: LedgerRow, received: date, role: str, table: str) -> Appeal | None:
        text = row.text(role)
        lodged = self._day(row, f"{role}_lodged", received)
        concluded = self._day(row, f"{role}_ended", received)
        if text in _NO_EXTENSION and not lodged and not concluded:
            return None
        verdict = read_appeal(text) if text not in _NO_EXTENSION else Verdict(Trust.SURE, "pending")
        told = self.mapping.row(row.place).appeal
        if answer := told or self.mapping.word("appeal", text):
            verdict = Verdict(Trust.SURE, answer)
        if verdict.meaning == "pending":
            return Appeal(table, "", lodged or received)
        day = concluded or lodged or self._day(row, "closed", received) or received
        if not self.start <= day <= self.end:
            return Appeal(table, "", lodged or received, day)
        if verdict.trust is not Trust.SURE and (verdict.meaning or self._quotable(verdict.word)):
            self.questions.word("appeal", verdict.word, verdict.meaning, row.place)
        elif verdict.trust is not Trust.SURE:
            self.questions.row("appeal", tr("复议、诉讼的结果看不出是哪一种"), row.place)
        return Appeal(table, verdict.meaning, lodged or received, day)


def _shape(number: str) -> str:
    """Return the shape of a number: 2024-012 -> 9-9."""
    return re.sub(r"\d+", "9", number)
