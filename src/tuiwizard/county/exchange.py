"""往来: what the county asked an office about its report, what it answered, and what is settled.

What was done is a list of entries that only grows; how things stand is read off it and the report
as it is now.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.report_ref import ReportRef, agency_key
from tuiwizard.words import plural, tr


class Received(Protocol):
    """A report as far as it is asked about; a row of the desk, which carries its exchange."""

    @property
    def office(self) -> str:
        """Its office's name as names are compared."""

    @property
    def year(self) -> int | None:
        """The report year, if it is known."""

    @property
    def sha256(self) -> str:
        """The digest of its file; empty where that is no report."""

    @property
    def trouble(self) -> str:
        """Why the file cannot be read; empty if it can."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of it."""

    @property
    def cross_findings(self) -> tuple[CrossReportFinding, ...]:
        """What it and other reports say together."""


class Deed(StrEnum):
    """What an entry says was done, as it is stored."""

    ASKED = "asked"
    ANSWERED = "answered"
    NOTED = "noted"
    CONTACT = "contact"
    KEPT = "kept"


class Asked(NamedTuple):
    """One question that was asked.

    Attributes:
        rule: The rule that found it; empty where a file could not be read.
        cells: The cells it is about.
        said: What was said.
    """

    rule: str
    cells: tuple[str, ...]
    said: str


class Entry(NamedTuple):
    """One thing that was done.

    Attributes:
        deed: What.
        when: Local time.
        office: The office's name.
        year: The report year; None where it is not known, or does not matter.
        text: An answer, a note, a contact.
        until: Until when an answer is asked for, as it was printed.
        settled: Whether an answer settles all that was asked.
        file: The name of the report's file.
        sha256: The digest of that file.
        asked: The questions.
        instead_of: The files that this one was kept in place of, as `file_key` names them.
    """

    deed: Deed
    when: datetime
    office: str
    year: int | None = None
    text: str = ""
    until: str = ""
    settled: bool = False
    file: str = ""
    sha256: str = ""
    asked: tuple[Asked, ...] = ()
    instead_of: tuple[str, ...] = ()


class Standing(StrEnum):
    """How far the questions to an office have come."""

    NONE = ""
    ASKED = tr("已退")
    ANSWERED = tr("答复")
    NEW_VERSION = tr("新稿")
    SETTLED = tr("办结")

    @property
    def rank(self) -> int:
        """Its place in the order: what the county has to look at next comes before."""
        order = (Standing.NONE, Standing.NEW_VERSION, Standing.ANSWERED, Standing.ASKED)
        return order.index(self) if self in order else len(order)


@dataclass(frozen=True)
class Exchange:
    """All that was said with one office about one report.

    Attributes:
        entries: What was done, the first first.
        contact: Whom to call; empty if nobody has written it down.
        last: The last time that questions were asked; None if none were.
        still: How many of those questions the report still raises.
        new: Whether its file is another one than that which was asked about.
    """

    entries: tuple[Entry, ...] = ()
    contact: str = ""
    last: Entry | None = None
    still: int = 0
    new: bool = False

    @property
    def standing(self) -> Standing:
        """How far it has come."""
        if self.last is None:
            return Standing.NONE
        if not self.still or (self.answer is not None and self.answer.settled):
            return Standing.SETTLED
        if self.new:
            return Standing.NEW_VERSION
        return Standing.ASKED if self.answer is None else Standing.ANSWERED

    @property
    def answer(self) -> Entry | None:
        """The last answer since questions were asked."""
        turns = (e for e in reversed(self.entries) if e.deed in (Deed.ASKED, Deed.ANSWERED))
        latest = next(turns, None)
        return latest if latest is not None and latest.deed is Deed.ANSWERED else None

    @property
    def notes(self) -> tuple[Entry, ...]:
        """What was noted down, the first first."""
        return tuple(entry for entry in self.entries if entry.deed is Deed.NOTED)

    @property
    def contact_words(self) -> str:
        """Whom to call, in words; empty if nobody has written it down."""
        return tr("联系人：{text}", text=self.contact) if self.contact else ""

    @property
    def words(self) -> str:
        """How things stand, in one sentence; empty where nothing was asked."""
        if self.last is None:
            return ""
        asked = plural("{day} 退回 {n} 处", len(self.last.asked), day=day_of(self.last))
        parts = [asked]
        if self.last.until:
            parts.append(tr("请 {until} 前答复", until=self.last.until))
        if self.answer is not None:
            parts.append(tr("{day} 答复：{text}", day=day_of(self.answer), text=self.answer.text))
        if self.new:
            parts.append(tr("收到新稿"))
        gone = len(self.last.asked) - self.still
        parts.append(
            tr("{gone} 处已改正或说明，{still} 处还在", gone=gone, still=self.still)
            if self.still
            else tr("都已改正或说明")
        )
        return tr("往来（{standing}）：{words}", standing=self.standing, words=tr("，").join(parts))


