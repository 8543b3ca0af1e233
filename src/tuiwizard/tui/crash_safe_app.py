"""How the wizard ends when nobody asked it to: a signal, a terminal that is gone, a fault."""

import contextlib
import os
import time
from collections.abc import Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.driver import Driver

from tuiwizard import faults
from tuiwizard.tui import line_breaking, signals
from tuiwizard.tui.flow_runner import FlowRunner
from tuiwizard.tui.keys import as_meant, come_to_rest
from tuiwizard.tui.sparing_driver import SparingDriver, sparing
from tuiwizard.words import tr

if TYPE_CHECKING:  # the first frame does not wait for the model of the form
    from tuiwizard.drafts.unsent import Unsent
    from tuiwizard.flows.work import Work
    from tuiwizard.session import Session

_SCREEN = 2
"""Textual draws on stderr."""

_GONE = 1
"""SIGHUP, which not every system has: the terminal has gone."""

_PATIENCE = 8.0
"""Seconds to read what was typed before a signal; who asks a program to end waits for ten."""

_QUIET, _LOOK_AGAIN = 3, 0.01
"""Looks at which the terminal must hold no key, for one may just be on its way; seconds between."""


@runtime_checkable
class PaintedOnce(Protocol):
    """A widget of whose keys some change several places at a time."""

    def changes(self, key: str) -> bool:
        """Whether a key does."""


@runtime_checkable
class Asking(Protocol):
    """A screen in which something is typed that is no part of a draft."""

    def keep_typed(self) -> None:
        """Keep what is typed now."""


