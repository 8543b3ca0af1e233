"""Everything the rules may look at, as one frozen value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from tuiwizard.forms.common import Violation
from tuiwizard.forms.editions import chapter_keys
from tuiwizard.forms.layout import narratives
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.report.kept_count import NO_COUNT, KeptCount
from tuiwizard.words import Message, numeral

NO_PREVIOUS = Message("没有给出上年年报，可以用 --previous，或在向导里按 Ctrl+P 选“选上年年报”")

ANOTHER_COUNT = Message("台账的明细不是这份草稿数的那一次，请重新数台账")


@dataclass(frozen=True)
class Case:
    """A draft and what it is compared with.

    Attributes:
        draft: The draft to judge.
        previous: Last year's report, if it can be compared with.
        no_previous: Why it cannot; None if none was given.
        last_digests: What the draft kept of last year's texts, by path; None where the texts
            themselves are compared.
        changed: What is to be said of the file of last year's report, if it is not what it was.
        today: The day on which it is judged; None leaves out what depends on it.
        printed: Figures as a source printed them, totals included, by cell path; None is a
            blank. Empty for a draft that was typed: its totals are computed and cannot differ.
        count: What was counted from the ledger, this year and last.
    """

    draft: Draft
    previous: Draft | None = None
    no_previous: Message | None = None
    today: date | None = None
    printed: Mapping[str, int | Decimal | None] = field(default_factory=dict)
    count: KeptCount = NO_COUNT
    last_digests: Mapping[str, str] | None = None
    changed: Message | None = None

    @cached_property
    def narratives(self) -> dict[str, str]:
        """The texts under the headings of the form, by path."""
        return {cell.path: self.this.text(cell.path) for cell in narratives(self.draft.edition)}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The introduction and the narratives, by path."""
        path = "agency.introduction"
        return {path: self.this.text(path), **self.narratives}

    @cached_property
    def violations(self) -> Mapping[str, Sequence[Violation]]:
        """What keeps sections out of the report, by the hard rule it breaks."""
        found: dict[str, list[Violation]] = {}
        for key in self.draft.section_keys:
            for violation in self.draft.violations(key):
                found.setdefault(violation.rule, []).append(violation)
        return found

    def number(self, key: str) -> Message:
        """Return the number of a section on the form, which is its table's number, too."""
        return numeral(chapter_keys(self.draft.edition).index(key) + 1)

    @cached_property
    def this(self) -> Figures:
        """The figures and texts of the draft."""
        return Figures(self.draft)

    @cached_property
    def last(self) -> Figures | None:
        """The figures and texts of last year's report; None where it cannot be compared with."""
        if self.previous is None or self.previous.year != self.draft.year - 1:
            return None
        return Figures(self.previous)

    @property
    def kept(self) -> KeptCount:
        """What was counted for the draft; nothing of a count that it does not remember."""
        if self.draft.ledger is None:
            return KeptCount(last=self.count.last)
        record = self.count.record
        if record is None or (record.source, record.year) == (self.draft.ledger, self.draft.year):
            return self.count
        return KeptCount(reason=ANOTHER_COUNT, last=self.count.last)

    @property
    def why_no_last(self) -> Message:
        """The reason why `last` is None, where it is."""
        if self.previous is None:
            return self.no_previous or NO_PREVIOUS
        return Message(
            "给出的上年年报是 {given} 年的，不是 {wanted} 年的，请换成上一年的",
            given=self.previous.year,
            wanted=self.draft.year - 1,
        )

    def after(self, draft: Draft) -> "Case":
        """Return the case with another draft; what was read of unchanged sections is kept."""
        case = replace(self, draft=draft)
        case.__dict__["this"] = Figures(draft, self.this)
        if draft.year == self.draft.year:
            case.__dict__["last"] = self.last
        return case
