"""The steps with their states, beside the step on wide screens."""

from collections.abc import Sequence

from textual import events
from textual.containers import Vertical
from textual.message import Message

from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Finding
from tuiwizard.session.view import step_name, step_state, steps
from tuiwizard.tui.cells import cell_len, left
from tuiwizard.tui.widgets.plain import Plain


class StepLine(Plain):
    """One step of the list; a click goes there."""

    class Chosen(Message):
        """The step was clicked."""

        def __init__(self, step: str) -> None:
            super().__init__()
            self.step = step

    def __init__(self, step: str) -> None:
        super().__init__(classes="step")
        self.step = step

    def on_click(self, event: events.Click) -> None:
        """Go to the step."""
        event.stop()
        self.post_message(self.Chosen(self.step))


class StepList(Vertical):
    """All steps; the current one is marked."""

    _lines: tuple[StepLine, ...] = ()

    def show(self, draft: Draft, current: str, findings: Sequence[Finding] = ()) -> None:
        """Show the states as they are now; another year may have another form, with other steps."""
        if [line.step for line in self._lines] != [*steps(draft)]:
            self.remove_children(StepLine)
            self._lines = tuple(map(StepLine, steps(draft)))
            self.mount(*self._lines)
        for line in self._lines:
            line.show(step_line(draft, line.step, 36, findings))
            line.set_class(line.step == current, "-current")


def step_line(draft: Draft, step: str, width: int, findings: Sequence[Finding] = ()) -> str:
    """`4 三、申请办理  √ 完成`, the state at the right."""
    name = f"{steps(draft).index(step) + 1} {step_name(draft, step)}"
    state = str(step_state(draft, step, findings))
    return left(name, max(width - cell_len(state), cell_len(name) + 1)) + state
