"""All rules in order, and how to run them on a draft."""

from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import source
from tuiwizard.rules import (
    appeals,
    counted,
    hard,
    let_in,
    never_right,
    privacy,
    proactive,
    requests,
    required_content,
    signing,
    wording,
    year_over_year,
)
from tuiwizard.rules.case import Case
from tuiwizard.rules.explanations import settled
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.narrative import rules as narrative
from tuiwizard.rules.narrative import text_rules
from tuiwizard.rules.rule import REVIEW, Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *hard.RULES,
            *proactive.RULES,
            *requests.RULES,
            *counted.RULES,
            *let_in.RULES,
            *appeals.RULES,
            *required_content.RULES,
            *narrative.RULES,
            *text_rules.RULES,
            *privacy.RULES,
            *wording.RULES,
            *never_right.RULES,
            *signing.RULES,
            *year_over_year.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
"""The registry, in the order of the codes."""


def check(case: Case | Draft) -> tuple[Finding, ...]:
    """Run all rules on a case or a draft, in the order of the rules."""
    return Checker().check(case if isinstance(case, Case) else Case(case))


class Checker:
    """Runs the rules over the states of one draft, each only when what it reads has changed."""

    def __init__(self) -> None:
        self._case: Case | None = None
        self._found: dict[str, tuple[Finding, ...]] = {}

    def check(self, case: Case) -> tuple[Finding, ...]:
        """Run all rules on a case, those again whose input has changed."""
        before, self._case = self._case, case
        for rule in RULES:
            if before is None or not _same(before, case, rule):
                self._found[rule.code] = tuple(rule.findings(case))
        return settled((f for rule in RULES for f in self._found[rule.code]), case.this)


def _same(before: Case, now: Case, rule: Rule) -> bool:
    """Return whether the input of a rule is unchanged: unchanged sections are shared."""
    return (
        before.previous is now.previous
        and before.no_previous == now.no_previous
        and before.printed is now.printed
        and before.count is now.count
        and before.draft.ledger == now.draft.ledger
        and before.draft.sources == now.draft.sources
        and before.today == now.today
        and before.draft.year == now.draft.year
        and (REVIEW not in rule.reads or before.draft.sign_off == now.draft.sign_off)
        and all(
            source(before.draft, key) is source(now.draft, key)
            for key in rule.sections(now.draft.edition)
        )
    )
