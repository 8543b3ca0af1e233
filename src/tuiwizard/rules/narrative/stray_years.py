"""Years in the text that are left over from another report."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tuiwizard.rules.narrative.numerals import from_chinese

_YEAR = re.compile(r"(?<![\d〔\[])(?P<year>20\d\d|二[〇零][一二三四五六七八九〇零]{2})\s*年")
# "统计期限为2024年1月1日至2024年12月31日" -> both years
_PERIOD = re.compile(
    r"(20\d\d)\s*年\s*1\s*月\s*1\s*日[^。；，]{0,8}?(20\d\d)\s*年\s*12\s*月\s*31\s*日"
)
_SENTENCE = re.compile(r"[^。！？\n；]+")
# "根据《2024年工作要点》" -> the year of a title is meant
_QUOTED = re.compile("《[^》]*》|“[^”]*”|〔[^〕]*〕|（[^（）]*[号日版][）]")
# Only a year that is not the report's comes to these: compiled on the way, by `re` itself.
_ON_PURPOSE = (
    "去年|上年|上一年|对照|相比|同比|环比|较|比(?!例)|同期|以来|起|截至|至今|计划|打算|将|拟|明年|下一步|下年|来年|力争|目标"
    "|要点|印发|通知|规划|方案|办法|条例|施行|实施|启用|上线|成立|自|从|由|往年|历年|曾|遗留|结转|顺延|转入|连续|首次|与|和|及|、|—|-|到|年报|届|修订"
)
# "2024年3月", "2024年底" -> dates, which are meant
_DATED = r"\s*\d{1,2}\s*月|(?:底|初|末|前|后|内)|度?(?:的)?(?:工作要点|预算|版)"


class StrayYear(NamedTuple):
    """A year that is not the report's.

    Attributes:
        start: Its first character.
        end: The character behind it, 年 not included.
        year: The year it says.
    """

    start: int
    end: int
    year: int


def stray_years(text: str, year: int, *, period_only: bool = False) -> Iterator[StrayYear]:
    """Years that look left over: not the report's, and nothing says that they are meant.

    Args:
        text: The text.
        year: The report year.
        period_only: Look only at `2024年1月1日至2024年12月31日`.
    """
    periods: set[int] = set()
    for found in _PERIOD.finditer(text):
        periods |= {found.start(1), found.start(2)}
        for group in (1, 2):
            if int(found[group]) != year:
                yield StrayYear(*found.span(group), int(found[group]))
    for sentence in () if period_only else _SENTENCE.finditer(text):
        if "年" not in sentence[0]:
            continue
        bare = _QUOTED.sub(lambda m: "　" * len(m[0]), sentence[0])
        for found in _YEAR.finditer(bare):
            start = sentence.start() + found.start()
            said = found["year"]
            number = int(said) if said.isdigit() and said.isascii() else from_chinese(said)
            if number != year and start not in periods and not _meant(bare, found):
                yield StrayYear(start, start + len(said), number)


def _meant(sentence: str, found: re.Match[str]) -> bool:
    """Whether something in the sentence says that another year is spoken of on purpose."""
    # "较2024年增长" -> True; "2024年，我镇收到申请" -> False
    rest = sentence[: found.start()] + sentence[found.end() :]
    return bool(re.search(_ON_PURPOSE, rest) or re.match(_DATED, sentence[found.end() :]))
