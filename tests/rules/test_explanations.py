"""A query settled in writing, and when it is a query again."""

from datetime import UTC, datetime

import pytest

from tests.rules.test_cases import draft
from tests.sections import SECTIONS
from tuiwizard.drafts import codec
from tuiwizard.report.draft import Draft
from tuiwizard.rules import explanations
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity, by_weight
from tuiwizard.rules.registry import check
from tuiwizard.words import Message

NOW = datetime(2026, 1, 12, 10, 3, tzinfo=UTC)
LAST = draft(2024, {"problems.text": "人手不足。", "requests.received.business": "1",
                    "requests.carried_out.business": "1"})  # fmt: skip
CARRIED = {"requests.carried_in.business": "2", "requests.carried_out.business": "2"}


def query(report: Draft, code: str) -> Finding:
    (found,) = (f for f in check(Case(report, LAST)) if f.rule == code)
    assert found.severity is Severity.QUERY
    return found


def test_a_reason_settles_a_query_and_lapses_with_its_values() -> None:
    report = draft(2025, CARRIED)
    found = query(report, "R901")
    assert found.blocks
    told = explanations.explained(report, found, "撤回一件", "张三", NOW)
    (reason,) = told.explanations
    assert (reason.cells, reason.values) == (["requests.carried_in.business"], [2, 1])
    assert query(told, "R901").explained
    assert not query(told, "R901").blocks
    changed = told.with_texts(
        {"requests.carried_in.business": "3", "requests.carried_out.business": "3"}
    )
    assert query(changed, "R901").blocks
    assert query(codec.loads(codec.dumps(told)), "R901").explained
    settled = query(told, "R901")
    given = explanations.reason_for(settled, told)
    assert given is not None
    assert given.reason == "撤回一件"
    assert explanations.unexplained(told, settled) == report


def test_a_new_reason_takes_the_place_of_the_old() -> None:
    report = draft(2025, CARRIED)
    found = query(report, "R901")
    once = explanations.explained(report, found, "甲", "", NOW)
    twice = explanations.explained(once, found, "乙", "", NOW)
    assert [e.reason for e in twice.explanations] == ["乙"]


@pytest.mark.parametrize(
    ("code", "changes", "other"),
    [
        ("R502", {"problems.text": "无"}, {"problems.text": "无。"}),
        ("R303", {}, None),
        ("R803", {"overview.text": "共XX件。"}, {"overview.text": "共XXX件。"}),
    ],
)
def test_a_reason_about_a_text_holds_while_the_passage_does(
    code: str, changes: dict[str, str], other: dict[str, str] | None
) -> None:
    report = draft(2025, changes)
    told = explanations.explained(report, query(report, code), "已核实", "张三", NOW)
    assert query(told, code).explained
    assert query(codec.loads(codec.dumps(told)), code).explained
    if other is not None:
        assert not query(told.with_texts(other), code).explained


def test_passages_of_one_text_are_told_apart() -> None:
    report = draft(2025, {"overview.text": "共XX件，又XXX件。"})
    first, second = (f for f in check(Case(report, LAST)) if f.rule == "R803")
    told = explanations.explained(report, first, "甲", "", NOW)
    told = explanations.explained(told, second, "乙", "", NOW)
    assert len(told.explanations) == 2
    assert [f.explained for f in check(Case(told, LAST)) if f.rule == "R803"] == [True, True]


def test_only_queries_are_explained() -> None:
    report = draft(2025, {"requests.received.business": "1"})
    (error,) = (f for f in check(Case(report, LAST)) if f.rule == "R301")
    told = explanations.explained(report, error, "甲", "", NOW)
    assert not [f for f in check(Case(told, LAST)) if f.rule == "R301" and f.explained]


def test_errors_come_first_and_what_is_settled_behind_what_is_not() -> None:
    def finding(severity: Severity, section: str, *, explained: bool = False) -> Finding:
        return Finding("R1", severity, section, (), Message("甲"), explained=explained)

    advice = finding(Severity.ADVICE, "agency")
    settled = finding(Severity.QUERY, "agency", explained=True)
    later, error = finding(Severity.QUERY, "appeals"), finding(Severity.ERROR, "problems")
    assert by_weight([advice, settled, later, error], SECTIONS) == [error, later, settled, advice]
