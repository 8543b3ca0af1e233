"""What the wizard and the county desk share: themes, signals, the palette, opening a draft."""

import asyncio
import os
import re
from collections.abc import Coroutine, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.filter import LineFilter, Monochrome
from textual.widgets import Static

from tuiwizard.drafts.chosen_theme import remember_theme, wanted_theme
from tuiwizard.drafts.settings_file import Origin, is_written, settings_path
from tuiwizard.errors import TuiwizardError
from tuiwizard.report.safety import printable
from tuiwizard.tui import ambiguous_width, garbage, signals, themes
from tuiwizard.tui.crash_safe_app import CrashSafeApp
from tuiwizard.tui.keys import of_person, patiently
from tuiwizard.tui.sparing_driver import SparingDriver
from tuiwizard.tui.terminal_sanitizer import TerminalSanitizer
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.words import plural, tr

if TYPE_CHECKING:  # the first frame does not wait for the model of the form
    from tuiwizard.flows.opening import Opened
    from tuiwizard.tui.screen_ask import ScreenAsk
    from tuiwizard.tui.screens.palette import Command
    from tuiwizard.tui.screens.wizard import WizardScreen

_FUNCTION = re.compile(r"ctrl\+[a-bd-oq-z]$|f\d+$")
"""Keys of commands: not arrows and the like, not Ctrl+C, and not the palette's own Ctrl+P."""


