"""A real terminal with the wizard in it: keys in, the screen out, and no blind waiting."""

import codecs
import contextlib
import re
import signal
import time
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte

from tests.program import COMMAND, environment
from tuiwizard.tui.themes import PALETTES

PATIENCE = 20.0
"""Seconds until a screen that does not come is a failure; a slow machine may need many."""

_ENTERED_SCREEN, _LEFT_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
_CURSOR_SHOWN, _CURSOR_HIDDEN = b"\x1b[?25h", b"\x1b[?25l"
_STEERING = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z=>]")


_CURRENT = {PALETTES["ink-dark"][role].removeprefix("#") for role in ("focus", "chosen")}
"""Backgrounds of what is current; neither is another colour where there are 256."""

_FOCUS = {PALETTES["ink-dark"]["focus"].removeprefix("#")}
"""The background of what has the keys."""


class Key(StrEnum):
    """Keys by name, as xterm sends them."""

    ENTER = "\r"
    TAB = "\t"
    BACK_TAB = "\x1b[Z"
    ESCAPE = "\x1b"
    BACKSPACE = "\x7f"
    DELETE = "\x1b[3~"
    UP = "\x1b[A"
    DOWN = "\x1b[B"
    RIGHT = "\x1b[C"
    LEFT = "\x1b[D"
    HOME = "\x1b[H"
    END = "\x1b[F"
    CTRL_HOME = "\x1b[1;5H"
    CTRL_END = "\x1b[1;5F"
    F1 = "\x1bOP"
    F2 = "\x1bOQ"
    F4 = "\x1bOS"
    F5 = "\x1b[15~"
    F6 = "\x1b[17~"
    F9 = "\x1b[20~"
    CTRL_B = "\x02"
    CTRL_E = "\x05"
    CTRL_G = "\x07"
    CTRL_N = "\x0e"
    CTRL_P = "\x10"
    CTRL_Q = "\x11"
    CTRL_S = "\x13"
    CTRL_Y = "\x19"
    CTRL_Z = "\x1a"


class _Answering(pyte.Screen):
    """A screen that sends back what it is asked for."""

    def __init__(self, columns: int, lines: int) -> None:
        self.answers: list[str] = []
        super().__init__(columns, lines)

    def write_process_input(self, data: str) -> None:
        self.answers.append(data)


