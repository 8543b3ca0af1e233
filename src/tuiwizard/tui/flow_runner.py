"""Flows beside the message queues of the screen, so that they can wait for dialogs."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

Answer = TypeVar("Answer")
Flow = Coroutine[Any, Any, object]


class FlowRunner:
    """Runs flows, each in a worker of its own.

    Args:
        app: Where their dialogs are shown.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._running = 0
        self._awaited: set[asyncio.Future[Any]] = set()

    @property
    def moving(self) -> bool:
        """Whether a flow is on its way to its next dialog, or to its end."""
        return self._running > sum(not answer.done() for answer in self._awaited)

    async def at_rest(self) -> None:
        """Wait until every flow waits for the person, or has ended."""
        while self.moving:
            await asyncio.sleep(0)

    def begin(self, flow: Flow) -> None:
        """Start a flow, which goes on beside whatever starts it."""
        self._running += 1
        self._app.run_worker(self._run(flow), exit_on_error=False)

    async def run(self, flow: Flow) -> None:
        """Start a flow, and go on when it has its first dialog on the screen, or has ended."""
        self.begin(flow)
        await self.at_rest()

    async def answer(self, dialog: Screen[Answer]) -> Answer:
        """Show a dialog, and wait for its answer. Only for flows."""
        return await self._pause(self._app.push_screen(dialog, wait_for_dismiss=True))

    async def in_thread(self, work: Callable[[], Answer]) -> Answer:
        """Do what takes time in a thread; the keys are not held up meanwhile. Only for flows."""
        return await self._pause(asyncio.ensure_future(asyncio.to_thread(work)))

    async def _pause(self, answer: "asyncio.Future[Answer]") -> Answer:
        """Wait for what is not this program's to hurry."""
        self._awaited.add(answer)
        try:
            return await answer
        finally:
            self._awaited.discard(answer)

    async def _run(self, flow: Flow) -> None:
        try:
            await flow
        except Exception as error:  # a fault ends the wizard as it does anywhere else
            self._app._handle_exception(error)
        finally:
            self._running -= 1
