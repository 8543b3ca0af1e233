"""Reports that lie together: R951 each agency once, R952 none missing, R953 the sum is theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tuiwizard.rules.cross_report_finding import CrossReportFinding, cross_report_rule
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.report_ref import ReportRef, agency_key, some
from tuiwizard.words import Joined, Message

SUGGESTIONS = 100_000
"""Pairs of names that are compared for a likely slip; beyond that the list is another one."""


@cross_report_rule("R951", Severity.ERROR, "一个机关一年一份，同一年度同一版本")
def once_each(refs: Sequence[ReportRef]) -> Iterator[CrossReportFinding]:
    """《条例》第四十九条：一个机关一年编制一份年报；重复的、不同年度或版本的加在一起没有意义。

    机关名称不计空格和全角半角；已经汇总在另一份里面的机关也不能再加一次。
    """
    yield from _years(refs)
    yield from twice(refs)
    yield from _inside(refs)


def twice(refs: Sequence[ReportRef]) -> Iterator[CrossReportFinding]:
    """Find two files for one agency and year, which is wrong even if nothing is added up."""
    by_agency: dict[tuple[str, int], list[ReportRef]] = defaultdict(list)
    nameless: dict[str, list[ReportRef]] = defaultdict(list)
    for ref in sorted(refs, key=lambda ref: ref.file):
        if agency_key(ref.agency):
            by_agency[agency_key(ref.agency), ref.year].append(ref)
        else:
            nameless[ref.sha256].append(ref)
    for same in by_agency.values():
        if len(same) > 1:
            equal = len({ref.sha256 for ref in same}) == 1
            yield _said(
                same,
                Message(
                    "“{agency}”{year} 年的年报有 {n} 份，{alike}：{files}，请只留一份",
                    agency=same[0].agency,
                    year=same[0].year,
                    n=len(same),
                    alike=Message("内容一样") if equal else Message("内容不同"),
                    files=some([ref.file for ref in same]),
                ),
            )
    for same in nameless.values():
        if len(same) > 1:
            files = some([ref.file for ref in same])
            said = Message("这 {n} 份的内容完全一样：{files}，请只留一份", n=len(same), files=files)
            yield _said(same, said)


def _years(refs: Sequence[ReportRef]) -> Iterator[CrossReportFinding]:
    """Find different years, and with them editions: the fewest are the odd ones out."""
    years: dict[tuple[int, str], list[ReportRef]] = defaultdict(list)
    for ref in sorted(refs, key=lambda ref: ref.file):
        years[ref.year, ref.edition].append(ref)
    if len(years) < 2:
        return
    each = sorted(years.items(), key=lambda item: (len(item[1]), item[0]))
    words = Joined(
        "；",
        [
            Message(
                "{year} 年（{edition} 版表格）{n} 份：{files}",
                year=year,
                edition=edition,
                n=len(same),
                files=some([ref.file for ref in same]),
            )
            for (year, edition), same in each
        ],
    )
    odd = [ref for _, same in each[:-1] for ref in same]
    yield _said(odd, Message("年度不一样，不能加在一起：{words}；请只留同一年度的", words=words))


def _inside(refs: Sequence[ReportRef]) -> Iterator[CrossReportFinding]:
    """Find an agency that is there itself, or twice, inside sums."""
    holders: dict[str, list[tuple[ReportRef, str]]] = defaultdict(list)
    for ref in sorted(refs, key=lambda ref: ref.file):
        if agency_key(ref.agency):
            holders[agency_key(ref.agency)].append((ref, ""))
        for unit in ref.units:
            holders[agency_key(unit)].append((ref, unit))
    for found in holders.values():
        unit = next((unit for _, unit in found if unit), "")
        files = tuple(dict.fromkeys(ref.file for ref, _ in found))
        if unit and len(files) > 1:
            yield CrossReportFinding(
                (unit,),
                files,
                Message(
                    "“{unit}”会加两次：{files} 里都有它（有的是已经汇总好的），请只留一份",
                    unit=unit,
                    files=some(files),
                ),
            )


def _said(refs: Sequence[ReportRef], message: Message) -> CrossReportFinding:
    agencies, files = tuple(ref.agency for ref in refs), tuple(ref.file for ref in refs)
    return CrossReportFinding(agencies, files, message)


@cross_report_rule("R952", Severity.QUERY, "该报的都报了")
def all_there(expected: Sequence[str], present: Iterable[str]) -> Iterator[CrossReportFinding]:
    """《条例》第四十九条：县级以上政府部门都要向主管部门提交上一年度的年报。

    与名单对照，机关名称不计空格和全角半角；名单外有相近名称的，一并指出。
    """
    from difflib import get_close_matches  # only lists need it

    there = {agency_key(name): name for name in present}
    known = {agency_key(name) for name in expected}
    strangers = [key for key in there if key not in known]
    missing = [name for name in expected if agency_key(name) not in there]
    look = len(missing) * len(strangers) <= SUGGESTIONS
    for name in missing:
        close = get_close_matches(agency_key(name), strangers, n=1, cutoff=0.7) if look else []
        hint = Message("，是不是“{there}”", there=there[close[0]]) if close else ""
        message = Message("没有收到“{name}”的年报{hint}", name=name, hint=hint)
        yield CrossReportFinding((name,), (), message)


@cross_report_rule("R953", Severity.QUERY, "上级的数等于各单位之和")
def sums_up(
    parent: ReportRef,
    labels: Mapping[str, str],
    figures: Mapping[str, int | Decimal],
    sums: Mapping[str, int | Decimal],
) -> Iterator[CrossReportFinding]:
    """《条例》第四十九条：本级政府的年报由主管部门根据各单位提交的年报编制，逐格相等。

    两边都有数的格才比；上级另有自己办理的，写明原因或作为一份加进来。
    """
    for path, label in labels.items():
        here, there = figures.get(path), sums.get(path)
        if here is None or there is None or here == there:
            continue
        yield CrossReportFinding(
            (parent.agency,),
            (parent.file,),
            Message(
                "“{label}”{here}，各单位之和 {there}，差 {difference}，请核对",
                label=label,
                here=here,
                there=there,
                difference=abs(here - there),
            ),
            (path,),
            here,
            there,
        )


RULES = (once_each, all_there, sums_up)
