"""The answers of an office about its ledger: the map file (台账.toml)."""

import re
from datetime import date
from functools import cached_property
from typing import Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tuiwizard.errors import SourceError
from tuiwizard.forms.applicants import Applicants
from tuiwizard.ledger.request import Place
from tuiwizard.report.labels import normal
from tuiwizard.words import tr

FORMAT = 1
REANSWER, SPLIT = "复议后重新答复", "一件拆成几行"  # not said: typed
"""Patterns of rows that are asked for as a word is."""

EACH = frozenset(("both", "each", "separate", "counted"))
"""Answers that rows of one number are requests of their own."""

SAME, OPEN, NOT_COUNTED = "same_as", "open", "not_counted"
"""Answers to an outcome that are no row of the form."""


class _Answers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Answers):
    """What the words of this office mean, by kind of word."""

    outcome: dict[str, str] = Field(default_factory=dict)
    applicant: dict[str, str] = Field(default_factory=dict)
    ending: dict[str, str] = Field(default_factory=dict)
    appeal: dict[str, Literal["upheld", "corrected", "other", "pending"]] = Field(
        default_factory=dict
    )
    pattern: dict[str, str] = Field(default_factory=dict)


class RowAnswers(_Answers):
    """What one row says where the ledger does not say it well."""

    pointer: str | None = None
    outcome: str | None = None
    applicant: str | None = None
    appeal: Literal["upheld", "corrected", "other", "pending"] | None = None
    received: date | None = None
    closed: date | None = None
    count: str | None = None


_NOTHING = RowAnswers()


class Mapping(_Answers):
    """All answers."""

    format: Literal[1] = 1
    words: Words = Field(default_factory=Words)
    rows: dict[str, RowAnswers] = Field(default_factory=dict)

    @cached_property
    def _folded(self) -> dict[str, dict[str, str]]:
        return {
            kind: {normal(word): answer for word, answer in answers.items()}
            for kind, answers in self.words.model_dump().items()
        }

    def word(self, kind: str, *spellings: str) -> str | None:
        """Return the answer for the first of some spellings of a word that has one."""
        answers = self._folded[kind]
        return next(
            (answers[word] for each in spellings if (word := normal(each)) in answers), None
        )

    def within(self, text: str) -> str | None:
        """Return the answer for the longest outcome that a text contains."""
        answers, plain = self._folded["outcome"], normal(text)
        fitting = (word for word in answers if len(word) > 1 and word in plain)
        word = max(fitting, key=len, default="")
        return answers.get(word)

    def ending(self, name: str) -> str | None:
        """Return the answer for the longest ending of a name that has one."""
        fitting = (word for word in self.words.ending if word and name.endswith(word))
        return self.words.ending.get(max(fitting, key=len, default=""))

    def pattern(self, pattern: str) -> str | None:
        """Return the answer for a pattern of rows, whatever hand wrote its name."""
        if pattern == SPLIT:
            split = (word for word in self.words.pattern if re.search("拆|分|几行|多行|一件", word))
            return self.words.pattern.get(next(split, ""))
        return self.words.pattern.get(pattern)

    def row(self, place: Place) -> RowAnswers:
        """Return the answers for one row."""
        return self.rows.get(str(place), _NOTHING)


def read_mapping(file: str, text: str, outcomes: frozenset[str]) -> Mapping:
    """Return the answers that a map file holds.

    Args:
        file: Its name.
        text: What is in it.
        outcomes: The rows that an outcome may be given.

    Raises:
        SourceError: It is no TOML, or no map, or an answer names no row of the form.
    """
    try:
        mapping = Mapping.model_validate(tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        line = getattr(error, "lineno", 0)
        raise SourceError(tr("{file}：第 {line} 行不是 TOML", file=file, line=line)) from None
    except ValidationError as error:
        key = ".".join(map(str, error.errors()[0]["loc"]))
        raise SourceError(
            tr("{file}：台账对照文件里的“{key}”不认识，或写得不对", file=file, key=key)
        ) from None
    outcome = [*mapping.words.outcome.values(), *(r.outcome for r in mapping.rows.values())]
    column = [*mapping.words.applicant.values(), *mapping.words.ending.values()]
    column += [row.applicant for row in mapping.rows.values() if row.applicant]
    wrong = [each for each in outcome if each and each not in {*outcomes, SAME, OPEN, NOT_COUNTED}]
    wrong += [each for each in column if each not in Applicants.model_fields]
    if wrong:
        raise SourceError(tr("{file}：表三没有“{path}”这一行或这一列", file=file, path=wrong[0]))
    return mapping
