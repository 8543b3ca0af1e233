"""The program, brought to one of its questions, which tells what is typed there.

    python asked.py PLACE DRAFT AT WAY HANDED

PLACE is `wizard:COMMAND`, `review:COMMAND`, `desk:COMMAND` or `start:ANSWER`; AT is the step; WAY
says which line of each list is chosen; HANDED is how many questions are answered as they are. What
stands on the screen is written to `told.json` in the working folder, again and again.
"""

import asyncio
import inspect
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from textual.widgets import Button, Input

from tuiwizard.rules.finding import Severity
from tuiwizard.session.view import YEAR
from tuiwizard.tui.app import WizardApp
from tuiwizard.tui.desk_app import DeskApp
from tuiwizard.tui.screens.desk import DeskScreen
from tuiwizard.tui.screens.dialogs import ChoiceDialog, Dialog, TextDialog
from tuiwizard.tui.screens.start import StartScreen
from tuiwizard.tui.screens.wizard import WizardScreen
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.text_step import TextStep

LOOK = 0.05
"""Seconds between two looks."""

NOTHING = 4.0
"""Seconds after which a place that asks for nothing to be typed has done all it does."""

RESUMED = 6.0
"""Seconds in which a conversation begins again by itself, if it does."""

BESIDE = ("find", "filter", "year")
"""Places that are no dialogs: their lines stand on the screen itself."""


class Hand:
    """Goes to a place in an application, and tells what stands there.

    Args:
        app: The application.
        place: The place.
        at: The step.
        way: Which line of a list is chosen.
        handed: How many questions are answered.
    """

    def __init__(self, app: Any, place: str, at: str, way: int, handed: int) -> None:
        self._app = app
        self._kind, _, self._name = place.partition(":")
        self._at, self._way, self._handed = at, way, handed
        self._since = time.monotonic()
        self._called = 0.0
        self._answered: Any = None

    async def look(self) -> None:
        """Act and tell, again and again."""
        while True:
            await asyncio.sleep(LOOK)
            await self._act()
            ended = bool(self._called) and time.monotonic() - self._called > NOTHING
            told = {"asks": self._asks, "typed": self._typed, "ended": ended}
            told["resumed"] = not self._called
            if self._handed and self._called:
                told["asks"] = ""
            Path("told.new").write_text(json.dumps(told), "utf-8")
            os.replace("told.new", "told.json")  # noqa: PTH105 - the path is a name

    @property
    def _screen(self) -> Any:
        return self._app.screen

    @property
    def _asks(self) -> str:
        """The question that waits for typing; empty if none does."""
        if isinstance(self._screen, Dialog) and self._screen is not self._answered:
            waits = self._screen.is_mounted and self._screen.typed
            return self._screen.asks.split(" ")[0] if waits else ""
        return self._name if self._called and self._name in BESIDE else ""

    @property
    def _typed(self) -> list[str]:
        if isinstance(self._screen, Dialog):
            return list(self._screen.typed) if self._screen.is_mounted else []
        return [entry.value for entry in self._screen.query(Input)]

    async def _act(self) -> None:
        screen = self._screen
        if self._asks:
            if self._handed and self._called and isinstance(screen, Dialog):
                self._handed -= 1
                self._answered = screen
                screen.query_one("#done", Button).press()
        elif isinstance(screen, ChoiceDialog) and screen.is_mounted:
            options = screen._question.options
            screen.dismiss(options[self._way % len(options)].answer)
        elif isinstance(screen, TextDialog) and not self._called:
            screen.dismiss(None)
        elif not self._called and self._ready:
            self._called = time.monotonic()
            await self._call()

    @property
    def _ready(self) -> bool:
        again = Path("again").exists()
        if time.monotonic() - self._since < (RESUMED if again else 0.3):
            return False
        if isinstance(self._screen, DeskScreen):
            return bool(self._screen.desk.rows)  # also where the filter leaves none
        return isinstance(self._screen, StartScreen | WizardScreen)

    async def _call(self) -> None:
        screen = self._screen
        if self._name == "palette":
            self._app.action_palette()
        elif self._name == "filter":
            screen.action_filter()
        elif self._kind == "desk":
            await screen.action_begin(self._name)
        elif self._kind == "start":
            await screen._begin(self._name)
        else:
            await screen.go_to(self._at)
            await asyncio.sleep(0.2)
            await self._call_wizard(screen)

    async def _call_wizard(self, screen: WizardScreen) -> None:
        match self._name:
            case "explain":
                every = screen.session.findings()
                query = next(f for f in every if f.severity is Severity.QUERY)
                screen.post_message(PublishStep.ExplainAsked(query))
            case "sign_off":
                screen.post_message(PublishStep.SignOffAsked())
            case "output":
                screen.post_message(PublishStep.OutputAsked())
            case "find":
                screen.query_one(TextStep).action_find()
            case "year":
                screen._pane.go_to(YEAR)
            case name:
                await screen.action_command(name)


def main(place: str, draft: str, at: str, way: str, handed: str) -> None:
    """Run the application of a place."""
    kind = place.partition(":")[0]
    base: type[Any] = DeskApp if kind == "desk" else WizardApp
    styles = [Path(inspect.getfile(base)).with_name(str(name)) for name in base.CSS_PATH]

    class Told(base):  # type: ignore[misc] # either of the two
        """The application itself, and the hand in it."""

        __module__ = base.__module__  # its commands are those of the program
        CSS_PATH = styles

        def begun(self) -> None:
            """Begin to act."""
            super().begun()
            self.run_worker(Hand(self, place, at, int(way), int(handed)).look())

    if kind == "desk":
        app = Told(Path(draft))
    else:
        app = Told(None if kind == "start" else Path(draft), sign_off_only=kind == "review")
    app.run()
    sys.exit(app.return_code or 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
