"""What a check says: a value, never an exception."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """The outcome of a check."""

    OK = "ok"
    WARN = "warn"
    """It works, but something will be missing or look odd."""
    BAD = "bad"
    """The program will not work properly until it is cured."""
    UNKNOWN = "unknown"
    """It cannot be told from here."""


class Verdict(NamedTuple):
    """What a check says.

    Attributes:
        state: The outcome.
        found: What was found, one sentence without its full stop.
        cure: What to do, one sentence without its full stop; empty if there is nothing to do.
    """

    state: State
    found: str
    cure: str = ""


class Check(NamedTuple):
    """One thing looked at, as it is shown and as JSON output has it.

    Attributes:
        name: What it is called in JSON output; it does not change between versions.
        title: What it is called for people.
        state: The outcome.
        found: What was found, one sentence without its full stop.
        cure: What to do, one sentence without its full stop; empty if there is nothing to do.
    """

    name: str
    title: str
    state: State
    found: str
    cure: str = ""
