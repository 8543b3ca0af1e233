"""The rows and columns of table 3 (收到和处理政府信息公开申请情况) that both editions share.

Legal basis of the rows: 条例 (国令第711号), the article named in each description.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from tuiwizard.forms.common import Count, FormModel, SummedRow, Under

_APPLICANT = Under(("申请人情况",))
_ORGANISATION = Under(("申请人情况", "法人或其他组织"))


class Applicants(SummedRow):
    """Seven cells: requests (件) by kind of applicant and their computed 总计."""

    total_under: ClassVar[tuple[str, ...]] = ("申请人情况",)

    natural_person: Annotated[Count, _APPLICANT] = Field(
        title="自然人", description="公民个人提出的申请。"
    )
    business: Annotated[Count, _ORGANISATION] = Field(
        title="商业企业", description="公司、企业提出的申请。"
    )
    research: Annotated[Count, _ORGANISATION] = Field(
        title="科研机构", description="高校、科研院所提出的申请。"
    )
    public_interest: Annotated[Count, _ORGANISATION] = Field(
        title="社会公益组织", description="社会团体、基金会等公益组织提出的申请。"
    )
    legal_service: Annotated[Count, _ORGANISATION] = Field(
        title="法律服务机构",
        description="律师事务所等以机构名义提出的申请；律师个人申请计入自然人。",
    )
    other_organisation: Annotated[Count, _ORGANISATION] = Field(
        title="其他", description="其他法人或组织提出的申请。"
    )


class Refused(FormModel):
    """（三）不予公开: no subtotal row."""

    state_secret: Applicants = Field(
        title="1.属于国家秘密", description="依法确定为国家秘密（条例第十四条）。"
    )
    other_law: Applicants = Field(
        title="2.其他法律行政法规禁止公开",
        description="法律、行政法规禁止公开（条例第十四条）。",
    )
    safety_and_stability: Applicants = Field(
        title="3.危及“三安全一稳定”",
        description="公开可能危及国家安全、公共安全、经济安全、社会稳定（条例第十四条）。",
    )
    third_party_rights: Applicants = Field(
        title="4.保护第三方合法权益",
        description="涉及商业秘密、个人隐私等，公开会损害第三方（条例第十五条）。",
    )
    internal_affairs: Applicants = Field(
        title="5.属于三类内部事务信息",
        description="人事管理、后勤管理、内部工作流程（条例第十六条第一款）。",
    )
    deliberative: Applicants = Field(
        title="6.属于四类过程性信息",
        description="讨论记录、过程稿、磋商信函、请示报告（条例第十六条第二款）。",
    )
    enforcement_file: Applicants = Field(
        title="7.属于行政执法案卷", description="行政执法案卷信息（条例第十六条第二款）。"
    )
    administrative_inquiry: Applicants = Field(
        title="8.属于行政查询事项",
        description="工商、不动产登记等另有查询规定的信息（条例第三十六条第七项）。",
    )


class Unavailable(FormModel):
    """（四）无法提供."""

    not_held: Applicants = Field(
        title="1.本机关不掌握相关政府信息",
        description="经检索没有，或不由本机关负责公开（条例第三十六条第四、五项）。",
    )
    needs_creation: Applicants = Field(
        title="2.没有现成信息需要另行制作",
        description="需要加工、分析才能提供（条例第三十八条）。",
    )
    unclear_after_correction: Applicants = Field(
        title="3.补正后申请内容仍不明确",
        description="一次补正后内容仍不明确（条例第三十条）。",
    )


class NotProcessed(FormModel):
    """（五）不予处理."""

    petition: Applicants = Field(
        title="1.信访举报投诉类申请",
        description="以公开申请的形式信访、投诉、举报（条例第三十九条第一款）。",
    )
    repeated: Applicants = Field(
        title="2.重复申请", description="已答复过，又就同样内容申请（条例第三十六条第六项）。"
    )
    published: Applicants = Field(
        title="3.要求提供公开出版物",
        description="政府公报、报刊、书籍等（条例第三十九条第二款）。",
    )
    excessive: Applicants = Field(
        title="4.无正当理由大量反复申请",
        description="数量、频次明显超过合理范围且理由不合理（条例第三十五条）。",
    )
    reissue: Applicants = Field(
        title="5.要求行政机关确认或重新出具已获取信息",
        description="要求对已获取的信息确认或重新出具（条例第三十九条）。",
    )


class CommonOutcomes(FormModel):
    """三、本年度办理结果, without （六）, where the editions differ."""

    total_label: ClassVar[str] = "（七）总计"
    total_help: ClassVar[str] = "（一）至（六）各行之和，由程序计算。"

    granted: Applicants = Field(
        title="（一）予以公开", description="申请的信息全部公开，包括告知已公开信息的获取途径。"
    )
    partly_granted: Applicants = Field(
        title="（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        description="能区分处理、公开其中一部分的（条例第三十七条）；这一件不再计入其他情形。",
    )
    refused: Refused = Field(title="（三）不予公开")
    unavailable: Unavailable = Field(title="（四）无法提供")
    not_processed: NotProcessed = Field(title="（五）不予处理")

    @property
    def total(self) -> Applicants:
        """（七）总计: the sum of all rows above; it may exceed the bound of a single cell."""
        rows = [row for _, row in applicant_rows(self)]
        model = type(rows[0])
        return model.model_construct(
            **{name: sum(getattr(r, name) for r in rows) for name in model.model_fields}
        )


def applicant_rows(model: BaseModel, prefix: str = "") -> Iterator[tuple[str, Applicants]]:
    """Yield every printed row under a group, with its dotted path."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Applicants):
            yield prefix + name, value
        else:
            yield from applicant_rows(value, f"{prefix}{name}.")
