"""The application: one session, the screens on it, and leaving without losing anything."""

import asyncio
import contextlib
import signal
from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from tuiwizard.session import Session


class WizardApp(App[None]):
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
            listed = binding.description and not binding.system and active.enabled
            if listed and binding.action not in seen and _is_command(binding):
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
        from tuiwizard.tui.screens.wizard import WizardScreen

        for screen in self.screen_stack:
            if isinstance(screen, WizardScreen):
                screen.save()
                screen.remember()
        self.exit(return_code=143)


def _is_command(binding: Binding) -> bool:
    """Whether a key is a command of the wizard and not a movement in a widget."""
    return binding.key.startswith(("ctrl+", "f")) and binding.key not in ("ctrl+c", "ctrl+p")
