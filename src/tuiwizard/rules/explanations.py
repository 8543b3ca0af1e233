"""Written explanations of queries: whether one still holds, and how to add and remove one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.report.metadata import Explanation
from tuiwizard.rules.finding import Finding, Severity

Values = list[int | Decimal | str]


def settled(findings: Iterable[Finding], figures: Figures) -> tuple[Finding, ...]:
    """Return the findings, with those queries marked whose explanation still holds."""
    explanations = figures.draft.explanations
    if not explanations:
        return tuple(findings)
    return tuple(
        finding._replace(explained=True)
        if any(holds(explanation, finding, figures) for explanation in explanations)
        else finding
        for finding in findings
    )


def holds(explanation: Explanation, finding: Finding, figures: Figures) -> bool:
    """Return whether an explanation belongs to a query and its values have not changed."""
    return (
        finding.severity is Severity.QUERY
        and explanation.rule == finding.rule
        and tuple(explanation.cells) == finding.cells
        and explanation.values == values(finding, figures)
    )


def values(finding: Finding, figures: Figures) -> Values:
    """Return what an explanation depends on: both sides of the relation, or the cells' values."""
    if finding.tied:
        return [finding.tied]
    if finding.left is not None and finding.right is not None:
        return [finding.left, finding.right]
    return [_value(path, finding, figures) for path in finding.cells]


def _value(path: str, finding: Finding, figures: Figures) -> int | Decimal | str:
    # a text of 7 characters -> "7 字 " and 16 digits of its digest
    figure = figures.value(path)
    if figure is not None:
        return figure
    text = figures.text(path)
    if finding.span is not None and finding.span.path == path:
        text = text[finding.span.start : finding.span.end]
    # A text is long and may hold what must not be copied: its length and digest will do.
    return f"{len(text)} 字 {digest(text.encode())[:16]}"  # not said: stored


def explained(
    draft: Draft, finding: Finding, reason: str, by: str, at: datetime | None = None
) -> Draft:
    """Return the draft with an explanation of a query, in place of an earlier one.

    Args:
        draft: The draft.
        finding: The query.
        reason: The reason, for the approver.
        by: Who gives it.
        at: When.
    """
    tied = values(finding, Figures(draft))
    given = Explanation(
        rule=finding.rule, cells=list(finding.cells), values=tied, reason=reason, by=by, at=at
    )
    return replace(draft, explanations=(*unexplained(draft, finding).explanations, given))


def unexplained(draft: Draft, finding: Finding) -> Draft:
    """Return the draft without its explanations of a query, lapsed ones included."""
    kept = (e for e in draft.explanations if not _about(e, finding, draft))
    return replace(draft, explanations=tuple(kept))


def _about(explanation: Explanation, finding: Finding, draft: Draft) -> bool:
    """Return whether an explanation is about a query; passages of a text differ by value."""
    if (explanation.rule, tuple(explanation.cells)) != (finding.rule, finding.cells):
        return False
    return finding.span is None or explanation.values == values(finding, Figures(draft))


def alike(finding: Finding, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the other open queries of the same rule about the same section.

    What happened once (a request withdrawn, an office renamed) shows in several cells.
    """
    # R901 in the column 自然人 -> R901 in the columns 商业企业 and 总计
    return tuple(
        other
        for other in findings
        if (other.rule, other.section) == (finding.rule, finding.section)
        and other.severity is Severity.QUERY
        and not other.explained
        and other != finding
    )


def reason_for(finding: Finding, draft: Draft) -> Explanation | None:
    """Return the explanation of a query that still holds, if there is one."""
    figures = Figures(draft)
    return next((e for e in draft.explanations if holds(e, finding, figures)), None)
