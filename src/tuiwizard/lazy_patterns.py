"""Patterns that are compiled with the first text they are looked for in."""

import re
from typing import Any, cast

from tuiwizard.compiled_patterns import compiled

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Lazy:
    """Stands for a pattern, and compiles it when one of its methods is first asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        pattern = compiled(self.pattern, self._flags)
        vars(self).update({method: getattr(pattern, method) for method in _METHODS})
        return getattr(pattern, name)


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled with the first text it is looked for in.

    Who checks one report waits for none of the patterns that its texts do not need.

    Args:
        pattern: What is looked for: a text of the program, since it is kept (`compiled_patterns`).
        flags: Of the pattern.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
