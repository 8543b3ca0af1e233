"""Numbers as people write them in Chinese text, with their units."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.report.numbers import DIGITS
from tuiwizard.rules.patterns import SparsePattern

_WIDE_DIGIT = lazily("[０-９]")
_WIDE = lazily("[％．-９]")  # with ／ between them, which is soon said
_FULL_WIDTH = DIGITS | str.maketrans("．％", ".%")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MULTIPLES = {"千": 10**3, "万": 10**4, "亿": 10**8}

_CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
_IN_CHINESE = lazily(f"{_CHINESE}+")
_UNITS = "件次|条次|人次|件|宗|起|份|条|项|个|部|例|次|万元|元|人|期|场|篇|家|名|%|％"
# "约5件" -> 5, but only about
_ABOUT = ("约", "近", "超", "超过", "逾", "不足", "突破", "几", "上", "好")
_NO_AMOUNT = tuple(f"{word}数" for word in "总件人个条份次项")
# "百分之九十五点五" -> 95.5 %; "1,234件" -> 1234 件; "十二件" -> 12 件
_NUMERAL = SparsePattern(
    rf"""
    (?P<percent>百分之(?P<of_hundred>[点{_CHINESE[1:]}+))
    | (?P<arabic>(?<![\d.])\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<multiple>[千亿]|万(?!元))?
      \s*(?P<about>[余多]|以上)?\s*(?P<unit>{_UNITS})?
    | (?P<chinese>(?<!{_CHINESE}){_CHINESE}+)\s*(?P<about2>[余多]|以上)?(?P<unit2>{_UNITS})
    """,
    rf"[\d{_CHINESE[1:]}(?:(?<=\d)|(?=[{_CHINESE[1:-1]}余多以分件条人宗起份项个部例次元期场篇家名%％\s]))",
    re.VERBOSE,
)
# "第三方", "〔2021〕30号" -> no numbers
_NOT_BEFORE = frozenset("第〔[（(@/_-—" + ascii_letters)
# "2024年", "15日" -> no numbers
_NOT_AFTER = lazily(
    r"\s*(?:年|月|日|号|时|分|周|季度|天|〕|字|[A-Za-z/_@]|是|、(?!\d)(?=\D{0,4}$))"
)


_YEAR = lazily(r"20\d\d|[二〇零○一三四五六七八九]{4}")


class Numeral(NamedTuple):
    """A number in a text.

    Attributes:
        start: Its first character.
        end: The character behind it, the unit not included.
        stop: The character behind its unit.
        value: What it says; money in 元.
        unit: 件, 元, %, or empty.
        places: Decimals written, for the tolerance of a percentage.
        about: Whether it only says 约, 余, 多.
    """

    start: int
    end: int
    stop: int
    value: Decimal
    unit: str
    places: int = 0
    about: bool = False


@lru_cache(maxsize=1024)
def numerals(text: str) -> tuple[Numeral, ...]:
    """The numbers of a text; ordinals, dates and document numbers are not among them."""
    return tuple(_numerals(plain_digits(text)))


def plain_digits(text: str) -> str:
    """Return a text with half-width digits, every character in its place."""
    # "７件" -> "7件"; most texts have none, and translating takes as long as reading
    return text.translate(_FULL_WIDTH) if _WIDE.search(text) else text


def _numerals(plain: str) -> Iterator[Numeral]:
    for found in _NUMERAL.finditer(plain):
        start, end = found.span()
        if found["percent"]:
            value, places = _percent(found["of_hundred"])
            yield Numeral(start, end, end, value, "%", places)
            continue
        unit, before = found["unit"] or found["unit2"] or "", plain[max(0, start - 4) : start]
        if _counts(unit, before, plain, end):
            yield _numeral(found, unit, _about(before))


def _counts(unit: str, before: str, plain: str, end: int) -> bool:
    """Whether a number is neither an ordinal nor part of a date, a name or an address."""
    # "（5件" -> True, "（5）" -> False
    if before.rstrip()[-1:] in _NOT_BEFORE:
        return unit != "" and before[-1] in "（("
    return unit != "" or not _NOT_AFTER.match(plain, end, end + 8)


def _about(before: str) -> bool:
    """Return whether what is before a number makes it an approximate one."""
    # "超过" -> True, "总数" -> False
    said = before.rstrip()
    return said.endswith(_ABOUT) or (said.endswith("数") and not said.endswith(_NO_AMOUNT))


def _numeral(found: re.Match[str], unit: str, about: bool) -> Numeral:
    """Read a number in either script, with its unit."""
    # "12.85万元" -> 128500 元; "1.2万件" -> about 12000 件
    start, stop = found.span()
    if arabic := found["arabic"]:
        digits, multiple = arabic.replace(",", ""), found["multiple"]
        value, end = Decimal(digits), start + len(arabic)
        places = len(digits.partition(".")[2])
        if multiple:  # 1.2万 is rounded
            value, end, about = value * _MULTIPLES[multiple], found.end("multiple"), True
    else:
        words = found["chinese"]
        value, places, end = Decimal(from_chinese(words)), 0, start + len(words)
        about = about or words[0] in _MULTIPLES  # 千件, 万件: so many
    about = about or bool(found["about"] or found["about2"])
    if unit == "万元":
        value, unit = value * 10_000, "元"
    return Numeral(start, end, stop, value, unit.replace("％", "%"), places, about)


def _percent(words: str) -> tuple[Decimal, int]:
    # "九十五点五" -> 95.5, one decimal
    whole, _, decimals = words.partition("点")
    digits = "".join(str(_DIGITS.get(c, 0)) for c in decimals)
    return Decimal(f"{from_chinese(whole)}.{digits or 0}"), len(digits)


def from_chinese(words: str) -> int:
    """The number that Chinese numerals spell: `一百二十三`, `两万零五`, `二〇二四`."""
    if words.isdecimal():
        return int(words)
    words = words.replace("○", "〇")
    if len(words) > 1 and not set(words) & {*"十百千万亿"}:
        return int("".join(str(_DIGITS[c]) for c in words))
    total = section = digit = 0
    for c in words:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _TENS:
            section += (digit or 1) * _TENS[c]
            digit = 0
        elif c == "万":
            total, section, digit = total + (section + digit) * _MULTIPLES[c], 0, 0
        else:
            total, section, digit = (total + section + digit) * _MULTIPLES[c], 0, 0
    return total + section + digit


def as_year(words: str) -> int | None:
    """Return the year that a text names, None where it names none by its number."""
    # "2024年度" -> 2024, "二〇二四年" -> 2024, "去年" -> None
    found = _YEAR.match(words)
    return from_chinese(found[0]) if found else None


def in_chinese(number: int) -> str:
    """A whole number below ten thousand in Chinese numerals."""
    # 105 -> "一百零五", 12 -> "十二"
    if number == 0:
        return "零"
    digits = "零一二三四五六七八九"
    spelled = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            spelled += digits[digit] + unit
        elif spelled and number % power and not spelled.endswith("零"):
            spelled += "零"
    return spelled.removeprefix("一") if spelled.startswith("一十") else spelled


def spelled_like(value: int | Decimal, original: str) -> str:
    """A number in the style of the one it replaces: Chinese, full-width, grouped or plain."""
    # 70 like "９９" -> "７０"; 70 like "九十九" -> "七十"; 1234 like "1,200" -> "1,234"
    whole = int(value) if value == int(value) else None
    if whole is not None and whole < 10_000 and _IN_CHINESE.fullmatch(original):
        return in_chinese(whole)
    if whole is None:
        return f"{value:f}"
    if "," in original:
        return f"{whole:,}"
    if _WIDE_DIGIT.search(original):
        return str(whole).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    return str(whole)
