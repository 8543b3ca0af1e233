"""The narrative sections that both editions share: text in paragraphs, one per line."""

from typing import ClassVar

from pydantic import Field

from tuiwizard.forms.common import Narrative, Section, SectionKind
from tuiwizard.words import Message


class Overview(Section):
    """一、总体情况 (条例第五十条第一项)."""

    kind = SectionKind.TEXT
    short: ClassVar[str] = "一、总体情况"
    empty_rule: ClassVar[str] = "R101"
    empty_message: ClassVar[Message] = Message("“一、总体情况”还没有写，请填写正文")
    guidance: ClassVar[tuple[str, ...]] = (
        "写本年度贯彻落实《条例》、推进政务公开工作的总体情况。",
        "每行一段。数字要与后面三张表一致。",
    )

    text: Narrative = Field(title="正文", description="“一、总体情况”的正文，每行一段。")


class Problems(Section):
    """五、存在的主要问题及改进情况 (条例第五十条第四项)."""

    kind = SectionKind.TEXT
    short: ClassVar[str] = "五、问题与改进"
    empty_rule: ClassVar[str] = "R501"
    empty_message: ClassVar[Message] = Message("“五、存在的主要问题及改进情况”还没有写，请填写正文")
    guidance: ClassVar[tuple[str, ...]] = (
        "写本年度存在的主要问题，以及改进的情况和打算。",
        "两样都要写：只有问题没有改进，或只有改进没有问题，都会被退回。",
    )

    text: Narrative = Field(
        title="正文", description="“五、存在的主要问题及改进情况”的正文，每行一段。"
    )


class OtherMatters(Section):
    """六、其他需要报告的事项 (条例第五十条第五项)."""

    kind = SectionKind.TEXT
    short: ClassVar[str] = "六、其他事项"
    empty_message: ClassVar[Message] = Message("“六、其他需要报告的事项”是空的，没有就写“无”")
    guidance: ClassVar[tuple[str, ...]] = ("写其他需要报告的事项，没有就写“无”。",)

    text: Narrative = Field(
        title="正文", description="“六、其他需要报告的事项”的正文，没有就写“无”。"
    )