class BaseApp(CrashSafeApp):
    """An application in which drafts are worked on.

    Args:
        ascii_only: Draw lines with ASCII characters.
        sign_off_only: Whether reports are only reviewed: read, remarked on, signed.

    Attributes:
        there: Set once there is something to take keys; those that were typed ahead wait for it.
    """

    TITLE = "tuiwizard"
    CSS_PATH = ["frame.tcss", "app.tcss"]  # noqa: RUF012 - declared by Textual
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "palette", tr("命令"), priority=True),
        Binding("ctrl+q", "leave", tr("离开"), priority=True),
        Binding("ctrl+t", "next_theme", tr("换配色"), show=False, priority=True),
        Binding("ctrl+c", "help_quit", tr("复制"), show=False, system=True),
    ]

    def __init__(self, *, ascii_only: bool = False, sign_off_only: bool = False) -> None:
        super().__init__()
        self.there = asyncio.Event()
        self.ascii_only = ascii_only
        self.sign_off_only = sign_off_only
        self._sanitizer = TerminalSanitizer()
        self._themes = themes.fitting(self.console.color_system, no_colour=self.no_color)
        for name in self._themes:
            self.register_theme(themes.theme(name))
        first = themes.first(self._themes, wanted_theme()[0], os.environ.get("COLORFGBG", ""))
        self.set_reactive(App.theme, first)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The colours, once the theme is known: to work them out takes as long as a key may."""
        return super().get_css_variables() if self.theme in themes.PALETTES else {}

    async def on_event(self, event: events.Event) -> None:
        """Let what was typed ahead wait until there is something to take it."""
        if not self.there.is_set() and of_person(event):
            await patiently(self.there)
        await super().on_event(event)

    def on_mount(self) -> None:
        """Take over the signals that kill Textual; show what is worked on after the first frame."""
        self.set_class(self.ascii_only, "ascii")
        if isinstance(self._driver, SparingDriver) and not self.is_headless:
            self._driver.ask(ambiguous_width.QUESTION)
        signals.on_ending(self._terminate)
        signals.before_stopping(self._save_all)
        # By the screen: the queue of the app may wait with a key for what `begin` shows.
        self.screen.call_after_refresh(self.begin)
        self.screen.call_after_refresh(self.begun)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """The terminal says how wide it draws a character: lay out anew what it makes wide."""
        sample = ambiguous_width.wide_sample(event.x, event.y)
        if sample:
            ambiguous_width.widen(sample)
            self.set_class(self.ascii_only or sample == ambiguous_width.LINE, "ascii")
            for screen in self.screen_stack:
                screen.refresh(layout=True, recompose=False)

    def compose(self) -> ComposeResult:
        """What is seen at once, while the form and the drafts are being read."""
        yield Static(tr("政府信息公开工作年度报告 正在打开…"), markup=False)
        yield KeyLine()

    @cached_property
    def ask(self) -> "ScreenAsk":
        """Asks the person; loaded when there is something to ask."""
        from tuiwizard.tui.screen_ask import ScreenAsk

        return ScreenAsk(self, self.flows)

    def begin(self) -> None:
        """Show what is worked on; the first frame is there."""

    def begun(self) -> None:
        """All is loaded that is soon needed."""
        garbage.look_again()
        self.look_at_settings()

    def look_at_settings(self) -> None:
        """Say what is wrong with the settings file; the first frame has not waited for it."""
        if not is_written():
            return
        from tuiwizard import settings

        faults = settings.read().faults
        if not faults:
            return
        said, more = str(faults[0]), len(faults) - 1
        if more:
            said = plural("{first}（还有 {n} 处，运行 tuiwizard config 看）", more, first=said)
        self.notify(printable(said), severity="warning", markup=False, timeout=10)

    def went_back(self) -> None:
        """A draft was not opened after all: the person went back."""

    def cannot_open(self, error: TuiwizardError) -> None:
        """A draft cannot be opened: say why."""
        self.notify(
            printable(str(error)).replace("\n", " "), severity="error", markup=False, timeout=10
        )

    def left(self, farewell: str) -> None:
        """The person has left a draft.

        Args:
            farewell: How its file stands.
        """

    def copy_to_clipboard(self, text: str) -> None:
        """Ctrl+C wherever something can be copied: say that it was."""
        super().copy_to_clipboard(text)
        self.notify(tr("已复制"), markup=False)

    def to_start(self, farewell: str) -> None:
        """The person has left a draft to go on with another one; here that is to leave it."""
        self.left(farewell)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing in a text steers the terminal, whichever widget shows it.

        Textual makes greys of colours where NO_COLOR is set, those of alerts quieter than the text
        around them; here a theme without colours does.
        """
        every = super().get_line_filters()
        return [*(f for f in every if not isinstance(f, Monochrome)), self._sanitizer]

    async def work_on(
        self, opening: "Coroutine[Any, Any, Opened | None]", step: str | None = None
    ) -> None:
        """Show the wizard on a draft that is ready, or go back to where the person came from.

        Args:
            opening: The flow that opens the draft.
            step: Where to begin; where the person left if not given.
        """
        opened = await self.opened(opening)
        if opened is not None:
            await self.show_work(opened, step)

    async def opened(self, opening: "Coroutine[Any, Any, Opened | None]") -> "Opened | None":
        """Open a draft; None if the person goes back, or is told why it cannot be opened."""
        try:
            opened = await opening
        except TuiwizardError as error:
            self.cannot_open(error)
            return None
        if opened is None:
            self.went_back()
        return opened

    async def show_work(self, opened: "Opened", step: str | None = None) -> None:
        """Show the wizard on a draft that is open.

        Args:
            opened: The draft.
            step: Where to begin; where the person left if not given.
        """
        from tuiwizard.tui.screens.wizard import WizardScreen

        self.ask.settle()
        opened.session.sign_off_only = self.sign_off_only
        at = "requests" if opened.ledgers else step or opened.at or None
        wizard = WizardScreen(opened.session, self.ask, step=at)
        self.work = wizard.work
        self.push_screen(wizard)
        if opened.about:
            await self.ask.show(tr("上年年报"), opened.about)
        if opened.ledgers:
            from tuiwizard.flows.counting import count_ledger

            await count_ledger(wizard.work, opened.ledgers)

    def on_wizard_screen_left(self, event: "WizardScreen.Left") -> None:
        """The draft is saved, or the person has decided that it is not."""
        (self.to_start if event.to_start else self.left)(event.farewell)

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
                found.setdefault(binding.action, Command(name, key, binding.action, active.node))
        return list(found.values())

    def get_key_display(self, binding: Binding) -> str:
        """`Ctrl+N` and `F1`, as they are printed on keyboards."""
        if binding.key_display:
            return binding.key_display
        parts = binding.key.split("+")
        return "+".join([*map(str.capitalize, parts[:-1]), _printed(parts[-1])])

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

    def action_next_theme(self) -> None:
        """Ctrl+T: the next of the themes that this terminal can show."""
        if len(self._themes) == 1:
            self.notify(tr("这个终端颜色太少，只有一种配色"), markup=False)
        at = self._themes.index(self.theme) + 1
        self.theme = self._themes[at % len(self._themes)]
        word = themes.word(self.theme)
        remember_theme(word)
        wanted, origin = wanted_theme()
        if origin is Origin.SETTINGS and wanted != word:
            path = settings_path()
            said = tr("下次打开还是设置里的 {wanted}，要改请改 {path}", wanted=wanted, path=path)
            self.notify(said, markup=False)

    def action_help_quit(self) -> None:
        """Ctrl+C is for copying; say how to leave."""
        self.notify(tr("离开请按 Ctrl+Q"), markup=False)

    async def action_leave(self) -> None:
        """Leave: the screen saves first, or says why it cannot."""
        from tuiwizard.tui.screens.wizard import WizardScreen

        wizard = next((s for s in self.screen_stack if isinstance(s, WizardScreen)), None)
        if wizard is None:
            self.exit()
        else:
            await wizard.leave()


def _printed(key: str) -> str:
    """`n` -> `N`, `f1` -> `F1`, `slash` -> `/`."""
    words = {"slash": "/", "escape": "Esc", "delete": "Del", "pageup": "PgUp", "pagedown": "PgDn"}
    return words.get(key) or (key.upper() if len(key) < 4 else key.capitalize())
