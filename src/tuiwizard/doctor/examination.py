"""All checks in their order, and what they come to."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from tuiwizard import __version__
from tuiwizard.doctor import encoding, folders, terminal, versions
from tuiwizard.doctor.check import Check, State
from tuiwizard.doctor.environment import Environment, system


def examine(environment: Environment) -> tuple[Check, ...]:
    """Every check of a computer, each name once."""
    return tuple(_checks(environment))


def _checks(environment: Environment) -> Iterator[Check]:
    yield versions.program(environment)
    yield versions.python(environment)
    yield versions.packages(environment)
    yield from versions.extras(environment)
    for check in (
        terminal.kind,
        terminal.size,
        encoding.utf8,
        encoding.locale,
        terminal.wide,
        terminal.ambiguous,
        terminal.lines,
        terminal.colours,
        terminal.paste,
        terminal.clipboard,
        terminal.keyboard,
    ):
        yield check(environment)
    yield from map(folders.writable, environment.trials)


def summary(checks: Iterable[Check]) -> dict[str, int]:
    """How many checks stand how, every state named."""
    states = Counter(check.state for check in checks)
    return {state.value: states[state] for state in State}


def as_object(environment: Environment, checks: Iterable[Check]) -> dict[str, Any]:
    """The examination as JSON output has it (docs/doctor.md)."""
    checks = tuple(checks)
    return {
        "tuiwizard": __version__,
        "python": ".".join(map(str, environment.python)),
        "system": system(),
        "packages": dict(sorted(environment.versions.items())),
        "checks": [{**check._asdict(), "state": check.state.value} for check in checks],
        "summary": summary(checks),
    }
