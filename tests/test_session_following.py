"""A text that follows the figures: what was brought forward, and what a table changed."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.test_brought_forward import NEW, OLD, report
from tuiwizard.drafts import store
from tuiwizard.rendering.markdown import render
from tuiwizard.rules.narrative.brought_forward import BroughtForward, Passage
from tuiwizard.session import Session
from tuiwizard.session.unseen import Unseen, moved

OVERVIEW = "overview.text"
LAST = "2024年，收到政府信息公开申请7件，发布信息300条。\n作出行政许可决定12件。"
THIS = "2025年，收到政府信息公开申请5件，发布信息300条。\n作出行政许可决定15件。"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """A draft that is compared with last year's report."""
    store.save(tmp_path / "last.toml", report(2024, {**OLD, OVERVIEW: LAST}))
    session = Session(report(2025, NEW), tmp_path / "this.toml", today=date(2026, 1, 5))
    session.compare_with(tmp_path / "last.toml")
    return session


def taken(session: Session) -> BroughtForward:
    brought = session.brought_forward(OVERVIEW)
    assert brought is not None
    assert session.take_brought_forward(OVERVIEW, brought)
    return brought


def test_last_years_text_is_this_years_until_it_is_undone(session: Session) -> None:
    taken(session)
    assert session.text(OVERVIEW) == THIS
    session.undo()
    assert session.text(OVERVIEW) == ""
    assert session.unseen(OVERVIEW) == ()
    session.redo()
    assert [p.before for p in session.unseen(OVERVIEW)] == ["2024", "7", "300", "12"]


def test_without_last_year_there_is_nothing_to_bring(tmp_path: Path) -> None:
    session = Session(report(2025, NEW), tmp_path / "this.toml")
    assert session.brought_forward(OVERVIEW) is None


def test_each_passage_is_looked_at_once(session: Session) -> None:
    brought = taken(session)
    seen = [session.look(OVERVIEW) for _ in brought.passages]
    assert seen == list(brought.passages)
    assert session.look(OVERVIEW) is None
    session.undo()
    session.redo()
    assert session.unseen(OVERVIEW) == ()


def test_what_is_typed_over_was_looked_at_and_the_rest_moves(session: Session) -> None:
    taken(session)
    session.type_text(OVERVIEW, "今年，" + THIS.removeprefix("2025年，"))
    unseen = session.unseen(OVERVIEW)
    text = session.text(OVERVIEW)
    assert [text[p.start : p.end] for p in unseen] == ["5", "300", "15"]


def test_no_mark_reaches_the_file_or_an_output(session: Session) -> None:
    taken(session)
    session.save()
    assert store.load(session.path).entries("overview").get("overview.text") == THIS
    assert THIS.split("\n")[1] in render(session.draft, as_draft=True)
    assert Session.open(session.path).unseen(OVERVIEW) == ()


def test_all_fixes_of_a_section_are_one_intention(session: Session) -> None:
    text = "收到政府信息公开申请９９件。\n作出行政许可决定98件。"
    session.edit({OVERVIEW: text, "problems.text": "收到政府信息公开申请97件。"})
    assert len(session.text_fixes()) == 3
    assert len(session.text_fixes("overview")) == 2
    assert session.apply_text_fixes(session.text_fixes("overview"))
    assert session.text(OVERVIEW) == "收到政府信息公开申请５件。\n作出行政许可决定15件。"
    assert session.text("problems.text") == "收到政府信息公开申请97件。"
    session.undo()
    assert session.text(OVERVIEW) == text
    assert not session.apply_text_fixes(())


def test_a_table_that_changes_later_takes_the_text_along(session: Session) -> None:
    taken(session)
    assert session.text_fixes() == ()
    session.edit({"requests.received.business": "4", "requests.carried_out.business": "4"})
    assert [f.span and f.span.replacement for f in session.text_fixes()] == ["9"]
    session.apply_text_fixes(session.text_fixes())
    assert session.text(OVERVIEW) == THIS.replace("申请5件", "申请9件")


def test_what_is_explained_and_who_only_reviews_follow_nothing(session: Session) -> None:
    session.edit({OVERVIEW: "收到政府信息公开申请99件。"})
    (fix,) = session.text_fixes()
    session.explain(fix, "含上年受理的")
    assert session.text_fixes() == ()
    session.undo()
    session.sign_off_only = True
    assert session.text_fixes() == ()


@given(
    st.text("甲1", max_size=12), st.integers(0, 12), st.integers(0, 12), st.text("乙2", max_size=5)
)
def test_a_mark_stays_on_its_characters(text: str, a: int, b: int, put: str) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    after = text[:start] + put + text[end:]
    every = [Passage(i, i + 1, "") for i in range(len(text))]
    for passage in moved(every, text, after):
        assert after[passage.start : passage.end] in ("甲", "1")


def test_a_text_that_was_not_brought_forward_has_no_marks() -> None:
    unseen = Unseen()
    assert unseen.at(OVERVIEW, "x") == ()
    assert unseen.take(OVERVIEW, "x") is None
