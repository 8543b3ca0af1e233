"""A draft: a valid report, the entries of its unfinished sections, and its metadata."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from tuiwizard.errors import YearError
from tuiwizard.forms.common import Violation
from tuiwizard.forms.editions import report_model, section_keys
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.report import CommonReport
from tuiwizard.forms.years import edition_for
from tuiwizard.report.entries import Entries, Reading, entries_of, read
from tuiwizard.report.metadata import CountedFrom, Explanation, Previous, SignOff, Source
from tuiwizard.words import plural


class SectionState(StrEnum):
    """Return how far a section has come."""

    NOT_STARTED = "not_started"
    FILLING = "filling"
    WRONG = "wrong"
    COMPLETE = "complete"


class Progress(NamedTuple):
    """The state of a section in numbers.

    Attributes:
        state: How far it has come.
        missing: Cells that are blank (R002 and empty texts).
        wrong: Violations other than blanks.
    """

    state: SectionState
    missing: int = 0
    wrong: int = 0


BLANK_RULES = frozenset(("R001", "R002", "R101", "R501"))
"""Rules that say something is still to be filled in."""


class Unfinished(NamedTuple):
    """The entries of a section that is not in the report, and why it is not."""

    entries: Entries
    violations: tuple[Violation, ...]


class Correction(NamedTuple):
    """A published version that was replaced because something in it was wrong (更正).

    Attributes:
        version: The draft as it was signed and published, without the corrections before it.
        published: The day on which it was published; None where nobody has said it.
        reason: Why it is corrected; empty until somebody has said it.
    """

    version: "Draft"
    published: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Draft:
    """What the draft file holds. Frozen: every change makes a new draft.

    A section is in `report` or in `unfinished`, or in neither while nothing was typed; never
    in both.

    Attributes:
        report: The sections that are finished.
        unfinished: What was typed into the others.
        explanations: Queries settled in writing.
        previous: Last year's report.
        sign_off: Who made sure of what.
        sources: The reports that were added up into this one.
        summed: The digest of the figures as they were added up; empty where none were.
        ledger: The ledger that figures were counted from.
        dated: The day that is printed under the report (成文日期), where it is not that of the
            sign-off.
        corrections: The published versions that this one replaces, the first one first.
    """

    report: CommonReport
    unfinished: Mapping[str, Unfinished] = field(default_factory=dict)
    explanations: tuple[Explanation, ...] = ()
    previous: Previous | None = None
    sign_off: SignOff | None = None
    sources: tuple[Source, ...] = ()
    summed: str = ""
    ledger: CountedFrom | None = None
    dated: date | None = None
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def new(cls, year: int, *, name: str = "", level: str = "") -> "Draft":
        """Return an empty draft.

        Args:
            year: The report year.
            name: The office's name, if known.
            level: The key of its level, if known.

        Raises:
            YearError: No edition of the form covers the year.
        """
        edition = edition_for(year)
        draft = cls(report_model(edition).model_validate({"edition": edition, "year": year}))
        texts = {"agency.name": name, "agency.level": level}
        return draft.with_texts(texts) if name or level else draft

    @property
    def year(self) -> int:
        """The report year."""
        return self.report.year

    @property
    def edition(self) -> str:
        """The key of the edition of the form."""
        return self.report.edition

    @property
    def section_keys(self) -> tuple[str, ...]:
        """The keys of the edition's sections, in the order of the form."""
        return section_keys(self.edition)

    @property
    def agency_name(self) -> str:
        """The name of the agency as it was typed; empty if it was not."""
        if self.report.agency is not None:
            return self.report.agency.name
        return self.entries("agency").get("agency.name")

    def entries(self, key: str) -> Entries:
        """Return the texts of a section, as typed or as its finished figures print."""
        section = self.report.section(key)
        if section is not None:
            return entries_of(self.edition, key, section)
        return self.unfinished[key].entries if key in self.unfinished else Entries()

    def violations(self, key: str) -> tuple[Violation, ...]:
        """Return why a section is not in the report; nothing for a finished one."""
        if self.report.section(key) is not None:
            return ()
        if key in self.unfinished:
            return self.unfinished[key].violations
        return _untouched(self.edition, key)

    def progress(self, key: str) -> Progress:
        """Return how far a section has come."""
        if self.report.section(key) is not None:
            return Progress(SectionState.COMPLETE)
        violations = self.violations(key)
        missing = sum(violation.rule in BLANK_RULES for violation in violations)
        wrong = len(violations) - missing
        if key not in self.unfinished:
            return Progress(SectionState.NOT_STARTED, missing)
        return Progress(SectionState.WRONG if wrong else SectionState.FILLING, missing, wrong)

    def with_entries(self, key: str, entries: Entries) -> "Draft":
        """Return the draft with the texts of one section replaced."""
        return self._with_reading(key, entries, read(self.edition, key, entries))

    def _with_reading(self, key: str, entries: Entries, reading: Reading) -> "Draft":
        rest = {k: self.unfinished[k] for k in self.unfinished if k != key}
        if reading.section is None and entries:
            rest[key] = Unfinished(entries, reading.violations)
        ordered = {k: rest[k] for k in self.section_keys if k in rest}
        report = self.report.with_section(key, reading.section)
        return replace(self, report=report, unfinished=ordered)

    def with_texts(self, changes: Mapping[str, str]) -> "Draft":
        """Return the draft with some cells typed over, in any sections.

        Args:
            changes: Texts by full cell path; an empty text clears its cell.

        Raises:
            KeyError: A path is not a cell that is filled in by hand.
        """
        for path in changes:
            if cells_by_path(self.edition, path.partition(".")[0])[path].computed:
                raise KeyError(path)
        draft = self
        for key in self.section_keys:
            texts = {p: t for p, t in changes.items() if p.partition(".")[0] == key}
            if texts:
                draft = draft.with_entries(key, draft.entries(key).with_texts(texts))
        return draft

    def with_year(self, year: int) -> "Draft":
        """Return the draft for another report year, on that year's form.

        Raises:
            YearError: No edition covers the year, or its form has no place for what is
                filled in already.
        """
        edition = edition_for(year)
        texts = {k: self.entries(k) for k in self.section_keys}
        if edition != self.edition:
            _refuse_loss(edition, year, texts)
        model = report_model(edition)
        report = model.model_validate({"edition": edition, "year": year})
        draft = replace(self, report=report, unfinished={})
        for key, entries in texts.items():
            if entries:
                draft = draft.with_entries(key, entries)
        return draft


@cache
def _untouched(edition: str, key: str) -> tuple[Violation, ...]:
    """Return the violations of a section in which nothing was typed."""
    return read(edition, key, Entries()).violations


def _refuse_loss(edition: str, year: int, texts: Mapping[str, Entries]) -> None:
    """Raise YearError if an edition has no cells for some of the texts."""
    lost = [
        path
        for key, entries in texts.items()
        for path in entries.texts
        if path not in cells_by_path(edition, key)
    ]
    if lost:
        raise YearError(
            plural(
                "{year} 年用 {edition} 版表格，已填的 {n} 格（如 {path}）在那一版没有位置；"
                "请另建一份草稿，或先清空这些格",
                len(lost),
                year=year,
                edition=edition,
                path=lost[0],
            )
        )
