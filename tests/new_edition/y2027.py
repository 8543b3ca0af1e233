"""A made-up edition 2027: one more kind of applicant, one more reason to refuse, two more sections.

It is laid into `tuiwizard.forms` for the tests of this folder. Table 3 is the hardest case: its
columns balance and stand in every row, so a new one has to reach every row of the table. A table
of its own stands amid the form, and moves the numbers of the headings behind it; a text ends it.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field, create_model

from tuiwizard.forms import applicants, narratives, y2021
from tuiwizard.forms.appeals import Appeals
from tuiwizard.forms.common import (
    Amount,
    Count,
    FormModel,
    Item,
    Narrative,
    Section,
    SectionKind,
    SummedRow,
    Under,
    Unit,
)
from tuiwizard.forms.cover import Agency
from tuiwizard.forms.report import CommonReport
from tuiwizard.words import Message

NOTICE = "（虚构的表格）"


class Applicants(applicants.Applicants):
    """Eight cells: the seven of edition 2021 less their total, one more, and the total."""

    sole_trader: Annotated[Count, Under(("申请人情况", "法人或其他组织"))] = Field(
        title="个体工商户", description="个体工商户提出的申请。"
    )


class Refused(applicants.Refused):
    """（三）不予公开, with a ninth reason."""

    archived: applicants.Applicants = Field(title="9.属于已移交档案", description="已移交档案馆。")


class Outcomes(y2021.Outcomes):
    """三、本年度办理结果."""

    refused: Refused = Field(title="（三）不予公开")


class Requests(y2021.Requests):
    """Table 3 with a row more."""

    outcomes: Outcomes = Field(title="三、本年度办理结果")


def _widened(group: type[BaseModel]) -> type[BaseModel]:
    """The same rows with the new columns."""
    fields: dict[str, Any] = {}
    for name, field in group.model_fields.items():
        model: Any = field.annotation
        wider = Applicants if model is applicants.Applicants else _widened(model)
        fields[name] = (wider, Field(title=field.title, description=field.description))
    return create_model(group.__name__, __base__=group, **fields)


class Trained(SummedRow):
    """People who were trained, and their computed total."""

    officials: Count = Field(title="公开工作人员", description="从事公开工作的人员。")
    others: Count = Field(title="其他工作人员", description="其他人员。")


class Cost(FormModel):
    """What the training cost."""

    amount: Annotated[Amount, Unit("万元")] = Field(
        title="培训经费（单位：万元）", description="单位是万元。"
    )


class Training(Section):
    """五、政务公开培训情况: a table in two bands that no other edition has."""

    kind = SectionKind.TABLE
    short: ClassVar[str] = "五、培训"
    corner: ClassVar[str] = "培训内容"
    guidance: ClassVar[tuple[str, ...]] = ("统计本年度举办的政务公开培训。",)

    regulation: Annotated[Trained, Item("培训人次")] = Field(
        title="条例解读", description="讲解《条例》的培训。"
    )
    practice: Annotated[Trained, Item("培训人次")] = Field(
        title="办理实务", description="讲解申请办理的培训。"
    )
    budget: Annotated[Cost, Item("培训保障")] = Field(title="经费支出", description="培训支出。")


class Problems(narratives.Problems):
    """六: one number on."""

    short: ClassVar[str] = "六、问题与改进"
    empty_message: ClassVar[Message] = Message("“六、存在的主要问题及改进情况”还没有写")


class OtherMatters(y2021.OtherMatters):
    """七: one number on."""

    short: ClassVar[str] = "七、其他事项"
    empty_message: ClassVar[Message] = Message("“七、其他需要报告的事项”是空的，没有就写“无”")


class Plans(Section):
    """八、下一年度工作安排: a text that no other edition has."""

    kind = SectionKind.TEXT
    short: ClassVar[str] = "八、下年安排"
    empty_message: ClassVar[Message] = Message("“八、下一年度工作安排”还没有写")
    guidance: ClassVar[tuple[str, ...]] = ("写下一年度的工作安排。",)

    text: Narrative = Field(title="正文", description="下一年度的工作安排，每行一段。")


class Report(CommonReport):
    """A report on the made-up form."""

    edition: Literal["2027"] = Field("2027", title="表格版本")
    agency: Agency | None = Field(None, title="基本情况")
    overview: y2021.Overview | None = Field(None, title="一、总体情况")
    proactive: y2021.Proactive | None = Field(None, title="二、主动公开政府信息情况")
    requests: _widened(Requests) | None = Field(  # type: ignore[valid-type]
        None, title="三、收到和处理政府信息公开申请情况"
    )
    appeals: Appeals | None = Field(None, title="四、政府信息公开行政复议、行政诉讼情况")
    training: Training | None = Field(None, title="五、政务公开培训情况")
    problems: Problems | None = Field(None, title="六、存在的主要问题及改进情况")
    other_matters: OtherMatters | None = Field(None, title="七、其他需要报告的事项")
    plans: Plans | None = Field(None, title="八、下一年度工作安排")
