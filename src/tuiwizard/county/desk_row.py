"""One line of the county desk: a report that was received, or one that was not."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tuiwizard import faults
from tuiwizard.county.checked_report import CheckedReport, check_report
from tuiwizard.county.exchange import NOTHING, Exchange
from tuiwizard.county.file_account import Account, FileAccount, file_account
from tuiwizard.county.inbox import is_opened
from tuiwizard.county.merge_input import MergeInput, merge_input_of
from tuiwizard.county.received_file import ReceivedFile, read_file
from tuiwizard.drafts.kept_results import kept
from tuiwizard.drafts.paths import signature_file
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.proof import Proof
from tuiwizard.report.counted_cells import counted_cells
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.finding import Finding, Severity, by_weight
from tuiwizard.rules.report_ref import agency_key
from tuiwizard.words import plural, tr

RECEIVED = f"requests.{BALANCE.left[0].path}.total"
CARRIED_OUT = f"requests.{BALANCE.right[-1].path}.total"
"""本年新收 and 结转下年度继续办理, of all applicants together."""


class State(StrEnum):
    """How far a report has come; what needs the county's hand first comes first."""

    MISSING = tr("未报送")
    UNREADABLE = tr("读不出来")
    CONVERT = tr("要先转换")
    UNFINISHED = tr("未填完")
    BLOCKED = tr("不能公布")
    READY = tr("可以公布")
    SIGNED = tr("已签发")
    PUBLISHED = tr("已公布")
    REPLACED = tr("已换下")
    OTHER = tr("不是年报")
    UNREAD = tr("还没读")

    @property
    def rank(self) -> int:
        """Its place in the order."""
        return _RANKS[self]


_RANKS = {state: rank for rank, state in enumerate(State)}


class Stamp(NamedTuple):
    """What says that a file is as it was: its time in nanoseconds, its size in bytes.

    A signature beside it has a time of its own.
    """

    changed: int
    size: int
    signed: int = 0


NO_STAMP = Stamp(0, 0)

_NAMED = 5
"""Typed cells that are named."""


@dataclass(frozen=True)
class DeskRow:
    """An office and its report, without the report itself: there may be thousands.

    What a table of all of them asks again with every key is worked out once.

    Attributes:
        agency: The office's name; without one, that of the file.
        alone: How far the report has come, looked at alone; see `state`.
        path: The file; None where there is none.
        stamp: The file as it was when it was read.
        year: The report year, if it is known.
        edition: The edition of the form.
        done: How many of the sections are finished.
        findings: What the checks say of it, the heaviest first.
        cross_findings: What it and other reports say together.
        merge_input: What it is when many are added up; None where there is no report.
        adds_up: Whether it has been added up from reports that lie beside it.
        received: 本年新收, 件; None where it is not filled in.
        carried_out: 结转下年度继续办理, 件.
        trouble: Why the file cannot be read: one sentence.
        notes: What was found in reading a published report, one sentence each.
        counted: Which figures were counted from a ledger and which typed; empty if none was.
        proof: Who signed it, where it has been signed or must be.
        replaced_by: The file that was kept in its place, where its office sent several.
        exchange: What was said with its office about it.
        account: What became of its file.
    """

    agency: str
    alone: State
    path: Path | None = None
    stamp: Stamp = NO_STAMP
    year: int | None = None
    edition: str = ""
    done: int = 0
    findings: tuple[Finding, ...] = ()
    cross_findings: tuple[CrossReportFinding, ...] = ()
    merge_input: MergeInput | None = None
    adds_up: bool = False
    received: int | None = None
    carried_out: int | None = None
    trouble: str = ""
    notes: tuple[str, ...] = ()
    counted: str = ""
    proof: Proof | None = None
    replaced_by: str = ""
    exchange: Exchange = NOTHING
    account: Account = Account.READ

    @cached_property
    def key(self) -> str:
        """What it is known by while its report comes and changes: its file, or else its name."""
        return str(self.path) if self.path is not None else f"?{self.agency}"

    @cached_property
    def office(self) -> str:
        """Its name as names are compared."""
        return agency_key(self.agency)

    @cached_property
    def state(self) -> State:
        """How far it has come; what cannot go out beside another report is not ready."""
        if self.replaced_by:
            return State.REPLACED
        ready = self.alone in (State.READY, State.SIGNED)
        clash = any(found.severity is Severity.ERROR for found in self.cross_findings)
        return State.BLOCKED if ready and clash else self.alone

    @property
    def sha256(self) -> str:
        """The digest of its file; empty where that is no report."""
        return self.merge_input.ref.sha256 if self.merge_input is not None else ""

    @property
    def words(self) -> str:
        """Its state, with the sections that are finished where some are not."""
        done = ""
        if self.state is State.UNFINISHED and self.edition:
            done = f" {self.done}/{len(section_keys(self.edition))}"
        state = tr("汇总稿") if self.adds_up else self.state
        if self.account is Account.OTHER_YEAR:
            return str(self.account.word)
        return f"{state}{done}"

    @cached_property
    def searched(self) -> str:
        """All words by which it is found: names, state, what was said, the codes of findings."""
        name = self.path.name if self.path is not None else ""
        rules = (*(f.rule for f in self.findings), *(a.rule for a in self.cross_findings))
        said = (self.exchange.standing, self.exchange.contact)
        return " ".join((self.agency, name, self.words, *said, *rules)).casefold()

    @property
    def read(self) -> bool:
        """Whether there is a report that could be read."""
        return self.year is not None

    @property
    def counts(self) -> bool:
        """Whether it counts beside others: it is no sum of them, and none was kept in its place."""
        return not self.adds_up and not self.replaced_by

    @cached_property
    def errors(self) -> int:
        """How many errors there are, those it shares with others included."""
        return sum(
            s is Severity.ERROR
            for s in (
                *(f.severity for f in self.findings),
                *(a.severity for a in self.cross_findings),
            )
        )

    @cached_property
    def queries(self) -> int:
        """How many queries nobody has explained."""
        own = sum(f.severity is Severity.QUERY and f.blocks for f in self.findings)
        return own + sum(said.severity is Severity.QUERY for said in self.cross_findings)

    @property
    def changed(self) -> datetime | None:
        """When the file was last written, local; None where that is not known, or no time."""
        if self.path is None or self.stamp == NO_STAMP:
            return None
        try:
            return datetime.fromtimestamp(self.stamp.changed / 1e9).astimezone()
        except (OSError, OverflowError, ValueError):  # a disk may say anything
            return None


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file now; None where there is none, or it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    try:
        signed = signature_file(path).stat().st_mtime_ns
    except OSError:  # most have none
        signed = 0
    return Stamp(status.st_mtime_ns, status.st_size, signed)


