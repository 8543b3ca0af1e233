"""Years in the text that are left over from another report."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.narrative.numerals import as_year, plain_digits
from tuiwizard.rules.patterns import Words

_YEAR = lazily(r"(?<![\d〔\[])(?P<year>20\d\d|二[〇零○][一二三四五六七八九〇零○]{2})\s*年")
_NAMED = lazily("20[0-9]{2}|二[〇零○]")
# "统计期限为2024年1月1日至2024年12月31日", "从2024年1月1日到12月31日" -> every year in it
_PERIOD = lazily(
    r"(20\d\d)\s*年\s*1\s*月\s*1\s*日[^。；，]{0,8}?(?:(20\d\d)\s*年)?\s*12\s*月\s*31\s*日"
)
# "公布本单位2024年政府信息公开工作年度报告", "现将2024年度工作报告如下" -> the year of this report
_TITLE = lazily(
    r"(?:编制|公布|形成|撰写|发布|现将|根据|就)[^。；，]{0,24}?(20\d\d)\s*年度?[^。；，]{0,4}(?:政府信息公开|政务公开)(?:工作)?(?:年度报告|年报|(?:工作)?报告|情况)"
)
# cut after 1,000 characters: what is in one sentence is compared with all the rest of it
_SENTENCE = lazily(r"[^。！？\n；]{1,1000}")
# "根据《2024年工作要点》" -> the year of a title is meant
_QUOTED = lazily("《[^》]*》|“[^”]*”|〔[^〕]*〕|（[^（）]*[号日版][）]")
# "（二）依申请公开。2024年，" -> a sentence opens with its year
_OPENING = lazily(
    r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）).、．]\s*)?"
    r"(?:截至|截止|截止到|到|在|[^，。；\d]{1,12}方面，"
    r"|[^，。；：\d与和比较同对按照据于自从]{1,16}(?:镇|乡|街道|局|县|区|市|厅|委|办|政府|办公室|办事处|机关|单位))?$"
)
# "2024年3月", "2024年底", "2024年以来", "2024年政务公开工作要点" -> another year on purpose
_DATED = lazily(
    r"年\s*(?:(?!12\s*月\s*31\s*日)(?!1\s*月\s*1\s*日以来)\d{1,2}\s*月|(?:底|初|末|前|后|内|至今)"
    r"|度?(?:[^，。；]{0,12})(?:要点|预算|版|年报|年度报告|考核|评估|测评|评比|检查|改革|成立|组建|换届|以后|结转|转结|遗留|相比|修订|印发|届|以前|之前))"
)
# "针对2024年存在的问题", "2024年指出的问题" -> what was found then, and is put right now
_REVIEWED = lazily("(?:针对|对于|对照|对)$")
_FOUND = lazily(
    "年度?[^，。；]{0,10}(?:存在|指出|反馈|提出|发现|查摆)[^，。；]{0,10}(?:问题|不足|短板)"
)
_SINCE = lazily(r"年(?:度)?(?:以来|起|开始|至)")
# Only a year that is not the report's comes to these.
_ON_PURPOSE = lazily(
    "去年|上年|上一年|对照|相比|同比|环比|较|比(?!例)|同期|以来|起|截至|至今|计划|打算|将|拟|明年|下一步|下年|来年|力争|目标"
    "|要点|印发|通知|规划|方案|办法|条例|施行|实施|启用|上线|成立|自|从|由|往年|历年|曾|遗留|结转|顺延|转入|连续|首次|与|和|及|、|—|-|到|年报|届|修订"
)
_HISTORY = Words("逐年", "连续", "往年", "历年", "两年", "二年", "三年", "四年", "五年")
# "2026年，我局将加强培训" -> a plan
_PLAN = lazily("计划|打算|将|拟|明年|下一步|下年|来年|力争|目标|继续")
# "完成了2024年度政务公开工作" -> what was done in the report year
_DONE = lazily(r"(?:完成|做好|开展|推进)了?$")
_WORK = lazily(
    r"年度?(?:的)?(?:政务公开|政府信息公开)(?:各项)?(?:工作|任务)(?!要点|方案|计划|报告|年度报告|年报|总结|考核)"
)
_STARTED = lazily(r"年\s*1\s*月\s*1\s*日以来")


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


def stray_years(text: str, year: int, *, introduction: bool = False) -> tuple[StrayYear, ...]:
    """Years that look left over: not the report's, and nothing says that they are meant.

    Args:
        text: The text.
        year: The report year.
        introduction: Look only at periods and the title quoted, as in the introduction.
    """
    if "年" not in text:
        return ()
    return _stray_years(text, year, introduction)


@lru_cache(maxsize=64)
def _stray_years(text: str, year: int, introduction: bool) -> tuple[StrayYear, ...]:
    """A text is read once, however often another one is typed into."""
    text = plain_digits(text)
    if all(named[0] == str(year) for named in _NAMED.finditer(text)):
        return ()
    found = {s.start: s for s in _of_the_report(text, year)}
    for sentence in () if introduction else _SENTENCE.finditer(text):
        for one in _in_sentence(sentence[0], year):
            at = sentence.start()
            found.setdefault(at + one.start, StrayYear(at + one.start, at + one.end, one.year))
    return tuple(found[at] for at in sorted(found))


def _of_the_report(text: str, year: int) -> Iterator[StrayYear]:
    """Years of the period, and of the title that is quoted: the report's own."""
    # "统计期限从2024年1月1日到12月31日" in a report for 2025 -> 2024
    for found in _PERIOD.finditer(text):
        for group in (1, 2):
            if found[group] and int(found[group]) != year:
                yield StrayYear(*found.span(group), int(found[group]))
    for found in _TITLE.finditer(text):
        if int(found[1]) != year and not re.search("去年|上年|上一年", found[0]):
            yield StrayYear(*found.span(1), int(found[1]))