NOTHING = Exchange()


@dataclass(frozen=True)
class Book:
    """Everything that was done, and where it is looked for.

    Attributes:
        entries: What was done, the first first.
        trouble: Why it cannot be read: one sentence.
    """

    entries: tuple[Entry, ...] = ()
    trouble: str = ""
    _by_office: Mapping[str, Sequence[Entry]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_office: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_office.setdefault(agency_key(entry.office), []).append(entry)
        object.__setattr__(self, "_by_office", by_office)

    def of(self, row: Received) -> Exchange:
        """Return what was said with the office of a row about its report."""
        entries = tuple(
            entry
            for entry in self._by_office.get(row.office, ())
            if entry.year is None or row.year is None or entry.year == row.year
        )
        if not entries:
            return NOTHING
        contacts = (e.text for e in reversed(entries) if e.deed is Deed.CONTACT)
        last = next((e for e in reversed(entries) if e.deed is Deed.ASKED), None)
        still = 0 if last is None else _still(last.asked, questions_of(row))
        new = last is not None and bool(row.sha256) and row.sha256 != last.sha256
        return Exchange(entries, next(contacts, ""), last, still, new)

    def kept_instead(self, ref: ReportRef) -> str:
        """Return the name of the file that was kept in place of a report; empty if none was.

        A choice holds for the content it was made of: what comes later is judged anew.
        """
        for entry in reversed(self._by_office.get(agency_key(ref.agency), ())):
            if entry.deed is Deed.KEPT and entry.year == ref.year:
                return entry.file if file_key(ref) in entry.instead_of else ""
        return ""


NO_BOOK = Book()


def file_key(ref: ReportRef) -> str:
    """Return what tells a file from others wherever it lies: its content and its name."""
    return f"{ref.sha256}/{Path(ref.file).name}"


def questions_of(row: Received) -> tuple[Asked, ...]:
    """Return what there is to ask about a report: its errors, and queries nobody has explained."""
    if row.trouble:
        return (Asked("", (), row.trouble),)
    every: tuple[Finding | CrossReportFinding, ...] = (*row.findings, *row.cross_findings)
    return tuple(Asked(f.rule, f.cells, str(f.message)) for f in every if _is_asked(f))


def _is_asked(found: Finding | CrossReportFinding) -> bool:
    if isinstance(found, Finding):
        return found.blocks
    return found.severity in (Severity.ERROR, Severity.QUERY)


def _still(asked: Iterable[Asked], now: Iterable[Asked]) -> int:
    """Count the questions that are still open: of one rule about the same cells."""
    before, after = (Counter((a.rule, a.cells) for a in some) for some in (asked, now))
    return (before & after).total()


def day_of(entry: Entry) -> str:
    """Return the day of an entry: 1月12日."""
    return tr("{month}月{day}日", month=entry.when.month, day=entry.when.day)


def entry_words(entry: Entry) -> str:
    """Word one entry on a line."""
    day = f"{entry.when:%m-%d %H:%M}"
    match entry.deed:
        case Deed.ASKED:
            until = tr("，请 {until} 前答复", until=entry.until) if entry.until else ""
            words = plural(
                "退回 {n} 处（{file}）{until}", len(entry.asked), file=entry.file, until=until
            )
        case Deed.ANSWERED:
            done = tr("（办结）") if entry.settled else ""
            words = tr("答复{done}：{text}", done=done, text=entry.text)
        case Deed.NOTED:
            words = tr("备注：{text}", text=entry.text)
        case Deed.CONTACT:
            words = tr("联系人：{text}", text=entry.text)
        case Deed.KEPT:
            words = tr("留用 {file}", file=entry.file)
    return f"{day}  {words}"
