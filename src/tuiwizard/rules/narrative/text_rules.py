"""The narrative by itself, by its year, its office and last year's report: R703, R705 to R707."""

from collections.abc import Iterator
from decimal import Decimal

from tuiwizard.report.figures import Figure
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity, TextSpan
from tuiwizard.rules.narrative.bindings import bindings
from tuiwizard.rules.narrative.enumerations import wrong_sums
from tuiwizard.rules.narrative.growth import Growth, growths
from tuiwizard.rules.narrative.numerals import spelled_like
from tuiwizard.rules.narrative.self_names import wrong_names
from tuiwizard.rules.narrative.stray_years import stray_years
from tuiwizard.rules.rule import EVERY, TEXTS, NotChecked, Observation, rule
from tuiwizard.words import Message, Plural


@rule("R703", Severity.QUERY, "正文的年份", section="overview",
      reads=("agency", *TEXTS))  # fmt: skip
def years_agree(case: Case) -> Iterator[Observation]:
    """《条例》第四十九条：年报写上一年度的情况；照上年年报改写时年份最容易漏改。"""
    for path, text in case.texts.items():
        introduction = path == "agency.introduction"
        for found in stray_years(text, case.draft.year, introduction=introduction):
            put = spelled_like(case.draft.year, text[found.start : found.end])
            yield Observation(
                (path,),
                Message(
                    "正文写的是 {year} 年，年报是 {report} 年的，"
                    "请改成 {put}，年报的年度填错了就改年度；有意写那一年的写明原因",
                    year=found.year,
                    report=case.draft.year,
                    put=put,
                ),
                found.year,
                case.draft.year,
                TextSpan(path, found.start, found.end, put),
            )


@rule("R705", Severity.QUERY, "列举的数合得上总数", section="overview", reads=EVERY)
def enumerations_add_up(case: Case) -> Iterator[Observation]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息；分项加起来不能多于总数。

    总数本身和表不符的由 R701 说。
    """
    for path, text in case.narratives.items():
        sums = wrong_sums(text)
        wrong = {b.start for b in bindings(text, case) if not b.agrees} if sums else set()
        for found in (one for one in sums if one.start not in wrong):
            added = sum(found.parts)
            yield Observation(
                (path,),
                Message(
                    "正文“{quoted}”：分项合计 {added}，总数 {total}，差 {difference}，请核对",
                    quoted=text[found.opening : found.stop],
                    added=added,
                    total=found.total,
                    difference=abs(added - found.total),
                ),
                added,
                found.total,
                TextSpan(path, found.start, found.end),
            )


@rule("R706", Severity.QUERY, "和上年相比的增减", section="overview", reads=EVERY)
def growth_agrees(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第六条：行政机关应当及时、准确地公开政府信息；增减多少由两年的年报算得出来。"""
    unread = 0
    for path, text in case.narratives.items():
        for stated in growths(text, case):
            expected = None if case.last is None else stated.expected(case.last)
            if expected is None:
                unread += 1
            elif not stated.agrees(expected):
                yield _grew_otherwise(path, text, stated, expected)
    if unread and case.last is None:
        yield NotChecked(case.why_no_last)
    elif unread:
        yield NotChecked(Plural("正文里有 {n} 处增减，上年年报没有可比的数", unread))


def _grew_otherwise(path: str, text: str, stated: Growth, expected: Figure) -> Observation:
    """Word a growth that last year's report contradicts."""
    # "同比增长20%" after 28, now 34 -> 21
    places = max(0, -int(stated.number.as_tuple().exponent))
    right: Figure = round(Decimal(expected), places) if stated.percent else expected
    unit = "%" if stated.percent else ""
    put = f"{right}" if right >= 0 else ""
    return Observation(
        (path, *stated.binding.paths),
        Message(
            "正文“{quoted}”与上年年报不符："
            "按两年的数是 {right}{unit}，差 {difference}{unit}，请核对",
            quoted=text[stated.start : stated.stop],
            right=right,
            unit=unit,
            difference=abs(right - stated.number),
        ),
        stated.number,
        right,
        TextSpan(path, stated.at, stated.end, put),
    )


@rule("R707", Severity.QUERY, "自称和机关名称一致", section="overview",
      reads=("agency", *TEXTS))  # fmt: skip
def names_itself_rightly(case: Case) -> Iterator[Observation]:
    """《条例》第四十九条：年报由本机关编制；照别的机关的年报改写时，自称最容易漏改。"""
    name = case.this.text("agency.name")
    for path, text in case.narratives.items():
        for found in wrong_names(text, name):
            yield Observation(
                (path,),
                Message(
                    "正文写“{said}”，而本机关是“{name}”，请改成本机关的名称；说的是别的机关就写明",
                    said=found.name,
                    name=name,
                ),
                span=TextSpan(path, found.start, found.end),
            )


RULES = (years_agree, enumerations_add_up, growth_agrees, names_itself_rightly)
