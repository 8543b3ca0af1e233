"""What is wrong in a step, in one row on top of it: each problem jumps to its place."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Offset
from textual.widgets import Static

from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.session.finding_view import is_missing, overview
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.marks import marked
from tuiwizard.tui.widgets.finding_list import headline
from tuiwizard.tui.widgets.step import Step
from tuiwizard.words import plural, tr

_LONGEST = 40
"""Cells of a problem; its whole sentence stands where it jumps to."""


class Jump(Static, can_focus=True):
    """A problem; Enter or a click goes to its place.

    Args:
        finding: The problem.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "jump", tr("去改"), show=False),
    ]

    def __init__(self, finding: Finding) -> None:
        words = headline(str(finding.brief or finding.message), _LONGEST)
        super().__init__(marked(words, "line"), markup=False)
        self.finding = finding
        self.room = cell_len(words)

    def on_focus(self) -> None:
        """Place the terminal's cursor here."""
        self.app.cursor_position = self.cursor_screen_offset

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where it begins on the screen."""
        return self.content_region.offset

    def on_click(self, event: events.Click) -> None:
        """A click jumps, too."""
        event.stop()
        self.action_jump()

    def action_jump(self) -> None:
        """Go to the place of the problem."""
        self.post_message(Step.JumpAsked(self.finding))


class ProblemSummary(Horizontal):
    """How many problems a step has, and as many of them as fit in the row."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Finding] = ()

    def compose(self) -> ComposeResult:
        """The number and the way to them all; the problems follow."""
        yield Static(classes="bar")
        yield Static(id="how-many", markup=False)
        yield Static(marked(tr("F8 去检查"), "soft"), id="to-checks")

    def show(self, session: Session, key: str) -> None:
        """Show the problems of a step: what is wrong or asked, not what is only blank."""
        draft = session.draft
        listed = next(
            (s.findings for s in overview(draft, session.findings()).steps if s.step == key), ()
        )
        found = tuple(f for f in listed if f.blocks and not is_missing(draft, f))
        if found == self._found:
            return
        self._found = found
        self.set_class(bool(found), "-any")
        self.query_one("#how-many", Static).update(
            marked(plural("{n} 处要改或说明", len(found)), "title")
        )
        self._fill()

    def on_resize(self) -> None:
        """Show as many as fit now."""
        self._fill()

    def _fill(self) -> None:
        """Exchange the problems for those that fit; one that has the focus keeps its place."""
        taken = sum(self.query_one(f"#{name}").size.width for name in ("how-many", "to-checks"))
        room = self.size.width - taken - 8
        fitting: list[Finding] = []
        for finding in self._found:
            room -= Jump(finding).room + 2
            if room < 0 and fitting:
                break
            fitting.append(finding)
        if [jump.finding for jump in self.query(Jump)] != fitting:
            self.remove_children(Jump)
            self.mount(*map(Jump, fitting))
