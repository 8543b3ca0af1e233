"""A driver of Textual that sends the terminal only the cells that change."""

from threading import RLock
from typing import Any

from textual.driver import Driver

from tuiwizard.tui.changed_cells import ChangedCells


class SparingDriver(Driver):
    """What is put before the driver of a system (`sparing`)."""

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

    def forget(self) -> None:
        """Take nothing on the terminal for known."""
        with self._writing:
            self._cells.forget()


def sparing(driver: type[Driver]) -> type[Driver]:
    """Return a driver that sends only the cells that change."""
    return type(f"Sparing{driver.__name__}", (SparingDriver, driver), {})
