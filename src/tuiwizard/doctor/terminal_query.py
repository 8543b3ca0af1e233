"""Asking the terminal itself: how wide it draws a character, and what it can do.

A character is written at the beginning of the line and the terminal asked where its cursor is
now; no table knows that, for it depends on the font, the locale and every program between here
and the screen. All questions go out in one write and end with one that every terminal answers
(DA1), so that the wait is one round trip, and short where nobody answers.
"""

import os
import re
import select
import time
from collections.abc import Mapping
from typing import NamedTuple

from tuiwizard.words import tr

WIDE = "中（。"  # not said: measured
"""Two columns each, everywhere."""
AMBIGUOUS = "“”…①·×—"
"""One column or two, as the terminal pleases; the screen is laid out for one."""
LINES = "─│┌▊"
"""What frames are drawn with; ambiguous, too."""
SAMPLES = WIDE + AMBIGUOUS + LINES

PATIENCE = 2.0
"""Seconds until a terminal that has not answered is taken for one that does not."""

_CLEAN = b"\r\x1b[K"
_QUESTIONS = b"".join(
    [
        *(b"\r" + character.encode() + b"\x1b[6n" for character in SAMPLES),
        b"\x1b[?2004$p",  # is bracketed paste known?
        _CLEAN,  # some terminals show a letter of the question before
        b"\x1b[c",
    ]
)
_ANSWER = re.compile(
    rb"\x1b\[\d{1,5};(?P<column>\d{1,5})R|\x1b\[\?2004;(?P<mode>\d)\$y|(?P<last>\x1b\[\?[\d;]*c)"
)
_MOST = 65536
_WIDEST = 8
"""Columns that the bytes of one character may take where UTF-8 is not parse_answers."""


class TerminalAnswers(NamedTuple):
    """What the terminal answered.

    Attributes:
        widths: The columns each character of `SAMPLES` takes; empty if they were not measured.
        paste: Whether it knows bracketed paste; None if it did not say.
        silence: Why nothing was measured, in a few words; empty if it was.
        typed: How many bytes came that were no answer: keys pressed meanwhile.
    """

    widths: Mapping[str, int] = {}
    paste: bool | None = None
    silence: str = ""
    typed: int = 0


def parse_answers(heard: bytes) -> TerminalAnswers:
    """Read a terminal's answers out of all that came from it.

    Args:
        heard: All that was read, in order.
    """
    found = list(_ANSWER.finditer(heard))
    columns = [int(answer["column"]) - 1 for answer in found if answer["column"]]
    modes = [answer["mode"] for answer in found if answer["mode"]]
    typed = len(_ANSWER.sub(b"", heard))
    paste = modes[0] != b"0" if modes else None
    if len(columns) == len(SAMPLES) and all(0 <= column <= _WIDEST for column in columns):
        return TerminalAnswers(dict(zip(SAMPLES, columns, strict=True)), paste, "", typed)
    silence = tr("它的回答对不上") if heard else tr("它不回答光标在哪里")
    return TerminalAnswers(paste=paste, silence=silence, typed=typed)


def ask(reading: int, writing: int, patience: float = PATIENCE) -> TerminalAnswers:
    """Ask the terminal, and leave it as it was.

    Args:
        reading: The file descriptor its keys come from.
        writing: The one it draws.
        patience: Seconds to wait at most.
    """
    try:
        import termios  # not on Windows
        import tty
    except ImportError:
        return TerminalAnswers(silence=tr("这个系统上的窗口没有可以问的办法"))
    try:
        if os.tcgetpgrp(reading) != os.getpgrp():  # it would be stopped for touching the terminal
            return TerminalAnswers(silence=tr("程序在后台运行"))
        before = termios.tcgetattr(reading)
    except (OSError, termios.error):
        return TerminalAnswers(silence=tr("这里没有终端"))
    heard = b""
    try:
        tty.setcbreak(reading, termios.TCSANOW)
        heard = _heard(reading, writing, time.monotonic() + patience)
    finally:
        if not _all_said(heard):  # what still comes would be taken for keys by the shell
            termios.tcflush(reading, termios.TCIFLUSH)
        termios.tcsetattr(reading, termios.TCSANOW, before)
    return parse_answers(heard)


def _heard(reading: int, writing: int, deadline: float) -> bytes:
    """Ask, and return what comes until the last question is answered or the time is up."""
    if not select.select([], [writing], [], max(deadline - time.monotonic(), 0))[1]:
        return b""  # output is held (Ctrl+S)
    os.write(writing, _QUESTIONS)
    heard = b""
    while not _all_said(heard) and len(heard) < _MOST:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            break
        data = os.read(reading, 4096)
        if not data:  # the window is gone
            break
        heard += data
    return heard


def _all_said(heard: bytes) -> bool:
    return any(answer["last"] for answer in _ANSWER.finditer(heard))
