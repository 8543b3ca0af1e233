"""The files that the program behind the door has written, for the browser to fetch."""

import asyncio
import os
import socket
import tempfile
from pathlib import Path
from typing import NamedTuple, Self

from tuiwizard.drafts.state_folder import state_folder
from tuiwizard.drafts.written import VARIABLE

_LONGEST = 8192
"""Bytes of a path; no system has longer ones."""


class Output(NamedTuple):
    """A file that was written.

    Attributes:
        number: By which the browser asks for it.
        path: Where it is.
    """

    number: int
    path: Path


class Outputs:
    """Hears which files are written, and remembers them; a context manager.

    Only these are handed to a browser, and none that only the program itself reads.

    Attributes:
        environment: What the program has to be told, so that it says what it writes.
    """

    def __init__(self) -> None:
        self._found: dict[Path, Output] = {}
        self._changed = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="tuiwizard-")  # lets in its owner only
        address = str(Path(self._folder.name, "written"))
        self.environment = {VARIABLE: address}
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.setblocking(False)
        self._line.bind(address)
        asyncio.get_running_loop().add_reader(self._line, self._hear)
        return self

    async def __aexit__(self, *_: object) -> None:
        asyncio.get_running_loop().remove_reader(self._line)
        self._line.close()
        self._folder.cleanup()

    @property
    def all(self) -> tuple[Output, ...]:
        """All files, the one that was written last at the end."""
        return tuple(self._found.values())

    def numbered(self, number: int) -> Path | None:
        """Return the path of a file by its number."""
        return next((output.path for output in self.all if output.number == number), None)

    async def changed(self) -> None:
        """Wait until a file is written that was not known."""
        await self._changed.wait()
        self._changed.clear()

    def _hear(self) -> None:
        path = Path(os.fsdecode(self._line.recv(_LONGEST)))
        hidden = path.name.startswith(".") or path.is_relative_to(state_folder().resolve())
        if not hidden and path not in self._found:
            self._found[path] = Output(len(self._found) + 1, path)
            self._changed.set()
