"""What the editions of the form share: figures, markers, and the base of every section.

A field's title is its statutory label, a field's description says what is counted there.
Headers that group without nesting the data are markers in `Annotated`; `layout` reads them.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS
from tuiwizard.forms.kinds import AMOUNT_DECIMALS as AMOUNT_DECIMALS
from tuiwizard.forms.kinds import MAX_AMOUNT as MAX_AMOUNT
from tuiwizard.forms.kinds import MAX_COUNT as MAX_COUNT
from tuiwizard.forms.kinds import Kind as Kind
from tuiwizard.words import Joined, Message, tr


class SectionKind(StrEnum):
    """How a section is filled in and printed."""

    COVER = "cover"
    TEXT = "text"
    TABLE = "table"


class Under(NamedTuple):
    """Header cells printed above a column, or before a row, outermost first."""

    labels: tuple[str, ...]


class Item(NamedTuple):
    """The item of the regulation (条例) whose band of the table a row belongs to."""

    label: str


class Unit(NamedTuple):
    """The unit of a figure; `sibling` names the field that keeps the unit as typed."""

    label: str
    sibling: str = ""
    choices: tuple[str, ...] = ()


class Choices(NamedTuple):
    """The values a field may take, with the words shown for them."""

    labels: tuple[tuple[str, str], ...]


class Violation(NamedTuple):
    """One hard rule that a section breaks.

    Attributes:
        rule: The rule's code, such as `R301`.
        cells: Paths of the cells concerned, the one to go to first: relative to the section
            where its model yields it, full in a reading of entries.
        reason: What is wrong and what to do.
        left: The left side of a failed relation, if it has sides.
        right: The right side.
        label: The label of the cell, where the reason does not name it.
    """

    rule: str
    cells: tuple[str, ...]
    reason: Message
    left: int | Decimal | None = None
    right: int | Decimal | None = None
    label: str = ""

    @property
    def message(self) -> Message:
        """The reason, behind the label of the cell: `自然人：“12a”不是数字`."""
        if not self.label:
            return self.reason
        return Message("{label}：{reason}", label=self.label, reason=self.reason)

    def within(self, section: str) -> "Violation":
        """Return the violation with the full paths of the section's cells."""
        return self._replace(cells=tuple(f"{section}.{path}" for path in self.cells))


def _plain_text(text: str) -> str:
    found = FORBIDDEN_CHARACTERS.search(text)
    if found:
        raise PydanticCustomError(
            "forbidden_character", tr("控制字符 U+{code}"), {"code": f"{ord(found[0]):04X}"}
        )
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", tr("只能是一行"))
    return text


def _exact_decimal(value: object) -> object:
    """Return an amount without an exponent or a zero's sign; TOML has whole ones as integers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite() or value.copy_abs() >= MAX_AMOUNT:
        return value
    exponent = int(value.as_tuple().exponent)
    if exponent < -AMOUNT_DECIMALS:
        raise PydanticCustomError("decimals", tr("小数位数超过 6 位"))
    if exponent > 0:
        value = value.quantize(Decimal(1))
    return value if value else value.copy_abs()


Count = Annotated[int, Field(strict=True, ge=0, le=MAX_COUNT), Kind.COUNT]
"""A whole number of 件 (or 项) from 0 to 999,999,999."""

Change = Annotated[int, Field(strict=True, ge=-MAX_COUNT, le=MAX_COUNT), Kind.CHANGE]
"""本年增/减: a whole number that may be negative."""

Amount = Annotated[
    Decimal,
    BeforeValidator(_exact_decimal),
    Field(ge=0, lt=MAX_AMOUNT, decimal_places=AMOUNT_DECIMALS, allow_inf_nan=False),
    WithJsonSchema({"type": "number", "minimum": 0, "exclusiveMaximum": int(MAX_AMOUNT)}),
    Kind.AMOUNT,
]
"""A sum of money, exact to the digit typed, with at most six decimals."""

OneLine = Annotated[str, AfterValidator(_plain_text), AfterValidator(_one_line), Kind.LINE]
"""One line of text."""

Narrative = Annotated[str, AfterValidator(_plain_text), Kind.TEXT]
"""Plain text in paragraphs, one per line."""

Year = Annotated[int, Field(strict=True, ge=1, le=9999)]


class FormModel(BaseModel):
    """What the report and the parts of sections are: frozen, strict, closed to unknown keys.

    Validators are built when first used: a command touches one edition and few sections.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


