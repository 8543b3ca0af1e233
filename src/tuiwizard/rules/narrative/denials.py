"""Where the text says that there was nothing, or that nothing is left."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tuiwizard.rules.narrative.vocabulary import ASIDE, SELF

_NOT = "(?:未|没有|没|未有|尚未|暂未|从未|零|无)"
# "未收到政府信息公开申请", "未发生行政复议" -> what stands between 未 and what is denied
_HAPPENED = (
    "(?:收到|接到|接收到?|受理|发生|出现|产生|涉及|收取|引发|被(?:申请|提起)|有|存在)?过?"
    "(?:一起|一件|任何)?"
)
# "未发生因政府信息公开工作引发的行政诉讼" -> 因政府信息公开工作引发的
_WHY = (
    "(?:因|由|涉及|有关|关于|针对)?(?:我|本)?(?:镇|局|县|市|区|机关)?(?:的)?"
    "(?:政府信息公开|信息公开|政务公开)?(?:工作|问题|事项)?(?:引发|引起|导致|被|而)?(?:的|提起)?"
)

_REVIEW, _DIRECT, _AFTER = (
    "appeals.review",
    "appeals.litigation_direct",
    "appeals.litigation_after_review",
)
_NOUNS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "复议",
        "(?:申请)?(?:行政)?复议(?:案件|申请|事项)?(?:和|及|与|、|或者?|，|,|以及|、提起|或提起|和提起)?(?:被)?(?:提起)?(?:行政)?诉讼",
        (_REVIEW, _DIRECT, _AFTER),
        "total",
    ),
    ("复议", "(?:申请)?(?:行政)?复议", (_REVIEW,), "total"),
    ("诉讼", "(?:提起)?(?:行政)?诉讼", (_DIRECT, _AFTER), "total"),
    (
        "申请",
        "(?:政府信息公开|信息公开|依申请公开(?:政府信息)?|公民、法人(?:和|或者?|及)其他组织(?:的|提出的)?(?:政府)?信息公开)(?:的)?(?:书面)?申请",
        ("requests.received",),
        "total",
    ),
    (
        "申请",
        "依申请公开(?:政府信息)?(?:的)?(?:事项|件|办件|情况)",
        ("requests.received",),
        "total",
    ),
    ("信息处理费", "信息处理费", ("other_matters",), "fees_received"),
)
"""What may be denied: a word it never lacks, its pattern, and the cells."""

# Patterns that few texts come to are compiled on the way to them, by the functions of `re`.
_DENIALS = [
    (word, f"{_NOT}{_HAPPENED}{_WHY}{noun}", rows, column) for word, noun, rows, column in _NOUNS
]
# "没有行政复议被纠错的案件" -> denies less than every review: no denial
_UNLIKE = (
    "(?:的)?(?:案件|申请|事项|情况|情形|工作)?(?:被)?"
    "(?:败诉|纠错|纠正|撤销|确认违法|超期|逾期|部门|单位|地方|镇|局|，?但|，?除|费用|复核|后续|渠道|不畅|制度|规定)"
)
# "避免发生行政诉讼" -> no denial
_DOUBLE = "(?:并非|不是|不能|不得|避免|防止|确保|力争|如|若|对|凡|除|绝)[^，。；]{0,6}$"
# "上半年未收到申请" -> no denial of the year
_OTHER_YEAR = r"去年|上年|上一年度?|20\d\d年|[上下]半年|季度|月份"
# "政府信息公开申请已全部按时办结" -> nothing is carried over
_SETTLED = (
    "(?:已?全部(?:按(?:时|期)|依法|及时|在法定期限内|如期)*(?:予以)?(?:办结|答复|办理完毕|处理完毕|答复完毕|回复)"
    "|均已(?:按(?:时|期)|依法|及时|在法定期限内|如期)*(?:予以)?(?:办结|办理完毕|处理完毕|答复完毕))"
)
# "除结转的申请外全部办结" -> says nothing of what is left
_LEFT = "结转|顺延|延期|下一?年|转入|正在办理|除|未到期|到期|应答复|应办结|提案|建议|工单|信访|热线"
_SENTENCE = re.compile(r"[^。！？\n；]+")


class Denial(NamedTuple):
    """A passage that says there was none.

    Attributes:
        start: Its first character.
        end: The character behind it.
        rows: The rows it denies.
        columns: Their column.
    """

    start: int
    end: int
    rows: tuple[str, ...] = ("requests.carried_out",)
    columns: tuple[str, ...] = ("total",)


@lru_cache(maxsize=16)
def denials(text: str, year: int) -> tuple[Denial, ...]:
    """Where the text denies this year's requests, reviews, suits or fees, or says all is done."""
    return (*_denials(text, year), *_all_settled(text))


def _denials(text: str, year: int) -> Iterator[Denial]:
    # "未收到政府信息公开申请" -> requests.received is 0
    for sentence in _SENTENCE.finditer(text):
        if not any(word in sentence[0] for word in "未没零无"):
            continue
        taken: set[int] = set()
        for word, pattern, rows, column in _DENIALS:
            for found in re.finditer(pattern, sentence[0]) if word in sentence[0] else ():
                span = range(*found.span())
                if taken.isdisjoint(span) and _meant(sentence[0], found, year):
                    taken.update(span)
                    start = sentence.start()
                    yield Denial(start + found.start(), start + found.end(), rows, (column,))


def _meant(sentence: str, found: re.Match[str], year: int) -> bool:
    """Whether a denial is of this year, of everything, and not of something narrower."""
    # "2024年未收到申请" in a report on 2025 -> False
    before = sentence[: found.start()].replace(f"{year}年", "")
    clause = SELF.sub("", before.rpartition("，")[2])
    return not (
        re.match(_UNLIKE, sentence[found.end() :])
        or re.search(_DOUBLE, before)
        or re.search(_OTHER_YEAR, before)
        or ASIDE.search(clause)
        or before.endswith(("有", "因", "别", "并", "原", "件"))
    )


def _all_settled(text: str) -> Iterator[Denial]:
    """Where the text says that every request has been answered."""
    # "政府信息公开申请均已按期答复完毕" -> requests.carried_out is 0
    for sentence in _SENTENCE.finditer(text):
        spoken = "申请" in sentence[0] and "公开" in sentence[0]
        settled = "全部" in sentence[0] or "均已" in sentence[0]
        if not (spoken and settled) or re.search(_LEFT, sentence[0]):
            continue
        for found in re.finditer(_SETTLED, sentence[0]):
            before = sentence[0][: found.start()]
            clause = SELF.sub("", before)
            if not (
                re.search(_OTHER_YEAR, re.sub(r"^\s*20\d\d年", "", before)) or ASIDE.search(clause)
            ):
                yield Denial(sentence.start() + found.start(), sentence.start() + found.end())
