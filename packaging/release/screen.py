"""A terminal for one program, on systems with ptys."""

import fcntl
import os
import pty
import select
import struct
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path


class Screen:
    """A program in a terminal of 80 columns and 24 lines.

    Args:
        command: The program and its arguments.
        folder: Its working folder.
        environment: Its environment.
    """

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self._code: int | None = None
        self._process, self._terminal = pty.fork()
        if self._process == 0:  # the child
            try:
                os.chdir(folder)
                os.execvpe(command[0], [*command], {**environment})
            finally:
                os._exit(127)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self) -> str:
        """What was sent, after a tenth of a second at most."""
        ready, _, _ = select.select([self._terminal], [], [], 0.1)
        try:
            return os.read(self._terminal, 1 << 16).decode("utf-8", "replace") if ready else ""
        except OSError:  # it has ended
            return ""

    def write(self, keys: str) -> None:
        """Send keys."""
        os.write(self._terminal, keys.encode())

    def running(self) -> bool:
        """Whether the program has not ended."""
        if self._code is None:
            process, status = os.waitpid(self._process, os.WNOHANG)
            if process:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code is None

    def close(self) -> int:
        """End the program if it runs, and say with which code it has ended."""
        if self.running():
            os.kill(self._process, 9)
            self._code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        os.close(self._terminal)
        assert self._code is not None
        return self._code
