"""A rule: a function with a code, a severity, and a legal basis in its docstring."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from inspect import cleandoc
from typing import NamedTuple

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import report_model
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Fix, Severity, TextSpan
from tuiwizard.words import Message


class Observation(NamedTuple):
    """What a rule's function yields: a finding without its code and severity.

    Attributes:
        cells: Cell paths, the one to go to first.
        message: What is wrong, with both figures, and what to do.
        left: The left side of a failed relation.
        right: The right side.
        span: The passage it is about, in a text.
        fixes: Ways to put it right.
        brief: What is wrong, for a list; None where the first clauses of the message say it.
        usual: The reason that is most often true, which a person gives with one key.
        tied: What a reason holds for beside the values of the cells; empty where that is all.
    """

    cells: tuple[str, ...]
    message: Message
    left: int | Decimal | None = None
    right: int | Decimal | None = None
    span: TextSpan | None = None
    fixes: tuple[Fix, ...] = ()
    brief: Message | None = None
    usual: Message | None = None
    tied: str = ""


class NotChecked(NamedTuple):
    """What a rule's function yields where it has nothing to compare with."""

    reason: Message


Judge = Callable[[Case], Iterable[Observation | NotChecked]]

EVERY = tuple(SectionKind)
TABLES = (SectionKind.TABLE,)
TEXTS = (SectionKind.TEXT,)


REVIEW = "review"
"""What a rule reads that looks at the sign-off."""


class Rule(NamedTuple):
    """A check of the catalogue.

    Attributes:
        code: `R301`.
        severity: How serious its findings are.
        title: What it asks, in a few words.
        section: The section it belongs to.
        reads: The sections it looks at, by key or, for all of a kind, by that; it is not run again
            while they are the same.
        judge: The function; the first line of its docstring is the rule's basis.
    """

    code: str
    severity: Severity
    title: str
    section: str
    reads: tuple[str, ...]
    judge: Judge

    def sections(self, edition: str) -> tuple[str, ...]:
        """Return the keys of the sections it looks at in an edition."""
        return _sections(edition, self.reads)

    @property
    def basis(self) -> str:
        """The legal or documentary basis."""
        return basis(self.judge)

    @property
    def details(self) -> str:
        """The rest of the docstring, as one paragraph."""
        return details(self.judge)

    def findings(self, case: Case) -> Iterator[Finding]:
        """Run the rule on a case."""
        for said in self.judge(case):
            if isinstance(said, NotChecked):
                yield Finding(
                    self.code,
                    Severity.UNCHECKED,
                    self.section,
                    (),
                    Message(
                        "没有检查“{title}”：{reason}",
                        title=Message(self.title),
                        reason=said.reason,
                    ),
                    why_unchecked=said.reason,
                )
            else:
                yield Finding(
                    self.code,
                    self.severity,
                    said.cells[0].partition(".")[0],
                    said.cells,
                    said.message,
                    said.left,
                    said.right,
                    span=said.span,
                    fixes=said.fixes,
                    brief=said.brief,
                    usual=said.usual,
                    tied=said.tied,
                )


@cache
def _sections(edition: str, reads: tuple[str, ...]) -> tuple[str, ...]:
    models = report_model(edition).sections()
    return tuple(key for key, model in models.items() if key in reads or model.kind in reads)


def basis(judge: Callable[..., object]) -> str:
    """Return the basis of a rule: the first line of its function's docstring."""
    return cleandoc(judge.__doc__ or "").partition("\n")[0]


def details(judge: Callable[..., object]) -> str:
    """Return the rest of the docstring of a rule's function, as one paragraph."""
    return "".join(cleandoc(judge.__doc__ or "").splitlines()[1:])


def rule(
    code: str, severity: Severity, title: str, *, section: str, reads: tuple[str, ...] = ()
) -> Callable[[Judge], Rule]:
    """Declare a function as a rule.

    Args:
        code: The rule's code.
        severity: How serious its findings are.
        title: What it asks, in a few words.
        section: The section it belongs to.
        reads: The sections it looks at besides that one.
    """

    def declare(judge: Judge) -> Rule:
        return Rule(code, severity, title, section, (section, *reads), judge)

    return declare
