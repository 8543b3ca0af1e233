"""A terminal for one program on Windows: ConPTY, by pywinpty. It has not run on this machine."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class Screen:
    """As `release.screen.Screen`."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        import winpty  # in pins/supply.txt, for Windows alone

        self._process: Any = winpty.PtyProcess.spawn(
            subprocess.list2cmdline(command),
            cwd=str(folder),
            env={**environment},
            dimensions=(24, 80),
        )

    def read(self) -> str:
        """What was sent."""
        try:
            return str(self._process.read(1 << 16))
        except EOFError:  # it has ended
            return ""

    def write(self, keys: str) -> None:
        """Send keys."""
        self._process.write(keys)

    def running(self) -> bool:
        """Whether the program has not ended."""
        return bool(self._process.isalive())

    def close(self) -> int:
        """End the program if it runs, and say with which code it has ended."""
        if self.running():
            self._process.terminate(force=True)
        return int(self._process.wait())
