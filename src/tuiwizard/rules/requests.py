"""Table 3, 收到和处理政府信息公开申请情况: R302 to R306."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise

from tuiwizard.forms.balance import BALANCE
from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.short_label import short_label
from tuiwizard.report.figures import applicants
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.rule import TABLES, NotChecked, Observation, rule
from tuiwizard.rules.wrong_column import column_label, imbalance, wrong_column
from tuiwizard.words import Joined, Message, Plural

Printed = Mapping[str, int | Decimal | None]


def misprinted(case: Case, key: str) -> Iterator[Observation | NotChecked]:
    """Compare the totals that a source printed with the sums of their parts."""
    if not case.printed:
        return
    totals = [cell for cell in cells(case.draft.edition, key) if cell.computed]
    shown = [cell for cell in totals if cell.path in case.printed]
    for cell in shown:
        printed, computed = case.printed[cell.path], case.this.value(cell.path)
        if printed is not None and computed is not None and printed != computed:
            yield Observation(
                (cell.path,),
                Message(
                    "原件“{label}”印的是 {printed}，各格相加是 {computed}，"
                    "差 {difference}，请核对原件和各格",
                    label=short_label(cell),
                    printed=printed,
                    computed=computed,
                    difference=abs(printed - computed),
                ),
                printed,
                computed,
            )
    lacking = [c for c in shown if case.printed[c.path] is None or case.this.value(c.path) is None]
    if lacking:
        yield NotChecked(
            Plural(
                "原件有 {n} 格总计（如“{label}”）是空的，或各格没有填全",
                len(lacking),
                label=short_label(lacking[0]),
            )
        )


@rule("R302", Severity.ERROR, "原件印的总计等于各格之和", section="requests")
def printed_totals(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表三：总计和（七）总计是各格之和。

    只在从印好的年报录入时检查；在本程序里填的，总计由程序计算，不会错。
    """
    yield from misprinted(case, "requests")


