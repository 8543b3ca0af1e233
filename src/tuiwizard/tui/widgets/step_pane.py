"""The step the person is in, and what is being typed into it."""

import asyncio
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_model
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.table_step import TableStep
from tuiwizard.tui.widgets.text_step import AgencyStep, TextStep


class StepPane(Vertical):
    """Holds one step at a time.

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
        yield self._made()

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
                await self.mount(self._made())
        if self.session.draft is not built:
            self.show()

    def show(self) -> None:
        """Show the draft as it is now."""
        for step in self._whole():
            step.sync()

    def refuse(self, path: str, words: str) -> None:
        """Say at a field why what stands there cannot be taken."""
        for step in self._texts():
            step.refuse(path, words)

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