def _in_sentence(sentence: str, year: int) -> Iterator[StrayYear]:
    if "年" not in sentence:
        return
    bare = _QUOTED.sub(lambda m: "　" * len(m[0]), sentence)
    named = [(found, as_year(found["year"])) for found in _YEAR.finditer(bare)]
    contrast = any(n == year and _starts_clause(bare, found.start()) for found, n in named)
    for i, (found, number) in enumerate(named):
        if number is None or number == year or _PERIOD.match(bare, found.start()):
            continue
        if _stray(bare, found, number, year, first=i == 0, contrast=contrast):
            yield StrayYear(found.start(), found.end("year"), number)


def _stray(
    sentence: str, found: re.Match[str], number: int, year: int, *, first: bool, contrast: bool
) -> bool:
    """Return whether a year looks left over, by where it stands and what follows."""
    # "2024年，我镇收到申请" in a report for 2025 -> True; "较2024年增长" -> False
    before, after = sentence[: found.start()], sentence[found.end() - 1 :]
    if number == year - 1:
        if _STARTED.match(after) and not re.search("自|从", before[-2:]):
            return True
        if _DONE.search(before) and _WORK.match(after):
            return True
    if _DATED.match(after) or _REVIEWED.search(before) or _FOUND.match(after):
        return False
    if number == year - 1 and first and _opens(before):
        since = _SINCE.match(after) and re.search("累计|连续|先后|至今|共", after)
        return not (
            contrast or since or _HISTORY.found_in(before + after[1:]) or _PLAN.match(after[2:4])
        )
    rest = before + after[1:]
    return not _ON_PURPOSE.search(rest)


def _starts_clause(sentence: str, start: int) -> bool:
    # "2023年收到24件，2024年收到34件" -> both years
    return sentence[:start].rstrip()[-1:] in ("", "，", "、", "；", "：", "而")


def _opens(before: str) -> bool:
    """Return whether a sentence, or the clause behind its topic, opens with its year."""
    # "在政务新媒体方面，" -> True; "较" -> False
    return bool(_OPENING.match(before))
