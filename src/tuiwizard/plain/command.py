"""Commands: words that no answer can be, for they begin with a colon."""

import enum
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tuiwizard.plain.question import Talk
from tuiwizard.words import spoken, tr

COLONS = (":", "：")  # not said: typed
"""What a command begins with, in whatever mode the input method is."""


class Needs(enum.Flag):
    """What a command cannot be used without."""

    FILLING = enum.auto()
    """A person who fills in: an approver does not change the content."""
    TABLE = enum.auto()
    """A question of a table."""
    TEXT = enum.auto()
    """A question of a narrative."""


class Command(NamedTuple):
    """One command.

    Attributes:
        name: Its name.
        short: The same in ASCII.
        rest: What may stand behind it.
        does: What it does, for the list of commands.
        run: Does it, given the conversation and what stands behind the name.
        needs: What it cannot be used without.
    """

    name: str
    short: str
    rest: str
    does: str
    run: Callable[[Talk, str], None]
    needs: Needs = Needs(0)

    @property
    def spoken_name(self) -> str:
        """Its name for who is told of it; the ASCII one in English."""
        return self.name if spoken() == "zh" else self.short

    @property
    def line(self) -> str:
        """It in the list of commands."""
        rest = f" {self.rest}" if self.rest else ""
        return tr(
            ":{name}{rest}，或 :{short}{rest}，{does}",
            name=self.name,
            rest=rest,
            short=self.short,
            does=self.does,
        )


def is_command(text: str) -> bool:
    """Whether an answer is a command and no text."""
    return text.lstrip()[:1] in COLONS and text.lstrip()[1:2] not in COLONS


def literal(text: str) -> str:
    """An answer that begins with two colons, with one of them."""
    bare = text.lstrip()
    if bare[:1] in COLONS and bare[1:2] in COLONS:
        return text.replace(bare, bare[1:], 1)
    return text


def parsed(text: str, commands: Iterable[Command]) -> tuple[Command | None, str]:
    """The command that was meant, and what stands behind its name."""
    words = text.lstrip()[1:].strip()
    head, _, rest = words.partition(" ")
    known = sorted(commands, key=lambda command: -len(command.name))
    for command in known:
        if head.lower() in (command.name, command.short):
            return command, rest.strip()
    for command in known:  # `:改数2` as people write it
        if words.startswith(command.name):
            return command, words.removeprefix(command.name).strip()
    return None, head