def unread_row(path: Path, stamp: Stamp) -> DeskRow:
    """Return the row of a file until it is read."""
    return DeskRow(path.stem, State.UNREAD, path, stamp)


def read_desk_row(path: Path) -> DeskRow:
    """Read a file and run every check over it; one that cannot be read is listed, too."""
    stamp = stamp_of(path) or NO_STAMP  # before it is read: what comes later is noticed
    if not is_opened(path):
        return _unread(file_account(path, None), stamp)
    try:
        return replace(kept("desk", path, _read), stamp=stamp)
    except TuiwizardError as error:
        return _unread(file_account(path, error), stamp)
    except Exception as error:  # one file that we stumble over never stops the rest
        words = tr(
            "{path}：程序读这份文件时出错（{error}），请把文件发给开发者",
            path=path,
            error=faults.place(error),
        )
        return _unread(FileAccount(path, Account.UNREADABLE, words), stamp)


def _read(path: Path) -> DeskRow:
    return listed(check_report(read_file(path)), NO_STAMP)


_STATES = {
    Account.NO_REPORT: State.OTHER,
    Account.CONVERT: State.CONVERT,
    Account.UNREADABLE: State.UNREADABLE,
}


def _unread(file: FileAccount, stamp: Stamp) -> DeskRow:
    """Return the row of a file that is no report, or not yet."""
    return DeskRow(
        file.path.stem,
        _STATES[file.account],
        file.path,
        stamp,
        trouble=file.why,
        account=file.account,
    )


def lost(path: Path) -> DeskRow:
    """Return the row of a file over which the processes that read it die."""
    stamp = stamp_of(path) or NO_STAMP
    words = tr(
        "{path}：读这份文件的进程中断了，多半是内存不够；请单独用 tuiwizard check 检查", path=path
    )
    return _unread(FileAccount(path, Account.UNREADABLE, words), stamp)


def listed(checked: CheckedReport, stamp: Stamp) -> DeskRow:
    """Return the row of a report that was read and checked."""
    file = checked.file
    draft, figures = file.draft, Figures(file.draft)
    return DeskRow(
        draft.agency_name.strip() or file.path.stem,
        _state(file, checked),
        file.path,
        stamp,
        draft.year,
        draft.edition,
        len(draft.section_keys) - len(checked.unfinished),
        tuple(by_weight(checked.findings, draft.section_keys)),
        merge_input=merge_input_of(checked),
        received=figures.total(RECEIVED),
        carried_out=figures.total(CARRIED_OUT),
        notes=file.notes,
        counted=_counted(draft),
        proof=checked.proof,
    )


def _counted(draft: Draft) -> str:
    """Say which figures of tables 3 and 4 are those of the office's ledger."""
    found = counted_cells(draft)
    if found is None or draft.ledger is None:
        return ""
    labels = [
        short_label(cells_by_path(draft.edition, path.partition(".")[0])[path])
        for path in found.typed
    ]
    named = tr("、").join(f"“{label}”" for label in labels[:_NAMED])
    typed = (
        plural("{n} 格是填的：{cells}", len(labels), cells=named) if labels else tr("没有另填的格")
    )
    return tr(
        "{day} 从台账（{digest}）数过：{n} 格照台账，{typed}",
        day=draft.ledger.on,
        digest=draft.ledger.sha256[:8],
        n=len(found.counted),
        typed=typed + (tr("等") if len(labels) > _NAMED else ""),
    )


def _state(file: ReceivedFile, checked: CheckedReport) -> State:
    if file.published:
        return State.PUBLISHED
    if checked.unfinished:
        return State.UNFINISHED
    if not checked.publishable:
        return State.BLOCKED
    doubted = checked.proof is not None and checked.proof.refused
    signed = sign_off_status(file.draft) is SignOffStatus.SIGNED and not doubted
    return State.SIGNED if signed else State.READY
