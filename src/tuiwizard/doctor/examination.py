"""All checks in their order, and what they come to."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from tuiwizard import __version__
from tuiwizard.doctor import encoding, folders, terminal, versions
from tuiwizard.doctor.check import Check, State, Verdict
from tuiwizard.doctor.environment import Environment, system
from tuiwizard.words import tr

_CHECKS: tuple[tuple[str, str, Callable[[Environment], Verdict]], ...] = (
    ("program", tr("程序"), versions.program),
    ("python", "Python", versions.python),
    ("packages", tr("依赖的程序包"), versions.packages),
    *(
        (name, tr("附加包 {extra}", extra=name), partial(versions.extra, name=name))
        for name in versions.EXTRAS
    ),
    ("terminal", tr("终端"), terminal.kind),
    ("size", tr("窗口大小"), terminal.size),
    ("utf8", "UTF-8", encoding.utf8),
    ("locale", tr("区域设置"), encoding.locale),
    ("wide", tr("汉字的宽度"), terminal.wide),
    ("ambiguous", tr("“”…① 的宽度"), terminal.ambiguous),
    ("lines", tr("画线字符"), terminal.lines),
    ("colours", tr("颜色"), terminal.colours),
    ("paste", tr("粘贴"), terminal.paste),
    ("clipboard", tr("剪贴板"), terminal.clipboard),
    ("keyboard", tr("按键"), terminal.keyboard),
)
"""The checks by name and title; the folders come last."""


def examine(environment: Environment) -> tuple[Check, ...]:
    """Return every check of a computer, each name once."""
    checks = (Check(name, title, *check(environment)) for name, title, check in _CHECKS)
    trials = (
        Check(trial.folder.name, trial.folder.title, *folders.writable(trial))
        for trial in environment.trials
    )
    return (*checks, *trials)


def summary(checks: Iterable[Check]) -> dict[str, int]:
    """Return how many checks came to each state."""
    states = Counter(check.state for check in checks)
    return {state.value: states[state] for state in State}


def as_object(environment: Environment, checks: Iterable[Check]) -> dict[str, Any]:
    """Return the examination as JSON output has it (docs/doctor.md)."""
    checks = tuple(checks)
    return {
        "tuiwizard": __version__,
        "python": ".".join(map(str, environment.python)),
        "system": system(),
        "packages": dict(sorted(environment.versions.items())),
        "checks": [{**check._asdict(), "state": check.state.value} for check in checks],
        "summary": summary(checks),
    }
