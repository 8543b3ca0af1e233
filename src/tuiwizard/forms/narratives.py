"""The narrative sections that both editions share: text in paragraphs, one per line."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from pydantic import Field

from tuiwizard.forms.common import Narrative, Section, Violation
from tuiwizard.words import Message


class NarrativeSection(Section):
    """A section of plain text.

    Attributes:
        empty_rule: The code of the rule that the text is not empty.
        empty_message: What to do when it is.
    """

    empty_rule: ClassVar[str] = "R002"
    empty_message: ClassVar[Message]

    @classmethod
    def hard_rules(cls, values: Mapping[str, Any]) -> Iterable[Violation]:
        """Yield an empty text; one that was refused or is missing is not judged here."""
        if not values.get("text", "x").strip():
            yield Violation(cls.empty_rule, ("text",), cls.empty_message)


class Overview(NarrativeSection):
    """一、总体情况 (条例第五十条第一项)."""

    short: ClassVar[str] = "一、总体情况"
    empty_rule: ClassVar[str] = "R101"
    empty_message: ClassVar[Message] = Message("“一、总体情况”还没有写，请填写正文")
    guidance: ClassVar[tuple[str, ...]] = (
        "写本年度贯彻落实《条例》、推进政务公开工作的总体情况。",
        "每行一段。数字要与后面三张表一致。",
    )

    text: Narrative = Field(title="正文", description="“一、总体情况”的正文，每行一段。")


class Problems(NarrativeSection):
    """五、存在的主要问题及改进情况 (条例第五十条第四项)."""

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


class OtherMatters(NarrativeSection):
    """六、其他需要报告的事项 (条例第五十条第五项)."""

    short: ClassVar[str] = "六、其他事项"
    empty_message: ClassVar[Message] = Message("“六、其他需要报告的事项”是空的，没有就写“无”")
    guidance: ClassVar[tuple[str, ...]] = ("写其他需要报告的事项，没有就写“无”。",)

    text: Narrative = Field(
        title="正文", description="“六、其他需要报告的事项”的正文，没有就写“无”。"
    )