@rule("R303", Severity.QUERY, "零报告要确认", section="requests", reads=TABLES)
def zero_report(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第四十九条、第五十条：每个行政机关每年都要公布年报，没有也要报告。

    三张表全部是 0 的，确认一次：查过哪些台账，登记了几件。
    """
    every = _filled_in(case.draft.edition)
    if any(map(case.this.value, every)):
        return
    keys = section_keys(case.draft.edition, SectionKind.TABLE)
    tables = Joined("、", (Message("表{number}", number=case.number(key)) for key in keys))
    if None in map(case.this.value, every):
        yield NotChecked(Message("{tables}还有格没有填好", tables=tables))
        return
    sums = [f"requests.{term.path}.total" for term in BALANCE.terms]
    appeals = (c.path for c in cells(case.draft.edition, "appeals") if c.computed)
    yield Observation(
        (*sums, *appeals),
        Message(
            "{tables}的数字全部是 0，请查依申请公开台账和行政复议、行政诉讼台账；"
            "确实没有，请写明查了哪些台账、各登记了几件",
            tables=tables,
        ),
        usual=Message("经核实均为零"),
    )


@cache
def _filled_in(edition: str) -> tuple[str, ...]:
    """Return the cells of all tables that are filled in by hand."""
    tables = section_keys(edition, SectionKind.TABLE)
    return tuple(c.path for key in tables for c in cells(edition, key) if not c.computed)


@rule("R304", Severity.ERROR, "数字没有填错列", section="requests")
def in_the_wrong_column(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表三：勾稽关系对每一列成立，不只对总计列。

    只在录入印好的年报时检查：总计列平，而两列以上不平、差数相抵，多半是一个数填错了列。
    能看出是哪一个数的，给出移到哪一列；这几列不再由 R301 重复。
    """
    # 自然人 off by 1 and 商业企业 off by -1 -> one figure in the wrong column
    if not case.printed:
        return
    off = {column: imbalance(case.this, column) for column in applicants(case.draft.edition)}
    if None in off.values():
        yield NotChecked(Message("表{number}还有列没有填全", number=case.number("requests")))
        return
    wrong = {column: difference for column, difference in off.items() if difference}
    if len(wrong) > 1 and sum(wrong.values()) == 0:
        likely = wrong_column(case.this)
        cells_ = tuple(f"requests.received.{column}" for column in wrong)
        differences = (
            Message(
                "{column}列差 {difference}", column=column_label(case.this, path), difference=abs(d)
            )
            for path, d in zip(cells_, wrong.values(), strict=True)
        )
        yield Observation(
            cells_,
            Message(
                "总计列平，而{said}，正好相抵，{cause}",
                said=Joined("、", differences),
                cause=likely.cause if likely else Message("像是有一个数填错了列，请逐行核对这几列"),
            ),
            fixes=likely.fixes if likely else (),
        )


@rule("R305", Severity.ADVICE, "一个数没有拆成两格", section="requests")
def split_cell(case: Case) -> Iterator[Observation | NotChecked]:
    """国办公开办函〔2021〕30号附表三：一格一个数；转换文件时“12”常被拆成“1”和“2”。

    只在录入印好的年报时检查：相邻两格的一位数连起来，正好使这一行等于印出的总计。
    """
    by_path = cells_by_path(case.draft.edition, "requests") if case.printed else {}
    first = applicants(case.draft.edition)[0]
    for path, cell in by_path.items():
        row = path.rpartition(".")[0]
        if path.endswith(".total") and path in case.printed and f"{row}.{first}" in by_path:
            yield from _split(case, row, cell)


def _split(case: Case, row: str, cell: Cell) -> Iterator[Observation | NotChecked]:
    """Find two neighbours in a row that make its printed total when joined."""
    # "1 2" where the total is short by 9 -> 12, taken apart into two cells
    columns = applicants(case.draft.edition)
    values = [case.this.value(f"{row}.{column}") for column in columns]
    printed = case.printed[cell.path]
    known = [int(value) for value in values if value is not None]
    if printed is None or len(known) < len(values):
        yield NotChecked(Message("“{label}”这一行没有填全", label=short_label(cell)))
        return
    for (i, first), (_, second) in pairwise(enumerate(known)):
        joined = 10 * first + second
        single = 0 < first < 10 and second < 10
        if single and sum(known) != printed == sum(known) - first - second + joined:
            paths = f"{row}.{columns[i]}", f"{row}.{columns[i + 1]}"
            yield Observation(
                paths,
                Message(
                    "“{row}”相邻两格 {first} 和 {second} 连成 {joined} 才合总计 "
                    "{printed}，像是一格被拆成了两格，请核对原件",
                    row=short_label(cell),
                    first=first,
                    second=second,
                    joined=joined,
                    printed=printed,
                ),
                sum(known),
                printed,
            )


@rule(
    "R306", Severity.QUERY, "逾期未缴费的有收费通知", section="requests", reads=("other_matters",)
)
def overdue_fee_has_a_notice(case: Case) -> Iterator[Observation | NotChecked]:
    """《条例》第四十二条：先发收费通知，逾期未缴的才不再处理。"""
    overdue, notices = "requests.outcomes.other.fee_overdue.total", "other_matters.fee_notices"
    if not (case.this.has(overdue) and case.this.has(notices)):
        return
    count, sent = case.this.value(overdue), case.this.value(notices)
    if count is None:
        yield NotChecked(
            Message(
                "表{number}“逾期未按收费通知要求缴纳费用”一行没有填好",
                number=case.number("requests"),
            )
        )
    elif count and not sent and "收费通知" not in case.this.text("other_matters.text"):
        yield Observation(
            (overdue, notices),
            Message(
                "表{table}有 {count} 件逾期未按收费通知缴费，第{number}部分的收费通知{sent}，"
                "请核对表{table}，或在第{number}部分补上收费通知",
                table=case.number("requests"),
                number=case.number("other_matters"),
                count=count,
                sent=Message("没有填") if sent is None else Message("是 {n} 件", n=sent),
            ),
            count,
            sent or 0,
        )


RULES = (printed_totals, zero_report, in_the_wrong_column, split_cell, overdue_fee_has_a_notice)
