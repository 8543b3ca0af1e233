"""Who asked: the column of an applicant, by its class, a tick, or the end of a name."""

from dataclasses import dataclass

from tuiwizard.ledger.headers import BY_NAME
from tuiwizard.ledger.ledger_year import LedgerYear
from tuiwizard.ledger.rows import LedgerRow
from tuiwizard.ledger.vocabulary import Trust, read_applicant, read_ending
from tuiwizard.words import tr


@dataclass
class ApplicantClasses:
    """Reads the class of applicants, and asks for what is not told; a name is never kept."""

    of: LedgerYear

    def column(self, row: LedgerRow) -> str:
        """Return the column of a request's applicant, or ask for it and return none."""
        told = self.of.told(row).applicant
        if told:
            return told
        if row.applicant_ticks and len(row.applicant_ticks) == 1:
            (tick,) = row.applicant_ticks
            return self._by_name(row, tick) if tick == BY_NAME else tick
        if row.applicant_ticks:
            self.of.questions.row("applicant", tr("申请人类型打了不止一个勾"), row.place)
            return ""
        text = row.text("applicant")
        label = self.of.ledger.codes.decoded("applicant", text)
        if text and (answer := self.of.mapping.word("applicant", text, label)):
            return answer
        verdict = read_applicant(label)
        if verdict.trust is Trust.SURE:
            return verdict.meaning
        if not verdict.word:
            return self._by_name(row, text)
        if verdict.meaning or self.of.quotable(verdict.word):
            self.of.questions.word("applicant", verdict.word, verdict.meaning, row.place)
        else:
            self.of.questions.row("applicant", tr("申请人类型看不出是哪一类"), row.place)
        return ""

    def _by_name(self, row: LedgerRow, text: str) -> str:
        """Return the column that the end of a name says, where the class does not."""
        name = row.text("name")
        if answer := self.of.mapping.ending(name):
            return answer
        verdict = read_ending(name)
        if verdict.word:
            self.of.questions.word("ending", verdict.word, verdict.meaning, row.place)
            return ""
        if name and not text:
            return "natural_person"
        problem = tr("“{word}”，名称看不出是哪一类", word=text) if text else tr("没有申请人类型")
        self.of.questions.row("applicant", problem, row.place)
        return ""
