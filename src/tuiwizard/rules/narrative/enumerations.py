"""Numbers that are listed with their sum, and do not add up to it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.narrative.numerals import Numeral, numerals

# cut after 1,000 characters: what is in one sentence is compared with all the rest of it
_SENTENCE = lazily(r"[^。！？\n]{1,1000}")
# "共100条，其中动态60条、文件30条、其他20条" -> behind the sum
_BEHIND = lazily("，?其中[：:，]?|，(?:具体)?(?:包括|为)[：:]?|[：:]")
# "网上20件、信函10件，共34件" -> between the parts and their sum
_BEFORE = lazily("，(?:合计|共计|总计|共)")
_LISTED = lazily(f"{_BEHIND.pattern}|{_BEFORE.pattern}")
_ITEM = lazily(r"[、，；]?[^，、；。：:（）()\d]{1,14}")
# What is counted twice, or is not a part: "网站100条、公众号80条", "办结5件"
_NOT_PARTS = lazily(
    "其中|同比|较|增|减|网站|公众号|微信|微博|平台|客户端|抖音|报刊|电视|公开栏|转载|点击|浏览|以上|办结|答复"
    "|结转|受理|收到|合计|共|维持|纠正|占"
)


class Enumeration(NamedTuple):
    """Numbers listed with a sum that is not theirs.

    Attributes:
        start: The first character of the sum.
        end: The character behind it, the unit not included.
        total: What it says.
        parts: The numbers listed.
        stop: The character behind the last of them and of the sum.
        opening: The first character of the list and of the sum.
    """

    start: int
    end: int
    total: Decimal
    parts: tuple[Decimal, ...]
    opening: int
    stop: int


@lru_cache(maxsize=16)
def wrong_sums(text: str) -> tuple[Enumeration, ...]:
    """Find the sums that contradict the numbers listed with them."""
    # "共100条，其中动态60条、文件50条" -> 100, (60, 50); "共100条，其中动态60条" -> nothing
    return tuple(_wrong_sums(text))


def _wrong_sums(text: str) -> Iterator[Enumeration]:
    at = 0
    for paragraph in text.split("\n"):
        every = [n for n in numerals(paragraph) if n.unit and n.unit not in ("%", "元")]
        listed = [n for n in every if _LISTED.match(paragraph, n.stop)] if len(every) > 1 else []
        for sentence in _SENTENCE.finditer(paragraph) if listed else ():
            start, end = sentence.span()
            if any(start <= n.start < end for n in listed):
                inside = [n for n in every if start <= n.start < end]
                yield from _in_sentence(paragraph[:end], at, inside)
        at += len(paragraph) + 1


def _in_sentence(said: str, at: int, listed: list[Numeral]) -> Iterator[Enumeration]:
    for i, total in enumerate(listed):
        parts = _parts_behind(said, listed[i:])
        if len(parts) > 1 and _sum(parts) > total.value and not _doubtful(total, parts):
            yield _enumeration(at, total, parts)
        parts = _parts_before(said, listed[: i + 1])
        if len(parts) > 1 and _sum(parts) != total.value and not _doubtful(total, parts):
            yield _enumeration(at, total, parts)


def _sum(parts: list[Numeral]) -> Decimal:
    return sum((p.value for p in parts), Decimal(0))


def _doubtful(total: Numeral, parts: list[Numeral]) -> bool:
    return total.about or any(p.about or p.unit != total.unit for p in parts)


def _enumeration(at: int, total: Numeral, parts: list[Numeral]) -> Enumeration:
    first, last = min(total.start, parts[0].start), max(total.stop, parts[-1].stop)
    values = tuple(p.value for p in parts)
    return Enumeration(at + total.start, at + total.end, total.value, values, at + first, at + last)


def _parts_behind(said: str, listed: list[Numeral]) -> list[Numeral]:
    """Return the numbers listed behind a sum: `共9件，其中甲类6件、乙类3件`."""
    total, *rest = listed
    opened = _BEHIND.match(said, total.stop)
    if not opened or not rest:
        return []
    parts: list[Numeral] = []
    at = opened.end()
    for number in rest:
        between = said[at : number.start]
        item = _ITEM.fullmatch(between) or (
            not parts and re.fullmatch(r"[^，、；。：\d]{1,14}", between)
        )
        if not item or _NOT_PARTS.search(between):
            return []
        parts.append(number)
        at = number.stop
        if said[at : at + 1] not in ("、", "，", "；") or said[at : at + 1] == "等":
            break
        if said[at] != "、" and not said[at + 1 :].strip():
            break
        if said[at] == "，" and "、" in said[opened.end() : at]:
            break
    return parts


def _parts_before(said: str, listed: list[Numeral]) -> list[Numeral]:
    """Return the numbers listed right before their sum: `甲类6件、乙类3件，共9件`."""
    *rest, total = listed
    if not rest or not _BEFORE.fullmatch(said[rest[-1].stop : total.start]):
        return []
    parts = [rest[-1]]
    for number, following in zip(rest[-2::-1], rest[:0:-1], strict=True):
        between = said[number.stop : following.start]
        if not between.startswith("、") or not _ITEM.fullmatch(between):
            break
        parts.insert(0, number)
    return parts
