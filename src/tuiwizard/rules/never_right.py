"""Strings that are never right, each with what was meant: R808."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tuiwizard.forms.editions import section_title
from tuiwizard.lazy_patterns import lazily
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity, TextSpan
from tuiwizard.rules.line_number import line_number
from tuiwizard.rules.patterns import GuardedPattern
from tuiwizard.rules.rule import TEXTS, Observation, rule
from tuiwizard.words import Message


class NeverRight(NamedTuple):
    """A way of writing that is always a slip.

    Attributes:
        wrong: What it looks like; the group `put`, where there is one, is what is replaced.
        right: What was meant; empty where only a person can know.
        unless: What in the same sentence makes it right after all.
    """

    wrong: GuardedPattern
    right: str
    unless: re.Pattern[str] | None = None


def _slip(wrong: str, right: str, unless: str = "", has: str = "") -> NeverRight:
    """Return a slip; one that is more than a list of words says which word it `has`."""
    pattern = GuardedPattern(wrong, *((has,) if has else wrong.split("|")))
    return NeverRight(pattern, right, lazily(unless) if unless else None)


_NEVER_RIGHT = (  # not said: looked for
    # Names of the state and its organs: 国办秘函〔2019〕19号 counts them as 严重表述错误.
    _slip("攻府|政俯|正府信息", "政府"),
    _slip("共合国|共和囯", "共和国"),
    _slip("中华人名", "中华人民"),
    _slip("人名政府", "人民政府"),
    _slip("国务员(?!工)", "国务院", has="国务员"),
    _slip("习进平|习近乎|习近评", "习近平"),
    _slip(
        "[台港澳][^，。；\\n]{0,12}等国家?(?!和|与|及)(?:的|企业|公民|居民|人员)", "", has="等国"
    ),
    # Words of this report that input methods and recognition of print get wrong.
    _slip("领导小姐", "领导小组"),
    _slip("条列(?=》|的?规定|的?要求|第)", "条例", has="条列"),
    _slip("依申清", "依申请"),
    _slip("复义", "复议"),
    _slip("诉颂", "诉讼"),
    _slip("三审三较", "三审三校"),
    # "《政府信息公开条例》（国务院令第492号）" -> 711; both numbers in a sentence tell its history
    _slip(
        "政府信息公开条例》?[^。；\\n]{0,16}?令[（(]?第?\\s*(?P<put>(?!711\\s*号)\\d+\\s*号)",
        "711号",
        "711|修订前|原《|旧《|废止",
        has="令",
    ),
)

_OLD_NOTICE = _slip(  # not said: looked for
    r"国办公开办函[〔\[（【]2019[〕\]）】]60号",
    "国办公开办函〔2021〕30号",
    r"2021.30号|试行|原",
    has="国办公开办函",
)
"""The notice of 2019, in a report on the form of 2021."""

_SUSPECT = lazily("|".join(w for slip in (*_NEVER_RIGHT, _OLD_NOTICE) for w in slip.wrong.words))
"""Next to no text has one of these words."""


@rule("R808", Severity.QUERY, "没有严重表述错误", section="overview", reads=("agency", *TEXTS))
def never_right(case: Case) -> Iterator[Observation]:
    """国办秘函〔2019〕19号《政府网站与政务新媒体检查指标》：不得有严重表述错误。

    查一份短表：国名、机关名称和“领导小组”“条例”等写错的字；《政府信息公开条例》的文号不是
    第711号；2021 年版表格的年报引用 2019 年的格式通知。
    """
    listed = (*_NEVER_RIGHT, *((_OLD_NOTICE,) if case.draft.edition != "2019" else ()))
    for path, text in case.texts.items():
        for slip in listed if _SUSPECT.search(text) else ():
            for found in slip.wrong.finditer(text):
                if slip.unless is None or not slip.unless.search(_sentence(text, found)):
                    yield _observation(case, path, slip, found)


_END = lazily("[。；\n]")


def _sentence(text: str, found: re.Match[str]) -> str:
    """Return the sentence in which something was found."""
    before = _END.split(text[: found.start()])[-1]
    return before + found[0] + _END.split(text[found.end() :])[0]


def _observation(case: Case, path: str, slip: NeverRight, found: re.Match[str]) -> Observation:
    part = "put" if "put" in found.re.groupindex else 0
    title = section_title(case.draft.edition, path.partition(".")[0])
    line = line_number(found.string, found.start())
    advice = Message("请改成“{right}”", right=slip.right) if slip.right else Message("请改写")
    return Observation(
        (path,),
        Message(
            "“{title}”第 {line} 段的“{wrong}”是错的，{advice}",
            title=title,
            line=line,
            wrong=found[part],
            advice=advice,
        ),
        span=TextSpan(path, *found.span(part), slip.right),
    )


RULES = (never_right,)
