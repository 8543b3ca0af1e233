"""四、政府信息公开行政复议、行政诉讼情况: table 4, the same in both editions."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from tuiwizard.forms.common import Count, Section, SectionKind, SummedRow, Under


class Results(SummedRow):
    """Five cells: the outcomes of the cases (件) and their computed 总计."""

    upheld: Count = Field(
        title="结果维持", description="复议决定维持，或法院判决驳回原告诉讼请求的案件数。"
    )
    corrected: Count = Field(
        title="结果纠正", description="原行为被撤销、变更、确认违法或责令履行的案件数。"
    )
    other: Count = Field(
        title="其他结果", description="驳回复议申请或起诉、撤回、调解等其他方式结案的案件数。"
    )
    pending: Count = Field(title="尚未审结", description="到12月31日还没有审结的案件数。")


class Appeals(Section):
    """One row of fifteen cells (条例第五十条第三项)."""

    kind = SectionKind.TABLE
    short: ClassVar[str] = "四、复议诉讼"
    nested_as: ClassVar[Literal["rows", "columns"]] = "columns"
    guidance: ClassVar[tuple[str, ...]] = (
        "统计本年度因政府信息公开工作被申请行政复议、被提起行政诉讼的案件。",
        "没有案件的格填 0，不要留空；总计由程序计算。",
    )

    review: Results = Field(
        title="行政复议", description="被申请行政复议的案件（条例第五十一条）。"
    )
    litigation_direct: Annotated[Results, Under(("行政诉讼",))] = Field(
        title="未经复议直接起诉", description="没有经过复议、直接向法院起诉的案件。"
    )
    litigation_after_review: Annotated[Results, Under(("行政诉讼",))] = Field(
        title="复议后起诉", description="经过行政复议后再向法院起诉的案件。"
    )
