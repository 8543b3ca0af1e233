"""The program on a day that does not change: what pictures are taken of.

`python docs/picture_program.py ARGUMENTS` is `tuiwizard ARGUMENTS` on 12 January 2026 at 10:03.
"""

import datetime as real
import sys
from importlib import import_module
from typing import Any, Self

DAY = real.datetime(2026, 1, 12, 10, 3, 0).astimezone()


class _Date(real.date):
    @classmethod
    def today(cls) -> Self:
        return cls(DAY.year, DAY.month, DAY.day)


class _DateTime(real.datetime):
    @classmethod
    def now(cls, tz: Any = None) -> Self:
        return cls.fromtimestamp(DAY.timestamp(), tz)


_DATES = ("session", "county.checked_report")
_TIMES = ("session.clock", "session.opening", "drafts.saver", "drafts.history", "drafts.lock")


def main() -> int:
    """Run the program on that day, in one process."""
    for name in _DATES:
        vars(import_module(f"tuiwizard.{name}"))["date"] = _Date
    for name in _TIMES:
        vars(import_module(f"tuiwizard.{name}"))["datetime"] = _DateTime
    vars(import_module("tuiwizard.county.process_pool"))["processors"] = lambda: 1
    from tuiwizard.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
