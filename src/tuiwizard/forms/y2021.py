"""Edition 2021 (国办公开办函〔2021〕30号): report years 2021 and later."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from tuiwizard.forms import narratives
from tuiwizard.forms.appeals import Appeals
from tuiwizard.forms.applicants import Applicants, CommonOutcomes
from tuiwizard.forms.common import (
    Amount,
    Count,
    FormModel,
    Item,
    Narrative,
    Section,
    SectionKind,
    Unit,
    Violation,
)
from tuiwizard.forms.cover import Agency
from tuiwizard.forms.narratives import Problems
from tuiwizard.forms.report import CommonReport
from tuiwizard.forms.requests import CommonRequests

NOTICE = "国办公开办函〔2021〕30号"

_ITEM_1 = Item("第二十条第（一）项")
_ITEM_5 = Item("第二十条第（五）项")
_ITEM_6 = Item("第二十条第（六）项")
_ITEM_8 = Item("第二十条第（八）项")


class Overview(narratives.Overview):
    """一、总体情况: five aspects, in principle within 1,000 characters."""

    guidance: ClassVar[tuple[str, ...]] = (
        "从五个方面写本年度情况：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障。",
        "原则上不超过1000字，每行一段，数字要与后面三张表一致。",
        "政府的年报还要写工作考核、社会评议、责任追究情况。",
    )
    outline: ClassVar[tuple[str, ...]] = (
        "（一）主动公开。",
        "（二）依申请公开。",
        "（三）政府信息管理。",
        "（四）政府信息公开平台建设。",
        "（五）监督保障。",
    )
    limit: ClassVar[int] = 1000


class Documents(FormModel):
    """Rules or normative documents (件)."""

    issued: Count = Field(title="本年制发件数", description="本年度制定印发的件数。")
    repealed: Count = Field(title="本年废止件数", description="本年度废止、失效的件数。")
    in_force: Count = Field(title="现行有效件数", description="到12月31日现行有效的总件数。")


class Decisions(FormModel):
    """Decisions (件)."""

    decisions: Count = Field(title="本年处理决定数量", description="本年度作出的处理决定件数。")


class Fees(FormModel):
    """行政事业性收费: a sum in 万元."""

    amount: Annotated[Amount, Unit("万元")] = Field(
        title="本年收费金额（单位：万元）", description="本年度收取的金额，单位是万元，不是元。"
    )


class Proactive(Section):
    """二、主动公开政府信息情况: 10 cells (条例第二十条)."""

    kind = SectionKind.TABLE
    short: ClassVar[str] = "二、主动公开"
    corner: ClassVar[str] = "信息内容"
    guidance: ClassVar[tuple[str, ...]] = (
        "统计《条例》第二十条第一、五、六、八项的数量。没有的格填 0，不要留空。",
        "收费金额的单位是万元；第六部分信息处理费的单位是元。",
    )

    rules: Annotated[Documents, _ITEM_1] = Field(
        title="规章",
        description="国务院部门、设区的市以上的政府才能制定规章，别的机关填 0。",
    )
    normative_documents: Annotated[Documents, _ITEM_1] = Field(
        title="行政规范性文件", description="行政规范性文件。"
    )
    licensing: Annotated[Decisions, _ITEM_5] = Field(
        title="行政许可", description="行政许可决定，包括不予许可的决定。"
    )
    penalties: Annotated[Decisions, _ITEM_6] = Field(title="行政处罚", description="行政处罚决定。")
    compulsory_measures: Annotated[Decisions, _ITEM_6] = Field(
        title="行政强制", description="行政强制措施和行政强制执行的决定。"
    )
    fees: Annotated[Fees, _ITEM_8] = Field(title="行政事业性收费", description="行政事业性收费。")


class OtherOutcomes(FormModel):
    """（六）其他处理, in three rows."""

    correction_overdue: Applicants = Field(
        title="1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        description="逾期不补正视为放弃申请（条例第三十条）。",
    )
    fee_overdue: Applicants = Field(
        title="2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        description="逾期不缴纳信息处理费视为放弃申请（条例第四十二条）。",
    )
    other: Applicants = Field(title="3.其他", description="不属于以上各种情形的处理。")


class Outcomes(CommonOutcomes):
    """三、本年度办理结果, with three rows under （六）."""

    other: OtherOutcomes = Field(title="（六）其他处理")


class Requests(CommonRequests):
    """Table 3 of edition 2021: 25 rows."""

    outcomes: Outcomes = Field(title="三、本年度办理结果")


class OtherMatters(narratives.OtherMatters):
    """六、其他需要报告的事项, with the 信息处理费 (条例第四十二条) in 件 and 元."""

    guidance: ClassVar[tuple[str, ...]] = (
        "必须报告收取信息处理费的情况，没有收取也要写明，下面三格填 0；正文里写清了的可以空着。",
        "信息处理费的单位是元。其他事项没有就写“无”。",
    )

    fee_notices: Annotated[Count | None, Unit("件")] = Field(
        None,
        title="发出收费通知的件数",
        description="本年度发出信息处理费收费通知的件数，印在正文后面。",
    )
    fees_charged: Annotated[Amount | None, Unit("元")] = Field(
        None,
        title="收费通知的总金额",
        description="收费通知要求缴纳的总金额，单位是元，印在正文后面。",
    )
    fees_received: Annotated[Amount | None, Unit("元")] = Field(
        None,
        title="实际收取的总金额",
        description="申请人实际缴纳的总金额，单位是元，印在正文后面。",
    )
    text: Narrative = Field("", title="正文", description="其他需要报告的事项，没有就写“无”。")

    @classmethod
    def hard_rules(cls, values: Mapping[str, Any]) -> Iterable[Violation]:
        """R002: the section says something: a text, or the fees."""
        fees = ("fee_notices", "fees_charged", "fees_received")
        if not any(name in values for name in fees):
            yield from super().hard_rules(values)


class Report(CommonReport):
    """A report on the form of 2021."""

    edition: Literal["2021"] = Field("2021", title="表格版本")
    agency: Agency | None = Field(None, title="基本情况")
    overview: Overview | None = Field(None, title="一、总体情况")
    proactive: Proactive | None = Field(None, title="二、主动公开政府信息情况")
    requests: Requests | None = Field(None, title="三、收到和处理政府信息公开申请情况")
    appeals: Appeals | None = Field(None, title="四、政府信息公开行政复议、行政诉讼情况")
    problems: Problems | None = Field(None, title="五、存在的主要问题及改进情况")
    other_matters: OtherMatters | None = Field(None, title="六、其他需要报告的事项")
