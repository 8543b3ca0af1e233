"""What the checks say of a draft: every problem once, blanks together, in order."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sections import SECTIONS
from tuiwizard import forms
from tuiwizard.forms.layout import cells
from tuiwizard.forms.short_label import short_label
from tuiwizard.forms.years import editions
from tuiwizard.report.draft import Draft
from tuiwizard.rules import hard, registry
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity, by_weight
from tuiwizard.rules.rule import Observation, Rule
from tuiwizard.words import Message

TEXTS = {
    "agency.name": "甲局",
    "agency.level": "township",
    "overview.text": "情况。",
    "problems.text": "问题。",
    "other_matters.text": "无。",
}


def zeros(edition: str) -> dict[str, str]:
    return {
        cell.path: "0"
        for key in ("proactive", "requests", "appeals")
        for cell in cells(edition, key)
        if not cell.computed
    }


def errors(draft: Draft) -> list[Finding]:
    return [f for f in by_weight(registry.check(draft), SECTIONS) if f.severity is Severity.ERROR]


def of(draft: Draft, section: str) -> list[Finding]:
    """What the hard rules say of a section."""
    return [finding for finding in errors(draft) if finding.section == section]


@pytest.mark.parametrize("year", [2019, 2025])
def test_a_finished_report_has_no_errors(year: int) -> None:
    draft = Draft.new(year)
    assert errors(draft.with_texts(TEXTS | zeros(draft.edition))) == []


@pytest.mark.parametrize("year", [2019, 2025])
def test_an_empty_draft_has_findings_in_the_order_of_the_form(year: int) -> None:
    findings = errors(Draft.new(year))
    sections = [finding.section for finding in findings]
    assert sections == sorted(sections, key=SECTIONS.index)
    assert set(sections) == set(SECTIONS)
    assert all(finding.blocks for finding in findings)
    assert all(finding.cells[0].startswith(f"{finding.section}.") for finding in findings)


@pytest.mark.parametrize("edition", editions())
@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("proactive", "二、主动公开政府信息情况"),
        ("requests", "三、收到和处理政府信息公开申请情况"),
        ("appeals", "四、政府信息公开行政复议、行政诉讼情况"),
    ],
)
def test_blank_cells_are_one_finding(edition: str, key: str, title: str) -> None:
    found = of(Draft.new(int(edition)), key)
    blank = [c for c in cells(edition, key) if not c.computed]
    message = Message(
        "“{section}”还有 {n} 格没有填，从“{first}”开始；没有就填 0",
        section=title,
        n=len(blank),
        first=short_label(blank[0]),
    )
    brief = found[0].brief
    blanks = tuple(c.path for c in blank)
    assert found == [Finding("R002", Severity.ERROR, key, blanks, message, brief=brief)]
    assert str(brief) == f"还有 {len(blank)} 格没有填，从“{short_label(blank[0])}”开始"


def test_a_single_blank_cell_keeps_its_own_words() -> None:
    draft = Draft.new(2025).with_texts(zeros("2021") | {"appeals.review.pending": ""})
    (finding,) = of(draft, "appeals")
    assert finding.rule == "R002"
    assert finding.cells == ("appeals.review.pending",)
    assert str(finding.message) == "行政复议 · 尚未审结没有填，没有就填 0"


def test_other_problems_follow_the_blanks_one_by_one() -> None:
    texts = {"appeals.review.upheld": "一", "appeals.litigation_direct.other": "-1"}
    blanks, *refused = of(Draft.new(2025).with_texts(texts), "appeals")
    assert (blanks.rule, len(blanks.cells)) == ("R002", 10)
    assert not set(blanks.cells) & texts.keys()
    assert [(f.rule, f.cells) for f in refused] == [("R003", (path,)) for path in texts]
    assert "请改用阿拉伯数字" in str(refused[0].message)
    assert "负数" in str(refused[1].message)


def test_one_blank_among_other_problems_keeps_its_own_words() -> None:
    changes = {"appeals.review.upheld": "一", "appeals.review.pending": ""}
    found = of(Draft.new(2025).with_texts(zeros("2021") | changes), "appeals")
    assert [f.rule for f in found] == ["R002", "R003"]
    assert str(found[0].message).endswith("没有填，没有就填 0")


def test_every_unbalanced_column_is_a_finding_with_both_sides() -> None:
    texts = zeros("2021") | {
        "requests.received.natural_person": "15",
        "requests.outcomes.granted.natural_person": "14",
        "requests.carried_out.research": "2",
    }
    first, second = of(Draft.new(2025).with_texts(texts), "requests")
    assert (first.rule, first.left, first.right) == ("R301", 15, 14)
    assert (second.left, second.right) == (0, 2)
    assert first.cells[0] == "requests.received.natural_person"
    assert "差 1" in str(first.message)


def test_an_unbalanced_column_is_found_beside_blanks_elsewhere() -> None:
    texts = zeros("2021") | {
        "requests.received.natural_person": "1",
        "requests.received.business": "",
        "requests.carried_in.business": "",
    }
    found = of(Draft.new(2025).with_texts(texts), "requests")
    assert [f.rule for f in found] == ["R002", "R301"]


def test_the_rules_of_the_texts() -> None:
    draft = Draft.new(2025).with_texts({"overview.text": " \n", "problems.text": "甲\0"})
    rules = {key: [f.rule for f in of(draft, key)] for key in SECTIONS if "e" in key}
    assert rules["overview"] == ["R101"]
    assert rules["problems"] == ["R003"]
    assert rules["other_matters"] == ["R002"]


def test_a_decrease_beyond_what_there_was_is_found() -> None:
    changes = {"proactive.licensing.items_last_year": "2", "proactive.licensing.change": "-3"}
    (finding,) = of(Draft.new(2019).with_texts(zeros("2019") | changes), "proactive")
    assert (finding.rule, finding.left, finding.right) == ("R201", -1, 0)
    assert finding.cells == tuple(sorted(changes))


def test_rules_run_in_the_order_of_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    def named(code: str) -> Rule:
        def judge(_: Case) -> tuple[Observation]:
            return (Observation(("agency.name",), Message(code)),)

        return Rule(code, Severity.ADVICE, code, "agency", ("agency",), judge)

    monkeypatch.setattr(registry, "RULES", (named("B"), named("A")))
    assert [f.rule for f in registry.check(Draft.new(2025))] == ["B", "A"]


@pytest.mark.parametrize(
    ("severity", "explained", "blocks"),
    [
        (Severity.ERROR, False, True),
        (Severity.ERROR, True, True),
        (Severity.QUERY, False, True),
        (Severity.QUERY, True, False),
        (Severity.ADVICE, False, False),
        (Severity.UNCHECKED, False, False),
    ],
)
def test_what_blocks(severity: Severity, explained: bool, blocks: bool) -> None:
    finding = Finding("R1", severity, "agency", (), Message("甲"), 1, Decimal("1.5"), explained)
    assert finding.blocks is blocks


def test_every_hard_rule_of_the_form_is_declared() -> None:
    """A violation with an unknown code would keep a section out, and no finding would say why."""
    modules = Path(forms.__file__).parent.glob("*.py")
    used = {code for m in modules for code in re.findall(r'"(R\d{3})"', m.read_text("utf-8"))}
    assert used
    assert used <= {rule.code for rule in hard.RULES}
