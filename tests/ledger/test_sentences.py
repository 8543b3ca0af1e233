"""Sentences from the rows of a ledger, with which the checks of the text agree."""

from datetime import date
from typing import Any

import pytest

from tests.ledger.books import workbook
from tuiwizard.ledger.counting import Count, count
from tuiwizard.ledger.mapping import Mapping
from tuiwizard.ledger.reading import read_ledger
from tuiwizard.ledger.sentences import counted_sentences
from tuiwizard.ledger.sheets import read_book
from tuiwizard.ledger.vocabulary import read_channel
from tuiwizard.report.draft import Draft
from tuiwizard.rules.registry import check

HEADER = (
    "编号",
    "申请人",
    "申请人类型",
    "收到日期",
    "办理结果",
    "答复日期",
    "申请方式",
    "涉及领域",
    "复议结果",
    "复议结案日期",
    "诉讼结果",
)


def counted(*rows: tuple[Any, ...], until: date | None = None) -> Count:
    sheets = read_book("台账.xlsx", workbook({"台账": [HEADER, *rows]}))
    found = read_ledger(sheets, Mapping(), 2024, until)
    assert found.questions == ()
    return count(found.requests, 2024, until, found.appeals)


def row(n: int, channel: str | None, topic: str | None, kind: str = "公民") -> tuple[Any, ...]:
    return (f"2024-{n:03}", f"标记{n}", kind, "2024-03-01", "公开", "2024-03-08", channel, topic)


ROWS = (
    ("2023-009", "标记", "公民", "2023-12-20", "公开", "2024-01-08", "当面", "征地拆迁"),
    row(1, "EMS", "征地拆迁"),
    row(2, "省平台", "征地拆迁"),
    row(3, "官网在线申请", "标记3的房子", "企业"),
    row(4, None, "教育"),
    row(5, "电话", "教育"),
    (*row(6, "窗口", None), "维持", "2024-09-01"),
)


def test_sentences_say_the_tables_the_classes_the_channels_and_the_topics() -> None:
    assert counted_sentences(counted(*ROWS)) == (
        "2024年，新收政府信息公开申请6件，上年结转1件；本年度办理7件，其中予以公开7件；"
        "结转下年度继续办理0件。",
        "2024年，因政府信息公开工作被申请行政复议1件（维持1件），被提起行政诉讼0件。",
        "新收的申请中，按申请人分，自然人5件、商业企业1件。",
        "新收的申请中，按申请渠道分，网络申请2件、信函申请1件、其他渠道申请1件、当面申请1件、"
        "没有登记渠道1件。",
        "新收的申请中，按内容分，征地拆迁2件、教育2件、其他内容2件。",
    )


def test_a_topic_that_names_somebody_is_not_said() -> None:
    rows = row(1, None, "标记2的房子"), row(2, None, "标记2的房子"), row(3, None, "教育")
    said = counted_sentences(counted(*rows, row(4, None, "教育")))
    assert said[-1] == "新收的申请中，按内容分，教育2件、其他内容2件。"


def test_a_part_of_a_year_says_until_when() -> None:
    first, *_ = counted_sentences(counted(*ROWS, until=date(2024, 6, 30)))
    assert first.startswith("截至2024年6月30日，新收政府信息公开申请6件")


def test_nothing_received_says_nothing_of_its_parts() -> None:
    assert len(counted_sentences(counted(ROWS[0]))) == 2


def test_the_checks_agree_with_the_sentences() -> None:
    result = counted(*ROWS)
    texts = {path: str(len(rows)) for path, rows in result.rows.items()}
    said = "\n".join(counted_sentences(result))
    draft = Draft.new(2024).with_texts(texts | {"overview.text": said})
    assert [each for each in check(draft) if each.rule.startswith("R7")] == []
    wrong = draft.with_texts({"overview.text": said.replace("申请6件", "申请7件", 1)})
    assert [each for each in check(wrong) if each.rule.startswith("R7")]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("邮寄（EMS）", "信函"),
        ("电子邮箱", "电子邮件"),
        ("一网通办", "网络"),
        ("现场提交", "当面"),
        ("传真", "传真"),
        ("电话", "其他渠道"),
        ("—", ""),
    ],
)
def test_channels(text: str, channel: str) -> None:
    assert read_channel(text) == channel
