"""Drafts of earlier formats, brought to the present one step by step.

When the format changes, raise `parsing.FORMAT` and add one function here: it takes the tables of
a draft of the format before and returns those of the next. Nothing else knows old formats.
"""

from collections.abc import Callable, Mapping
from typing import Any

Tables = dict[str, Any]

MIGRATIONS: Mapping[int, Callable[[Tables], Tables]] = {}
"""By the format a draft is in, how it becomes one of the next; format 1 is the first."""


def to_format(wanted: int, tables: Tables) -> Tables:
    """Return the tables of a draft of any format this program knows, in the wanted one.

    A draft without a format, or with one that is not known, is returned as it is.
    """
    found = tables.get("format")
    while isinstance(found, int) and found in MIGRATIONS and found < wanted:
        tables = {**MIGRATIONS[found](tables), "format": found + 1}
        found += 1
    return tables