class Terminal:
    """The wizard on a screen of its own.

    Args:
        arguments: The command line without the program's name.
        folder: The working folder; state is kept in its `.state`.
        columns: The width of the screen.
        lines: Its height.
        command: What to run, if it is not the program as it is.
        answering: Whether the terminal says where its cursor is, and what it is, when asked.
        variables: Environment variables of the program.
    """

    def __init__(
        self,
        *arguments: str | Path,
        folder: Path,
        columns: int = 100,
        lines: int = 30,
        command: Sequence[str] = COMMAND,
        answering: bool = False,
        **variables: str,
    ) -> None:
        self._screen = (_Answering if answering else pyte.Screen)(columns, lines)
        self._height = lines
        self._stream = pyte.ByteStream(self._screen)
        self._output = bytearray()
        self._decoder = codecs.getincrementaldecoder("utf-8")
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            [*command[1:], *map(str, arguments)],
            cwd=str(folder),
            env=environment(
                **{"TUIWIZARD_STATE": str(folder / ".state"), "TERM": "xterm-256color", **variables}
            ),
            dimensions=(lines, columns),
            timeout=PATIENCE,
        )
        self._child.delaybeforesend = None
        self._line: Any = vars(self._child)["ptyproc"].fileobj  # unknown to pexpect's types

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self._child.isalive():
                self._child.kill(signal.SIGKILL)
        self._wait_for_end()
        if not self._line.closed:
            self._child.close(force=True)

    # What is on the screen

    @property
    def screen(self) -> pyte.Screen:
        """The screen itself."""
        return self._screen

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return [self._text(line, self._screen.columns).rstrip() for line in range(self._height)]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def said(self) -> str:
        """All that was ever written, as it was, the lines ended by the terminal.

        A read may end in the middle of a character; it is left out until the rest has come.
        """
        return self._decoder().decode(self._output).replace("\r\n", "\n")

    @property
    def sent(self) -> int:
        """How many bytes were ever written."""
        return len(self._output)

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and line of the terminal's cursor."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def before_cursor(self) -> str:
        """What stands on the cursor's line, left of it."""
        column, line = self.cursor
        return self._text(line, column)

    def line_of(self, text: str) -> str:
        """The first line that holds a text, empty if none does."""
        return next((line for line in self.lines if text in line), "")

    def _text(self, line: int, columns: int) -> str:
        """The first columns of a line; the second half of a wide character is empty."""
        return "".join(self._screen.buffer[line][x].data for x in range(columns))

    @property
    def highlighted(self) -> list[str]:
        """The texts that are marked as current: the row with the keys, the step, a list's line."""
        return self._upon(_CURRENT)

    def _upon(self, colours: Collection[str]) -> list[str]:
        """The texts that stand upon some colours."""
        runs = []
        for line in range(self._height):
            row = self._screen.buffer[line]
            run = ""
            for column in range(self._screen.columns + 1):
                if row[column].bg in colours:
                    run += row[column].data
                else:
                    runs.append(run.strip())
                    run = ""
        return [run for run in runs if run]

    @property
    def highlighted_figure(self) -> str:
        """The text of the current cell of a table."""
        signs = "_~误问"
        cells = self._upon(_FOCUS)
        return next((t for t in cells if t[0].isdigit() or t[0] in signs), "")

    @property
    def after_cursor(self) -> str:
        """What stands on the cursor's line, from it on."""
        line = self.cursor[1]
        return self._text(line, self._screen.columns).removeprefix(self.before_cursor)

    # What a person does

    def send(self, *parts: str) -> None:
        """Texts and keys, all in one write, as a burst or a commit of an input method.

        A byte that is no text is a surrogate, as Python has it: `\\udcff`.
        """
        self._child.send("".join(parts).encode("utf-8", "surrogateescape"))

    def paste(self, text: str, *, then: Sequence[str] = ()) -> None:
        """Paste a text as a terminal does: in one piece, between its marks; keys right behind."""
        self.send("\x1b[200~", text, "\x1b[201~", *then)

    def resize(self, columns: int, lines: int) -> None:
        """Drag the corner of the window, and wait until it is drawn anew."""
        self._screen.resize(lines, columns)
        self._height = lines
        self._child.setwinsize(lines, columns)
        self.come_to_rest()

    def wait_for(self, *texts: str, gone: str = "") -> None:
        """Wait until all texts are on the screen, and one is no longer."""
        self.wait_until(
            lambda: all(text in self.text for text in texts) and not (gone and gone in self.text),
            f"{texts}" + (f" without {gone!r}" if gone else ""),
        )

    def wait_until(self, condition: Callable[[], bool], what: str = "") -> None:
        """Wait until something is so, reading the screen meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline or not self._read():
                raise AssertionError(
                    f"no {what or condition} on the screen:\n{self.text}\n{self.cursor}"
                )

    def look(self, seconds: float) -> None:
        """Take in what comes within some time: for those who go on typing meanwhile."""
        stop = time.monotonic() + seconds
        while self._read(max(stop - time.monotonic(), 0)) and time.monotonic() < stop:
            pass

    def come_to_rest(self, quiet: float = 0.7) -> None:
        """Wait until the program writes nothing for some time."""
        deadline = time.monotonic() + PATIENCE
        last, before = time.monotonic(), len(self._output)
        while time.monotonic() - last < quiet and time.monotonic() < deadline:
            self._read(0.05)
            if len(self._output) != before:
                last, before = time.monotonic(), len(self._output)

    # How it ends

    def wait_for_end(self) -> int:
        """Wait until the program has ended; its exit code, negative for a signal."""
        deadline = time.monotonic() + PATIENCE
        while self._read():
            if time.monotonic() > deadline:
                raise AssertionError(f"the wizard does not end:\n{self.text}")
        return self._wait_for_end()

    def leave(self) -> int:
        """Ctrl+Q, and wait for the end."""
        self.send(Key.CTRL_Q)
        return self.wait_for_end()

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self._child.kill(number)

    def hang_up(self) -> int:
        """Close the terminal's window, and wait for the end of the program."""
        self._line.close()
        return self._wait_for_end()

    @property
    def restored(self) -> bool:
        """Whether the program has left the alternate screen and shown the cursor again."""
        output = bytes(self._output)
        shown = output.rfind(_CURSOR_SHOWN) > output.rfind(_CURSOR_HIDDEN)
        return _LEFT_SCREEN in output and shown

    @property
    def opened(self) -> bool:
        """Whether the program ever took the whole screen."""
        return _ENTERED_SCREEN in self._output

    @property
    def asked(self) -> bool:
        """Whether the program has asked the terminal what it is (DA1)."""
        return b"\x1b[c" in self._output

    @property
    def raw_farewell(self) -> str:
        """What was written after the alternate screen was left, or all if there was none."""
        rest = bytes(self._output).rpartition(_LEFT_SCREEN)[2]
        return rest.decode().replace("\r\n", "\n")

    @property
    def after_screen(self) -> str:
        """The words of it, as they stay in the terminal."""
        return _STEERING.sub("", self.raw_farewell)

    def _read(self, timeout: float = 0.1) -> bool:
        """Take in what the program wrote; False at its end."""
        try:
            data = self._child.read_nonblocking(65536, timeout=timeout)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self._output += data
        self._stream.feed(data)
        if isinstance(self._screen, _Answering) and self._screen.answers:
            self.send(*self._screen.answers)
            self._screen.answers.clear()
        return True

    def _wait_for_end(self) -> int:
        deadline = time.monotonic() + PATIENCE
        while self._child.isalive():
            if time.monotonic() > deadline:
                raise AssertionError(f"the wizard does not end:\n{self.text}")
            time.sleep(0.01)
        status = self._child.exitstatus
        return -(self._child.signalstatus or 0) if status is None else status
