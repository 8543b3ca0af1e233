"""What the opening of a report says in sentences: whose report it is, and of which year.

Only what sentences of a known form say is taken, and only where they do not contradict each other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_NOUGHT = "〇○◯零0oO"  # not said: looked for
YEARS = rf"20\d\d|二[{_NOUGHT}][一二三四五六七八九{_NOUGHT}]{{2}}"  # not said: looked for
ABOUT = (
    r"(?:政[府务]?)?信息公开(?:工作)?(?:情况)?年?度?(?:工作)?的?"  # not said: looked for
    r"(?:报告|年报|总结)"  # not said: looked for
)
_HAN = r"[\u3400-\u9fff]"

_CLAUSE = re.compile(r"[^。；;！!？?，,：:、《》“”()（）|｜]+")
_LEAD = (
    r"(?:公布|公开|发布|公示|印发|将|就|编制|撰写|形成|提交|报送|汇总"  # not said: looked for
    r"|[作做]出|关于|以下|是|的)"
)
_SAID = re.compile(
    rf"(?:.*{_LEAD})?(?P<agency>{_HAN}*?)(?P<year>{YEARS})年?度?(?P<own>{_HAN}{{0,30}}?)的?"
    rf"(?:{ABOUT}|政[府务]公开(?:工作)?(?:情况)?年?度?(?:工作)?(?:报告|年报))"
)
_MADE = re.compile(
    rf"(?:报告|年报)由({_HAN}{{2,30}}?)(?:编制|根据|依据|按照|依照|组织|汇总|撰写|起草)"
)
_FIELD = re.compile(rf"(?:发布机构|发文机[关构]|公开(?:主体|机构)|责任部门)[:：]({_HAN}{{3,30}})")
_DOES = re.compile(
    rf"20\d\d年(?:度|来|以来)?[，,]?(?:在[^，,。；;]{{2,60}}下[，,])?({_HAN}{{3,24}}?)"
    r"(?:认真|深入|积极|严格|坚持|全面|持续|始终|高度|切实|进一步|紧紧|紧密|坚决|扎实|按照|根据|贯彻)"
)
_OFFICE = re.compile(
    r".*(?:政府|局|委|会|办公室|办公厅|厅|办|镇|乡|街道|街|中心|部门|署|处|站|所|队|院|部)"
)
_PLACE = re.compile(rf"{_HAN}+[省市县区州旗盟]")
_NO_OFFICE = re.compile(
    r"^(?:我|本|该|全[省市县区镇乡街州局]"
    r"|[省市县区州旗]委|[省市县区州旗](?:人民)?政府$)"
    r"|各|相关|有关|上级|等$|在"
)
_PERIOD = re.compile(r"(20\d\d)年?1月?1日.{0,8}?(?:\1年?)?12月?3[01]日")
_MENTIONED = re.compile(
    r"截[至止]到?(20\d\d)年(?:底|末|12月3[01]日)"
    r"|(?<![第号〔\[（(\d])(20\d\d)年(?:度|来|以来|全年|[，,我本共])"
)
MAX_NAME, MAX_CLAUSE = 30, 120


class Said(NamedTuple):
    """What a clause says of a report: its office, empty if it names none, and its year."""

    agency: str
    year: str


def said_in(text: str) -> list[Said]:
    """What the clauses of an opening call the report.

    现公布甲市乙局2023年政府信息公开工作年度报告 -> (甲市乙局, 2023); 现公布我局2022年… -> 2022;
    2024年丙市政府信息公开工作年度报告根据… -> (丙市, 2024)

    Args:
        text: The opening in Simplified characters, without spaces.
    """
    clauses = (clause for clause in _CLAUSE.findall(text) if len(clause) <= MAX_CLAUSE)
    found = map(_SAID.match, clauses)
    return [Said(_named(f["agency"] or f["own"]), f["year"]) for f in found if f]


def maker(lines: Sequence[str]) -> str:
    """The office that an opening says has made the report, or whose work it tells; empty for none.

    本报告由甲镇人民政府编制 -> 甲镇人民政府; 2020年,甲市气象局认真贯彻… -> 甲市气象局

    Args:
        lines: The lines of the opening in Simplified characters, without spaces.
    """
    text = "".join(lines)
    found = (
        _MADE.findall(text),
        [name for line in lines for name in _FIELD.findall(line)],
        _DOES.findall(text),
    )
    return next(filter(None, (only(map(_office, names)) for names in found)), "")


def year_of(text: str, overview: str) -> str:
    """The year of the period that a report is about, or else the one that its overview tells of.

    2023年1月1日至12月31日 -> 2023; 2023年，我局…, 比2022年增加… 截至2023年底 -> 2023

    Args:
        text: The opening in Simplified characters, without spaces.
        overview: What stands before the tables.
    """
    periods = set(_PERIOD.findall(text))
    if periods:
        return periods.pop() if len(periods) == 1 else ""
    counts = Counter(a or b for a, b in _MENTIONED.findall(overview))
    year, most = max(counts.items(), default=("", 0))
    return year if most * 2 > counts.total() else ""


def _named(name: str) -> str:
    """A name that a report may be called by: an office's, or that of the place it governs."""
    place = _PLACE.fullmatch(name) and not _NO_OFFICE.search(name)
    return name if place else _office(name)


def is_office(name: str) -> bool:
    """Whether a name can be an office's."""
    return bool(_office(name))


def _office(name: str) -> str:
    """A name if it can be an office's: 甲市乙局 -> itself; 我局, 全县各部门 -> nothing."""
    fits = len(name) <= MAX_NAME and _OFFICE.fullmatch(name) and not _NO_OFFICE.search(name)
    return name if fits else ""


def only(values: Iterable[str]) -> str:
    """The only value there is, blanks aside; empty where there are several."""
    found = set(filter(None, values))
    return found.pop() if len(found) == 1 else ""
