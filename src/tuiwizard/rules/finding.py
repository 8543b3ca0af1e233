"""A finding: one thing that is wrong, doubtful or unchecked, as a value."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tuiwizard.words import Message, Plural


class Severity(StrEnum):
    """How serious a finding is, the most serious first."""

    ERROR = "error"
    """Blocks publishing."""

    QUERY = "query"
    """Blocks until explained in writing."""

    ADVICE = "advice"
    """Never blocks."""

    UNCHECKED = "unchecked"
    """Could not be compared, and why."""

    @property
    def sign(self) -> str:
        """The ASCII sign in front of the word: others are two cells wide on some consoles."""
        return _SHOWN[self][0]

    @property
    def word(self) -> Message:
        """Its name, wherever findings are shown."""
        return _SHOWN[self][1]


_SHOWN = {
    Severity.ERROR: ("!", Message("错误")),
    Severity.QUERY: ("?", Message("疑问")),
    Severity.ADVICE: ("i", Message("建议")),
    Severity.UNCHECKED: ("-", Message("未查")),
}
_EXPLAINED = ("√", Message("已说明"))


class TextSpan(NamedTuple):
    """A passage of a text that a finding is about, and its replacement.

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


class Fix(NamedTuple):
    """A way to put right what a finding is about.

    Attributes:
        words: What it does, in a line.
        texts: The new texts by cell path.
    """

    words: Message
    texts: tuple[tuple[str, str], ...]


class Finding(NamedTuple):
    """One result of one rule for one draft.

    Attributes:
        rule: The rule's code, such as `R301`.
        severity: How serious it is.
        section: The key of the section it is about.
        cells: Cell paths, the one to go to first.
        message: What is wrong, with both figures, and what to do.
        left: The left side of a failed relation.
        right: The right side.
        explained: Whether a query is settled by a written reason that still holds.
        span: The passage it is about, in a text.
        why_unchecked: Why nothing could be compared; the same for several rules.
        fixes: Ways to put other cells right, or a whole text; the person chooses one of them.
        brief: What is wrong, for a list; None where the first clauses of the message say it.
        usual: For a query, the reason that is most often true, which a person gives with one key.
        tied: What a reason holds for beside the values of the cells; empty where that is all.
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
    fixes: tuple[Fix, ...] = ()
    brief: Message | None = None
    usual: Message | None = None
    tied: str = ""

    @property
    def can_be_fixed(self) -> bool:
        """Whether the program knows what to write instead."""
        return bool(self.fixes) or (self.span is not None and self.span.replacement != "")

    @property
    def blocks(self) -> bool:
        """Whether the report must not be published because of it."""
        if self.severity is Severity.QUERY:
            return not self.explained
        return self.severity is Severity.ERROR

    @property
    def sign(self) -> str:
        """The sign of its severity, another one for a query that is explained."""
        return _EXPLAINED[0] if self.explained else self.severity.sign

    @property
    def word(self) -> Message:
        """The word for its severity, another one for a query that is explained."""
        return _EXPLAINED[1] if self.explained else self.severity.word


def what_blocks(findings: Iterable[Finding]) -> tuple[Message, ...]:
    """Return how many errors are not corrected and queries not explained, if there are any."""
    found = Counter(finding.severity for finding in findings if finding.blocks)
    errors, queries = found[Severity.ERROR], found[Severity.QUERY]
    return (
        *((Plural("{n} 处错误没有改正", errors),) if errors else ()),
        *((Plural("{n} 处疑问没有说明", queries),) if queries else ()),
    )


_WEIGHTS = tuple(Severity)


def by_weight(findings: Iterable[Finding], sections: Sequence[str]) -> list[Finding]:
    """Return the most serious first, explained ones last, each in the order of the form.

    Args:
        findings: Findings about one draft.
        sections: The keys of its sections in the order of the form.
    """
    return sorted(
        findings,
        key=lambda f: (_WEIGHTS.index(f.severity), f.explained, sections.index(f.section)),
    )
