"""The session: findings, reasons, cures, and last year's report."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.rules.test_cases import draft
from tuiwizard.drafts import store
from tuiwizard.errors import DraftError
from tuiwizard.report.metadata import Previous
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session import Session

LAST = {
    "problems.text": "人手不足，今后加以改进。",
    "requests.received.business": "3",
    "requests.carried_out.business": "3",
    "proactive.normative_documents.in_force": "9",
}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A session on this year's report, last year's beside it and chosen."""
    store.save(tmp_path / "2024.toml", draft(2024, LAST))
    session = Session(draft(2025, {}), tmp_path / "2025.toml", today=date(2026, 1, 5))
    session.compare_with(tmp_path / "2024.toml")
    return session


def rules(session: Session, severity: Severity = Severity.QUERY) -> set[str]:
    return {f.rule for f in session.findings() if f.severity is severity}


def one(session: Session, code: str) -> Finding:
    (found,) = (f for f in session.findings() if f.rule == code)
    return found


def test_last_year_is_read_shown_and_offered_never_filled_in(session: Session) -> None:
    assert session.last_year("requests.carried_out.business") == "3"
    assert session.last_year("requests.received.total") == "3"
    assert session.last_year("agency.name") == session.last_year("nonsense.x") == ""
    assert session.last_text("problems.text") == LAST["problems.text"]
    suggestions = session.suggestions()
    assert suggestions["requests.carried_in.business"] == "3"
    assert suggestions["proactive.normative_documents.in_force"] == "9"
    assert "requests.carried_in.total" not in suggestions
    assert session.text("requests.carried_in.business") == "0"
    assert {"R901", "R902"} <= rules(session)
    session.edit(suggestions)
    assert not {"R901", "R902"} & rules(session)


def test_without_last_year_there_is_nothing_to_offer(tmp_path: Path) -> None:
    session = Session(draft(2025, {}), tmp_path / "2025.toml")
    assert session.suggestions() == {}
    assert session.last_year("requests.received.total") == session.last_text("overview.text") == ""
    assert "R901" in rules(session, Severity.UNCHECKED)


def test_the_draft_remembers_last_year(session: Session) -> None:
    session.save()
    again = Session.open(session.path)
    assert again.draft.previous is not None
    assert again.draft.previous.path == "2024.toml"
    assert again.last_year("requests.carried_out.business") == "3"


def test_what_was_kept_is_checked_against_when_the_file_is_gone_or_changed(
    session: Session,
) -> None:
    session.save()
    other = session.path.parent / "2024.toml"
    before = Session.open(session.path).findings()
    other.rename(other.with_suffix(".away"))
    assert Session.open(session.path).findings() == before
    store.save(other, draft(2024, {}))
    (said, *others) = [f for f in Session.open(session.path).findings() if f not in before]
    assert not others
    assert said.rule == "R908"
    assert "选定后有改动" in str(said.message)


def test_a_draft_that_kept_only_the_path_asks_for_the_report_again(session: Session) -> None:
    assert session.draft.previous is not None
    path, sha256 = session.draft.previous.path, session.draft.previous.sha256
    old = replace(session.draft, previous=Previous(path=path, sha256=sha256))
    store.save(session.path, old)
    other = session.path.parent / "2024.toml"
    assert "R907" not in rules(Session.open(session.path), Severity.QUERY)
    assert Session.open(session.path).last_year("requests.carried_out.business") == "3"
    store.save(other, draft(2024, {}))
    for words in ("选定后有改动，请核对后重新选定；", "没有这个文件"):
        said = one(Session.open(session.path), "R907")
        assert said.severity is Severity.QUERY
        assert words in str(said.message)
        assert words.rstrip("；") in str(one(Session.open(session.path), "R901").message)
        other.unlink(missing_ok=True)


def test_a_web_page_is_refused_in_one_sentence(session: Session) -> None:
    page = session.path.parent / "2024.html"
    page.write_text("<html>", encoding="utf-8")
    with pytest.raises(DraftError, match="请先用 tuiwizard import"):
        session.compare_with(page)
    bad = session.path.parent / "bad.toml"
    bad.write_text("x", encoding="utf-8")
    with pytest.raises(DraftError, match="bad"):
        session.compare_with(bad)


def test_reasons_are_undone_and_redone(session: Session) -> None:
    found = next(f for f in session.findings() if f.rule == "R901")
    assert session.explain(found, " 撤回一件 ", "张三")
    assert one_explained(session) == {"R901"}
    given = session.reason_for(found)
    assert given is not None
    assert (given.reason, given.by) == ("撤回一件", "张三")
    assert session.dirty
    session.undo()
    assert one_explained(session) == set()
    session.redo()
    assert one_explained(session) == {"R901"}
    assert session.explain(found, "")
    assert one_explained(session) == set()
    assert not session.unexplain(found)


def one_explained(session: Session) -> set[str]:
    return {f.rule for f in session.findings() if f.explained}


def test_findings_are_kept_while_the_draft_is_the_same(session: Session) -> None:
    assert session.findings() is session.findings()
    before = session.findings()
    session.edit({"requests.received.business": "1"})
    assert session.findings() is not before
    assert [f.rule for f in session.findings_at("requests.received.business")] == ["R301"]
    assert {f.section for f in session.findings_at("requests")} == {"requests"}


def test_the_right_number_is_put_into_the_text(session: Session) -> None:
    text = "第一段。\n本年度新收政府信息公开申请５件，其他不变。"
    session.edit({"overview.text": text})
    found = one(session, "R701")
    assert found.span is not None
    assert text[found.span.start : found.span.end] == "５"
    assert session.apply_text_fixes([found])
    assert session.text("overview.text") == text.replace("５件", "０件")
    assert not session.apply_text_fixes([found])
    session.undo()
    assert session.text("overview.text") == text
    assert not session.apply_text_fixes([one(session, "R805")])


def test_a_figure_in_the_wrong_column_is_moved_and_moved_back(tmp_path: Path) -> None:
    figures = {
        "requests.received.natural_person": "5",
        "requests.outcomes.granted.natural_person": "2",
        "requests.outcomes.granted.business": "3",
    }
    session = Session(draft(2025, figures), tmp_path / "2025.toml", today=date(2026, 1, 5))
    found = one(session, "R301")
    (move,) = found.fixes
    assert found.can_be_fixed
    assert len(found.cells) == 8  # both columns
    assert session.take(move)
    assert not [f for f in session.findings() if f.rule == "R301"]
    assert session.text("requests.outcomes.granted.natural_person") == "5"
    assert session.text("requests.outcomes.granted.business") == "0"
    assert not session.take(move)  # it is done
    session.undo()
    assert {path: session.text(path) for path in figures} == figures


def test_one_reason_settles_the_queries_of_one_cause(session: Session) -> None:
    first, *others = (f for f in session.findings() if f.rule == "R901")
    assert session.alike(first) == tuple(others)
    session.edit({"requests.carried_in.natural_person": "1"})
    first, *others = (f for f in session.findings() if f.rule == "R901")
    assert others
    assert session.explain(first, "撤回一件", "张三", session.alike(first))
    given = [session.reason_for(f) for f in session.findings() if f.rule == "R901"]
    assert [reason.reason for reason in given if reason] == ["撤回一件"] * len(given)
    session.undo()
    assert one_explained(session) == set()


def test_what_is_explained_is_not_offered_again(session: Session) -> None:
    session.edit({"requests.carried_in.natural_person": "1"})
    first, *others = (f for f in session.findings() if f.rule == "R901")
    session.explain(others[0], "另有原因")
    assert others[0]._replace(explained=True) not in session.alike(first)
