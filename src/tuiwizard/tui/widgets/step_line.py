"""A step with its state on one line, to choose it by."""

from collections.abc import Sequence

from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Finding
from tuiwizard.session.view import step_name, step_state, steps
from tuiwizard.tui.cells import cell_len, left


def step_line(draft: Draft, step: str, width: int, findings: Sequence[Finding] = ()) -> str:
    """`4 三、申请办理  √ 完成`, the state at the right."""
    name = f"{steps(draft).index(step) + 1} {step_name(draft, step)}"
    state = str(step_state(draft, step, findings))
    return left(name, max(width - cell_len(state), cell_len(name) + 1)) + state
