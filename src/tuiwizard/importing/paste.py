"""Where the fields of a pasted block go, and what cannot be taken.

A block with row labels goes where its labels belong; one without goes from the current cell.
Total rows and columns are compared with what the program computes and never stored. Nothing
is guessed: a figure that may belong to more than one cell goes nowhere, and is reported.
"""

from decimal import Decimal

from tuiwizard.forms.common import Violation
from tuiwizard.importing.clipboard import Block
from tuiwizard.importing.paste_by_label import by_label, labelled
from tuiwizard.importing.paste_by_place import by_place
from tuiwizard.importing.paste_plan import PastePlan, Placed
from tuiwizard.importing.slots import BLANK_MARKS
from tuiwizard.report.balance import total
from tuiwizard.report.entries import Entries, read_cell
from tuiwizard.report.tally import figures
from tuiwizard.words import tr

__all__ = ["BLANK_MARKS", "PastePlan", "plan_paste"]


def plan_paste(edition: str, key: str, entries: Entries, at: str, block: Block) -> PastePlan:
    """Decide what a paste into a table would do; nothing is changed yet.

    Args:
        edition: The edition of the form.
        key: The section of the table.
        entries: Its texts as they stand.
        at: The path of the current cell.
        block: The pasted rows.
    """
    plan = PastePlan()
    if any(labelled(edition, key, row) for row in block):
        found = by_label(edition, key, block, plan)
    else:
        found = by_place(edition, key, entries, at, block, plan)
    for placed in found:
        if not placed.cell.computed:
            _take(placed, plan)
    known = figures(edition, key, entries.with_texts(plan.texts))
    for placed in found:
        if placed.cell.computed:
            _compare(placed, total(placed.cell, known), plan)
    return plan


def _take(placed: Placed, plan: PastePlan) -> None:
    """Put a field into its cell if it is a figure there, or a blank."""
    path = placed.cell.path
    value = None if placed.text in BLANK_MARKS else read_cell(placed.cell, placed.text)
    if isinstance(value, Violation):
        plan.refused.append(str(value.message))
        return
    text = "" if value is None else str(value)
    if path not in plan.texts:
        plan.texts[path] = text
    elif text not in ("", plan.texts[path]):
        plan.ignored.append(
            tr("{label}出现不止一次，没有取“{text}”", label=placed.cell.label, text=placed.text)
        )


def _compare(placed: Placed, computed: int | Decimal | None, plan: PastePlan) -> None:
    if placed.text in BLANK_MARKS:
        return
    pasted = read_cell(placed.cell, placed.text)
    if pasted != (computed or 0):
        plan.totals.append((placed.cell.label, placed.text, str(computed or 0)))
