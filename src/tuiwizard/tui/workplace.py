"""What the wizard and the county desk share: themes, signals, the palette, drafts being opened."""

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
from tuiwizard.words import tr

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


class Workplace(Endings):
    """An application in which drafts are worked on.

    Args:
        ascii_only: Draw lines with ASCII characters.
        sign_off_only: Whether reports are only signed off: read, remarked on, signed.
    """

    TITLE = "tuiwizard"
    CSS_PATH = ["app.tcss"]  # noqa: RUF012 - declared by Textual
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", tr("命令"), priority=True),
        Binding("ctrl+q", "leave", tr("离开"), priority=True),
        Binding("ctrl+t", "toggle_contrast", tr("高对比度"), show=False),
        Binding("ctrl+c", "help_quit", tr("复制"), show=False, system=True),
    ]

    def __init__(self, *, ascii_only: bool = False, sign_off_only: bool = False) -> None:
        super().__init__()
        self.ascii_only = ascii_only
        self.sign_off_only = sign_off_only
        self._step: str | None = None
        self._said: Sequence[str] = ()
        self._harmless = Harmless()

    def on_mount(self) -> None:
        """Take over the signals that kill Textual; show what is worked on after the first frame."""
        self.set_class(self.ascii_only, "ascii")
        self.register_theme(CONTRAST)
        signals.on_ending(self._terminate)
        signals.before_stopping(self._save_all)
        self.call_after_refresh(self.begin)
        self.call_after_refresh(opened)

    def compose(self) -> ComposeResult:
        """What is seen at once, while the form and the drafts are being read."""
        yield Static(tr("政府信息公开工作年度报告 正在打开…"), markup=False)
        yield Footer(show_command_palette=False)

    def begin(self) -> None:
        """Show what is worked on; the first frame is there."""
        raise NotImplementedError

    def went_back(self) -> None:
        """A draft was not opened after all: the person went back."""

    def left(self, words: str) -> None:
        """The person has left a draft.

        Args:
            words: How its file stands.
        """
        raise NotImplementedError

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing in a text steers the terminal, whichever widget shows it."""
        return [*super().get_line_filters(), self._harmless]

    def open_wizard(
        self, session: "Session", step: str | None = None, said: Sequence[str] = ()
    ) -> None:
        """Work on a draft, unless somebody else does and the person goes back.

        Args:
            session: The draft.
            step: Where to begin; where the person left if not given.
            said: What is said of it to begin with.
        """
        self._step, self._said = step, said
        self._opening().start(session)

    def recover(self, path: Path, error: TuiwizardError) -> None:
        """Offer the earlier versions of a draft that cannot be opened."""
        self._opening().recover(path, error)

    def _opening(self) -> "Opening":
        from tuiwizard.tui.screens.opening import Opening

        return Opening(self, self._opened)

    def _opened(self, session: "Session | None") -> None:
        """Go on with a draft that is ready, or back to where the person came from."""
        from tuiwizard.tui.screens.dialogs import TextDialog
        from tuiwizard.tui.screens.wizard import WizardScreen

        if session is None:
            self.went_back()
            return
        session.sign_off_only = self.sign_off_only
        self.session = session
        self.push_screen(WizardScreen(session, step=self._step))
        if self._said:
            self.push_screen(TextDialog(tr("上年年报"), self._said))

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
        self.notify(tr("离开请按 Ctrl+Q"), markup=False)

    def action_leave(self) -> None:
        """Leave: the screen saves first, or says why it cannot."""
        from tuiwizard.tui.screens.wizard import WizardScreen

        wizard = next((s for s in self.screen_stack if isinstance(s, WizardScreen)), None)
        if wizard is None:
            self.exit()
        else:
            wizard.leave()
