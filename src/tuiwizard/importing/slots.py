"""What is printed in a cell that may hold a figure."""

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.forms.common import Kind
from tuiwizard.forms.grid import Cell
from tuiwizard.importing.source_lines import Position
from tuiwizard.report.numbers import Money, Refusal, parse_figure
from tuiwizard.words import tr

BLANK_MARKS = frozenset(("", "/", "\uff0f", "\\", "-", "－", "−", "—", "–", "--", "——"))
"""What people print in a cell that has no figure: it stays blank, it is not 0."""

MARKS = (BLANK_MARKS | {"无", "無", "/ /", "———", "*", "…", "（未填）"}) - {""}
"""What people print where there is no figure: neither a blank nor 0."""

_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万亿]+[件项条个宗]?")

_INVISIBLE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_FIGURE = re.compile(
    r"(?P<figure>[+＋\-－−—﹣–]{0,2}[增减減]?\s*\d(?:[\d,，.．\s]*\d)?\s*+(?:[万萬]?元|[件项項条條个個宗])?)"
    r"\s*+(?P<remark>[（(].*[)）])?",
    re.DOTALL,
)
_SIMPLIFIED = str.maketrans("減萬項條個", "减万项条个")
_NO_FRACTION = re.compile(r"[.．][0０]{1,2}$")
"""What programs print behind whole numbers: 5.0, 12.00; 1.000 may be a thousand."""

_DOUBLE_SIGN = re.compile(r"^[\-－−—﹣–]{2}(?=\s*\d)")


LONGEST = 200
"""Characters beyond which nothing is a figure, remarks included."""

UNITS = frozenset(("件", "项", "項", "个", "個", "条", "條", "宗"))
"""Units that some tables print in a column of their own; money is not among them."""


class Shape(StrEnum):
    """What a cell looks like."""

    BLANK = "blank"
    MARK = "mark"
    FIGURE = "figure"
    TEXT = "text"


@lru_cache(maxsize=8192)
def shape(text: str) -> Shape:
    """What a cell's text looks like, whichever cell it is.

    "" -> BLANK; / -> MARK; 22（其中修订 16 件） -> FIGURE; 约5件 -> TEXT
    """
    if len(text) > LONGEST:
        return Shape.TEXT if text.strip() else Shape.BLANK
    bare = _INVISIBLE.sub("", text)
    if not bare:
        return Shape.BLANK
    if bare in MARKS:
        return Shape.MARK
    return Shape.FIGURE if _FIGURE.fullmatch(_trimmed(text)) else Shape.TEXT


def _trimmed(text: str) -> str:
    """A text without what cannot be seen around it; inside, it may part two figures."""
    return text.strip().strip("\u200b\u200c\u200d\u2060\ufeff").strip()


def has_figure(text: str) -> bool:
    """Whether a text holds a digit, or is a Chinese number: 约5件, 十二 -> True; 无 -> False."""
    return any(character.isdigit() for character in text) or bool(_CHINESE.fullmatch(text))


NOWHERE = Position()


class Printed(NamedTuple):
    """A cell as it was printed.

    Attributes:
        text: What is printed there.
        value: The figure; None for a blank, a stroke, or what is not certain.
        entry: The figure as it goes into a draft; empty where there is none.
        place: Where it is in the source.
        note: A remark beside the figure, or why there is none.
        unread: Whether something is printed there that could not be read.
        proof: What proves that the figure belongs here, where labels and order do not say it.
    """

    text: str
    value: int | Decimal | None = None
    entry: str = ""
    place: Position = NOWHERE
    note: str = ""
    unread: bool = False
    proof: str = ""


def read_slot(cell: Cell, text: str, unit: str = "", place: Position = NOWHERE) -> Printed:
    """Read what is printed for a cell of the form.

    Args:
        cell: The cell of the form.
        text: The text as printed.
        unit: The unit that the column's header prints, if it prints one.
        place: Where it is in the source.
    """
    kind = shape(text)
    if kind is Shape.FIGURE:
        found = _figure(cell.kind, cell.unit, cell.units, text, unit)
        return Printed(text, found.value, found.entry, place, found.note, found.unread)
    if kind is Shape.BLANK:
        return Printed(text, place=place)
    note = tr("印作“{printed}”，不是数字", printed=" ".join(text.split()))
    return Printed(text, place=place, note=note, unread=kind is Shape.TEXT)


@lru_cache(maxsize=8192)
def _figure(kind: Kind, own_unit: str, units: tuple[str, ...], text: str, unit: str) -> Printed:
    """Read a figure: --253 in 本年增/减 -> -253; 5 below 万元 in a cell of 元 or 万元 -> 5万元.

    What it is depends on the kind and units of its cell alone, and most figures are 0.
    """
    cell = Cell("", kind, (), (), unit=own_unit, units=units)
    printed = " ".join(text.split())
    found = _FIGURE.fullmatch(_trimmed(text))
    assert found is not None  # the shape says so
    figure = found["figure"].strip()
    typed = figure.translate(_SIMPLIFIED)
    if cell.kind is Kind.CHANGE:
        typed = _DOUBLE_SIGN.sub("-", typed)
    if cell.kind is not Kind.AMOUNT:
        typed = _NO_FRACTION.sub("", typed)
    accepted = cell.units or (cell.unit,)
    odd = _odd(figure)
    if unit and not typed.endswith("元"):
        if unit not in accepted:
            return Printed(
                text,
                note=tr(
                    "表头的单位是{unit}，本格的单位是{accepted}",
                    unit=unit,
                    accepted=tr("或").join(accepted),
                ),
                unread=True,
            )
        typed += unit
    value = parse_figure(cell, typed)
    if isinstance(value, Refusal):
        return Printed(text, note=str(value.reason), unread=True)
    plain = value.amount if isinstance(value, Money) else value
    note = tr("印作“{printed}”", printed=printed) if found["remark"] or odd else ""
    return Printed(text, plain, str(value), note=note)


def _odd(typed: str) -> bool:
    """Whether a figure was printed in a way worth a word: an odd sign, a unit of money.

    增3, --3, 5万元 -> True; -3, 7件 -> False
    """
    plain = typed.lstrip("-－−")
    return not plain[:1].isdigit() or len(typed) - len(plain) > 1 or typed.endswith("元")
