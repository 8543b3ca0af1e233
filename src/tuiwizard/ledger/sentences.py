"""Sentences that the rows of a ledger support, for the text of the report: 数据句.

Each figure is counted from the same rows as table 3. What the ledger has no column for is not said.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from tuiwizard.forms.applicants import Applicants
from tuiwizard.ledger.counting import Count
from tuiwizard.ledger.request import Request
from tuiwizard.report.draft import Draft
from tuiwizard.report.sentences import data_sentences

_MOST = 5
"""Topics that are named; the others are one number."""


def counted_sentences(counted: Count) -> tuple[str, ...]:
    """Return what a count says, a sentence each.

    Args:
        counted: The count; no question about it may be open.
    """
    texts = {path: str(len(rows)) for path, rows in counted.rows.items()}
    tables = data_sentences(Draft.new(counted.year).with_texts(texts))
    if counted.until < date(counted.year, 12, 31):
        day = f"截至{counted.year}年{counted.until.month}月{counted.until.day}日，"
        tables = tuple(each.replace(f"{counted.year}年，", day, 1) for each in tables)
    received = [each for each in counted.counted if each.received.year == counted.year]
    return (*tables, *_parts(received))


def _parts(received: list[Request]) -> Iterator[str]:
    if not received:
        return
    classes = Counter(each.applicant for each in received)
    named = ((str(info.title), classes[key]) for key, info in Applicants.model_fields.items())
    yield f"新收的申请中，按申请人分，{_listed(named)}。"
    channels = Counter(each.channel for each in received)
    if any(channels):
        told = [(f"{name}申请", n) for name, n in channels.most_common() if name]
        parts = (*told, ("没有登记渠道", channels[""]))
        yield f"新收的申请中，按申请渠道分，{_listed(parts)}。"
    topics = Counter(each.topic for each in received)
    if any(topics):
        known = [(name, n) for name, n in topics.most_common() if name]
        rest = len(received) - sum(n for _, n in known[:_MOST])
        yield f"新收的申请中，按内容分，{_listed((*known[:_MOST], ('其他内容', rest)))}。"


def _listed(parts: Iterable[tuple[str, int]]) -> str:
    # [("自然人", 3), ("商业企业", 0), ("其他", 1)] -> "自然人3件、其他1件"
    return "、".join(f"{name}{n}件" for name, n in parts if n)
