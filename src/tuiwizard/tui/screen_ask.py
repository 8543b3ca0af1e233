"""Flows on the full screen: each question is a dialog."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.notifications import SeverityLevel

from tuiwizard.drafts.unsent import NO_TRAIL, Trail
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
from tuiwizard.tui.conversation import CONVERSATION, Conversation
from tuiwizard.tui.flow_runner import Flow, FlowRunner
from tuiwizard.tui.screens.cell_pick import CellPickDialog
from tuiwizard.tui.screens.dialogs import (
    ChoiceDialog,
    Dialog,
    JobDialog,
    ProposalDialog,
    TextDialog,
    WaitDialog,
)
from tuiwizard.tui.screens.finish import FinishDialog
from tuiwizard.tui.screens.form_dialog import FormDialog
from tuiwizard.tui.screens.path_dialog import PathDialog
from tuiwizard.tui.screens.wizard_keys import KEYS

if TYPE_CHECKING:  # asked by the application alone
    from tuiwizard.tui.crash_safe_app import CrashSafeApp

Answer = TypeVar("Answer")
Question = Choice | Form | FilePick | Proposal | CellPick

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

    def __init__(self, app: "CrashSafeApp", flows: FlowRunner) -> None:
        self._app = app
        self.flows = flows

    async def run(self, flow: Flow, trail: Trail = NO_TRAIL) -> None:
        """Run a flow up to its first question, or to its end.

        Args:
            flow: The flow.
            trail: What began it; empty for one that need not be begun again if it is broken off.
        """
        await self.flows.run(self.converse(flow, trail))

    def begin(self, flow: Flow, trail: Trail = NO_TRAIL) -> None:
        """Start a flow where nothing can be awaited."""
        self.flows.begin(self.converse(flow, trail))

    async def converse(self, flow: Flow, trail: Trail) -> None:
        """Hold a conversation; one that is broken off does not settle."""
        before = CONVERSATION.get()
        conversation = Conversation(trail._replace(answers=()), self._app.unsent)
        for question in self._app.unsent.on_the_way(trail):
            self._app.unsent.hand_in(question)
            conversation.asked(question)
        CONVERSATION.set(conversation)
        await flow
        conversation.settle()
        CONVERSATION.set(before)

    def settle(self) -> None:
        """The conversation has come to something that is kept for itself: a draft that is open."""
        conversation = CONVERSATION.get()
        if conversation is not None:
            conversation.settle()
            CONVERSATION.set(None)

    async def _answer(
        self, dialog: Dialog[Answer], question: Choice | Form | FilePick | Proposal | CellPick
    ) -> Answer | None:
        """Ask with a dialog, which keeps what is typed with the way to it."""
        conversation = CONVERSATION.get()
        dialog.asks = f"{question.name} {question.title}"
        if conversation is not None:
            dialog.asks = f"{dialog.asks} {conversation.about}".rstrip()
            dialog.trail = conversation.trail
            conversation.asked(dialog.asks)
        return await self.flows.answer(dialog)

    def _answered(self, name: str, answer: str | tuple[str, ...]) -> None:
        conversation = CONVERSATION.get()
        if conversation is not None:
            conversation.answered(name, answer)

    def _done(self) -> None:
        """Something was done that a conversation does not do again by itself."""
        conversation = CONVERSATION.get()
        if conversation is not None:
            conversation.cut()

    async def choose(self, question: Choice) -> str | None:
        """A list to choose from, under what is to be read before."""
        answer = await self._answer(ChoiceDialog(question), question)
        if answer is not None:
            self._answered(question.name, answer)
        return answer

    async def write(self, question: Form) -> tuple[str, ...] | None:
        """Lines to type, or a place for a long text."""
        answer = await self._answer(FormDialog(question), question)
        if question.deliberate:
            self._done()
        elif answer is not None:
            self._answered(question.name, answer)
        return answer

    async def pick_file(self, question: FilePick) -> Path | None:
        """A line for the path."""
        answer = await self._answer(PathDialog(question), question)
        if answer is not None:
            self._answered(question.name, str(answer))
        return answer

    async def confirm(self, question: Proposal) -> bool:
        """What would be done, over two buttons."""
        sure = await self._answer(ProposalDialog(question), question) is True
        self._done()
        return sure

    async def pick_cells(self, question: CellPick) -> tuple[str, ...] | None:
        """The tables as they would be, over the rows of the current cell."""
        answer = await self._answer(CellPickDialog(question), question)
        self._done()
        return answer

    async def in_background(self, title: str, job: Job[Result]) -> Result | None:
        """Do it in a thread, under a dialog that says how far it has come.

        No garbage is looked for meanwhile: among 20,000 rows that takes longer than a key may.
        """
        conversation = CONVERSATION.get()
        if conversation is not None:
            conversation.worked()
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

    def written(self) -> None:
        """Keep no longer what was typed on the way to it."""
        conversation = CONVERSATION.get()
        if conversation is not None:
            conversation.written()

    async def show_report(self, view: ReportView) -> str | None:
        """The whole screen for a report."""
        from tuiwizard.tui.screens.preview import report_dialog  # only who looks at one needs it

        return await self.flows.answer(report_dialog(view))

    async def finish(self, page: Finish) -> str | None:
        """The whole screen for what was written and what to do now."""
        if page.files:
            self.written()
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
