"""A sentence that the tables support agrees with what the checks read in it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.test_brought_forward import reports
from tuiwizard.report.draft import Draft
from tuiwizard.report.sentences import data_sentences
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.narrative.bindings import bindings
from tuiwizard.rules.registry import check

ABOUT_ALL = ("R502", "R601", "R602", "R805")
"""Rules about what a whole text must have in it."""


def found(draft: Draft) -> list[Finding]:
    return [
        finding
        for finding in check(Case(draft))
        if finding.severity is not Severity.UNCHECKED and finding.rule not in ABOUT_ALL
    ]


@settings(max_examples=60)
@given(
    st.sampled_from((2019, 2025)).flatmap(reports),
    st.sampled_from(("overview.text", "other_matters.text")),
)
def test_no_sentence_raises_a_finding(draft: Draft, path: str) -> None:
    text = "\n".join(data_sentences(draft))
    before = {(f.rule, str(f.message)) for f in found(draft.with_texts({path: "无"}))}
    after = found(draft.with_texts({path: text}))
    assert [f for f in after if f.span or (f.rule, str(f.message)) not in before] == []


@settings(max_examples=60)
@given(reports(2025))
def test_every_number_in_a_sentence_is_bound_to_its_cell(draft: Draft) -> None:
    case = Case(draft)
    for sentence in data_sentences(draft):
        bound = bindings(sentence, case)
        assert all(one.agrees for one in bound)
        assert len(bound) == len(re.findall("[0-9.]+(?=件|万元|元)", sentence))
