"""A parent's report compared with the sum of its children (R953)."""

from collections.abc import Iterator
from decimal import Decimal

from tuiwizard.county.figure_sums import POWERS
from tuiwizard.county.merge_input import Figure, figures_of, typed_figure_cells
from tuiwizard.forms.editions import section_title
from tuiwizard.report.draft import Draft
from tuiwizard.report.numbers import Money
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.cross_report_rules import sums_up
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.report_ref import SHOWN, ReportRef
from tuiwizard.words import Joined, Message, Plural

Plain = int | Decimal


def against_children(
    draft: Draft, parent: ReportRef, children: Draft
) -> tuple[CrossReportFinding, ...]:
    """Return where a parent's report differs from the sum of its children (R953).

    Cells in which only one side has a figure, or amounts that are not in known units, are not
    compared; one finding says so.

    Args:
        draft: The parent's report.
        parent: Whose it is, and its file.
        children: The sum of the children, on the same edition of the form.
    """
    labels, here, there, unchecked = {}, {}, {}, []
    figures = zip(figures_of(draft), figures_of(children), strict=True)
    for cell, (own, summed) in zip(typed_figure_cells(draft.edition), figures, strict=True):
        title = section_title(draft.edition, cell.path.partition(".")[0])
        labels[cell.path] = f"{title} {cell.label}"
        left, right = _in_one_unit(own, summed)
        if left is not None and right is not None:
            here[cell.path], there[cell.path] = left, right
        elif own is not None or summed is not None:
            unchecked.append(cell.path)
    found = sums_up.findings(parent, labels, here, there)
    return (*found, *_not_compared(parent, labels, unchecked))


def _in_one_unit(own: Figure | None, summed: Figure | None) -> tuple[Plain | None, Plain | None]:
    """Return figures that can be compared: 1万元, 3元 -> 10000, 3; 1万元, 3 -> None, None."""
    if not (isinstance(own, Money) and isinstance(summed, Money)):
        return (
            own if isinstance(own, int | Decimal) else None,
            summed if isinstance(summed, int | Decimal) else None,
        )
    if own.unit == summed.unit or not (own.amount and summed.amount):
        return own.amount, summed.amount
    if {own.unit, summed.unit} <= POWERS.keys():
        left, right = (money.amount.scaleb(POWERS[money.unit]) for money in (own, summed))
        return left, right
    return None, None


def _not_compared(
    parent: ReportRef, labels: dict[str, str], paths: list[str]
) -> Iterator[CrossReportFinding]:
    if paths:
        names = Joined("、", [f"“{labels[path]}”" for path in paths[:SHOWN]])
        more = Plural(" 等 {n} 格", len(paths)) if len(paths) > SHOWN else ""
        yield CrossReportFinding(
            (parent.agency,),
            (parent.file,),
            Message(
                "没有检查“{title}”：{names}{more}只有一边有数，或单位不明",
                title=Message(sums_up.title),
                names=names,
                more=more,
            ),
            tuple(paths),
            rule=sums_up.code,
            severity=Severity.UNCHECKED,
        )
