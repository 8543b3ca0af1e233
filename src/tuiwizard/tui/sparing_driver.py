"""A driver of Textual that sends the terminal only the cells that change, and reads any byte."""

import codecs
import sys
from collections.abc import Callable
from threading import RLock
from typing import Any, ClassVar, Protocol, runtime_checkable

from textual.driver import Driver

from tuiwizard.tui.bare_paste import MarkingDecoder
from tuiwizard.tui.changed_cells import ChangedCells


@runtime_checkable
class TakesBlocks(Protocol):
    """An application that says whether a block has a place where the keys go now."""

    @property
    def takes_blocks(self) -> bool:
        """Whether it has."""


class SparingDriver(Driver):
    """What is put before the driver of a system (`sparing`)."""

    _module: ClassVar[dict[str, Any]] = {}

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._cells = ChangedCells()
        self._writing = RLock()  # the thread that reads keys writes, too: modes of the mouse

    def write(self, data: str) -> None:
        """Write what changes on the terminal."""
        with self._writing:
            if changes := self._cells.changes(data):
                super().write(changes)  # type: ignore[safe-super] # the system's driver is behind

    def ask(self, question: str) -> None:
        """Write what the terminal is to answer, as it is: its cursor is where it says it is."""
        with self._writing:
            super().write(question)  # type: ignore[safe-super] # the system's driver is behind
            self._cells.forget()

    def _run_input_thread(self) -> None:
        """Read keys in a thread; what becomes of a fault in it `thread_faults` knows."""
        if "getincrementaldecoder" in self._module:
            self._module["getincrementaldecoder"] = self._decoders
        self.run_input_thread()  # type: ignore[attr-defined] # the system's driver is behind

    def _decoders(self, encoding: str) -> Callable[[], MarkingDecoder]:
        """Take the place of `codecs.getincrementaldecoder` where Textual reads the terminal."""
        inner = codecs.getincrementaldecoder(encoding)(errors="replace")
        terminal: int = self.fileno  # type: ignore[attr-defined] # the system's driver is behind
        return lambda: MarkingDecoder(inner, terminal, self._takes_blocks)

    def _takes_blocks(self) -> bool:
        return isinstance(self._app, TakesBlocks) and self._app.takes_blocks

    def forget(self) -> None:
        """Take nothing on the terminal for known."""
        with self._writing:
            self._cells.forget()


def sparing(driver: type[Driver]) -> type[Driver]:
    """Return a driver that sends only the cells that change, and is not ended by a byte.

    Terminals send bytes that are no UTF-8: those set to GBK, and old reports of the mouse after
    tmux or an editor was attached anew. Each becomes `\ufffd`, which is seen where it was typed.
    """
    module = vars(sys.modules[driver.__module__])
    return type(f"Sparing{driver.__name__}", (SparingDriver, driver), {"_module": module})
