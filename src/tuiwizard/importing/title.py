"""Whose report it is, and of which year: the title, and where it is silent, the opening."""

import re
from collections.abc import Iterator, Sequence

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
_YEAR_BEHIND = re.compile(rf"(?P<agency>.*?)(?P<own>){ABOUT}[（(](?P<year>{YEARS})年?度?[)）]")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN = r"[\u3400-\u9fff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN}|\d)|(?<=\d)\s+(?={_HAN})")
_SITE = re.compile(r"[-—_|｜–].{0,40}$")
_PAGE = re.compile(
    r"[-—–－·•]+ ?\d{1,3} ?[-—–－·•]+|第 ?\d{1,3} ?页(?:[，,/ ]*共 ?\d{1,3} ?页)?"
    r"|(?<!\d)\d{1,3} ?/ ?\d{1,3}(?!\d)"
)
_NO_NAME = re.compile(r"[。；;！!？?，,]|20\d\d年|报告|根据|公布|现将")
_PLACES = "省市区县州盟旗"
_CRUMBS = re.compile("^.*[>\uff1e»\u203a|｜：:_\u2014\u2013-]")
MAX_NAME, MAX_TITLE = 60, 120
OPENING = 40
"""Lines behind the title in which a report says who made it."""


def cover(lines: Sequence[SourceLine], first: int, tables: int) -> tuple[str, int | None]:
    """The office's name and the year, as far as they are printed.

    Args:
        lines: The source.
        first: The number of its first heading or table; the title nearest above it counts.
        tables: The number of the first line of its tables.
    """
    above = [found for i in range(first) for found in titles(lines, i)]
    found = above or [found for i in range(first, len(lines)) for found in titles(lines, i)][:1]
    named = [(agency, year) for agency, year in found if agency]
    agency, year = (named or found or [("", None)])[-1]
    plain = [_plain(line.text) for line in lines[: max(first + OPENING, tables)]]
    opening = "".join(plain[: first + OPENING])
    said = said_in(opening)
    agency = agency or only(one.agency for one in said) or maker(plain[: first + OPENING])
    if year is None:
        told = only(one.year for one in said) or year_of(opening, "".join(plain[:tables]))
        year = _year(told)
    return _full_name(agency, opening), year


def _plain(text: str) -> str:
    """A line without spaces, in Simplified characters."""
    return simplified(re.sub(r"\s", "", text)).translate(_FULL_WIDTH)


def titles(lines: Sequence[SourceLine], number: int) -> Iterator[tuple[str, int | None]]:
    """What a line says as a title, alone or as the end of one broken into two or three.

    甲县人民政府 / - 1 - / 2024年政府信息公开工作年度报告 -> (甲县人民政府, 2024)
    """
    parts: list[str] = []
    for at in range(number, max(-1, number - REACH), -1):
        if len(lines[at].text) > MAX_TITLE:
            return
        part = _PAGE.sub("", lines[at].text).strip()
        if not re.search(_HAN, part):
            if at == number:
                return
            continue  # the number of a page
        parts.insert(0, part)
        text = "".join(parts)
        if len(text) > MAX_TITLE or len(parts) > BROKEN:
            return
        found = _matched(_BETWEEN_HAN.sub("", simplified(text).translate(_FULL_WIDTH)))
        name = _name(found["agency"] or found["own"]) if found else ""
        if found and (name or len(parts) == 1):
            yield name, _year(found["year"])
        if name:
            return


def _matched(text: str) -> re.Match[str] | None:
    """A text as a title, the name of a site behind it left out: …年度报告-甲市政府网."""
    forms = (text, _SITE.sub("", text))
    found = (pattern.fullmatch(form) for form in forms for pattern in (_TITLE, _YEAR_BEHIND))
    return next(filter(None, found), None)


def _name(text: str) -> str:
    """The name in a title, or nothing where it is no name: 首页 > 年报 > 甲局关于 -> 甲局."""
    name = _CRUMBS.sub("", text).strip("《》“”\"'#*· \u3000")
    name = name.removesuffix("关于").strip().strip("0123456789")
    no_name = len(name) > MAX_NAME or _NO_NAME.search(name) or not re.search(_HAN, name)
    return "" if no_name else name


def _year(text: str) -> int | None:
    year = int(text.translate(_CHINESE_DIGITS) or 0)
    return year if int(editions()[0]) <= year <= LAST_YEAR else None


def _full_name(agency: str, opening: str) -> str:
    """The name with the place before it, where the opening says who made the report.

    洪泽区人民政府 is by its own words 淮安市洪泽区人民政府.
    """
    made = re.search(rf"由({_HAN}{{1,12}}[{_PLACES}]){re.escape(agency)}", opening)
    return made[1] + agency if made and agency else agency
