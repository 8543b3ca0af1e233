"""One fault is one finding: no two of them are about the same words or say the same."""

from collections.abc import Iterable
from itertools import combinations

import pytest

from tests.benchmarks.grammar import sentences
from tests.conftest import PUBLISHED
from tests.rules.sentences import tables
from tuiwizard.drafts.codec import loads
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.registry import check


def twice(found: Iterable[Finding]) -> list[tuple[str, str]]:
    """Findings about the narrative that overlap in the text, or say the same."""
    told = [f for f in found if f.rule.startswith("R70") and f.severity is not Severity.UNCHECKED]
    return [(str(a.message), str(b.message)) for a, b in combinations(told, 2) if _same(a, b)]


def _same(one: Finding, other: Finding) -> bool:
    if one.span and other.span and one.span.path == other.span.path:
        return one.span.start < other.span.end and other.span.start < one.span.end
    return one.message == other.message and one.cells == other.cells


def test_made_sentences() -> None:
    for made in sentences(300, 7):
        assert twice(check(Case(tables().with_texts({"overview.text": made.text})))) == []


@pytest.mark.parametrize(
    "text",
    [
        "依申请公开方面，予以公开21件，占44.7%；部分公开4件，占8.5%。",
        "收到申请60件，均在法定时限内完成答复，答复率100%，已全部办结。",
        "收到政府信息公开申请网上20件、信函10件，共34件。",
    ],
)
def test_sentences_with_one_fault_said_in_two_ways(text: str) -> None:
    assert twice(check(Case(tables().with_texts({"overview.text": text})))) == []


def test_published_narratives() -> None:
    drafts = [p for folder in PUBLISHED for p in sorted(folder.parent.glob("narratives/*.toml"))]
    if not drafts:
        pytest.skip("the narratives are not on this machine")
    for path in drafts:
        draft = loads(path.read_text("utf-8"))
        assert twice(check(Case(draft))) == [], path.name
