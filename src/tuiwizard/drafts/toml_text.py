"""TOML text as tables, by the quickest parser there is.

tomli is always there. rtoml, of the extra `scale`, reads a draft in a third of its time, decimals
kept exact, and is asked where several are read. What it refuses, and what it may say otherwise,
tomli reads again.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timezone
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

import tomli  # what the standard library has as tomllib, compiled

from tuiwizard.lazy_patterns import lazily

MANY = 4
"""Texts of a process after which it pays to load the quick parser: that takes as long as three."""

INTEGERS = 2**63
"""TOML's integers have 64 bits; Python cannot even print what a hexadecimal one may hold."""

_DECIMAL = lazily(r"= (-?(?:0|[1-9]\d*)\.\d+)$", re.MULTILINE)
_MARK = "\ue000"
"""What a decimal begins with while it is a text: rtoml makes binary fractions of decimals."""
_UNSURE = (_MARK, "\\u", "\\U", "\ufeff", "\r")
"""It, how it may be written, and what tomli refuses."""

_Parser = Callable[[str], dict[str, Any]]

_texts = count()


def tables_of(text: str) -> dict[str, Any]:
    """Return the tables of a TOML text, decimals as they are written.

    Raises:
        ValueError: It is not TOML; the message of tomli's own error ends with the place.
        ArithmeticError: A decimal has an exponent that is none, or an integer over 64 bits.
        RecursionError: Its brackets are too deep in one another.
    """
    quick = _quick_parser() if next(_texts) >= MANY else None
    tables = None if quick is None else _quickly(quick, text)
    if tables is None:
        tables = tomli.loads(text, parse_float=Decimal)
        _refuse_enormous(tables)
    return tables


def _quickly(quick: _Parser, text: str) -> dict[str, Any] | None:
    """Return the tables by the quick parser; None where tomli is to be asked."""
    # "amount = 449.50" is given to it as a text: amount = "\ue000449.50"
    text = text.replace("\r\n", "\n")  # as tomli does, within texts too
    if any(map(text.__contains__, _UNSURE)):
        return None
    marked, decimals = _DECIMAL.subn(f'= "{_MARK}\\1"', text)
    with suppress(ValueError, ArithmeticError):
        tables = quick(marked)
        if _unmarked(tables) == decimals:
            return tables
    return None


def _unmarked(tables: dict[str, Any]) -> int | None:
    """Make decimals of what is marked, and count them; None where another value is not sure.

    A mark within a longer text is not counted: what looked like a decimal was none.
    """
    # {"amount": "\ue000449.50"} -> {"amount": Decimal("449.50")}, 1
    decimals = 0
    held: list[Any] = [tables]
    while held:
        here = held.pop()
        for key, value in here.items() if type(here) is dict else enumerate(here):
            kind = type(value)
            if kind is str:
                if value[:1] == _MARK:
                    here[key] = Decimal(value[1:])
                    decimals += 1
            elif kind is int:
                _refuse_integer(value)
            elif kind in (dict, list):
                held.append(value)
            elif kind is datetime:
                here[key] = _in_own_zone(value)
            elif kind not in (bool, date):
                return None
    return decimals


def _in_own_zone(value: datetime) -> datetime:
    """Return a time with the zone that the standard library has for its offset."""
    offset = value.utcoffset()
    return value if offset is None else value.replace(tzinfo=timezone(offset))


def _refuse_enormous(tables: dict[str, Any]) -> None:
    held: list[Any] = [tables]
    while held:
        value = held.pop()
        if isinstance(value, int):
            _refuse_integer(value)
        elif isinstance(value, dict):
            held += value.values()
        elif isinstance(value, list):
            held += value


def _refuse_integer(value: int) -> None:
    if not -INTEGERS <= value < INTEGERS:
        raise OverflowError("an integer of more than 64 bits")


@cache
def _quick_parser() -> _Parser | None:
    try:
        import rtoml
    except ImportError:
        return None
    return rtoml.loads
