"""Flows on the full screen: each question is a dialog."""

from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import App
from textual.notifications import SeverityLevel

from tuiwizard.flows.ask import (
    CellPick,
    Choice,
    FilePick,
    Finish,
    Form,
    Job,
    Proposal,
    ReportView,
    Result,
    Tone,
)
from tuiwizard.session.view import on_one_line
from tuiwizard.tui import garbage
from tuiwizard.tui.flow_runner import Flow, FlowRunner
from tuiwizard.tui.screens.cell_pick import CellPickDialog
from tuiwizard.tui.screens.dialogs import (
    ChoiceDialog,
    JobDialog,
    ProposalDialog,
    TextDialog,
    WaitDialog,
)
from tuiwizard.tui.screens.finish import FinishDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.screens.wizard_keys import KEYS

_TOASTS: dict[Tone, tuple[SeverityLevel, float | None]] = {
    Tone.NOTE: ("information", None),
    Tone.WARNING: ("warning", 8),
    Tone.REFUSAL: ("error", 10),
}
"""The severity of a toast, and the seconds it stays; None as long as Textual's own."""


class ScreenAsk:
    """Asks with dialogs; `tuiwizard.flows.ask.Ask` says what each question is.

    Args:
        app: Where the dialogs are shown.
        flows: What runs the flows that ask.
    """

    attended = True

    def __init__(self, app: App[None], flows: FlowRunner) -> None:
        self._app = app
        self.flows = flows

    async def run(self, flow: Flow) -> None:
        """Run a flow up to its first question, or to its end."""
        await self.flows.run(flow)

    def begin(self, flow: Flow) -> None:
        """Start a flow where nothing can be awaited."""
        self.flows.begin(flow)

    async def choose(self, question: Choice) -> str | None:
        """A list to choose from, under what is to be read before."""
        return await self.flows.answer(ChoiceDialog(question))

    async def write(self, question: Form) -> tuple[str, ...] | None:
        """Lines to type, or a place for a long text."""
        return await self.flows.answer(FormDialog(question))

    async def pick_file(self, question: FilePick) -> Path | None:
        """A line for the path."""
        return await self.flows.answer(PathDialog(question))

    async def confirm(self, question: Proposal) -> bool:
        """What would be done, over two buttons."""
        return await self.flows.answer(ProposalDialog(question)) is True

    async def pick_cells(self, question: CellPick) -> tuple[str, ...] | None:
        """The tables as they would be, over the rows of the current cell."""
        return await self.flows.answer(CellPickDialog(question))

    async def in_background(self, title: str, job: Job[Result]) -> Result | None:
        """Do it in a thread, under a dialog that says how far it has come.

        No garbage is looked for meanwhile: among 20,000 rows that takes longer than a key may.
        """
        garbage.put_off()
        try:
            if not title:
                return await self.flows.in_thread(lambda: job(lambda _: None))
            done = await self.flows.answer(JobDialog(title, job))
            return None if done is None else done.result()
        finally:
            garbage.look_again()

    async def wait(self, title: str, line: str, reached: Callable[[], bool]) -> bool:
        """A dialog that closes by itself when it is reached."""
        return await self.flows.answer(WaitDialog(title, line, reached)) is True

    async def show(self, title: str, lines: Sequence[str]) -> None:
        """A text to read."""
        await self.flows.answer(TextDialog(title, lines))

    async def show_report(self, view: ReportView) -> str | None:
        """The whole screen for a report."""
        from tuiwizard.tui.screens.preview import report_dialog  # only who looks at one needs it

        return await self.flows.answer(report_dialog(view))

    async def finish(self, page: Finish) -> str | None:
        """The whole screen for what was written and what to do now."""
        return await self.flows.answer(FinishDialog(page))

    def tell(self, words: str, tone: Tone = Tone.NOTE) -> None:
        """A toast."""
        severity, seconds = _TOASTS[tone]
        self._app.notify(on_one_line(words), severity=severity, markup=False, timeout=seconds)

    def copy(self, text: str) -> None:
        """Through the terminal, which puts it on the clipboard; the flow says so itself."""
        App.copy_to_clipboard(self._app, text)

    def key_of(self, command: str) -> str:
        """The key in the footer's words: `Ctrl+Z`."""
        return "+".join(part.capitalize() for part in KEYS[command].split("+"))
