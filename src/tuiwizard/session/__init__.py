"""The wizard without a screen: a draft, its history, its file, and what the checks say of it.

Every change goes through here and makes a new `Draft`; widgets read from it and hold no
figure of their own.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from tuiwizard.drafts import count_file, last_year, named_files, recents, store
from tuiwizard.drafts.agency_memory import AgencyMemory
from tuiwizard.drafts.draft_file import DraftFile
from tuiwizard.drafts.last_year import LastYear
from tuiwizard.drafts.recents import Recent
from tuiwizard.forms.names import likely_level
from tuiwizard.importing import published as read_published
from tuiwizard.ledger import recount
from tuiwizard.report import correcting, remarks, sign_off
from tuiwizard.report.draft import Draft
from tuiwizard.report.kept_count import KeptCount
from tuiwizard.report.metadata import Explanation, Remark, Signatory, SignOff
from tuiwizard.report.sign_off import SignOffStatus
from tuiwizard.rules import explanations, year_over_year
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Fix
from tuiwizard.rules.narrative.brought_forward import BroughtForward, Passage, bring_forward
from tuiwizard.rules.registry import Checker
from tuiwizard.rules.signing import OPEN_REMARK
from tuiwizard.session import clock
from tuiwizard.session.changes import Change
from tuiwizard.session.editing import Editing
from tuiwizard.session.published import Published
from tuiwizard.session.unseen import Unseen
from tuiwizard.settings import settled_or_remembered
from tuiwizard.words import plural, tr

__all__ = ["Change", "Session"]


class Session(Editing):
    """One draft being worked on.

    Args:
        draft: The draft as opened.
        path: Its file; it need not exist yet.
        saved: Whether the file holds this draft.
        today: The day of the work; the local day if not given.
    """

    def __init__(
        self, draft: Draft, path: Path, *, saved: bool = False, today: date | None = None
    ) -> None:
        super().__init__(draft)
        self.file = DraftFile(path)
        if saved:
            self.file.holds(draft)
        self._checker = Checker()
        self._case = case_of(draft, path, today or date.today())  # noqa: DTZ011 - the local day
        self._count: KeptCount | None = None
        self._found: tuple[Draft, tuple[Finding, ...]] | None = None
        self._unseen = Unseen()
        self._published = Published(draft, path)

    @classmethod
    def open(cls, path: Path, data: bytes | None = None) -> "Session":
        """A session on an existing draft file.

        Args:
            path: The file.
            data: What is in it, where it has been read already.

        Raises:
            DraftError: The file cannot be read as a draft.
        """
        file = DraftFile(path)
        session = cls(file.read(data), path)
        session.file = file
        return session

    @classmethod
    def create(cls, path: Path, draft: Draft) -> "Session":
        """A session on a new draft file, written at once.

        Raises:
            SaveError: The file exists already or cannot be written.
        """
        store.create(path, draft)
        return cls(draft, path, saved=True)

    @property
    def path(self) -> Path:
        """The draft's file."""
        return self.file.path

    @path.setter
    def path(self, path: Path) -> None:
        """Work on another file from now on, which is not there yet."""
        self.file = DraftFile(path)

    @property
    def dirty(self) -> bool:
        """Whether the draft differs from what was last saved."""
        return self.draft is not self.file.saved

    def save(self) -> None:
        """Write the draft to its file if it changed.

        Raises:
            SaveError: It could not be written; the work stays in memory.
        """
        self.file.save(self.draft)

    def remember(self, at: str) -> None:
        """Keep where the person is, for the next time.

        Args:
            at: The cell or the step.
        """
        before = recents.recent_for(self.path)
        posted = before.posted if before and before.content == self.sign_off.content else ()
        self._remember(at, posted)

    def remember_place(self, at: str) -> None:
        """Keep where the person is, and no more: without a rule being run, one may be at fault.

        Args:
            at: The cell or the step.
        """
        when = clock.now().isoformat(timespec="seconds")
        agency, year = self.text("agency.name"), self.draft.year
        known = recents.recent_for(self.path)
        if known is None:
            known = Recent(str(self.path.resolve()), agency, year, 0, at, when)
        recents.remember(replace(known, agency=agency, year=year, at=at, when=when))

    def remember_posted(self, at: str, formats: Iterable[str]) -> None:
        """Keep that the report was written as it is to be posted, and where the person is.

        Args:
            at: The cell or the step.
            formats: The names of the formats.
        """
        self._remember(at, tuple(formats))

    def _remember(self, at: str, posted: tuple[str, ...]) -> None:
        """Put the draft at the head of the recent ones, with how far it has come."""
        remarked = len(remarks.open_remarks(self.draft))
        open_ = sum(f.blocks for f in self.findings())
        state = recents.FILLING
        if remarked:
            state = recents.RETURNED
        elif self.publishable:
            state = recents.POSTED if posted else recents.SIGNED
        recents.remember(
            Recent(
                path=str(self.path.resolve()),
                agency=self.text("agency.name"),
                year=self.draft.year,
                complete=sum(
                    self.draft.report.section(key) is not None for key in self.draft.section_keys
                ),
                at=at,
                when=clock.now().isoformat(timespec="seconds"),
                state=state,
                left=remarked or open_,
                posted=posted if state == recents.POSTED else (),
                content=self.sign_off.content,
            )
        )

    def likely_answer(self, path: str) -> str:
        """The answer to start on where one of several is to be chosen; empty where none is."""
        return likely_level(self.text("agency.name")) if path == "agency.level" else ""

    @property
    def agency_memory(self) -> AgencyMemory:
        """What is the same for the office every year."""
        return settled_or_remembered(self.text("agency.name"))

    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the draft now, last year's report included."""
        if self._found is None or self._found[0] is not self.draft:
            self._found = (self.draft, self._checker.check(self.case))
        return self._found[1]

    def findings_at(self, path: str) -> tuple[Finding, ...]:
        """What the checks say of one cell or, given its key, of one section."""
        return tuple(
            f for f in self.findings() if path in f.cells or (path == f.section and "." not in path)
        )

    @property
    def case(self) -> Case:
        """The draft as it stands, with what it is compared with."""
        if self._case.draft is not self.draft:
            self._case = self._case.after(self.draft)
        if self._case.count is not self.count:
            self._case = replace(self._case, count=self.count)
        return self._case

    @property
    def count(self) -> KeptCount:
        """What is known of the count that the draft remembers; the ledger is looked at once."""
        if self._count is None:
            self._count = self.recalled_count()
        return self._count

    @count.setter
    def count(self, count: KeptCount) -> None:
        if count != self._count:
            self._count, self._found = count, None

    def recalled_count(self) -> KeptCount:
        """Look at the ledger now, which may take a while: call it from any thread."""
        return count_file.recall(self.draft, self.path, recount)

    def explain(
        self, finding: Finding, reason: str, by: str = "", also: Iterable[Finding] = ()
    ) -> bool:
        """Settle a query in writing; an empty reason takes an earlier one back.

        Args:
            finding: The query.
            reason: Why it is right as it is.
            by: Who says so.
            also: Other queries of the same cause, settled by the same reason.

        Returns:
            Whether anything changed.
        """
        if not reason.strip():
            return self.unexplain(finding)
        at, draft = clock.now(), self.draft
        for query in (finding, *also):
            draft = explanations.explained(draft, query, reason.strip(), by.strip(), at)
        return self._give_reasons(draft, tr("说明"))

    def alike(self, finding: Finding) -> tuple[Finding, ...]:
        """Return the other open queries that are likely to have the same cause."""
        return explanations.alike(finding, self.findings())

    def unexplain(self, finding: Finding) -> bool:
        """Take back the reasons given for a query.

        Returns:
            Whether there were any.
        """
        return self._give_reasons(explanations.unexplained(self.draft, finding), tr("撤回说明"))

    def reason_for(self, finding: Finding) -> Explanation | None:
        """The reason that settles a query, if one holds."""
        return explanations.reason_for(finding, self.draft)

    def text_fixes(self, section: str = "") -> tuple[Finding, ...]:
        """Return the findings in texts that are not explained and say what to write instead.

        There are none for who only reviews.

        Args:
            section: The section of the texts; every one if empty.
        """
        return tuple(
            finding
            for finding in self.findings()
            if finding.span is not None
            and finding.span.replacement
            and not (finding.explained or self.sign_off_only)
            and section in ("", finding.span.path.partition(".")[0])
        )

    def apply_text_fixes(self, findings: Iterable[Finding]) -> bool:
        """Put the right numbers into the passages that findings are about, as one intention.

        Returns:
            Whether a text was changed; not where it has moved on since, or only a person knows.
        """
        known = self.findings()
        spans = {f.span for f in findings if f.span and f.span.replacement and f in known}
        texts: dict[str, str] = {}
        changed_from: dict[str, int] = {}
        for span in sorted(spans, key=lambda span: -span.start):
            text = texts.get(span.path, self.text(span.path))
            if span.end <= changed_from.get(span.path, len(text)):  # one word, one replacement
                texts[span.path] = text[: span.start] + span.replacement + text[span.end :]
                changed_from[span.path] = span.start
        return bool(texts) and self.edit(texts, tr("改数"))

    def brought_forward(self, path: str) -> BroughtForward | None:
        """Return last year's text of a narrative with this year's figures, None without one."""
        last, text = self.case.previous, self.last_text(path)
        return bring_forward(text, Case(last), self.case) if last is not None and text else None

    def take_brought_forward(self, path: str, brought: BroughtForward) -> bool:
        """Make a text that was brought forward this year's, each replaced number to be looked at.

        Returns:
            Whether anything changed.
        """
        changed = self.edit({path: brought.text}, tr("带入上年"))
        if changed:
            self._unseen.bring(path, brought)
        return changed

    def unseen(self, path: str, text: str | None = None) -> tuple[Passage, ...]:
        """Return what was brought forward into a text and not looked at since.

        Args:
            path: The cell of the text.
            text: The text as it is being typed; the draft's if not given.
        """
        return self._unseen.at(path, self.text(path) if text is None else text)

    def look(self, path: str) -> Passage | None:
        """Return the first passage that was brought forward and is looked at now."""
        return self._unseen.take(path, self.text(path))

    def take(self, fix: Fix) -> bool:
        """Put right what one of the ways of a finding puts right, as one intention.

        Returns:
            Whether anything changed; not if the finding is there no more.
        """
        known = any(fix in finding.fixes for finding in self.findings())
        return known and self.edit(dict(fix.texts), tr("改数"))

    @property
    def sign_off(self) -> SignOff:
        """The sign-off as far as it has come."""
        return self.draft.sign_off or SignOff()

    @property
    def sign_off_status(self) -> SignOffStatus:
        """Whether the report is signed as it is now."""
        return sign_off.sign_off_status(self.draft)

    @property
    def sign_off_words(self) -> str:
        """How it stands with the sign-off and, if it is void, why."""
        return sign_off.sign_off_words(self.draft)

    @property
    def obstacles(self) -> tuple[str, ...]:
        """What keeps the report from being signed; nothing if it can be."""
        blocking = sum(f.blocks for f in self.findings() if f.rule != OPEN_REMARK)
        found = (plural("检查出的 {n} 个问题还没有改正或说明", blocking),) if blocking else ()
        return (*found, *correcting.lacking(self.draft), *sign_off.missing(self.draft))

    @property
    def signed_version(self) -> Draft | None:
        """The draft as it was signed, where it was changed since and nobody has said why.

        Whether that corrects a published report is for a person to say: `correct`, `not_published`.
        """
        return self._published.version(self.draft)

    def correct(self, published: date | None, reason: str) -> bool:
        """Correct the version that was signed, or say more of the correction that was begun.

        Args:
            published: The day on which the report was published.
            reason: Why it is corrected.

        Returns:
            Whether anything changed.
        """
        version, draft = self.signed_version, self.draft
        if version is not None:
            draft = correcting.corrected(draft, version)
        if not draft.corrections:
            return False
        self._published.settled()
        return self._exchange(correcting.with_reason(draft, published, reason), tr("更正"))

    def not_published(self) -> bool:
        """Change a signed report before it was published: its sign-off is taken back.

        Returns:
            Whether anything changed.
        """
        self._published.settled()
        return self._exchange(sign_off.with_sign_off(self.draft), tr("收回签发"))

    @property
    def publishable(self) -> bool:
        """Whether the report may go out without the mark of a draft."""
        return self.sign_off_status is SignOffStatus.SIGNED and not any(
            f.blocks for f in self.findings()
        )

    def check_items(self, keys: Iterable[str]) -> bool:
        """Set which items of the checklist have been made sure of.

        Returns:
            Whether anything changed.
        """
        chosen = set(keys)
        checked = [item.key for item in sign_off.CHECKLIST if item.key in chosen]
        if checked == self.sign_off.checked:
            return False
        return self._exchange(sign_off.with_sign_off(self.draft, checked=checked), tr("审查"))

    def set_signatory(self, key: str, by: str, on: date | None) -> bool:
        """Set who answers for the report.

        Args:
            key: `filled` 填报人, `reviewed` 审核人 or `signed` 签发人.
            by: The name.
            on: The day.

        Returns:
            Whether anything changed.
        """
        signatory = Signatory(by=by.strip(), on=on)
        if signatory == self.sign_off.signatory(key):
            return False
        return self._exchange(sign_off.with_sign_off(self.draft, **{key: signatory}), tr("审查"))

    @property
    def day(self) -> date | None:
        """The day that is printed under the report (落款); None where nobody has said it."""
        return sign_off.day_of(self.draft)

    def set_day(self, day: date | None) -> bool:
        """Set the day that is printed under the report; None is that of the sign-off.

        Returns:
            Whether anything changed.
        """
        return self._exchange(sign_off.dated(self.draft, day), tr("落款日期"))

    def remark(self, place: str, text: str, by: str = "", passage: str = "") -> bool:
        """Say what is to be changed.

        Args:
            place: The section, or the cell.
            text: What is to be changed.
            by: Who says so.
            passage: The words of a text that it is about.

        Returns:
            Whether anything changed.
        """
        made = remarks.with_remark(self.draft, place, text, by, clock.now(), passage)
        return self._exchange(made, tr("审核意见"))

    def change_remark(self, remark: Remark, **changes: object) -> bool:
        """Answer a remark, settle it, accept that, or open it again.

        Returns:
            Whether anything changed.
        """
        return self._exchange(remarks.changed(self.draft, remark, **changes), tr("审核意见"))

    def withdraw_remark(self, remark: Remark) -> bool:
        """Take a remark back.

        Returns:
            Whether anything changed.
        """
        return self._exchange(remarks.withdrawn(self.draft, remark), tr("审核意见"))

    def sign(self) -> tuple[str, ...]:
        """Sign the report as it is now.

        Returns:
            What keeps it from being signed; nothing if it is.
        """
        obstacles = self.obstacles
        if not obstacles:
            self._exchange(sign_off.signed(self.draft), tr("签发"))
            self._published.signed(self.draft)
        return obstacles

    def compare_with(self, previous: Path) -> None:
        """Choose last year's report; the draft remembers the file.

        Raises:
            DraftError: It is no report that can be read.
        """
        draft, last = last_year.remember(self.draft, self.path, previous, read_published)
        self._remember_previous(draft)
        self._case = _case(self.draft, last, self._case.today)
        self.count = self.count._replace(last=count_file.last_years(self.draft, self.path))

    def open_last_year(self, previous: Path) -> None:
        """Read the file of last year's report that the draft names: the person allows it."""
        named_files.choose(self.path, [previous])
        self._case = case_of(self.draft, self.path, self._case.today)
        self._found = None

    def last_year(self, path: str) -> str:
        """Last year's figure of a cell as printed; empty where there is none."""
        last = self.case.last
        value = last.value(path) if last is not None and last.has(path) else None
        return "" if value is None else str(value)

    def last_text(self, path: str) -> str:
        """Last year's text of a narrative; empty where there is none."""
        last = self.case.last
        return last.text(path) if last is not None and last.has(path) else ""

    def suggestions(self) -> dict[str, str]:
        """Figures that follow from last year's report, by cell: to be offered, never filled in."""
        return year_over_year.suggestions(self.case)

    def _give_reasons(self, draft: Draft, what: str) -> bool:
        before, after = self.draft.explanations, draft.explanations
        if before == after or self.sign_off_only:
            return False
        self.draft = draft
        year = self.draft.year
        self._undo.append(Change(what, {}, {}, (year, year), reasons=(before, after)))
        self._redo.clear()
        return True


def case_of(draft: Draft, path: Path, today: date | None) -> Case:
    """A draft with last year's report as it remembers it."""
    return _case(draft, last_year.recall(draft, path, read_published), today)


def _case(draft: Draft, last: LastYear, today: date | None) -> Case:
    return Case(
        draft, last.draft, last.reason, today, last_digests=last.digests, changed=last.changed
    )
