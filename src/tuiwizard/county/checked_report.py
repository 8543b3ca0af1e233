"""A received report and what the checks say of it."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tuiwizard.county.received_file import ReceivedFile
from tuiwizard.drafts import count_file, last_year
from tuiwizard.importing import published
from tuiwizard.ledger import recount
from tuiwizard.proof import Proof, prove
from tuiwizard.proof.ssh import SshVerifier, own_list
from tuiwizard.report.draft import Draft
from tuiwizard.report.kept_count import NO_COUNT
from tuiwizard.report.sign_off import SignOffStatus, sign_off_status
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.registry import check

LEVEL = "agency.level"
"""What no report prints: a printed one is whole without it."""


@dataclass(frozen=True)
class CheckedReport:
    """A received report and its findings."""

    file: ReceivedFile
    findings: tuple[Finding, ...]

    @property
    def draft(self) -> Draft:
        """What it says."""
        return self.file.draft

    @cached_property
    def proof(self) -> Proof | None:
        """Who signed it; None of what nobody has signed off, or has signed or asks about."""
        if sign_off_status(self.file.draft) is SignOffStatus.UNSIGNED or self.file.printed:
            return None
        return prove(self.file.draft, self.file.path, SshVerifier(own_list()))

    @cached_property
    def unfinished(self) -> tuple[str, ...]:
        """The keys of the sections that are missing something."""
        draft = self.file.draft
        lacking = (key for key in draft.section_keys if draft.report.section(key) is None)
        if not self.file.printed:
            return tuple(lacking)
        return tuple(k for k in lacking if any(p.cells != (LEVEL,) for p in draft.violations(k)))

    @property
    def publishable(self) -> bool:
        """Whether nothing in its content stands in the way of publishing."""
        return not self.unfinished and not any(f.blocks for f in self.findings)


def check_report(file: ReceivedFile, last: Draft | None = None) -> CheckedReport:
    """Run every check over a received report.

    Args:
        file: The report.
        last: Last year's report; without it the one a draft remembers is used.
    """
    found = check(case_of(file, last))
    if file.printed:
        found = tuple(finding for finding in found if finding.cells != (LEVEL,))
    return CheckedReport(file, found)


def case_of(file: ReceivedFile, last: Draft | None = None) -> Case:
    """Return what the checks look at. A published report is not late: it is published."""
    draft = file.draft
    today = None if file.published else date.today()  # noqa: DTZ011 - the local day is meant
    kept = NO_COUNT if file.printed else count_file.recall(draft, file.path, recount)
    if last is not None:
        return Case(draft, last, today=today, printed=file.totals, count=kept)
    own = last_year.recall(draft, file.path, published)
    return Case(draft, own.draft, own.reason, today, file.totals, kept, own.digests, own.changed)
