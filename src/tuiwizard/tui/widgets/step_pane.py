"""The step the person is in, and what is being typed into it."""

import asyncio
from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.layout import grid
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.tui.widgets.problem_summary import ProblemSummary
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.sheet import arrange
from tuiwizard.tui.widgets.side_page import PlaceChosen, SidePage, page_of
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.table_step import TableStep
from tuiwizard.tui.widgets.text_step import AgencyStep, TextStep

PAGE = 50
"""Cells of the page beside a table, its edge included."""

_BELOW = 14
"""Lines from which on the page is shown below a table that takes the whole width."""

_ABOUT = 5
"""Lines of a table step that are no table: what is said of a cell, the verdicts, a gap."""

_SUMMARY = 2
"""Lines of what is wrong in a step, with a gap."""

_WIDEST = 8
"""Cells of the widest figure there is likely to be."""


class StepPane(Vertical):
    """Holds one step at a time and, where a table leaves room for it, the page.

    Args:
        session: The draft.
        at: The cell or the step to begin with.

    Attributes:
        at: The cell or the step the person is in.
        finding: The finding that was last chosen in the list of findings.
    """

    def __init__(self, session: Session, at: str) -> None:
        super().__init__(id="step")
        self.session = session
        self.at = at
        self.finding: Finding | None = None
        self._exchange = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """The step to begin with."""
        yield from self._whole_pane()

    def _whole_pane(self) -> Iterator[Widget]:
        """The step and, with a table, what is wrong in it, and its page; a text is its page."""
        step = self._made()
        if not isinstance(step, TableStep):
            yield step
            return
        step.moved = self._follow_place
        yield ProblemSummary()
        yield step
        yield page_of(self.session)

    def on_mount(self) -> None:
        """Say what is wrong."""
        self._follow()

    def on_resize(self) -> None:
        """Show the page where there is room for it now."""
        self._make_room()

    def _make_room(self) -> None:
        place, lines = self._place_of_page()
        self.set_class(place == "beside", "-beside")
        self.set_class(place == "below", "-below")
        self.set_class(self.size.height >= lines + _SUMMARY, "-roomy")
        for step in self.query(TableStep):
            step.styles.height = lines if place == "below" else "1fr"

    def _place_of_page(self) -> tuple[str, int]:
        """Where the page goes, if anywhere, and the lines that the table takes there."""
        if not self._in_table:
            return "", 0
        table, (width, height) = grid(self.session.draft.edition, self.key), self.size
        whole, narrow = (arrange(table, w, _WIDEST) for w in (width - 2, width - PAGE - 2))
        lines = len(whole.lines) + _ABOUT
        labels = [[line.label for line in sheet.lines] for sheet in (whole, narrow)]
        if narrow.width <= width - PAGE - 2 and labels[0] == labels[1] and lines <= height:
            return "beside", lines
        return ("below" if height - lines >= _BELOW else ""), lines

    @property
    def _in_table(self) -> bool:
        return any(isinstance(step, TableStep) for step in self._whole())

    def _follow(self) -> None:
        """Have the page and the summary follow what is typed, and where."""
        for summary in self.query_children(ProblemSummary):
            summary.show(self.session, self.key)
        self._follow_place()

    def _follow_place(self) -> None:
        for page in self.query_children(SidePage):
            page.follow(self.at if self.step is None else self.step.path)

    @on(PlaceChosen)
    def _pointed_at(self, event: PlaceChosen) -> None:
        event.stop()
        self.post_message(Step.PlaceAsked(event.place))

    @property
    def key(self) -> str:
        """The key of the step."""
        return self.at.partition(".")[0]

    @property
    def step(self) -> Step | None:
        """The step; None while one is exchanged for another."""
        return next(iter(self.query(Step)), None)

    def _whole(self) -> Iterator[Step]:
        """The step, unless it is being built or removed: its fields cannot be read then.

        Timers, signals and messages come while a flow exchanges one step for another.
        """
        return iter(() if self._exchange.locked() or not self.is_mounted else self.query(Step))

    @property
    def shown_key(self) -> str:
        """The key of the step on the screen; empty while one is exchanged for another."""
        return self.step.key if self.step is not None else ""

    @property
    def text(self) -> TextStep | None:
        """The step, if it is a narrative or has one."""
        return next((step for step in self._texts() if step.has_text), None)

    def _texts(self) -> Iterator[TextStep]:
        """The steps of texts; one that another year's form lacks is about to be exchanged."""
        known = self.session.draft.section_keys
        return (s for s in self._whole() if isinstance(s, TextStep) and s.key in known)

    async def open(self, at: str) -> None:
        """Show the step of a cell, made anew, the cursor in that cell."""
        async with self._exchange:
            with self.app.batch_update():  # widgets being removed cannot paint any more
                await self.remove_children()
                self.at = at  # not before: a step that is removed may still say where it is
                self.app.capture_mouse(None)  # a field pressed just before would keep it for ever
                built = self.session.draft
                await self.mount(*self._whole_pane())
        self._make_room()
        self._follow()
        if self.session.draft is not built:
            self.show()

    def show(self) -> None:
        """Show the draft as it is now."""
        for step in self._whole():
            step.sync()
        self._follow()

    def refuse(self, path: str, words: str) -> None:
        """Say at a field why what stands there cannot be taken."""
        for step in self._texts():
            step.refuse(path, words)

    @property
    def year(self) -> str | None:
        """The year as it is typed; None where there is no field for it."""
        years = (step.year for step in self._texts())
        return next((field.value for field in years if field is not None), None)

    def type_year(self, text: str) -> bool:
        """Put a year back that was typed before; whether there is a field for it."""
        years = [step.year for step in self._texts()]
        for field in years:
            if field is not None:
                field.replace(text)
        return any(years)

    def restore(self) -> None:
        """Show the draft also in texts that are being edited: after undo and redo."""
        for step in self._texts():
            step.restore()

    def go_to(self, at: str) -> None:
        """Put the cursor into a cell of this step."""
        for step in self._whole():
            step.go_to(at)

    def pending(self) -> dict[str, str]:
        """Take what is being typed and not yet posted, by cell path."""
        pending: dict[str, str] = {}
        for step in self._whole():
            self.at = step.path
            pending |= step.pending()
        return pending

    def typing(self) -> dict[str, str]:
        """What is being typed and not yet posted, left as it is."""
        return {path: text for step in self._whole() for path, text in step.typing().items()}

    def _made(self) -> Step:
        key = self.key
        if key == "publish":
            return PublishStep(self.session, key, self.finding)
        model = section_model(self.session.draft.edition, key)
        if model.kind is SectionKind.COVER:
            return AgencyStep(self.session, key, self.at)
        if model.kind is SectionKind.TABLE:
            return TableStep(self.session, key, self.at)
        return TextStep(self.session, key, self.at)
