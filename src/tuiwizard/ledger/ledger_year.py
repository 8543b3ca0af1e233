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
    _quotable: dict[str, str] = field(default_factory=dict, init=False)

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

    @cached_property
    def _names(self) -> frozenset[str]:
        names = {normal(row.text("name")) for row in self.ledger.rows}
        return frozenset(name for name in names if len(name) > 1)

    def quotable(self, word: str) -> str:
        """Return an unknown word if it may be shown: a code, or one that several rows have."""
        # 外国人 in ten rows -> 外国人; 已当面交给王某 in one, or where 王某 applied -> ""
        if word not in self._quotable:
            often = len(word) <= 12 and not re.search(r"\d{5}", word) and self._often[word] > 1
            shown = is_code(word) or (often and not any(name in word for name in self._names))
            self._quotable[word] = word if shown else ""
        return self._quotable[word]
