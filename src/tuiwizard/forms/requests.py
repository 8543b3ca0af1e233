"""三、收到和处理政府信息公开申请情况: the balance of table 3 and what its section always is."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, cast

from pydantic import BaseModel, Field

from tuiwizard.forms.applicants import Applicants, CommonOutcomes
from tuiwizard.forms.balance import BALANCE, Balance
from tuiwizard.forms.common import Section, SectionKind, Violation
from tuiwizard.words import Message


def row_name(path: str) -> str:
    """Return the label of a row of table 3 without its number."""
    # "carried_out" -> 结转下年度继续办理, of 四、结转下年度继续办理
    return str(CommonRequests.model_fields[path].title).partition("、")[2]


class CommonRequests(Section):
    """Table 3: received, carried in, outcomes, carried out (条例第五十条第二项)."""

    kind = SectionKind.TABLE
    short: ClassVar[str] = "三、申请办理"
    corner: ClassVar[str] = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    balance: ClassVar[Balance] = BALANCE
    guidance: ClassVar[tuple[str, ...]] = (
        "统计1月1日至12月31日收到和办理的申请。没有的格填 0，不要留空。",
        "每一列：新收 + 上年结转 = 办理总计 + 结转下年度；总计由程序计算。",
    )

    received: Applicants = Field(
        title="一、本年新收政府信息公开申请数量", description="本年度1月1日至12月31日新收到的申请。"
    )
    carried_in: Applicants = Field(
        title="二、上年结转政府信息公开申请数量",
        description="上年年报“结转下年度继续办理”的申请。",
    )
    outcomes: CommonOutcomes = Field(title="三、本年度办理结果")
    carried_out: Applicants = Field(
        title="四、结转下年度继续办理", description="到12月31日还没有办结的申请。"
    )

    @classmethod
    def hard_rules(cls, values: Mapping[str, Any]) -> Iterable[Violation]:
        """R301: every column balances. Columns with blank cells are not judged."""
        kinds = cast(type[Applicants], cls.model_fields["received"].annotation).model_fields
        for name in kinds:
            received, carried_in, carried_out, *outcomes = _column(cls, name)
            try:
                handled = sum(map(values.__getitem__, outcomes))
                terms = values[received], values[carried_in], handled, values[carried_out]
            except KeyError:
                continue
            violation = _unbalanced(terms, name, kinds[name].title or name)
            if violation:
                yield violation


@cache
def _column(model: type[BaseModel], column: str) -> tuple[str, ...]:
    """Return the cells of a column that are filled in by hand, the outcomes last."""
    rows = ("received", "carried_in", "carried_out", *_rows(model, "outcomes"))
    return tuple(f"{row}.{column}" for row in rows)


def _rows(model: type[BaseModel], path: str) -> Iterator[str]:
    """Yield the rows of a field of table 3: itself, or those of the group it is."""
    inner = cast(type[BaseModel], model.model_fields[path.rpartition(".")[2]].annotation)
    if issubclass(inner, Applicants):
        yield path
        return
    for name in inner.model_fields:
        yield from _rows(inner, f"{path}.{name}")


def _unbalanced(terms: tuple[int, int, int, int], column: str, label: str) -> Violation | None:
    """Return the violation of the balance in one column; None where it holds."""
    received, carried_in, handled, carried_out = terms
    left, right = received + carried_in, handled + carried_out
    if left == right:
        return None
    return Violation(
        "R301",
        tuple(f"{term.path}.{column}" for term in BALANCE.terms),
        Message(
            "{label}列：新收 {received} + 上年结转 {carried_in} = {left}，"
            "办理 {handled} + 结转下年 {carried_out} = {right}，差 {difference}",
            label=label,
            received=received,
            carried_in=carried_in,
            left=left,
            handled=handled,
            carried_out=carried_out,
            right=right,
            difference=abs(left - right),
        ),
        left,
        right,
    )
