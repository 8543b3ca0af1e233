"""The hard rules, R001 to R003, R101, R201, R301 and R501: what keeps a section out.

The models of the form hold them; here their violations become observations.
"""

from collections.abc import Iterator
from itertools import groupby

from tuiwizard.forms.common import Violation
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.figures import applicants
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.rule import EVERY, Observation, rule
from tuiwizard.rules.wrong_column import WrongColumn, column_label, imbalance, wrong_column
from tuiwizard.words import Message, Plural


def _observations(case: Case, code: str) -> Iterator[Observation]:
    for violation in case.violations.get(code, ()):
        yield Observation(violation.cells, violation.message, violation.left, violation.right)


@rule("R001", Severity.ERROR, "机关、年度和层级", section="agency")
def cover(case: Case) -> Iterator[Observation]:
    """《条例》第四十九条：年报由各行政机关编制，按层级分期限公布。

    机关名称、年度（2019 年或以后）和层级都要有；表格版本由年度决定。
    """
    return _observations(case, "R001")


@rule("R002", Severity.ERROR, "没有空格", section="agency", reads=EVERY)
def blanks(case: Case) -> Iterator[Observation]:
    """国办公开办函〔2019〕60号、〔2021〕30号附表：每一格都要填报。

    空着不等于 0：程序分不出是没有还是忘了。一个部分的空格合成一条。
    """
    for key, several in groupby(case.violations.get("R002", ()), key=_section):
        found = list(several)
        if len(found) > 1:
            yield _blanks(case, key, tuple(path for p in found for path in p.cells))
        else:
            yield from (Observation(p.cells, p.message) for p in found)


def _section(violation: Violation) -> str:
    return violation.cells[0].partition(".")[0]


def _blanks(case: Case, key: str, paths: tuple[str, ...]) -> Observation:
    """Return one observation for all blank cells: a hundred lines would hide the others."""
    edition = case.draft.edition
    first = short_label(cells_by_path(edition, key)[paths[0]])
    return Observation(
        paths,
        Message(
            "“{section}”还有 {n} 格没有填，从“{first}”开始；没有就填 0",
            section=section_title(edition, key),
            n=len(paths),
            first=first,
        ),
        brief=Plural("还有 {n} 格没有填，从“{first}”开始", len(paths), first=first),
    )


@rule("R003", Severity.ERROR, "填的是数", section="agency", reads=EVERY)
def figures(case: Case) -> Iterator[Observation]:
    """国办公开办函〔2019〕60号、〔2021〕30号附表：格里填的是件数、项目数和金额。

    件数是 0 到 999,999,999 的整数（本年增/减可以是负数）；金额不小于 0，最多 6 位小数。
    """
    return _observations(case, "R003")


@rule("R101", Severity.ERROR, "总体情况不是空的", section="overview")
def overview(case: Case) -> Iterator[Observation]:
    """《条例》第五十条第一项：年报包括主动公开政府信息的情况。"""
    return _observations(case, "R101")


@rule("R201", Severity.ERROR, "项目数不小于 0", section="proactive")
def items(case: Case) -> Iterator[Observation]:
    """国办公开办函〔2019〕60号附表二：上一年项目数量加本年增/减是现有项目数。"""
    return _observations(case, "R201")


@rule("R301", Severity.ERROR, "每一列都平", section="requests")
def balance(case: Case) -> Iterator[Observation]:
    """国办公开办函〔2021〕30号附表三：第一项加第二项之和，等于第三项加第四项之和。

    有空格的列不判。两列的差正好相抵、移动一行里的一个数就都平的，合成一条，并给出移法。
    照原件录入时，原件的（七）总计写错而使这一列不平的，由 R302 说；填错列的由 R304 说。
    """
    found = [p for p in case.violations.get("R301", ()) if not _total_misprinted(case, p.cells)]
    likely = wrong_column(case.this) if len(found) == 2 else None
    if likely and not case.printed:
        yield _in_the_wrong_column(case, found, likely)
    elif not _told_by_r304(case):
        for violation in found:
            yield Observation(
                violation.cells,
                Message("{message}，请核对这一列", message=violation.message),
                violation.left,
                violation.right,
                brief=Message(
                    "{column}列不平，差 {difference}",
                    column=column_label(case.this, violation.cells[0]),
                    difference=abs((violation.left or 0) - (violation.right or 0)),
                ),
            )


def _in_the_wrong_column(case: Case, found: list[Violation], likely: WrongColumn) -> Observation:
    """Word two columns that are off by one and the same figure."""
    columns = (f"requests.received.{column}" for column in (likely.over, likely.under))
    over, under = (column_label(case.this, path) for path in columns)
    return Observation(
        tuple(path for violation in found for path in violation.cells),
        Message(
            "{over}列新收加结转多 {n}、{under}列少 {n}，正好相抵，{cause}",
            over=over,
            under=under,
            n=likely.amount,
            cause=likely.cause,
        ),
        found[0].left,
        found[0].right,
        fixes=likely.fixes,
    )


def _told_by_r304(case: Case) -> bool:
    """Return whether all columns that are off in an imported table are one finding of R304."""
    if not case.printed:
        return False
    off = [imbalance(case.this, column) for column in applicants(case.draft.edition)]
    return None not in off and sum(map(bool, off)) > 1 and sum(n or 0 for n in off) == 0


def _total_misprinted(case: Case, cells: tuple[str, ...]) -> bool:
    """Return whether a column balances with the （七）总计 that its source printed."""
    # received 7, printed total 6, carried out 1 -> True: R302 speaks of it
    received, carried_in, handled, carried_out = cells
    printed = case.printed.get(handled)
    sides = case.this.total(received, carried_in), case.this.total(carried_out)
    return (
        printed is not None
        and sides[0] is not None
        and sides[1] is not None
        and sides[0] == printed + sides[1]
    )


@rule("R501", Severity.ERROR, "问题和改进不是空的", section="problems")
def problems(case: Case) -> Iterator[Observation]:
    """《条例》第五十条第四项：年报包括存在的主要问题及改进情况。"""
    return _observations(case, "R501")


RULES = (cover, blanks, figures, overview, items, balance, problems)
