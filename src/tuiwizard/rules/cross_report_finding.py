"""Findings about several reports: what one report alone cannot show."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.rules.finding import Severity
from tuiwizard.rules.rule import basis, details
from tuiwizard.words import Message


class CrossReportFinding(NamedTuple):
    """What one rule says of several reports.

    Attributes:
        agencies: The agencies it is about.
        files: Their files.
        message: What is wrong and what to do.
        cells: Cell paths, where it is about figures or texts.
        left: The left side of a failed relation.
        right: The right side.
        rule: The rule's code, such as `R951`; a rule's function leaves it to the rule.
        severity: How much it weighs; as above.
    """

    agencies: tuple[str, ...]
    files: tuple[str, ...]
    message: Message
    cells: tuple[str, ...] = ()
    left: int | Decimal | None = None
    right: int | Decimal | None = None
    rule: str = ""
    severity: Severity = Severity.ERROR


Judge = Callable[..., Iterable[CrossReportFinding]]


class CrossReportRule(NamedTuple):
    """A check among reports.

    Attributes:
        code: `R951`.
        severity: How much its findings weigh.
        title: What it asks, in a few words.
        judge: The function; the first line of its docstring is the rule's basis.
    """

    code: str
    severity: Severity
    title: str
    judge: Judge

    @property
    def basis(self) -> str:
        """The legal or documentary basis."""
        return basis(self.judge)

    @property
    def details(self) -> str:
        """What else the docstring says, as one paragraph."""
        return details(self.judge)

    def findings(self, *reports: object) -> tuple[CrossReportFinding, ...]:
        """Return what the rule says; it takes what its function takes."""
        found = self.judge(*reports)
        return tuple(one._replace(rule=self.code, severity=self.severity) for one in found)


def cross_report_rule(
    code: str, severity: Severity, title: str
) -> Callable[[Judge], CrossReportRule]:
    """Declare a function as a rule among reports."""

    def declare(judge: Judge) -> CrossReportRule:
        return CrossReportRule(code, severity, title, judge)

    return declare