def hard_rule_error(violations: Iterable[Violation]) -> PydanticCustomError:
    """Return all violations of a section as the one error a model validator may raise."""
    found = tuple(violations)
    return PydanticCustomError(
        "hard_rules",
        "{text}",
        {"text": str(Joined("；", (p.message for p in found))), "violations": found},
    )


class Section(BaseModel):
    """A section of the report: valid in the full sense, or it does not exist.

    Attributes:
        kind: How it is filled in and printed.
        short: The step's name in the wizard.
        guidance: What the notice asks this section to say, in a few lines.
        outline: Lines the clerk may start the text from.
        limit: How many characters the text has at most, in principle; 0 where nobody says.
        empty_rule: The code of the rule that the text is not empty.
        empty_message: What to do when it is; None for a section without such a text.
        corner: Of a table, the text of the header cell at the top left.
        nested_as: Of a table, whether nested models are its rows or groups of columns.
    """

    model_config = FormModel.model_config

    kind: ClassVar[SectionKind]
    short: ClassVar[str]
    guidance: ClassVar[tuple[str, ...]] = ()
    outline: ClassVar[tuple[str, ...]] = ()
    limit: ClassVar[int] = 0
    empty_rule: ClassVar[str] = "R002"
    empty_message: ClassVar[Message | None] = None
    corner: ClassVar[str] = ""
    nested_as: ClassVar[Literal["rows", "columns"]] = "rows"

    @classmethod
    def hard_rules(cls, values: Mapping[str, Any]) -> Iterable[Violation]:
        """Yield what these values, by path relative to the section, can never be.

        The paths in the violations are relative to the section, too.

        Args:
            values: Figures and texts read so far; cells that are blank or refused are
                absent, and rules that need them stay silent.
        """
        if cls.empty_message is not None and not values.get("text", "x").strip():
            yield Violation(cls.empty_rule, ("text",), cls.empty_message)

    def values(self, prefix: str = "") -> dict[str, Any]:
        """Return the section's leaves by path relative to it.

        Args:
            prefix: What each path begins with.
        """
        paths, read = _leaves(type(self), prefix)
        leaves = read(self) if len(paths) > 1 else (read(self),)
        pairs = zip(paths, leaves, strict=True)
        return {path: value for path, value in pairs if value is not None}

    @model_validator(mode="after")
    def _keep_hard_rules(self) -> Self:
        violations = tuple(self.hard_rules(self.values()))
        if violations:
            raise hard_rule_error(violations)
        return self


@cache
def _leaves(model: type[BaseModel], prefix: str) -> tuple[tuple[str, ...], "attrgetter[Any]"]:
    """Return the paths of a model's leaves, and a getter that reads all of them at once.

    Table 3 has 150, and they are read with every check.
    """
    if prefix:
        names, read = _leaves(model, "")
        return tuple(prefix + name for name in names), read
    names = tuple(_paths(model))
    return names, attrgetter(*names)


def _paths(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _paths(kind, f"{prefix}{name}.")
        else:
            yield prefix + name


class SummedRow(FormModel):
    """Cells that end in a computed 总计.

    Attributes:
        total_label: The statutory label of the computed cell.
        total_under: Header cells above it.
        total_help: What it adds up.
    """

    total_label: ClassVar[str] = "总计"
    total_under: ClassVar[tuple[str, ...]] = ()
    total_help: ClassVar[str] = "本行各格之和，由程序计算。"

    @property
    def total(self) -> int:
        """The sum of the row's cells."""
        return sum(getattr(self, name) for name in type(self).model_fields)
