"""What a person has typed into a section, and what becomes of it.

`Entries` hold text, cell by cell, finished or not. `read` turns them into a section the
moment they satisfy it, and otherwise lists every violation, cell by cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple, assert_never

from pydantic import BaseModel

from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS
from tuiwizard.forms.common import Kind, Section, Violation
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.numbers import Money, Refusal, parse_figure
from tuiwizard.words import Joined, Message

Value = int | Decimal | Money | str
"""What one cell says once it is understood."""


@dataclass(frozen=True, slots=True)
class Entries:
    r"""The texts of one section by full cell path; a blank cell is absent.

    Texts have `\n` line ends and can be encoded; otherwise they are as typed.
    """

    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Entries":
        """Make entries from texts that may have any line ends, blanks included."""
        clean = ((path, clean_text(text)) for path, text in texts.items())
        return cls({path: text for path, text in clean if text})

    def __bool__(self) -> bool:
        return bool(self.texts)

    def get(self, path: str) -> str:
        """Return the text of a cell, empty for a blank one."""
        return self.texts.get(path, "")

    def with_texts(self, changes: Mapping[str, str]) -> "Entries":
        """Return these entries with some cells replaced; an empty text clears its cell."""
        return Entries.of({**self.texts, **changes})


def clean_text(text: str) -> str:
    r"""Return text with `\n` line ends that can be encoded; nothing visible is changed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


class Reading(NamedTuple):
    """What became of a section's entries: the section, or its violations."""

    section: Section | None
    violations: tuple[Violation, ...] = ()


def read(edition: str, key: str, entries: Entries) -> Reading:
    """Turn entries into a section, or list all that prevents it.

    Args:
        edition: The edition of the form.
        key: The section's key.
        entries: What was typed.
    """
    values: dict[str, Value] = {}
    violations: list[Violation] = []
    for cell in cells(edition, key):
        if not cell.computed:
            found = read_cell(cell, entries.get(cell.path))
            if isinstance(found, Violation):
                violations.append(found)
            elif found is not None:
                values[cell.path] = found
    model = section_model(edition, key)
    relative = {path.partition(".")[2]: _plain(value) for path, value in values.items()}
    violations += (violation.within(key) for violation in model.hard_rules(relative))
    if violations:
        return Reading(None, tuple(violations))
    return Reading(model.model_validate(_nest(edition, key, values)))


def read_cell(cell: Cell, text: str) -> Value | Violation | None:
    """Return the value of one cell, its violation, or None where an optional cell is blank."""
    match cell.kind:
        case Kind.COUNT | Kind.CHANGE | Kind.AMOUNT:
            return _read_figure(cell, text)
        case Kind.CHOICE:
            if text in dict(cell.choices):
                return text
            known = Joined("、", (Message(label) for _, label in cell.choices))
            return Violation(
                "R001",
                (cell.path,),
                Message("{label}还没有选，请选一项：{known}", label=short_label(cell), known=known),
            )
        case Kind.LINE | Kind.TEXT:
            return _read_text(cell, text)
        case never:
            assert_never(never)


def _read_figure(cell: Cell, text: str) -> Value | Violation | None:
    if not text.strip():
        if not cell.required:
            return None
        return Violation(
            "R002", (cell.path,), Message("{label}没有填，没有就填 0", label=short_label(cell))
        )
    figure = parse_figure(cell, text)
    if isinstance(figure, Refusal):
        return Violation("R003", (cell.path,), figure.reason, label=short_label(cell))
    return figure


def _read_text(cell: Cell, text: str) -> str | Violation:
    found = FORBIDDEN_CHARACTERS.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        reason = Message(
            "第 {line} 行有看不见的控制字符 U+{code:04X}，请删去", line=line, code=ord(found[0])
        )
        return Violation("R003", (cell.path,), reason, label=short_label(cell))
    if cell.kind is Kind.LINE and "\n" in text:
        reason = Message("只能写一行，请去掉换行")
        return Violation("R003", (cell.path,), reason, label=short_label(cell))
    return text


def _plain(value: Value) -> int | Decimal | str:
    return value.amount if isinstance(value, Money) else value


def _nest(edition: str, key: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """Return values by path as the nested mapping the section's model takes."""
    nested: dict[str, Any] = {}
    by_path = cells_by_path(edition, key)
    for path, value in values.items():
        _put(nested, path.split(".")[1:], _plain(value))
        if isinstance(value, Money):
            _put(nested, by_path[path].unit_path.split(".")[1:], value.unit)
    return nested


def _put(nested: dict[str, Any], keys: list[str], value: object) -> None:
    for key in keys[:-1]:
        nested = nested.setdefault(key, {})
    nested[keys[-1]] = value


def entries_of(edition: str, key: str, section: Section) -> Entries:
    """Return the entries that make up a finished section, in their plainest form."""
    values = section.values(f"{key}.")
    texts = {
        cell.path: f"{values[cell.path]}{values.get(cell.unit_path, '')}"
        for cell in cells(edition, key)
        if cell.path in values
    }
    return Entries({path: text for path, text in texts.items() if text})


def value_at(section: BaseModel, path: str) -> Any:
    """Return the value a path names in a section, computed totals included."""
    return reduce(getattr, path.split(".")[1:], section)
