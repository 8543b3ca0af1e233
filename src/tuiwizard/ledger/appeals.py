"""Reviews and suits about requests, for table 4."""

import re
from dataclasses import dataclass
from datetime import date

from tuiwizard.ledger.ledger_year import NOTHING, LedgerYear
from tuiwizard.ledger.request import Appeal
from tuiwizard.ledger.request_days import RequestDays
from tuiwizard.ledger.rows import LedgerRow
from tuiwizard.ledger.vocabulary import Trust, Verdict, read_appeal
from tuiwizard.words import tr

_AFTER = re.compile("复议后|^(已|经|已经|经过)?复议$|^是$")


@dataclass
class Appeals:
    """Reads the reviews and suits of rows, and asks for results that are not told."""

    of: LedgerYear
    days: RequestDays

    def tables(self) -> frozenset[str]:
        """Return the groups of table 4 that the ledger has columns for."""
        told = {role.partition("_")[0] for role in self.of.ledger.roles}
        review = {"review"} if "review" in told else set()
        suits = {"litigation_direct", "litigation_after_review"}
        return frozenset(review | (suits if "suit" in told else set()))

    def about(self, row: LedgerRow, received: date) -> tuple[Appeal, ...]:
        """Return the review and the suit about a request."""
        reviewed = row.text("review") not in NOTHING
        kind = row.text("suit_kind")
        after = _AFTER.search(kind) or (not kind and reviewed)
        suit = "litigation_after_review" if after else "litigation_direct"
        found = (
            self._appeal(row, received, "review", "review"),
            self._appeal(row, received, "suit", suit),
        )
        return tuple(appeal for appeal in found if appeal is not None)

    def _appeal(self, row: LedgerRow, received: date, role: str, table: str) -> Appeal | None:
        text = row.text(role)
        lodged = self.days.later(row, f"{role}_lodged", received)
        concluded = self.days.later(row, f"{role}_ended", received)
        if text in NOTHING and not lodged and not concluded:
            return None
        verdict = read_appeal(text) if text not in NOTHING else Verdict(Trust.SURE, "pending")
        told = self.of.told(row).appeal
        if answer := told or self.of.mapping.word("appeal", text):
            verdict = Verdict(Trust.SURE, answer)
        if verdict.meaning == "pending":
            return Appeal(table, "", lodged or received)
        day = concluded or lodged or self.days.later(row, "closed", received) or received
        if not self.of.start <= day <= self.of.end:
            return Appeal(table, "", lodged or received, day)
        if verdict.trust is not Trust.SURE and (verdict.meaning or self.of.quotable(verdict.word)):
            self.of.questions.word("appeal", verdict.word, verdict.meaning, row.place)
        elif verdict.trust is not Trust.SURE:
            self.of.questions.row("appeal", tr("复议、诉讼的结果看不出是哪一种"), row.place)
        return Appeal(table, verdict.meaning, lodged or received, day)
