"""The application: one session, the screens on it, and leaving without losing anything."""

import contextlib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen

from tuiwizard import faults
from tuiwizard.drafts.recents import state_folder
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.names import SECTIONS
from tuiwizard.session import Session
from tuiwizard.tui import signals
from tuiwizard.tui.harmless import Harmless
from tuiwizard.tui.keys import KeysInOrder

_SCREEN = 2
"""Textual draws on stderr."""

if TYPE_CHECKING:
    from tuiwizard.tui.screens.opening import Opening

_FUNCTION = re.compile(r"ctrl\+[a-z]$|f\d+$")
"""Keys of commands; arrows and the like move inside a widget."""


class WizardApp(KeysInOrder):
    """The wizard.

    Args:
        session: The draft to work on; None opens the start page.
        step: The step to open at.
        ascii_only: Draw lines with ASCII characters.
        damaged: A draft that cannot be opened and why, to offer its history.
    """

    TITLE = "tuiwizard"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "命令", priority=True),
        Binding("ctrl+q", "leave", "离开", priority=True),
        Binding("ctrl+c", "help_quit", "复制", show=False, system=True),
    ]

    def __init__(
        self,
        session: Session | None,
        *,
        step: str | None = None,
        ascii_only: bool = False,
        damaged: tuple[Path, TuiwizardError] | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.damaged = damaged
        self.farewell = ""
        self.ascii_only = ascii_only
        self._step = step
        self._harmless = Harmless()

    def on_mount(self) -> None:
        """Open the wizard, or the start page; take over the signals that kill Textual."""
        self.set_class(self.ascii_only, "ascii")
        signals.on_ending(self._terminate)
        signals.before_stopping(self._save_all)
        if self.damaged is not None:
            self.recover(*self.damaged)
        elif self.session is not None:
            self.open_wizard(self.session, self._step)
        else:
            self._start_page()

    def _start_page(self) -> None:
        from tuiwizard.tui.screens.start import StartScreen

        self.push_screen(StartScreen())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing in a text steers the terminal, whichever widget shows it."""
        return [*super().get_line_filters(), self._harmless]

    def open_wizard(self, session: Session, step: str | None = None) -> None:
        """Work on a draft, unless somebody else does and the person goes back."""
        self._step = step
        self._opening().start(session)

    def recover(self, path: Path, error: TuiwizardError) -> None:
        """Offer the earlier versions of a draft that cannot be opened."""
        self._opening().recover(path, error)

    def _opening(self) -> "Opening":
        from tuiwizard.tui.screens.opening import Opening

        return Opening(self, self._opened)

    def _opened(self, session: Session | None) -> None:
        """Go on with a draft that is ready, or back to where the person came from."""
        from tuiwizard.tui.screens.wizard import WizardScreen

        if session is not None:
            self.session = session
            self.push_screen(WizardScreen(session, step=self._step))
        elif len(self.screen_stack) == 1:  # no start page: the draft was named when starting
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key of the screen by name, in Chinese."""
        seen = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            ours = type(active.node).__module__.startswith("tuiwizard.")
            listed = ours and active.enabled and _is_command(active.node, binding)
            if listed and binding.action not in seen:
                seen.add(binding.action)
                node = active.node
                yield SystemCommand(
                    binding.tooltip or binding.description,
                    f"按键 {self.get_key_display(binding)}",
                    lambda action=binding.action, node=node: self.run_action(action, node),
                )

    def action_command_palette(self) -> None:
        """The palette with a Chinese prompt."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="输入命令的名称…"))

    def action_help_quit(self) -> None:
        """Ctrl+C is for copying; say how to leave."""
        self.notify("离开请按 Ctrl+Q", markup=False)

    def action_leave(self) -> None:
        """Leave: the screen saves first, or says why it cannot."""
        from tuiwizard.tui.screens.wizard import WizardScreen

        wizard = next((s for s in self.screen_stack if isinstance(s, WizardScreen)), None)
        if wizard is None:
            self.exit()
        else:
            wizard.leave()

    def _terminate(self, number: int) -> None:
        """Save at once, and again when all that was typed before has reached the draft."""
        self._save_all()
        if self._hung_up and self._driver is not None:
            # The terminal is gone: what is written to it is waited for in vain.
            self._driver.write = _discard  # type: ignore[assignment, method-assign]
        self.call_later(self._end, number)

    async def _end(self, number: int) -> None:
        await self.come_to_rest()
        self._save_all()
        if self._hung_up:
            self._leave_without_terminal(128 + number)
        self.exit(return_code=128 + number)

    @property
    def _hung_up(self) -> bool:
        """Whether the terminal has gone: its window closed, its line dropped."""
        return not self.is_headless and not os.isatty(_SCREEN)

    def _leave_without_terminal(self, code: int) -> None:
        """End at once: restoring a terminal that is gone would never end."""
        if self.session is not None:
            self.session.file.release()
        os._exit(code)

    def _save_all(self) -> str:
        """Save whatever is open; why it could not be saved, or nothing."""
        from tuiwizard.tui.screens.drafting import DraftScreen

        failure = ""
        for screen in self.screen_stack:
            if isinstance(screen, DraftScreen):
                failure = screen.save()
                screen.remember()
        return failure

    def _handle_exception(self, error: Exception) -> None:
        """A fault ends the wizard with one sentence, the work saved; never with a traceback."""
        self._return_code = faults.EXIT_CODE
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            kept = self._rescue()
            report = faults.write_report(error, state_folder() / "faults", self._sizes())
            self.farewell = faults.sentence(error, kept, report)
        self._close_messages_no_wait()

    def _sizes(self) -> dict[str, object]:
        """What the report of a fault says of the work: numbers only."""
        sizes: dict[str, object] = {"screen": f"{self.size.width}x{self.size.height}"}
        with contextlib.suppress(Exception):  # nothing may stand in the way of the report
            if self.session is not None:
                draft = self.session.draft
                sizes["edition"] = draft.edition
                for key in SECTIONS:
                    texts = draft.entries(key).texts.values()
                    sizes[key] = f"{len(texts)} cells, {sum(map(len, texts))} characters"
        return sizes

    def _rescue(self) -> str:
        try:
            failure = self._save_all()
        except Exception as error:  # the fault may sit in the way of saving, too
            failure = faults.place(error)
        if self.session is None:
            return "没有打开草稿"
        return f"最近的填写没能保存（{failure}）" if failure else f"已保存 {self.session.path}"


def _is_command(node: DOMNode, binding: Binding) -> bool:
    """Whether a key is a command of the wizard and not a movement inside a widget."""
    declared = any(b.action == binding.action for b in _declared(node))
    reserved = binding.key in ("ctrl+c", "ctrl+p")
    return declared and not reserved and _FUNCTION.match(binding.key) is not None


def _declared(node: DOMNode) -> Iterable[Binding]:
    """The bindings that a widget of this program itself declares."""
    return (b for b in type(node).__dict__.get("BINDINGS", ()) if isinstance(b, Binding))


def _discard(_data: str) -> None:
    """Write nowhere."""
