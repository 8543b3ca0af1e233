"""Every check in order, and what they say of a draft."""

from collections.abc import Callable, Iterable, Iterator

from tuiwizard.forms.common import Problem
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.names import SECTIONS
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Finding, Severity

Rule = Callable[[Draft], Iterable[Finding]]


def check(draft: Draft) -> tuple[Finding, ...]:
    """All findings about a draft: rule by rule, each in the order of the form."""
    return tuple(finding for rule in RULES for finding in rule(draft))


def hard_rules(draft: Draft) -> Iterator[Finding]:
    """R001 to R003, R101, R201, R301, R501: what keeps a section out of the report.

    The hard rules live in the models of the form; here they become findings, the blank
    cells of a section in one.
    """
    for key in SECTIONS:
        problems = draft.problems(key)
        blanks = [p for p in problems if p.rule == "R002" and len(problems) > 1]
        if len(blanks) > 1:
            yield _blanks(draft, key, blanks)
        for problem in problems:
            if len(blanks) <= 1 or problem.rule != "R002":
                yield _finding(key, problem)


RULES: tuple[Rule, ...] = (hard_rules,)
"""The registry, in the order in which findings are shown."""


def _finding(key: str, problem: Problem) -> Finding:
    return Finding(
        problem.rule,
        Severity.ERROR,
        key,
        problem.cells,
        problem.message,
        problem.left,
        problem.right,
    )


def _blanks(draft: Draft, key: str, blanks: list[Problem]) -> Finding:
    """One finding for all blank cells: a hundred lines would hide the others."""
    paths = tuple(path for problem in blanks for path in problem.cells)
    first = cells_by_path(draft.edition, key)[paths[0]].label
    message = (
        f"“{section_title(draft.edition, key)}”还有 {len(paths)} 格没有填，"
        f"从“{first}”开始；没有就填 0"
    )
    return Finding("R002", Severity.ERROR, key, paths, message)
