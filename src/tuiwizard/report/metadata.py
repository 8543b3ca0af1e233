"""Metadata of a report that is never posted: reasons, the files it is made of, the sign-off."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from tuiwizard.forms.cover import label
from tuiwizard.report.entries import clean_text


def _clean(value: object) -> object:
    return clean_text(value) if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_clean)]
"""Text that comes back from a draft file as it went in."""

# Factories are lambdas: pydantic asks for their signature, and that of `list` has to be parsed.


class Explanation(BaseModel):
    """A query settled in writing; it holds while the values are what they were.

    Attributes:
        rule: The rule's code.
        cells: The cells the query named.
        values: Their figures when the reason was written, in the same order.
        reason: The reason, for the approver; it is never posted.
        by: Who wrote it.
        at: When, with the offset from UTC.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    rule: str = Field(title="规则编号")
    cells: list[str] = Field(default_factory=lambda: [], title="所指的格")
    values: list[int | Decimal | Words] = Field(default_factory=lambda: [], title="当时的数值")
    reason: Words = Field(title="理由")
    by: Words = Field("", title="填写人")
    at: AwareDatetime | None = Field(None, title="填写时间")


_Packed = Annotated[str, Field(pattern="^[0-9A-Za-z+/]*={0,2}$")]
"""Bytes in base64."""


class Previous(BaseModel):
    """Last year's report, as the draft remembers it.

    Attributes:
        path: The file, from the folder of the draft where it lies below or beside it.
        sha256: The digest of its content when it was chosen.
        year: Its report year; None where no more than the path was kept.
        blank: Cells of its tables in which nothing was filled in, and tables that were all blank.
        cells: What its cells said, without texts; figures that are 0 are left out.
        texts: The digests of its texts' passages, by cell (`text_digest.packed_digests`).
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    path: Words = Field(title="上年年报的文件")
    sha256: str = Field(title="文件内容的 SHA-256", pattern="^[0-9a-f]{64}$")
    year: int | None = Field(None, title="上年年报的年度")
    blank: list[str] = Field(default_factory=lambda: [], title="上年没有填的格，或整张表")
    cells: dict[str, int | Words] = Field(
        default_factory=lambda: {}, title="上年年报里填的格，0 不写"
    )
    texts: dict[str, _Packed] = Field(
        default_factory=lambda: {}, title="上年各部分正文的摘要，看有没有照抄用"
    )


class Source(BaseModel):
    """A report whose figures were added into this one.

    Attributes:
        agency: Whose report it is.
        path: The file, from the folder of the draft where it lies below or beside it.
        sha256: The digest of its content when it was added.
        year: Its report year.
        units: The agencies it was itself added up from, if it was.
        off: Its cells that were blank or wrong when it was let in all the same.
        figures: What it added, in the order of the form (`county.addends`); empty in a sum that
            was made before they were kept.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    agency: Words = Field(title=label("name"))
    path: Words = Field(title="年报的文件")
    sha256: str = Field(title="文件内容的 SHA-256", pattern="^[0-9a-f]{64}$")
    year: int = Field(title="年度")
    units: list[Words] = Field(default_factory=lambda: [], title="它汇总的机关")
    off: list[Words] = Field(default_factory=lambda: [], title="加进来时没有填或有错的格")
    figures: str = Field(default="", title="它加进来的数，照表格的顺序")


class CountedFrom(BaseModel):
    """The ledger that figures were counted from; its rows are in a file beside the draft.

    Attributes:
        sha256: The digest of the ledger's files.
        map: The digest of the answers about its words and rows.
        on: The day of the count.
        counts: The figures that were counted, by cell, 件; those that are 0 are left out.
        appeals: The groups of table 4 that the ledger tells.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    sha256: str = Field(title="台账内容的 SHA-256", pattern="^[0-9a-f]{64}$")
    map: str = Field(title="台账对照的 SHA-256", pattern="^[0-9a-f]{64}$")
    on: date = Field(title="数台账的日期")
    counts: dict[str, int] = Field(default_factory=dict, title="从台账数出的格，0 不写")
    appeals: list[str] = Field(default_factory=lambda: [], title="台账数了表四的哪几组")


class Signatory(BaseModel):
    """Someone who answers for the report, and the day."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    by: Words = Field("", title="姓名")
    on: date | None = Field(None, title="日期")


class Remark(BaseModel):
    """Something the reviewer wants changed, and what became of it.

    Attributes:
        place: The section, or the cell.
        passage: The words of a text that it is about; empty for all of it.
        text: What is to be changed.
        by: Who says so.
        at: When, with the offset from UTC.
        answer: What the clerk says to it.
        settled: Whether the clerk has acted on it.
        accepted: Whether the reviewer has looked at that.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    place: str = Field(title="部分，或者格的路径")
    passage: Words = Field("", title="所指的原文")
    text: Words = Field(title="要改什么")
    by: Words = Field("", title="提意见的人")
    at: AwareDatetime | None = Field(None, title="提意见的时间")
    answer: Words = Field("", title="填报人的答复")
    settled: bool = Field(default=False, title="是否已处理")
    accepted: bool = Field(default=False, title="审核人是否已认可")

    @property
    def section(self) -> str:
        """The section in which it is."""
        return self.place.partition(".")[0]


def listed_remarks(value: object) -> object:
    """Return remarks as a list: earlier drafts have one text for a section."""
    # {"requests": "请核对"} -> [{"place": "requests", "text": "请核对"}]
    if isinstance(value, dict):
        return [{"place": section, "text": text} for section, text in value.items()]
    return value


class SignOff(BaseModel):
    """The sign-off as far as it has come.

    Attributes:
        checked: The keys of the items made sure of.
        filled: 填报人.
        reviewed: 审核人.
        signed: 签发人.
        remarks: What the approver wants changed, in the order of the form.
        content: The digest of all that was signed; empty before that.
        parts: The beginnings of the digests of its parts, to tell which one was changed since.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)

    checked: list[str] = Field(default_factory=lambda: [], title="审查过的项目")
    filled: Signatory = Field(default_factory=lambda: Signatory(), title="填报人")
    reviewed: Signatory = Field(default_factory=lambda: Signatory(), title="审核人")
    signed: Signatory = Field(default_factory=lambda: Signatory(), title="签发人")
    remarks: Annotated[list[Remark], BeforeValidator(listed_remarks)] = Field(
        default_factory=lambda: [], title="审核意见"
    )
    content: str = Field("", title="签发内容的 SHA-256", pattern="^([0-9a-f]{64})?$")
    parts: dict[str, str] = Field(default_factory=lambda: {}, title="签发时各部分的摘要")

    def signatory(self, key: str) -> Signatory:
        """Return one of the three who answer for the report, by its key."""
        found: Signatory = getattr(self, key)
        return found
