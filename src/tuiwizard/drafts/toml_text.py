"""TOML text as tables, by the quickest parser there is.

tomli is always there. toml-rs, of the extra `scale`, reads a draft in a fifth of its time, and is
asked first where many are read. What it refuses tomli reads again, and says why it is no TOML.
"""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

import tomli  # what the standard library has as tomllib, compiled

MANY = 16
"""Texts of a process after which it pays to load the quick parser: that takes as long as ten."""

DEEPEST = 200
"""Square brackets of a text that the quick parser gets: at a few hundred, one in another, it dies
of its small stack; a draft has some forty, and braces none."""

_texts = count()


def tables_of(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text, decimals as they are written.

    Raises:
        ValueError: It is not TOML; the message ends with the place.
        ArithmeticError: A decimal has an exponent that is none.
        RecursionError: Its brackets are too deep in one another.
    """
    quick = _quick_parser() if next(_texts) >= MANY and is_plain(text) else None
    if quick is not None:
        with suppress(ValueError, ArithmeticError):
            return quick(text, parse_float=Decimal)
    return tomli.loads(text, parse_float=Decimal)


def is_plain(text: str) -> bool:
    """Return whether the quick parser says of a text what tomli says."""
    return "{" not in text and text.count("[") <= DEEPEST and not text.startswith("\ufeff")


@cache
def _quick_parser() -> Callable[..., dict[str, Any]] | None:
    try:
        import toml_rs
    except ImportError:
        return None
    return toml_rs.loads
