"""Typed figures: what they mean, or why they cannot be taken."""

import re
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.kinds import AMOUNT_DECIMALS, MAX_AMOUNT, MAX_COUNT, Kind
from tuiwizard.lazy_patterns import lazily
from tuiwizard.words import Joined, Message

QUOTED = 30
"""How much of a refused text a message repeats."""

DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")  # not said: typed
"""Full-width digits, as input methods type them, and the plain ones they mean."""

_FULL_WIDTH = DIGITS | str.maketrans("．。，＋－−﹣—–", "..,+-----")  # not said: typed
_SPACES = lazily(r"[\s\u200b\ufeff]+")
_COUNTED = ("件", "项", "条", "个", "宗")  # not said: typed
_MONEY = ("万元", "元")  # not said: typed
_NUMBER = lazily(r"(?P<sign>[+-]?)(?P<whole>\d[\d,]*)(?:\.(?P<decimals>\d*))?", re.ASCII)
_DIGIT = lazily(r"\d", re.ASCII)
_GROUPED = lazily(r"[1-9]\d{0,2}(,\d{3})+", re.ASCII)
_SPACED = lazily(r"[1-9]\d{0,2}([ \u00a0\u2009\u202f\u3000]\d{3})+(\.\d*)?", re.ASCII)
_WHOLE = (None, "0", "00")
"""Decimals of a whole number, as spreadsheets write them: 3.0. Of 1.000 one cannot be sure."""
_CHINESE = lazily("[零〇一二两三四五六七八九十百千万亿]+")


class Refusal(NamedTuple):
    """Why a text is not a figure for its cell, and what to do."""

    reason: Message


class Money(NamedTuple):
    """A sum with its unit as typed: `251000元`."""

    amount: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"


Figure = int | Decimal | Money


def parse_figure(cell: Cell, text: str) -> Figure | Refusal:
    """Read a typed figure.

    Full-width digits, a leading sign, thousands separators, spaces around and a unit behind
    are accepted; nothing is guessed.

    Args:
        cell: The cell it was typed into; its kind and units decide what is accepted.
        text: The text as typed, not blank.
    """
    compact = text.translate(_FULL_WIDTH).strip().strip("\u200b\ufeff")
    number, unit = _split_unit(compact)
    refusal = _wrong_unit(cell, unit, text)
    if refusal:
        return refusal
    if cell.kind is Kind.CHANGE and number[:1] in ("增", "减"):
        number = ("-" if number[0] == "减" else "+") + number[1:].strip()
    squeezed = _squeeze(number)
    if squeezed is None:
        return Refusal(Message("{text}里有空格隔开的两个数，一格只能填一个数", text=_quoted(text)))
    match = _NUMBER.fullmatch(squeezed)
    if match is None:
        return _not_a_number(text, squeezed)
    whole = match["whole"]
    if "," in whole and not _GROUPED.fullmatch(whole):
        return Refusal(
            Message("{text}的千位分隔符位置不对，请写成 1,234 或 1234", text=_quoted(text))
        )
    digits = match["sign"] + whole.replace(",", "")
    if cell.kind is Kind.AMOUNT:
        return _amount(cell, text, digits, match["decimals"], unit)
    return _count(cell, text, digits, match["decimals"])


def _quoted(text: str) -> str:
    """Return a text as a message shows it: on one line, short, without invisible characters."""
    line = FORBIDDEN_CHARACTERS.sub("", " ".join(text.split()))
    return f"“{line[:QUOTED]}{'…' if len(line) > QUOTED else ''}”"


def _split_unit(text: str) -> tuple[str, str]:
    for unit in (*_MONEY, *_COUNTED):
        if text.endswith(unit):
            return text.removesuffix(unit).rstrip(), unit
    return text, ""


def _wrong_unit(cell: Cell, unit: str, text: str) -> Refusal | None:
    """Refuse a unit that is not the cell's: the sum would be wrong by a factor of 10,000."""
    if not unit:
        return None
    if cell.kind is Kind.AMOUNT:
        accepted = cell.units or (cell.unit,)
        if unit in accepted:
            return None
        return Refusal(
            Message(
                "本格的单位是{accepted}，{text}请换算后再填",
                accepted=Joined("或", accepted),
                text=_quoted(text),
            )
        )
    if unit in _MONEY:
        return Refusal(Message("本格填数量，{text}是金额", text=_quoted(text)))
    return None


def _squeeze(number: str) -> str | None:
    """Drop spaces behind the sign and between thousands; None where they part two numbers."""
    sign = number[:1] if number[:1] in ("+", "-") else ""
    rest = number.removeprefix(sign).strip()
    if _SPACED.fullmatch(rest):
        rest = _SPACES.sub("", rest)
    if _SPACES.search(rest) and _DIGIT.search(rest):
        return None
    return sign + rest


def _not_a_number(text: str, squeezed: str) -> Refusal:
    if squeezed in ("/", "-", "--", "无", "\\"):
        return Refusal(Message("{text}不是数字，没有就填 0", text=_quoted(text)))
    if _CHINESE.fullmatch(squeezed.lstrip("+-")):
        return Refusal(Message("{text}请改用阿拉伯数字", text=_quoted(text)))
    return Refusal(Message("{text}不是数字，请只填一个数", text=_quoted(text)))


def _count(cell: Cell, text: str, digits: str, decimals: str | None) -> int | Refusal:
    if decimals not in _WHOLE:
        return Refusal(Message("{text}不是整数，本格只能填整数", text=_quoted(text)))
    if len(digits) > 20:
        return Refusal(Message("{text}太大了，最大是 {most:,}", text=_quoted(text), most=MAX_COUNT))
    value = int(digits)
    if abs(value) > MAX_COUNT:
        return Refusal(Message("{text}太大了，最大是 {most:,}", text=_quoted(text), most=MAX_COUNT))
    if value < 0 and cell.kind is Kind.COUNT:
        return Refusal(Message("{text}是负数，本格不能小于 0", text=_quoted(text)))
    return value


def _amount(
    cell: Cell, text: str, digits: str, decimals: str | None, unit: str
) -> Decimal | Money | Refusal:
    """Return the sum a text means, with its unit where the cell keeps one."""
    # "251000", None, "元" -> Money(251000, "元")
    if decimals is not None and not decimals:
        return Refusal(Message("{text}的小数点后面没有数字", text=_quoted(text)))
    if decimals and len(decimals) > AMOUNT_DECIMALS:
        return Refusal(
            Message("{text}的小数位数超过 {most} 位", text=_quoted(text), most=AMOUNT_DECIMALS)
        )
    if len(digits) > 20 or abs(Decimal(digits)) >= MAX_AMOUNT:
        return Refusal(Message("{text}太大了，金额要小于一万亿", text=_quoted(text)))
    value = Decimal(f"{digits}.{decimals}" if decimals else digits)
    if value < 0:
        return Refusal(Message("{text}是负数，金额不能小于 0", text=_quoted(text)))
    value = abs(value)  # so that a typed -0 is 0
    return Money(value, unit) if cell.units else value
