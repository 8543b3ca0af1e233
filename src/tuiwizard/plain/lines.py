"""Lines out and lines in: all that the plain mode asks of a terminal.

Nothing here moves a cursor, sets a colour or rings a bell; what is written can be read aloud,
and what is read may come from a keyboard, a paste or a pipe.
"""

import os
import re
import select
import sys
from typing import BinaryIO, TextIO

from tuiwizard.errors import CommandError
from tuiwizard.report.safety import printable, without_controls
from tuiwizard.words import tr

LONGEST = {"linux": 4095, "darwin": 1023}.get(sys.platform, 0)
"""Bytes of a line that the system's line editor hands over; the rest it throws away. 0: all."""

_MOST = 8 * 1024 * 1024
"""Bytes of a line of a script; no draft comes near this."""

_KEYS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.)")
"""Arrows and function keys, which a line editor passes on as they are."""


class Ended(Exception):
    """There are no more answers: the end of input, the wish to leave, or a signal.

    Attributes:
        number: The signal's number; 0 if it was none.
    """

    def __init__(self, number: int = 0) -> None:
        super().__init__(number)
        self.number = number


class Lines:
    """Somebody, or a script, who answers line by line.

    Args:
        source: Where answers come from.
        out: Where questions go.
        terminal: Whether a person answers, who can be asked again.
    """

    def __init__(self, source: BinaryIO, out: TextIO, *, terminal: bool) -> None:
        self._source = source
        self._out = out
        self.terminal = terminal
        self.number = 0
        self._waiting = False
        self._stopped: int | None = None
        self._unread: list[str] = []

    def say(self, *lines: str) -> None:
        """Write lines; what could steer a terminal shows as a sign."""
        for line in lines:
            self._write(printable(line) + "\n")

    def read(self, prompt: str = "") -> str:
        """The next line, without its end and without control characters.

        Args:
            prompt: What stands before the answer, on the same line.

        Raises:
            Ended: There is no further line, or a signal came.
            CommandError: A script is not in UTF-8.
        """
        if self._unread:
            return self._unread.pop()
        while True:
            ahead = not self.terminal or (os.name != "nt" and self._is_there(0))
            self._write(printable(prompt))
            raw = self._next()
            try:
                text = raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
            except UnicodeDecodeError:
                self._refuse(tr("不是 UTF-8 编码的文字"))
                continue
            if self.terminal and LONGEST and len(raw) >= LONGEST:
                self.say(
                    tr(
                        "! 终端一行最多收 {longest} 个字节（一千多个汉字），后面的收不到，"
                        "没有采用；请分成几行，或用 :编辑、:文件",
                        longest=LONGEST,
                    )
                )
                continue
            if ahead:  # no terminal has shown the answer behind this question
                self.say(text)
            return self._cleaned(text)

    def unread(self, line: str) -> None:
        """Let a line be read once more: it was meant for another question."""
        self._unread.append(line)

    def stop(self, number: int) -> None:
        """A signal came: end at the next question, or at once while waiting for an answer."""
        self._stopped = number
        if self._waiting:
            raise Ended(number)

    def look(self) -> None:
        """End here if a signal came meanwhile: for those who wait for something else.

        Raises:
            Ended: One came.
        """
        if self._stopped is not None:
            raise Ended(self._stopped)

    def _next(self) -> bytes:
        self._wait_for_line()
        raw = self._read_on()
        if not raw:
            self.say("")
            raise Ended(self._stopped or 0)
        self.number += 1
        return raw.rstrip(b"\r\n")

    def _wait_for_line(self) -> None:
        """Wait until a person has typed a line; nothing is read while a signal may come.

        Lines that were typed before it are still taken.
        """
        if not self.terminal or os.name == "nt":  # Windows cannot wait for its console so
            return
        self._waiting = True
        try:
            self.look()
            self._is_there(None)
        except Ended:
            if not self._is_there(0):
                raise
        finally:
            self._waiting = False

    def _is_there(self, seconds: float | None) -> bool:
        """Whether a line is there, or comes within some time."""
        try:
            return bool(select.select([self._source.fileno()], [], [], seconds)[0])
        except (OSError, ValueError):  # not a file of the system's: it is never waited for
            return True

    def _read_on(self) -> bytes:
        """The next line as it is; a script's, or one on Windows, may be waited for here."""
        self._waiting = not self.terminal or os.name == "nt"
        try:
            if self._waiting:
                self.look()
            return self._source.readline(_MOST)
        finally:
            self._waiting = False

    def _refuse(self, why: str) -> None:
        if not self.terminal:
            raise CommandError(
                tr("第 {number} 行回答{why}，前面的回答都已保存", number=self.number, why=why)
            )
        self.say(tr("! 这一行{why}，没有采用，请再输一次", why=why))

    def _cleaned(self, text: str) -> str:
        kept = without_controls(_KEYS.sub("", text))
        if len(kept) < len(text):
            self.say(tr("! 里面有方向键等看不见的控制字符，已去掉"))
        return kept

    def _write(self, text: str) -> None:
        """Text to a stream whose encoding may not know Chinese."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        self._out.write(text.encode(encoding, "replace").decode(encoding))
        self._out.flush()
