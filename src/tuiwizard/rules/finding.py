"""A finding: one thing that is wrong, doubtful or unchecked, as a value."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tuiwizard.forms.names import SECTIONS
from tuiwizard.words import Message


class Severity(StrEnum):
    """How much a finding weighs, the heaviest first."""

    ERROR = "error"
    """Blocks publishing."""

    QUERY = "query"
    """Blocks until explained in writing."""

    ADVICE = "advice"
    """Never blocks."""

    UNCHECKED = "unchecked"
    """Could not be compared, and why."""


class TextSpan(NamedTuple):
    """Where in a text a finding is, and what fixes it.

    Attributes:
        path: The cell of the text, such as `overview.text`.
        start: The first character of the passage.
        end: The character behind it.
        replacement: What to write there instead; empty where only a person can know.
    """

    path: str
    start: int
    end: int
    replacement: str = ""


class Finding(NamedTuple):
    """What one rule says of one draft.

    Attributes:
        rule: The rule's code, such as `R301`.
        severity: How much it weighs.
        section: The key of the section it is about.
        cells: Cell paths, the one to go to first.
        message: What is wrong, with both figures, and what to do.
        left: The left side of a failed relation.
        right: The right side.
        explained: Whether a query is settled by a written reason that still holds.
        span: The passage it is about, in a text.
        why_unchecked: Why nothing could be compared; other rules share it.
    """

    rule: str
    severity: Severity
    section: str
    cells: tuple[str, ...]
    message: Message
    left: int | Decimal | None = None
    right: int | Decimal | None = None
    explained: bool = False
    span: TextSpan | None = None
    why_unchecked: Message | None = None

    @property
    def blocks(self) -> bool:
        """Whether the report must not be published because of it."""
        if self.severity is Severity.QUERY:
            return not self.explained
        return self.severity is Severity.ERROR


_WEIGHTS = tuple(Severity)


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, what is explained behind what is not, each in the order of the form."""
    return sorted(
        findings,
        key=lambda f: (_WEIGHTS.index(f.severity), f.explained, SECTIONS.index(f.section)),
    )
