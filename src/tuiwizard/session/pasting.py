"""What a paste would do, in lines to read before it does it."""

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.paste import PastePlan
from tuiwizard.session import Session


def described(session: Session, key: str, plan: PastePlan) -> list[str]:
    """What goes where and what cannot be taken.

    Args:
        session: The draft.
        key: The section of the table.
        plan: What the paste would do.
    """
    filled = [path for path, text in plan.texts.items() if text]
    cleared = [p for p, text in plan.texts.items() if not text and session.text(p)]
    lines = [f"填入 {len(filled)} 格，留空 {len(plan.texts) - len(filled)} 格"]
    if cleared:
        lines.append(f"其中 {len(cleared)} 格原来有数，会被清空")
    if plan.skipped:
        lines.append(f"跳过表头 {plan.skipped} 行")
    cells = cells_by_path(session.draft.edition, key)
    if filled:
        lines.append(f"从“{cells[filled[0]].label}”到“{cells[filled[-1]].label}”")
    return lines + objections(plan)


def objections(plan: PastePlan) -> list[str]:
    """What cannot be taken, or differs."""
    return [
        *(f"! 不能填：{reason}" for reason in plan.refused),
        *(
            f"! 总计不符：{label} 粘贴的是 {pasted}，程序算得 {computed}"
            for label, pasted, computed in plan.totals
        ),
        *(f"! {reason}" for reason in plan.ignored),
    ]
