"""The application: one session, the screens on it, and leaving without losing anything."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.theme import Theme
from textual.widgets import Footer, Static

from tuiwizard.errors import TuiwizardError
from tuiwizard.tui import opened, signals
from tuiwizard.tui.endings import Endings
from tuiwizard.tui.harmless import Harmless

if TYPE_CHECKING:  # the first frame does not wait for the model of the form
    from tuiwizard.session import Session
    from tuiwizard.tui.screens.opening import Opening
    from tuiwizard.tui.screens.palette import Command

_FUNCTION = re.compile(r"ctrl\+[a-bd-oq-z]$|f\d+$")
"""Keys of commands: not arrows and the like, not Ctrl+C, and not the palette's own Ctrl+P."""


DEFAULT_THEME = "textual-dark"

CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    dark=True,
)
"""For eyes and screens that need it; every meaning is in signs and words anyway."""


class WizardApp(Endings):
    """The wizard.

    Args:
        draft: The draft to work on, or its file; None opens the start page.
        step: The step to open at.
        previous: Last year's report, to compare with.
        ascii_only: Draw lines with ASCII characters.
        reviewing: Whether the report is only reviewed: read, remarked on, signed.
        damaged: A draft that cannot be opened and why, to offer its history.
    """

    TITLE = "tuiwizard"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", "命令", priority=True),
        Binding("ctrl+q", "leave", "离开", priority=True),
        Binding("ctrl+t", "toggle_contrast", "高对比度", show=False),
        Binding("ctrl+c", "help_quit", "复制", show=False, system=True),
    ]

    def __init__(
        self,
        draft: "Path | Session | None",
        *,
        step: str | None = None,
        previous: Path | None = None,
        ascii_only: bool = False,
        reviewing: bool = False,
    ) -> None:
        super().__init__()
        self._previous = previous
        self._draft = draft
        self.ascii_only = ascii_only
        self._reviewing = reviewing
        self._step = step
        self._harmless = Harmless()

    def on_mount(self) -> None:
        """Open the wizard, or the start page; take over the signals that kill Textual."""
        self.set_class(self.ascii_only, "ascii")
        self.register_theme(CONTRAST)
        signals.on_ending(self._terminate)
        signals.before_stopping(self._save_all)
        self.call_after_refresh(self._open)
        self.call_after_refresh(opened)

    def compose(self) -> ComposeResult:
        """What is seen at once, while the form and the draft are being read."""
        yield Static("政府信息公开工作年度报告 正在打开…", markup=False)
        yield Footer(show_command_palette=False)

    def _open(self) -> None:
        """Open the draft or, without one, the start page."""
        if self._draft is None:
            from tuiwizard.tui.screens.start import StartScreen

            self.push_screen(StartScreen())
            return
        if isinstance(self._draft, Path):
            self._open_file(self._draft)
        else:
            self.open_wizard(self._draft, self._step)

    def _open_file(self, path: Path) -> None:
        """Open a draft file; if it cannot be read, offer its history, or leave and say why."""
        from tuiwizard.session.opening import offers_history, open_or_create

        try:
            session = open_or_create(path)
            if self._previous is not None:
                session.compare_with(self._previous)
            self.open_wizard(session, self._step)
        except TuiwizardError as error:
            if offers_history(path, error):
                self.recover(path, error)
            else:
                self.farewell = str(error)
                self.exit(return_code=error.exit_code)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing in a text steers the terminal, whichever widget shows it."""
        return [*super().get_line_filters(), self._harmless]

    def open_wizard(self, session: "Session", step: str | None = None) -> None:
        """Work on a draft, unless somebody else does and the person goes back."""
        self._step = step
        self._opening().start(session)

    def recover(self, path: Path, error: TuiwizardError) -> None:
        """Offer the earlier versions of a draft that cannot be opened."""
        self._opening().recover(path, error)

    def _opening(self) -> "Opening":
        from tuiwizard.tui.screens.opening import Opening

        return Opening(self, self._opened)

    def _opened(self, session: "Session | None") -> None:
        """Go on with a draft that is ready, or back to where the person came from."""
        from tuiwizard.tui.screens.wizard import WizardScreen

        if session is not None:
            session.reviewing = self._reviewing
            self.session = session
            self.push_screen(WizardScreen(session, step=self._step))
        elif len(self.screen_stack) == 1:  # no start page: the draft was named when starting
            self.exit()

    def commands(self) -> "list[Command]":
        """Every command that works now, by name."""
        from tuiwizard.tui.screens.palette import Command

        found: dict[str, Command] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            ours = type(active.node).__module__.startswith("tuiwizard.")
            if ours and active.enabled and (_FUNCTION.match(binding.key) or binding.tooltip):
                name = binding.tooltip or binding.description
                key = self.get_key_display(binding)
                found[binding.action] = Command(name, key, binding.action, active.node)
        return list(found.values())

    def action_palette(self) -> None:
        """Ctrl+P: choose a command by name."""
        from tuiwizard.tui.screens.dialogs import Dialog
        from tuiwizard.tui.screens.palette import PaletteDialog

        if isinstance(self.screen, Dialog):
            return

        async def chosen(command: "Command | None") -> None:
            if command is not None:
                await self.run_action(command.action, command.node)

        self.push_screen(PaletteDialog(self.commands()), chosen)

    def action_toggle_contrast(self) -> None:
        """Ctrl+T: black and white with yellow, or the usual colours."""
        self.theme = DEFAULT_THEME if self.theme == CONTRAST.name else CONTRAST.name

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