class CrashSafeApp(App[None]):
    """An application that saves first, whatever ends it, and whose keys never overtake each other.

    Attributes:
        work: The draft being worked on, once one is open.
        flows: What runs the flows.
        farewell: What is said on stderr when the screen is gone.
    """

    def __init__(self) -> None:
        line_breaking.begin()
        super().__init__()
        self.work: Work | None = None
        self.flows = FlowRunner(self)
        self.farewell = ""
        self._ending, self._came = False, 0

    @property
    def session(self) -> "Session | None":
        """The draft being worked on."""
        return None if self.work is None else self.work.session

    @property
    def takes_blocks(self) -> bool:
        """Whether a block pasted now goes into a table; not while a figure is being typed there.

        Before the draft is open all that comes was typed ahead.
        """
        if self.work is None or not self.screen_stack:
            return False
        table = self.focused if isinstance(self.focused, PaintedOnce) else None
        return table is not None and not table.changes("enter")

    @cached_property
    def _first_unsent(self) -> "Unsent":
        from tuiwizard.drafts.unsent import Unsent

        return Unsent(self.unsent_file)

    def unsent_file(self) -> Path:
        """Where what is typed into questions is kept while no draft is open."""
        from tuiwizard.drafts.unsent import first_texts

        return first_texts()

    @property
    def unsent(self) -> "Unsent":
        """Keeps what is typed into questions and not handed in."""
        return self._first_unsent if self.work is None else self.work.unsent

    def get_driver_class(self) -> type[Driver]:
        """The driver of this system, which sends only what changes."""
        return sparing(super().get_driver_class())

    async def on_event(self, event: events.Event) -> None:
        """Let commands wait for what was typed before them."""
        self._came += isinstance(event, (events.Key, events.Paste))
        event = as_meant(event)
        if isinstance(event, events.Key) and not event.is_forwarded and not self._is_text(event):
            await self.come_to_rest()
            with self._painted_once(event.key):
                if await self._run_binding(event.key):
                    event.prevent_default()
                else:
                    await super().on_event(event)
                await self.come_to_rest()
            return
        if isinstance(event, events.Resize) and isinstance(self._driver, SparingDriver):
            self._driver.forget()
        await super().on_event(event)

    @contextlib.contextmanager
    def _painted_once(self, key: str) -> Iterator[None]:
        """Paint what a key does in a table when all of it is there, the lines below, too.

        Any other key only moves the cursor, or may open what takes its time: it is painted at once.
        """
        table = self.focused if isinstance(self.focused, PaintedOnce) else None
        if table is None or not table.changes(key):
            yield
            return
        with self.batch_update():
            yield
        self.screen.check_idle()

    def _is_text(self, event: events.Key) -> bool:
        focused = self.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    async def _run_binding(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    async def come_to_rest(self) -> None:
        """Wait until all that was typed has been dealt with."""
        await come_to_rest(self, self.flows)

    def _terminate(self, number: int) -> None:
        """Save at once, and again when all that was typed before has reached the draft.

        A figure that is being typed is not ended by it: its last digits are on their way. Further
        signals change nothing.
        """
        if self._ending:
            return
        self._ending = True
        self._keep_typed()
        if self.work is not None:
            self.work.save_undisturbed()
        if self._hung_up and self._driver is not None:
            # The terminal is gone: what is written to it is waited for in vain.
            self._driver.write = _discard  # type: ignore[assignment, method-assign]
        self.call_later(self._end, number, time.monotonic() + _PATIENCE)

    async def _end(self, number: int, until: float, quiet: int = 0) -> None:
        """End when the terminal holds no more keys that were typed before the signal.

        Args:
            number: The signal.
            until: When to end in any case; a terminal that is gone has no keys.
            quiet: At how many looks in a row it held none, and none came.
        """
        await self.come_to_rest()
        has_keys = not (self.is_headless or self._hung_up)
        if has_keys and quiet < _QUIET and time.monotonic() < until:
            came, self._came = self._came, 0
            quiet = 0 if came or signals.keys_are_waiting() else quiet + 1
            self.set_timer(_LOOK_AGAIN, partial(self._end, number, until, quiet))
            return
        failure = self._save_all()
        if failure and self.work is not None:
            from tuiwizard.flows.saving import unsaved  # there is a draft: it is loaded

            self.farewell = unsaved(self.work)
        if self._hung_up:
            self._leave_without_terminal(128 + number)
        if not self.is_headless:
            signals.end_undisturbed()
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
        self._keep_typed()
        if self.work is None:
            return ""
        failure = self.work.save()
        self.work.remember_place()
        return failure

    def _keep_typed(self) -> None:
        """Keep what is typed into the questions that are open."""
        for screen in self.screen_stack:
            if isinstance(screen, Asking):
                screen.keep_typed()
        self.unsent.flush()

    def fail(self, error: Exception) -> None:
        """End by a fault that came up in a thread; to be called in that thread.

        Where the terminal has gone the threads that read and draw fail before the signal is
        heard, if it is heard at all: that is no fault.
        """
        if self._hung_up:
            self.call_later(self._terminate, _GONE)
        else:
            self.call_later(self._handle_exception, error)

    def _handle_exception(self, error: Exception) -> None:
        """A fault ends the wizard with one sentence, the work saved; never with a traceback."""
        self._return_code = faults.EXIT_CODE
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            kept = self._rescue()
            from tuiwizard.drafts.state_folder import state_folder

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
                for key in draft.section_keys:
                    texts = draft.entries(key).texts.values()
                    sizes[key] = f"{len(texts)} cells, {sum(map(len, texts))} characters"
        return sizes

    def _rescue(self) -> str:
        try:
            failure = self._save_all() and self._not_on_disk()
        except Exception as error:  # the fault may sit in the way of saving, too
            failure = faults.place(error)
        if self.session is None:
            return tr("没有打开草稿")
        return (
            tr("最近的填写没能保存（{failure}）", failure=failure)
            if failure
            else tr("已保存 {path}", path=self.session.path)
        )

    def _not_on_disk(self) -> str:
        from tuiwizard.flows.saving import not_on_disk  # there is a draft: it is loaded

        return "" if self.work is None else not_on_disk(self.work)


def _discard(_data: str) -> None:
    """Write nowhere."""
