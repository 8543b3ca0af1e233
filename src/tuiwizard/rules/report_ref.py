"""What identifies one report among many."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.words import Joined, Message

SHOWN = 4
"""Files or agencies that one message names; the finding has them all."""


class ReportRef(NamedTuple):
    """One report among many, as far as these rules look at it.

    Attributes:
        agency: Whose report it is, as written there.
        file: Its file, as a message may name it.
        year: Its report year.
        edition: The edition of the form it is on.
        sha256: The digest of its file.
        units: The agencies it was itself added up from.
    """

    agency: str
    file: str
    year: int
    edition: str
    sha256: str
    units: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 17)  # a province's agencies are asked for again and again
def agency_key(name: str) -> str:
    """Return a name for comparison: "甲 县（本级）" -> "甲县(本级)"; invisible marks go, too."""
    import unicodedata  # who checks one report compares no names

    plain = unicodedata.normalize("NFKC", name)
    kept = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", kept)  # without a space an accent may join a letter


def some(names: Sequence[str]) -> Message:
    """Return the first few of many names, and how many there are."""
    shown = Joined("、", names[:SHOWN])
    return shown if len(names) <= SHOWN else Message("{shown} 等 {n} 份", shown=shown, n=len(names))
