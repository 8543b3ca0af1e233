"""What became of a request, by the words, ticks and articles of its row or of one it names."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tuiwizard.ledger.codes import is_code
from tuiwizard.ledger.ledger_year import NOTHING, LedgerYear
from tuiwizard.ledger.mapping import OPEN, SAME
from tuiwizard.ledger.request import Place
from tuiwizard.ledger.request_days import RequestDays
from tuiwizard.ledger.rows import LedgerRow
from tuiwizard.ledger.sheets import NO_VALUE
from tuiwizard.ledger.vocabulary import Trust, Verdict, of_edition, read_outcome
from tuiwizard.report.labels import normal
from tuiwizard.words import tr

_SHORT = 3
_STILL = re.compile("办理中|正在办理|未答复|在办|未办结")


@dataclass
class Outcomes:
    """Reads the outcomes of rows, and asks for those that are not told.

    Attributes:
        of: The ledger and its year.
        days: The days of its rows.
        parts: The rows of each application that was split, by the first of them.
    """

    of: LedgerYear
    days: RequestDays
    parts: dict[Place, list[LedgerRow]] = field(default_factory=dict)

    def answer(
        self, row: LedgerRow, received: date, seen: frozenset[Place] = frozenset()
    ) -> tuple[Verdict, date | None]:
        """Return what became of a request, and the day of its answer."""
        verdict = self._verdict(row)
        if row.place in self.parts:
            return self._answer_of_parts(self.parts[row.place], received)
        told = self.of.told(row)
        if verdict.meaning == SAME and verdict.trust is Trust.SURE:
            return self._pointed(row, seen)
        closed = told.closed or self.days.later(row, "closed", received)
        going = verdict.trust is Trust.OPEN and verdict.word
        if going and closed and _STILL.search(normal("".join(row.outcomes))):
            self.of.questions.row("outcome", tr("写着还没有答复，又有答复日期"), row.place)
        if verdict.trust is Trust.OPEN and (verdict.word or closed is None):
            unread = row.text("closed") if not verdict.word and closed is None else ""
            if unread and unread not in NOTHING:
                problem = self.days.without_value(row, "closed") or tr("答复日期读不出来")
                self.of.questions.row("closed", problem, row.place)
            return verdict, None
        if verdict.trust is Trust.OPEN:
            verdict = Verdict(Trust.ASK)
        return verdict, closed

    def _answer_of_parts(
        self, parts: list[LedgerRow], received: date
    ) -> tuple[Verdict, date | None]:
        answers = [
            (
                self._verdict(part),
                self.of.told(part).closed or self.days.later(part, "closed", received),
            )
            for part in parts
        ]
        days = [day for _, day in answers if day is not None]
        meanings = {verdict.meaning for verdict, _ in answers}
        if len(days) < len(parts) or any(v.trust is Trust.OPEN for v, _ in answers):
            return Verdict(Trust.OPEN, "", OPEN), None
        if told := self.of.told(parts[0]).outcome:
            return self._told(told), max(days)
        if len(meanings) == 1 or any(v.trust is not Trust.SURE for v, _ in answers):
            return next((v for v, _ in answers if v.trust is not Trust.SURE), answers[0][0]), max(
                days
            )
        given = meanings & {"granted", "partly_granted"}
        return (Verdict(Trust.SURE, "partly_granted") if given else Verdict(Trust.ASK)), max(days)

    def _verdict(self, row: LedgerRow) -> Verdict:
        """Return what a row's own words, ticks or answer say of its outcome."""
        told = self.of.told(row)
        if told.pointer:
            return Verdict(Trust.SURE, SAME)
        if told.outcome:
            return self._told(told.outcome)
        if row.outcome_ticks:
            return Verdict(
                Trust.SURE if len(row.outcome_ticks) == 1 else Trust.ASK, row.outcome_ticks[0]
            )
        texts = [self.of.without_name(row, text) for text in row.outcomes]
        first, *others = [text for text in texts if text] or [""]
        if not first:
            return Verdict(Trust.OPEN)
        verdict = self._meant(first)
        if verdict.trust in (Trust.ASK, Trust.PROPOSED):
            details = [self._meant(text, first) for text in others]
            for detail in details:
                if detail.trust in (Trust.SURE, Trust.PROPOSED) and detail.meaning:
                    return detail
            told_word = self.of.mapping.word("outcome", first)
            return self._told(told_word) if told_word else next(iter(details), verdict)
        return verdict

    def _meant(self, text: str, group: str = "") -> Verdict:
        """Return what a text means, by the answers of the office first."""
        label = self.of.ledger.codes.decoded("outcome", text)
        told = self.of.mapping.word("outcome", text, label)
        verdict = read_outcome(label, self.of.edition, group)
        if told and not (group and verdict.trust is Trust.SURE):
            return self._told(told)
        if verdict.trust in (Trust.SURE, Trust.OPEN):
            return verdict
        told = (self.of.mapping.word("outcome", verdict.word) if verdict.word else None) or (
            self.of.mapping.within(label)
        )
        return self._told(told) if told else verdict

    def _told(self, answer: str) -> Verdict:
        if answer == OPEN:
            return Verdict(Trust.OPEN, "", OPEN)
        return Verdict(Trust.SURE, of_edition(answer, self.of.edition))

    def settled(self, row: LedgerRow, verdict: Verdict) -> str:
        """Return the outcome that a verdict says, or ask for it and return none."""
        if verdict.trust is Trust.SURE:
            return verdict.meaning
        if row.outcome_ticks and len(row.outcome_ticks) > 1:
            proposed = "partly_granted" if "granted" in row.outcome_ticks else ""
            self.of.questions.row("outcome", tr("打了不止一个勾"), row.place, proposed=proposed)
        elif not any(row.outcomes):
            note = read_outcome(self.of.without_name(row, row.text("note")), self.of.edition)
            proposed = note.meaning if note.trust is Trust.SURE else ""
            problem = tr("有答复日期，没有办理结果")
            self.of.questions.row("outcome", problem, row.place, proposed=proposed)
        elif NO_VALUE in row.outcomes:
            self.of.questions.row("outcome", tr("公式没有算出值"), row.place)
        elif word := verdict.word or self._short_word(row):
            note = read_outcome(self.of.without_name(row, row.text("note")), self.of.edition)
            if verdict.trust is Trust.ASK and note.trust is Trust.SURE:
                problem = tr("办理结果“{word}”没有说清，备注里有", word=word)
                self.of.questions.row("outcome", problem, row.place, proposed=note.meaning)
            else:
                self.of.questions.word("outcome", word, verdict.meaning, row.place)
        else:
            problem = tr("办理结果看不出是哪一种")
            self.of.questions.row("outcome", problem, row.place, proposed=verdict.meaning)
        return ""

    def _short_word(self, row: LedgerRow) -> str:
        """Return the text of an outcome if it is a word of the office, not a sentence."""
        text = next((text for text in row.outcomes if text), "")
        if is_code(text):
            return text
        return self.of.quotable(normal(self.of.without_name(row, text)))

    @cached_property
    def _rows_by_place(self) -> dict[str, LedgerRow]:
        return {str(row.place): row for row in self.of.ledger.rows}

    @cached_property
    def _numbered(self) -> list[tuple[str, LedgerRow]]:
        """The rows with a number that is long enough to be one, as numbers are compared."""
        known = ((normal(row.number), row) for row in self.of.ledger.rows if row.number)
        return [(number, row) for number, row in known if len(number) > _SHORT]

    def _pointed(self, row: LedgerRow, seen: frozenset[Place]) -> tuple[Verdict, date | None]:
        """Return the answer of the request that a row points to."""
        told = self.of.told(row).pointer
        target = self._rows_by_place.get(told) if told else self._target(row)
        if target is None or target.place in seen or target.place == row.place:
            self.of.questions.pointer(tr("合并办理，没有找到所指的一件"), row.place)
            return Verdict(Trust.OPEN, "", OPEN), None
        received = self.of.told(target).received or self.days.received(target)
        if received is None:
            return Verdict(Trust.OPEN, "", OPEN), None
        return self.answer(target, received, seen | {row.place})

    def _target(self, row: LedgerRow) -> LedgerRow | None:
        """Return the request that a text names by its number, or by its sheet and its place in it.

        # "合并办理，见2月第2号" -> the row of sheet 2月 whose 序号 is 2
        """
        plain = normal(" ".join((*row.outcomes, row.text("note"))))
        numbered = [
            other
            for number, other in self._numbered
            if number in plain and other is not row and _stands_alone(number, plain)
        ]
        if numbered:
            return max(numbered, key=lambda other: len(normal(other.number)))
        found = re.search(r"(?:(\d{1,2}月|[一二三四]季度))?第?(\d+)(?:号|件|条)", plain)
        if found is None:
            return None
        sheet = re.compile(rf"(?<!\d){found[1]}$" if found[1] else f"^{re.escape(_sheet(row))}$")
        for other in self.of.ledger.rows:
            if sheet.search(_sheet(other)) and found[2] in (other.text("sequence"), other.number):
                return other if other is not row else None
        return None


def _sheet(row: LedgerRow) -> str:
    return row.place.sheet.rpartition("#")[2]


def _stands_alone(number: str, text: str) -> bool:
    """Return whether a text names a number, and not one that only begins or ends like it."""
    # 2024-1 is not named by "见2024-12"
    return bool(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text))
