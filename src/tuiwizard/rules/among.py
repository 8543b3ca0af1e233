"""What a rule among reports is: it says what one report alone cannot show."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.rules.finding import Severity
from tuiwizard.rules.rule import basis, details
from tuiwizard.words import tr

SHOWN = 4
"""Files or agencies that one message names; the finding has them all."""


class Party(NamedTuple):
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


class Said(NamedTuple):
    """What a rule's function says: a finding before it has a code and a weight."""

    agencies: tuple[str, ...]
    files: tuple[str, ...]
    message: str
    cells: tuple[str, ...] = ()
    left: int | Decimal | None = None
    right: int | Decimal | None = None


class Among(NamedTuple):
    """What one rule says of several reports.

    Attributes:
        rule: The rule's code, such as `R951`.
        severity: How much it weighs.
        agencies: The agencies it is about.
        files: Their files.
        message: What is wrong and what to do.
        cells: Cell paths, where it is about figures or texts.
        left: The left side of a failed relation.
        right: The right side.
    """

    rule: str
    severity: Severity
    agencies: tuple[str, ...]
    files: tuple[str, ...]
    message: str
    cells: tuple[str, ...] = ()
    left: int | Decimal | None = None
    right: int | Decimal | None = None


class AmongRule(NamedTuple):
    """A check among reports.

    Attributes:
        code: `R951`.
        severity: How much its findings weigh.
        title: What it asks, in a few words.
        judge: The function; the first line of its docstring is the rule's basis.
    """

    code: str
    severity: Severity
    title: str
    judge: Callable[..., Iterable[Said]]

    @property
    def basis(self) -> str:
        """The legal or documentary basis."""
        return basis(self.judge)

    @property
    def details(self) -> str:
        """What else the docstring says, as one paragraph."""
        return details(self.judge)

    def findings(self, *reports: object) -> tuple[Among, ...]:
        """What the rule says; it takes what its function takes."""
        return tuple(Among(self.code, self.severity, *said) for said in self.judge(*reports))


def among(
    code: str, severity: Severity, title: str
) -> Callable[[Callable[..., Iterable[Said]]], AmongRule]:
    """Declare a function as a rule among reports."""

    def declare(judge: Callable[..., Iterable[Said]]) -> AmongRule:
        return AmongRule(code, severity, title, judge)

    return declare


@lru_cache(maxsize=1 << 17)  # a province's agencies are asked for again and again
def agency_key(name: str) -> str:
    """An agency's name as it is compared: no spaces, no full-width forms, no invisible marks."""
    plain = unicodedata.normalize("NFKC", name)
    kept = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", kept)  # without a space an accent may join a letter


def some(names: Sequence[str]) -> str:
    """The first few of many names, and how many there are."""
    shown = tr("、").join(names[:SHOWN])
    return shown if len(names) <= SHOWN else tr("{shown} 等 {n} 份", shown=shown, n=len(names))
