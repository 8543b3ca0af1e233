"""A ledger read for the report of one year: what the parts of the reading have in common."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tuiwizard.ledger.codes import is_code
from tuiwizard.ledger.mapping import Mapping, RowAnswers
from tuiwizard.ledger.questions import Questions
from tuiwizard.ledger.request import SetAside
from tuiwizard.ledger.rows import Ledger, LedgerRow
from tuiwizard.report.labels import normal

NOTHING = frozenset(
    ("", "否", "无", "未延期", "不延期", "0", "×", "-", "/")
)  # not said: looked for
"""What a cell says that means no extension, no review, no suit."""


@dataclass
class LedgerYear:
    """A ledger and its year, the answers that were given, and what is asked.

    Attributes:
        ledger: The rows.
        mapping: The answers that were given.
        start: The first day of the year.
        end: The last day that counts.
        edition: The edition of the form.
        questions: What is open so far.
        aside: The rows that do not count, so far.
    """

    ledger: Ledger
    mapping: Mapping
    start: date
    end: date
    edition: str
    questions: Questions = field(default_factory=Questions)
    aside: list[SetAside] = field(default_factory=list)

    def told(self, row: LedgerRow) -> RowAnswers:
        """Return the answers that were given for one row."""
        return self.mapping.row(row.place)

    @staticmethod
    def without_name(row: LedgerRow, text: str) -> str:
        """Return a text without the name of the applicant."""
        name = row.text("name")
        return text.replace(name, "") if len(name) > 1 else text

    @cached_property
    def _often(self) -> Counter[str]:
        """How many rows have a word, and no applicant is called so."""
        words: Counter[str] = Counter()
        for row in self.ledger.rows:
            own = (
                *row.outcomes,
                *(row.text(role) for role in ("applicant", "review", "suit", "topic")),
            )
            words.update({normal(word) for word in own})
        for name in {normal(row.text("name")) for row in self.ledger.rows}:
            words.pop(name, None)
        return words

    def quotable(self, word: str) -> str:
        """Return an unknown word if it may be shown: a code, or one that several rows have."""
        # 外国人 in ten rows -> 外国人; 已当面交给王某 in one -> ""
        short = len(word) <= 12 and not re.search(r"\d{5}", word)
        return word if is_code(word) or (short and self._often[word] > 1) else ""
