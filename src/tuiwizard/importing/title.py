"""Whose report it is, and of which year: the title, and where it is silent, the opening."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tuiwizard.forms.years import LAST_YEAR, editions
from tuiwizard.importing.opening import ABOUT, YEARS, maker, only, said_in, year_of
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.traditional import simplified

REACH, BROKEN = 5, 3
"""Lines that are looked at for a broken title, and how many of them it may take up."""

_TITLE = re.compile(
    rf"(?P<agency>.*?)(?P<year>{YEARS})年?(?:度)?(?P<own>.{{0,30}}?){ABOUT}(?P<rest>[（(].*[)）])?",
    re.DOTALL,
)
_YEAR_INSIDE = re.compile(
    rf"(?P<agency>.*?)(?P<own>)政府信息公开工作?(?P<year>{YEARS})年?度?(?:工作)?(?:报告|年报)"
)
_YEAR_BEHIND = re.compile(rf"(?P<agency>.*?)(?P<own>){ABOUT}[（(](?P<year>{YEARS})年?度?[)）]")
_TITLES = (_TITLE, _YEAR_BEHIND, _YEAR_INSIDE)
_CHINESE_DIGITS = str.maketrans("〇○◯零oO一二三四五六七八九", "000000123456789")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_NEIGHBOUR = re.compile("[上下]一[篇页条]")
_HAN = r"[\u3400-\u9fff]"
_ANY_HAN = re.compile(_HAN)
_KEY = "信"
"""A character of 信息公开 that is in every title, and the same in Traditional print."""
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN}|\d)|(?<=\d)\s+(?={_HAN})")
_SITE = re.compile(r"[-—_|｜–].{0,40}$")
_PAGE = re.compile(
    r"[-—–－·•]+ ?\d{1,3} ?[-—–－·•]+|第 ?\d{1,3} ?页(?:[，,/ ]*共 ?\d{1,3} ?页)?"
    r"|(?<!\d)\d{1,3} ?/ ?\d{1,3}(?!\d)"
)
_NO_NAME = re.compile(r"[。；;！!？?，,]|20\d\d年|报告|年报|信息公开|根据|公布|现将")
_PLACES = "省市区县州盟旗"
_CRUMBS = re.compile("^.*[>\uff1e»\u203a|｜：:_\u2014\u2013-]")
_NAMED_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d)")
MAX_NAME, MAX_TITLE = 60, 120
OPENING = 40
"""Lines behind the title in which a report says who made it."""


class Cover(NamedTuple):
    """What is printed above a report.

    Attributes:
        agency: The office's name; empty where it is not printed.
        year: The report year.
        end: The number of the line behind the title: what stands above is not the report's. None
            where no title stands above the first heading.
    """

    agency: str
    year: int | None
    end: int | None


def cover(lines: Sequence[SourceLine], first: int, tables: int) -> Cover:
    """The office's name and the year, as far as they are printed.

    Args:
        lines: The source.
        first: The number of its first heading or table; the title nearest above it counts.
        tables: The number of the first line of its tables.
    """
    plain = [_plain(line.text) for line in lines[: max(first + OPENING, tables)]]
    opening = "".join(plain[: first + OPENING])
    said = said_in("".join(plain[: min(tables, first + OPENING)])) or said_in(opening)
    above = list(titles(lines[:first]))
    found = above or ([] if said else [*islice(titles(lines, first), 1)])
    named = [title for title in found if title.agency]
    _, agency, year = (named or found or [Title(0, "", None)])[-1]
    agency = agency or only(one.agency for one in said) or maker(plain[: first + OPENING])
    if year is None:
        told = only(one.year for one in said) or year_of(opening, "".join(plain[:tables]))
        year = _year(told)
    return Cover(_full_name(agency, opening), year, above[-1].line + 1 if above else None)


def _plain(text: str) -> str:
    """A line without spaces, in Simplified characters; nothing of a link to another report."""
    bare = "".join(_seen(text).split())
    return "" if _NEIGHBOUR.match(bare) else simplified(bare).translate(_FULL_WIDTH)


def _seen(text: str) -> str:
    """A text without the characters in it that have no width."""
    return text.replace("\u200b", "").replace("\ufeff", "")


def _part(text: str) -> str | None:
    """What a line may be of a title: nothing if it is the number of a page, None if too long.

    上一篇：甲局2022年政府信息公开工作年度报告 is a link to another one.
    """
    if len(text) > MAX_TITLE:
        return None
    part = _PAGE.sub("", _seen(text)).strip()
    return part if _ANY_HAN.search(part) and not _NEIGHBOUR.match(part) else ""


class Title(NamedTuple):
    """A title, and the number of the line in which it ends."""

    line: int
    agency: str
    year: int | None


def titles(lines: Sequence[SourceLine], first: int = 0) -> Iterator[Title]:
    """The titles in a source, from a line on."""
    parts = [_part(line.text) for line in lines]
    for number in range(first, len(lines)):
        yield from (Title(number, *said) for said in _titles(parts, number))


def _titles(lines: Sequence[str | None], number: int) -> Iterator[tuple[str, int | None]]:
    """What a line says as a title, alone or as the end of one broken into two or three.

    甲县人民政府 / - 1 - / 2024年政府信息公开工作年度报告 -> (甲县人民政府, 2024)
    """
    parts: list[str] = []
    for at in range(number, max(-1, number - REACH), -1):
        part = lines[at]
        if part is None or not (part or parts):
            return
        if not part:
            continue
        parts.insert(0, part)
        text = "".join(parts)
        if len(text) > MAX_TITLE or len(parts) > BROKEN:
            return
        found = _matched(text)
        name = _name(found["agency"] or found["own"]) if found else ""
        if found and (name or len(parts) == 1):
            yield name, _year(found["year"])
        if name:
            return


def _matched(printed: str) -> re.Match[str] | None:
    """A text as a title, the name of a site behind it left out: …年度报告-甲市政府网."""
    if _KEY not in printed:
        return None
    text = _BETWEEN_HAN.sub("", simplified(printed).translate(_FULL_WIDTH))
    forms = (text, _SITE.sub("", text))
    found = (pattern.fullmatch(form) for form in forms for pattern in _TITLES)
    return next(filter(None, found), None)


def _name(text: str) -> str:
    """The name in a title, or nothing where it is no name: 首页 > 年报 > 甲局关于 -> 甲局."""
    name = _CRUMBS.sub("", text).strip("《》“”\"'#*· \u3000")
    name = name.removesuffix("关于").strip().strip("0123456789")
    no_name = len(name) > MAX_NAME or _NO_NAME.search(name) or not _ANY_HAN.search(name)
    return "" if no_name else name


def _year(text: str) -> int | None:
    year = int(text.translate(_CHINESE_DIGITS) or 0)
    return year if int(editions()[0]) <= year <= LAST_YEAR else None


def year_in(name: str) -> int | None:
    """The year in the name of a file: 2023年年报.docx -> 2023; 2024年1月.docx -> None."""
    found = set(_NAMED_YEAR.findall(name))
    return _year(found.pop()) if len(found) == 1 else None


def _full_name(agency: str, opening: str) -> str:
    """The name with the place before it, where the opening says who made the report.

    洪泽区人民政府 is by its own words 淮安市洪泽区人民政府.
    """
    made = re.search(rf"由({_HAN}{{1,12}}[{_PLACES}]){re.escape(agency)}", opening)
    return made[1] + agency if made and agency else agency
