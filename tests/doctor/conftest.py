"""Computers of every kind, as values."""

from collections.abc import Callable
from typing import Any

import pytest

from tuiwizard.doctor.environment import Environment
from tuiwizard.doctor.terminal_query import AMBIGUOUS, LINES, WIDE, TerminalAnswers

Computer = Callable[..., Environment]

WIDTHS = dict.fromkeys(WIDE, 2) | dict.fromkeys(AMBIGUOUS + LINES, 1)
GOOD: dict[str, Any] = {
    "python": (3, 11, 7),
    "platform": "linux",
    "variables": {"TERM": "xterm-256color", "LANG": "zh_CN.UTF-8", "COLORTERM": "truecolor"},
    "requirements": ("pydantic>=2.10", "textual<9,>=6.0", "lxml>=5; extra == 'office'"),
    "versions": {"pydantic": "2.14.3", "textual": "8.2.8", "lxml": "6.1.3"},
    "broken": {},
    "terminal": True,
    "size": (80, 24),
    "encoding": "utf-8",
    "locale_works": True,
    "answers": TerminalAnswers(WIDTHS, paste=True),
    "trials": (),
}


@pytest.fixture
def computer() -> Computer:
    """Makes a computer on which all is well but for what is said; variables are added."""

    def make(*, variables: dict[str, str] | None = None, **changes: Any) -> Environment:
        together = {**GOOD["variables"], **(variables or {})}
        return Environment(**{**GOOD, **changes, "variables": together})

    return make
