"""What a paste would do, in lines to read before it does it."""

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.importing.paste import PastePlan
from tuiwizard.session import Session
from tuiwizard.words import plural, tr


def described(session: Session, key: str, plan: PastePlan) -> list[str]:
    """What goes where and what cannot be taken.

    Args:
        session: The draft.
        key: The section of the table.
        plan: What the paste would do.
    """
    filled = [path for path, text in plan.texts.items() if text]
    cleared = [p for p, text in plan.texts.items() if not text and session.text(p)]
    lines = [
        plural("填入 {n} 格，留空 {blank} 格", len(filled), blank=len(plan.texts) - len(filled))
    ]
    if cleared:
        lines.append(plural("其中 {n} 格原来有数，会被清空", len(cleared)))
    if plan.skipped:
        lines.append(plural("跳过表头 {n} 行", plan.skipped))
    cells = cells_by_path(session.draft.edition, key)
    if filled:
        lines.append(
            tr("从“{first}”到“{last}”", first=cells[filled[0]].label, last=cells[filled[-1]].label)
        )
    return [*lines, *(f"! {objection}" for objection in objections(plan))]


def objections(plan: PastePlan) -> list[str]:
    """What cannot be taken, or differs."""
    return [
        *(tr("不能填：{reason}", reason=reason) for reason in plan.refused),
        *(
            tr(
                "总计不符：{label} 粘贴的是 {pasted}，程序算得 {computed}",
                label=label,
                pasted=pasted,
                computed=computed,
            )
            for label, pasted, computed in plan.totals
        ),
        *plan.ignored,
    ]
