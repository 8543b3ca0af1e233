"""Whose report it is, and of which year: the title, and what the opening says."""

import re
from collections.abc import Iterator, Sequence

from tuiwizard.forms.years import LAST_YEAR, editions
from tuiwizard.importing.source_lines import SourceLine

_TITLE = re.compile(
    r"(?P<agency>.*?)(?P<year>20\d\d|二[〇○零][一二三四五六七八九〇○零]{2})年?(?:度)?"
    r"(?P<own>.{0,30}?)政[府务務]信息公[开開](?:工作)?(?:情[况況])?年?度?(?:工作)?(?:[报報]告|年[报報])"
    r"(?P<rest>[（(].*[)）])?",
    re.DOTALL,
)
_PERIOD = re.compile(r"(20\d\d)年1月1日.{0,8}?(?:\1年)?12月31日")
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN = r"[\u3400-\u9fff]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN}|\d)|(?<=\d)\s+(?={_HAN})")
_SITE = re.compile(r"[-—_|｜–].{0,40}$")
_NO_NAME = re.compile(r"[。；;！!？?]|20\d\d年|报告")
_PLACES = "省市区县州盟旗"
_CRUMBS = re.compile("^.*[>\uff1e»\u203a|｜：:]")
MAX_NAME, MAX_TITLE = 60, 120
OPENING = 40
"""Lines behind the title in which a report says who made it."""


def cover(lines: Sequence[SourceLine], first: int) -> tuple[str, int | None]:
    """The office's name and the year, as far as they are printed.

    Args:
        lines: The source.
        first: The number of its first heading or table; the title nearest above it counts.
    """
    above = [found for i in range(first) for found in titles(lines, i)]
    found = above or [found for i in range(first, len(lines)) for found in titles(lines, i)][:1]
    named = [(agency, year) for agency, year in found if agency]
    agency, year = (named or found or [("", None)])[-1]
    opening = re.sub(r"\s", "", "".join(line.text for line in lines[: first + OPENING]))
    return _full_name(agency, opening), year or _period(opening)


def titles(lines: Sequence[SourceLine], number: int) -> Iterator[tuple[str, int | None]]:
    """What a line says as a title, alone or as the end of one broken into two or three.

    甲县人民政府 / 2024年政府信息公开工作年度报告 -> (甲县人民政府, 2024)
    """
    for count in (0, 1, 2):
        parts = [line.text.strip() for line in lines[max(0, number - count) : number + 1]]
        text = "".join(parts)
        if len(text) > MAX_TITLE or number < count:
            return
        found = _TITLE.fullmatch(_BETWEEN_HAN.sub("", text)) or _TITLE.fullmatch(
            _SITE.sub("", _BETWEEN_HAN.sub("", text))
        )
        name = _name(found["agency"] or found["own"]) if found else ""
        if found and (name or not count):
            yield name, _year(found["year"])
        if name:
            return


def _name(text: str) -> str:
    """The name in a title, or nothing where it is no name: 首页 > 年报 > 甲局关于 -> 甲局."""
    name = _CRUMBS.sub("", text).strip("《》“”\"'#*·-—_ \u3000")
    name = name.removesuffix("关于").strip()
    return "" if len(name) > MAX_NAME or _NO_NAME.search(name) else name


def _year(text: str) -> int | None:
    year = int(text.translate(_CHINESE_DIGITS))
    return year if int(editions()[0]) <= year <= LAST_YEAR else None


def _full_name(agency: str, opening: str) -> str:
    """The name with the place before it, where the opening says who made the report.

    洪泽区人民政府 is by its own words 淮安市洪泽区人民政府.
    """
    made = re.search(rf"由({_HAN}{{1,12}}[{_PLACES}]){re.escape(agency)}", opening)
    return made[1] + agency if made and agency else agency


def _period(opening: str) -> int | None:
    """The year of the period in the opening: 2023年1月1日至12月31日 -> 2023."""
    found = {_year(match[1]) for match in _PERIOD.finditer(opening)}
    return found.pop() if len(found) == 1 else None
