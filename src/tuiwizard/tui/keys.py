"""Keys take effect in the order in which they were typed.

Textual hands characters to the focused widget's queue but looks bindings up in the app, and
non-priority ones only after the key has bubbled back. Typed in one burst, as a slow line or a
paste delivers them, `5`, `Ctrl+N` would leave the step before the 5 was there, and `5`, `Down`,
`3` would put 53 into one cell. Here a key that may be a command waits until what was typed
before it has been dealt with, and what it opened has the focus before the next key.
"""

import asyncio
import contextlib
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from tuiwizard.tui.flow_runner import FlowRunner

SLASH = "slash,ideographic_comma,fullwidth_solidus"
"""The key `/`, also as an input method types it: 、 or the full-width one."""

_MEANT: dict[str, tuple[str, str | None]] = {
    # Textual makes a key beyond F12, which no keyboard has, of Shift with a function key.
    **{f"f{number + 12}": (f"shift+f{number}", None) for number in range(1, 13)},
    # A terminal makes a line feed of Enter until it is told to leave keys as they are.
    "ctrl+j": ("enter", "\r"),
}
"""What keys are that do not come as they are printed on keyboards."""

_PATIENCE = 2.0
"""Seconds to wait for a widget that does not come to rest; it is busy or being removed."""

_ROUNDS = 20

_TYPED_AHEAD = 10.0
"""Seconds to wait for what takes keys and does not come; a dialog may be in its way."""


def of_person(event: events.Event) -> bool:
    """Return whether somebody typed, pasted or clicked."""
    return isinstance(event, events.Key | events.Paste | events.MouseEvent)


def as_meant(event: events.Event) -> events.Event:
    """Return a key as it is printed on keyboards, and anything else as it is."""
    if isinstance(event, events.Key) and event.key in _MEANT:
        return events.Key(*_MEANT[event.key])
    return event


async def patiently(there: asyncio.Event) -> None:
    """Wait with what was typed ahead until there is something to take it, but not for ever."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(there.wait(), _TYPED_AHEAD)


async def come_to_rest(app: App[None], flows: FlowRunner) -> None:
    """Wait until the focused widget, all around it and every flow have nothing left to do."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            for _ in range(_ROUNDS):
                await flows.at_rest()
                chain = _chain(app)
                for pump in chain:
                    await emptied(pump)
                queued = any(pump.message_queue_size for pump in chain)
                if chain == _chain(app) and not queued and not flows.moving:
                    return


def _chain(app: App[None]) -> list[MessagePump]:
    """The focused widget and all it stands in, but for the app."""
    if not app.screen_stack:
        return []
    start: Any = app.focused or app.screen
    return [node for node in start.ancestors_with_self if node is not app]


async def emptied(pump: MessagePump) -> None:
    """Wait until all that was in a queue before now has been handled."""
    reached = asyncio.Event()
    # As it is, not by `call_later`: that has the signature of `set` looked up each time.
    if pump.is_running and pump.post_message(events.Callback(callback=reached.set)):
        await reached.wait()
