"""The answers of an office about its ledger: the map file (台账.toml)."""

import re
from collections.abc import Mapping as Table
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

import tomli
import tomli_w
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from tuiwizard.errors import SourceError
from tuiwizard.forms.applicants import Applicants
from tuiwizard.ledger.request import Place
from tuiwizard.report.digest import digest
from tuiwizard.report.labels import normal
from tuiwizard.words import tr

FORMAT = 1
REANSWER, SPLIT = "复议后重新答复", "一件拆成几行"
"""Patterns of rows that are asked for as a word is."""

EACH = frozenset(("both", "each", "separate", "counted"))
"""Answers that rows of one number are requests of their own."""

ONCE = frozenset(("once", "duplicate"))
"""Answers that two rows are one request that was written down twice."""

SAME, OPEN, NOT_COUNTED = "same_as", "open", "not_counted"
"""Answers to an outcome that are no row of the form."""


class _Answers(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(_Answers):
    """What the words of this office mean, by kind of word."""

    outcome: dict[str, str] = Field(default_factory=dict, title="办理结果的写法")
    applicant: dict[str, str] = Field(default_factory=dict, title="申请人类型的写法")
    ending: dict[str, str] = Field(default_factory=dict, title="申请人名称的结尾")
    appeal: dict[str, Literal["upheld", "corrected", "other", "pending"]] = Field(
        default_factory=dict, title="复议、诉讼结果的写法"
    )
    pattern: dict[str, str] = Field(default_factory=dict, title="成组的行怎样数")


class RowAnswers(_Answers):
    """What one row says where the ledger does not say it well.

    An answer with a year or a register number is no answer for a row of another.
    """

    year: int | None = Field(None, title="这一行是哪一年报的")
    number: str | None = Field(None, title="这一行的登记编号")
    pointer: str | None = Field(None, title="同哪一行（表名!行号）")
    outcome: str | None = Field(None, title="办理结果")
    applicant: str | None = Field(None, title="申请人类型")
    appeal: Literal["upheld", "corrected", "other", "pending"] | None = Field(
        None, title="复议、诉讼结果"
    )
    received: date | None = Field(None, title="收到日期")
    closed: date | None = Field(None, title="答复日期")
    count: str | None = Field(None, title="几行怎样数")


class Given(_Answers):
    """Who gave an answer, and when."""

    key: str = Field(title="回答的是哪一个")
    by: str = Field("", title="回答的人")
    at: AwareDatetime = Field(title="回答的时间")


_NOTHING = RowAnswers()


class Mapping(_Answers):
    """All answers."""

    format: Literal[1] = Field(1, title="格式号")
    words: Words = Field(default_factory=Words, title="本单位的写法")
    rows: dict[str, RowAnswers] = Field(default_factory=dict, title="一行的回答，按 表名!行号")
    given: tuple[Given, ...] = Field((), title="谁在什么时候回答的")

    @property
    def digest(self) -> str:
        """The digest of the answers, whoever gave them."""
        answers = self.model_dump_json(include={"words", "rows"}, exclude_defaults=True)
        return digest(answers.encode())

    def with_word(self, kind: str, word: str, answer: str, by: str, at: datetime) -> "Mapping":
        """Return the answers with one more about a word of some kind."""
        words = self.words.model_copy(update={kind: {**getattr(self.words, kind), word: answer}})
        return self._given(Given(key=f"words.{kind}.{word}", by=by, at=at), words=words)

    def with_row(self, place: Place, answer: RowAnswers, by: str, at: datetime) -> "Mapping":
        """Return the answers with those about one row; they replace one of another request."""
        known, new = self.row(place), answer.model_dump(exclude_none=True)
        if (known.year, known.number) == (answer.year, answer.number):
            answer = known.model_copy(update=new)
        said = next(key for key in new if key not in ("year", "number"))
        given = Given(key=f"rows.{place}.{said}", by=by, at=at)
        return self._given(given, rows={**self.rows, str(place): answer})

    def _given(self, given: Given, **update: Any) -> "Mapping":
        others = tuple(each for each in self.given if each.key != given.key)
        changed = {name: getattr(self, name) for name in ("words", "rows")} | update
        return Mapping(given=(*others, given), **changed)

    def fitting(self, numbers: Table[Place, str], year: int) -> "Mapping":
        """Return the answers without those about a row that is another request now.

        Args:
            numbers: The register number of each row of the ledger.
            year: The report year.
        """
        now = {str(place): number for place, number in numbers.items()}
        rows = {
            place: answer
            for place, answer in self.rows.items()
            if answer.year in (None, year) and answer.number in (None, now.get(place))
        }
        return self if len(rows) == len(self.rows) else self.model_copy(update={"rows": rows})

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


def dump_mapping(mapping: Mapping) -> str:
    """Return answers as the text of a map file, the same answers as the same text."""
    table = mapping.model_dump(mode="python", exclude_none=True, exclude_defaults=True)
    return _HEAD + tomli_w.dumps({"format": FORMAT, **table})


_HEAD = """\
# 依申请公开台账的对照：本单位的写法是表三的哪一行、哪一列。tuiwizard 写的，也可以手改。
# 里面没有申请人的姓名、证件号、电话、住址。
"""


def map_schema() -> dict[str, Any]:
    """Return the JSON Schema of a map file."""
    schema = Mapping.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        for name in ("title", "description"):
            part.pop(name, None)
        for field in part["properties"].values():
            _without_null(field)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tuiwizard 台账对照",
    }
    return head | schema | {"required": ["format"]}


def _without_null(field: dict[str, Any]) -> None:
    """Let a field be absent and never null: TOML has no null."""
    options = [option for option in field.pop("anyOf", ()) if option != {"type": "null"}]
    if options:
        field.pop("default", None)
        field |= options[0]
