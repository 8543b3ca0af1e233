"""The application: one session, the screens on it, and leaving without losing anything."""

import asyncio
import contextlib
import re
import signal
from collections.abc import Iterable
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.screen import Screen

from tuiwizard import faults
from tuiwizard.session import Session
from tuiwizard.tui.keys import KeysInOrder

_FUNCTION = re.compile(r"ctrl\+[a-z]$|f\d+$")
"""Keys of commands; arrows and the like move inside a widget."""


class WizardApp(KeysInOrder):
    """The wizard.

    Args:
        session: The draft to work on; None opens the start page.
        step: The step to open at.
        ascii_only: Draw lines with ASCII characters.
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
        self, session: Session | None, *, step: str | None = None, ascii_only: bool = False
    ) -> None:
        super().__init__()
        self.session = session
        self.farewell = ""
        self.ascii_only = ascii_only
        self._step = step

    def on_mount(self) -> None:
        """Open the wizard, or the start page; take over the signals that kill Textual."""
        self.set_class(self.ascii_only, "ascii")
        self._handle_signals()
        if self.session is None:
            from tuiwizard.tui.screens.start import StartScreen

            self.push_screen(StartScreen())
        else:
            self.open_wizard(self.session, self._step)

    def open_wizard(self, session: Session, step: str | None = None) -> None:
        """Work on a draft."""
        from tuiwizard.tui.screens.wizard import WizardScreen

        self.session = session
        self.push_screen(WizardScreen(session, step=step))

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

    def _handle_signals(self) -> None:
        """SIGHUP and SIGTERM end a Textual app without unmounting: save first."""
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    asyncio.get_running_loop().add_signal_handler(number, self._terminate)

    def _terminate(self) -> None:
        self._save_all()
        self.exit(return_code=143)

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
            self.farewell = faults.sentence(error, self._rescue())
        self._close_messages_no_wait()

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
