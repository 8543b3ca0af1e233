"""The wizard as an application: one draft, or the start page."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from tuiwizard.errors import TuiwizardError
from tuiwizard.tui.base_app import BaseApp
from tuiwizard.tui.early_start import EarlyStart, early_start
from tuiwizard.tui.flow_runner import Flow

if TYPE_CHECKING:  # the first frame does not wait for the model of the form
    from tuiwizard.drafts.unsent import Trail
    from tuiwizard.session import Session


class WizardApp(BaseApp):
    """The wizard.

    Args:
        draft: The draft to work on, or its file; None opens the start page.
        step: The step to open at.
        previous: Last year's report, to compare with.
        ascii_only: Draw lines with ASCII characters.
        sign_off_only: Whether the report is only signed off: read, remarked on, signed.
    """

    def __init__(
        self,
        draft: "Path | Session | None",
        *,
        step: str | None = None,
        previous: Path | None = None,
        ascii_only: bool = False,
        sign_off_only: bool = False,
    ) -> None:
        super().__init__(ascii_only=ascii_only, sign_off_only=sign_off_only)
        self._previous = previous
        self._draft = draft
        self._step = step
        self._early: EarlyStart | None = None
        if isinstance(draft, Path) and previous is None and not sign_off_only:
            self._early = early_start(draft, step)
        if self._early is not None:  # a table needs a fifth of the styles
            self.css_path, self._early.styles = self.css_path[:1], self.css_path[1:]
            self.there.set()

    def get_default_screen(self) -> Screen[Any]:
        """A table of the draft, if one can be shown at once."""
        return super().get_default_screen() if self._early is None else self._early.screen

    def compose(self) -> ComposeResult:
        """What is seen at once; a table has its own screen."""
        if self._early is None:
            yield from super().compose()

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait for the wizard, if the table that is there first does not know it."""
        if self._early is not None:
            event = await self._early.let_in(event)
        await super().on_event(event)

    async def _end(self, number: int, until: float, quiet: int = 0) -> None:
        if self._early is not None:
            await self._early.over()
        await super()._end(number, until, quiet)

    def begin(self) -> None:
        """Open the draft or, without one, the start page."""
        if self._early is not None:
            self.flows.begin(self._early.go_on(self))
            return
        from tuiwizard.flows import opening

        if self._draft is None:
            self._show_start()
            self.there.set()
        elif isinstance(self._draft, Path):
            opened = opening.open_path(self.ask, self._draft, self._previous)
            self.flows.begin(self._arrive(self.work_on(opened, self._step)))
        else:
            claimed = opening.claim(self.ask, self._draft)
            self.flows.begin(self._arrive(self.work_on(claimed, self._step)))

    async def _arrive(self, opening: Flow) -> None:
        """Open the draft; keys that were typed ahead wait for the wizard or the first question."""
        # The function and not its coroutine: the program may end before the worker begins.
        self.run_worker(self._let_in)  # type: ignore[arg-type] # one without a result
        await opening

    async def _let_in(self) -> None:
        await self.flows.at_rest()
        self.there.set()

    def _show_start(self) -> None:
        from tuiwizard.tui.screens.start import StartScreen

        self.push_screen(StartScreen(self._start))
        typed = self.unsent.last
        if typed is not None:
            self.ask.begin(self._go_on(typed.trail), typed.trail)

    async def _go_on(self, trail: "Trail") -> None:
        """Begin again what was broken off on the start page."""
        from tuiwizard.flows import opening
        from tuiwizard.flows.ask import Given
        from tuiwizard.tui.conversation import Retraced

        ask = Given(Retraced(trail), self.ask)
        await self.work_on(opening.start(ask, trail.began))

    def to_start(self, farewell: str) -> None:
        """Back to the start page, or to one where the draft was named on the command line."""
        self.notify(farewell, markup=False)
        self.call_later(self._back_to_start)

    async def _back_to_start(self) -> None:
        from tuiwizard.tui.screens.start import StartScreen

        while len(self.screen_stack) > 1 and not isinstance(self.screen, StartScreen):
            await self.pop_screen()
        self.work = None
        if len(self.screen_stack) == 1:
            self._show_start()

    def begun(self) -> None:
        """All is loaded that is soon needed, unless it is loaded behind a table."""
        if self._early is None:
            super().begun()

    async def _start(self, answer: str) -> None:
        """Go on with what was chosen on the start page."""
        from tuiwizard.drafts.unsent import Trail
        from tuiwizard.flows import opening

        await self.ask.run(self.work_on(opening.start(self.ask, answer)), Trail(answer))

    def cannot_open(self, error: TuiwizardError) -> None:
        """The draft was named on the command line: leave and say why."""
        self.farewell = str(error)
        self.exit(return_code=error.exit_code)

    def went_back(self) -> None:
        """Without a start page there is nothing to go back to: the draft was named at the start."""
        if len(self.screen_stack) == 1:
            self.exit()

    def left(self, farewell: str) -> None:
        """The wizard ends with its draft, and says whether that is saved."""
        self.farewell = farewell
        self.exit()
