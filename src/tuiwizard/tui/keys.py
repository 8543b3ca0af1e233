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

_PATIENCE = 2.0
"""Seconds to wait for a widget that does not come to rest; it is busy or being removed."""

_ROUNDS = 20


class KeysInOrder(App[None]):
    """An app whose keys never overtake each other."""

    async def on_event(self, event: events.Event) -> None:
        """Let commands wait for what was typed before them."""
        if isinstance(event, events.Key) and not event.is_forwarded and not self._is_text(event):
            await self.come_to_rest()
            if await self._run_binding(event.key):
                event.prevent_default()
            else:
                await super().on_event(event)
            await self.come_to_rest()
            return
        await super().on_event(event)

    def _is_text(self, event: events.Key) -> bool:
        focused = self.focused
        return focused is not None and focused.check_consume_key(event.key, event.character)

    async def _run_binding(self, key: str) -> bool:
        return await self._check_bindings(key, priority=True) or await self._check_bindings(key)

    async def come_to_rest(self) -> None:
        """Wait until the focused widget and all around it have nothing left to do."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                for _ in range(_ROUNDS):
                    chain = self._chain()
                    for pump in chain:
                        await _emptied(pump)
                    if chain == self._chain() and not any(p.message_queue_size for p in chain):
                        return

    def _chain(self) -> list[MessagePump]:
        if not self.screen_stack:
            return []
        start: Any = self.focused or self.screen
        return [node for node in start.ancestors_with_self if node is not self]


async def _emptied(pump: MessagePump) -> None:
    """Wait until all that was in a queue before now has been handled."""
    reached = asyncio.Event()
    if pump.is_running and pump.call_later(reached.set):
        await reached.wait()
