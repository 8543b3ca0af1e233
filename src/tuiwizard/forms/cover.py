"""The cover: 基本情况, the office that reports."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from tuiwizard.forms.common import (
    Choices,
    FormModel,
    Kind,
    Narrative,
    OneLine,
    Section,
    SectionKind,
    Violation,
)
from tuiwizard.forms.names import LEVELS, Level
from tuiwizard.words import Message


class Contact(FormModel):
    """联系方式 of the office; every part may be left out."""

    address: OneLine = Field("", title="地址", description="办公地址，随年报公布。可不填。")
    postcode: OneLine = Field("", title="邮编", description="邮政编码。可不填。")
    phone: OneLine = Field(
        "", title="电话", description="对外公布的办公电话，不要填个人手机。可不填。"
    )
    email: OneLine = Field("", title="电子邮箱", description="对外公布的单位邮箱。可不填。")


class Agency(Section):
    """基本情况: who reports. A report is made by each administrative organ (条例第四十九条)."""

    kind = SectionKind.COVER
    short: ClassVar[str] = "基本情况"
    guidance: ClassVar[tuple[str, ...]] = (
        "机关名称写全称，它会印在标题里。",
        "联系方式和引言可以不填。引言一般写编制依据、统计期限（1月1日至12月31日）和电子版的获取途径；"
        "写了联系方式，上面就不用再填，免得印两遍。",
    )

    name: OneLine = Field(title="机关名称", description="编制年报的行政机关全称，印在标题里。")
    level: Annotated[Level, Kind.CHOICE, Choices(LEVELS)] = Field(
        title="机关层级", description="决定公布期限：部门和乡镇街道为次年1月31日前。"
    )
    contact: Contact = Field(Contact(), title="联系方式")
    introduction: Narrative = Field(
        "", title="引言", description="编制依据、统计期限、电子版获取途径。可不填。"
    )

    @classmethod
    def hard_rules(cls, values: Mapping[str, Any]) -> Iterable[Violation]:
        """R001: a report names its office."""
        if not values.get("name", "x").strip():
            yield Violation("R001", ("name",), Message("机关名称是空的，请填写全称"))


def label(field: str) -> str:
    """Return the label of a field of the cover, such as `name`."""
    return str(Agency.model_fields[field].title)
