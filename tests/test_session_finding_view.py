"""Findings as they are shown: counted and grouped by step, and each in detail."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.rules.test_cases import draft
from tests.tui.conftest import complete
from tuiwizard.report.draft import Draft
from tuiwizard.report.state import State
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session import Session
from tuiwizard.session.finding_view import (
    FigureLine,
    Passage,
    StepCounts,
    counts,
    detail,
    overview,
    state_of,
)

UNBALANCED = {"requests.received.natural_person": "20", "requests.carried_out.natural_person": "6"}
TEXT = "主动公开、依申请公开、信息管理、平台建设、监督保障。\n本年新收政府信息公开申请12件。"


def session_on(draft: Draft, folder: Path) -> Session:
    return Session(draft, folder / "2025.toml", today=date(2026, 1, 5))


def found(session: Session, code: str) -> Finding:
    return next(f for f in session.findings() if f.rule == code)


def test_a_blank_draft_has_nothing_wrong_but_blanks(tmp_path: Path) -> None:
    session = session_on(Draft.new(2025), tmp_path)
    counted = counts(session.draft, session.findings())
    assert [*counted] == [*session.draft.section_keys]
    assert counted["requests"] == StepCounts(missing=1)
    assert counted["agency"] == StepCounts(missing=2)
    blank = found(session, "R002")
    assert state_of(session.draft, blank) is State.BLANK
    assert str(blank.brief).startswith("还有 10 格没有填，从“")
    assert detail(session, blank).figures == ()


def test_wrong_blank_asked_and_explained_are_told_apart(tmp_path: Path) -> None:
    texts = {**UNBALANCED, "appeals.review.other": "x", "appeals.review.upheld": ""}
    session = session_on(draft(2025, {**texts, "overview.text": TEXT}), tmp_path)
    counted = counts(session.draft, session.findings())
    assert counted["requests"] == StepCounts(errors=1)
    assert counted["appeals"] == StepCounts(errors=1, missing=1)
    assert counted["overview"] == StepCounts(queries=1, advice=1)
    assert counted["overview"].blocking == 1
    session.explain(found(session, "R701"), "笔误")
    counted = counts(session.draft, session.findings())
    assert counted["overview"] == StepCounts(advice=1, explained=1)
    assert state_of(session.draft, found(session, "R701")) is State.ANSWERED


def test_every_finding_is_listed_once_and_under_its_step(tmp_path: Path) -> None:
    session = session_on(draft(2025, {**UNBALANCED, "overview.text": TEXT}), tmp_path)
    seen = overview(session.draft, session.findings())
    assert [step.step for step in seen.steps] == ["overview", "requests"]
    assert {*seen.clean} | {"overview", "requests"} == {*session.draft.section_keys}
    unchecked = [f for f in session.findings() if f.severity is Severity.UNCHECKED]
    assert seen.rules_unchecked == len(unchecked)
    assert len(seen.unchecked) == len({f.why_unchecked for f in unchecked})
    assert len({*seen.listed}) == len(seen.listed) == 3 + len(seen.unchecked)


def test_wrong_comes_before_blank_in_a_step(tmp_path: Path) -> None:
    texts = {"appeals.review.other": "x", "appeals.review.upheld": ""}
    session = session_on(draft(2025, texts), tmp_path)
    (step,) = overview(session.draft, session.findings()).steps
    states = [state_of(session.draft, f) for f in step.findings]
    assert states == [State.ERROR, State.BLANK]


def test_a_column_that_does_not_balance_shows_both_sides(tmp_path: Path) -> None:
    session = session_on(draft(2025, UNBALANCED), tmp_path)
    finding = found(session, "R301")
    shown = detail(session, finding)
    assert str(finding.brief) == "自然人列不平，差 14"
    assert shown.difference == "14"
    received, handled = shown.figures
    assert received == (
        FigureLine("本年新收", "20"),
        FigureLine("上年结转", "0"),
        FigureLine("一＋二", "20", sum=True),
    )
    assert handled[-1] == FigureLine("三＋四", "6", sum=True)
    assert "不能用说明代替" in shown.explanation


def test_a_passage_stands_in_its_sentence_with_its_fix(tmp_path: Path) -> None:
    session = session_on(draft(2025, {"overview.text": TEXT}), tmp_path)
    shown = detail(session, found(session, "R701"))
    assert shown.passage == Passage("本年新收政府信息公开申请", "12", "件。")
    assert shown.fixes == ("把“12”改成“0”",)
    session.explain(found(session, "R701"), "笔误", "李")
    assert detail(session, found(session, "R701")).explanation == "笔误（李）"


def test_last_year_stands_beside_a_figure(tmp_path: Path) -> None:
    last = complete(2024).with_texts({"requests.carried_out.business": "3"})
    session = session_on(complete(2025), tmp_path)
    session._case = replace(session._case, previous=last)
    finding = found(session, "R901")
    shown = detail(session, finding)
    assert shown.figures == ((FigureLine("上年结转 · 商业企业", "0", "0"),),)
    assert shown.difference == "3"
    assert str(finding.brief).endswith("按上年应为 3")


@pytest.mark.parametrize("code", ["R804", "R905"])
def test_what_could_not_be_checked_says_why(tmp_path: Path, code: str) -> None:
    session = session_on(complete(), tmp_path)
    shown = detail(session, found(session, code))
    assert "没有给出上年年报" in shown.sentence
    assert (*shown.fixes, *shown.figures) == ()
