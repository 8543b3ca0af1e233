"""The time the wizard writes down: now, or what SOURCE_DATE_EPOCH says, for bytes that repeat."""

import os
from datetime import date, datetime

VARIABLE = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 UTC, as tools that build the same bytes twice agree on."""


def now() -> datetime:
    """The local time, to the second, with its offset from UTC."""
    fixed = os.environ.get(VARIABLE, "")
    moment = datetime.now()  # noqa: DTZ005 - made aware below
    if fixed.isascii() and fixed.isdecimal() and len(fixed) <= 10:
        moment = datetime.fromtimestamp(int(fixed))  # noqa: DTZ006 - made aware below
    return moment.astimezone().replace(microsecond=0)


def today() -> date:
    """The local day."""
    return now().date()
