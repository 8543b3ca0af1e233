"""Edition 2019 (国办公开办函〔2019〕60号, 试行): report years 2019 and 2020."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from tuiwizard.forms.appeals import Appeals
from tuiwizard.forms.applicants import Applicants, CommonOutcomes
from tuiwizard.forms.common import (
    Amount,
    Change,
    Count,
    FormModel,
    Item,
    Section,
    SectionKind,
    Unit,
    Violation,
)
from tuiwizard.forms.cover import Agency
from tuiwizard.forms.narratives import OtherMatters, Overview, Problems
from tuiwizard.forms.report import CommonReport
from tuiwizard.forms.requests import CommonRequests
from tuiwizard.words import Message

NOTICE = "国办公开办函〔2019〕60号"


_ITEM_1 = Item("第二十条第（一）项")
_ITEM_5 = Item("第二十条第（五）项")
_ITEM_6 = Item("第二十条第（六）项")
_ITEM_8 = Item("第二十条第（八）项")
_ITEM_9 = Item("第二十条第（九）项")


class Documents(FormModel):
    """Rules or normative documents (件)."""

    produced: Count = Field(title="本年新制作数量", description="本年度新制定印发的件数。")
    disclosed: Count = Field(title="本年新公开数量", description="本年度新主动公开的件数。")
    total_disclosed: Count = Field(
        title="对外公开总数量", description="到12月31日现行有效并已公开的总件数。"
    )


class Items(FormModel):
    """行政事业性收费: items (项) and their change."""

    items_last_year: Count = Field(
        title="上一年项目数量", description="上一年底的项目数，等于上年年报的上一年数量加增减。"
    )
    change: Change = Field(title="本年增/减", description="本年增加的项目数，减少填负数。")


class ItemsAndDecisions(Items):
    """Items (项), their change, and the decisions (件) made under them."""

    decisions: Count = Field(title="处理决定数量", description="本年度作出的处理决定件数。")


class Procurement(FormModel):
    """政府集中采购: the notice prints no unit for the amount, so the typed one is kept."""

    projects: Count = Field(title="采购项目数量", description="本年度集中采购的项目数。")
    amount: Annotated[Amount, Unit("", sibling="unit", choices=("元", "万元"))] = Field(
        title="采购总金额", description="本年度集中采购的总金额，可带单位“元”或“万元”，原样印出。"
    )
    unit: Literal["", "元", "万元"] = Field("", title="采购总金额的单位")


class Proactive(Section):
    """二、主动公开政府信息情况: 22 cells (条例第二十条)."""

    kind = SectionKind.TABLE
    short: ClassVar[str] = "二、主动公开"
    corner: ClassVar[str] = "信息内容"
    guidance: ClassVar[tuple[str, ...]] = (
        "统计《条例》第二十条各项的数量。没有的格填 0，不要留空。",
        "本年增/减可以是负数：减少 3 项填 -3。",
    )

    rules: Annotated[Documents, _ITEM_1] = Field(title="规章", description="部门规章、政府规章。")
    normative_documents: Annotated[Documents, _ITEM_1] = Field(
        title="规范性文件", description="行政规范性文件。"
    )
    licensing: Annotated[ItemsAndDecisions, _ITEM_5] = Field(
        title="行政许可", description="行政许可事项和决定。"
    )
    other_services: Annotated[ItemsAndDecisions, _ITEM_5] = Field(
        title="其他对外管理服务事项", description="许可以外的对外管理服务事项。"
    )
    penalties: Annotated[ItemsAndDecisions, _ITEM_6] = Field(
        title="行政处罚", description="行政处罚事项和决定。"
    )
    compulsory_measures: Annotated[ItemsAndDecisions, _ITEM_6] = Field(
        title="行政强制", description="行政强制事项和决定。"
    )
    fees: Annotated[Items, _ITEM_8] = Field(
        title="行政事业性收费", description="行政事业性收费项目。"
    )
    procurement: Annotated[Procurement, _ITEM_9] = Field(
        title="政府集中采购", description="政府集中采购项目和金额。"
    )

    @classmethod
    def hard_rules(cls, values: Mapping[str, Any]) -> Iterable[Violation]:
        """R201: the items left after this year's change cannot be fewer than none."""
        for name, field in cls.model_fields.items():
            before, change = values.get(f"{name}.items_last_year"), values.get(f"{name}.change")
            if before is not None and change is not None and before + change < 0:
                yield Violation(
                    "R201",
                    (f"{name}.change", f"{name}.items_last_year"),
                    Message(
                        "{label}：上一年项目数量 {before} 加本年增/减 {change} 得 "
                        "{after}，项目数不能小于 0，请核对这两格",
                        label=field.title,
                        before=before,
                        change=change,
                        after=before + change,
                    ),
                    before + change,
                    0,
                )


class Outcomes(CommonOutcomes):
    """三、本年度办理结果, with a single row （六）."""

    other: Applicants = Field(title="（六）其他处理", description="不属于以上各种情形的处理。")


class Requests(CommonRequests):
    """Table 3 of edition 2019: 23 rows."""

    outcomes: Outcomes = Field(title="三、本年度办理结果")


class Report(CommonReport):
    """A report on the form of 2019."""

    edition: Literal["2019"] = Field("2019", title="表格版本")
    agency: Agency | None = Field(None, title="基本情况")
    overview: Overview | None = Field(None, title="一、总体情况")
    proactive: Proactive | None = Field(None, title="二、主动公开政府信息情况")
    requests: Requests | None = Field(None, title="三、收到和处理政府信息公开申请情况")
    appeals: Appeals | None = Field(None, title="四、政府信息公开行政复议、行政诉讼情况")
    problems: Problems | None = Field(None, title="五、存在的主要问题及改进情况")
    other_matters: OtherMatters | None = Field(None, title="六、其他需要报告的事项")
