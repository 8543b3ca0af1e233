"""Where two drafts differ is found and undone cell by cell."""

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import complete_draft, drafts
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Explanation
from tuiwizard.report.table_diff import (
    CORRECTIONS,
    EXPLANATIONS,
    SOURCES,
    YEAR,
    CellChange,
    draft_changes,
)
from tuiwizard.report.text_delta import apply_delta, text_delta

BESIDE = {EXPLANATIONS, SOURCES, CORRECTIONS}
"""What is no cell: reasons, reports that were added up, and versions that were posted."""


@given(drafts())
def test_a_draft_does_not_differ_from_itself(draft: Draft) -> None:
    assert draft_changes(draft, draft) == ()


@given(drafts(), drafts())
def test_typing_the_differences_in_makes_them_equal(left: Draft, right: Draft) -> None:
    found = draft_changes(left, right)
    if left.edition == right.edition:
        cells = {d.path: d.right for d in found if d.path not in (YEAR, *BESIDE)}
        made = left.with_year(right.year).with_texts(cells)
        assert {d.path for d in draft_changes(made, right)} <= BESIDE
    assert {d.path for d in draft_changes(right, left)} == {d.path for d in found}


def test_each_has_its_name() -> None:
    left = complete_draft()
    changed = left.with_texts({"requests.received.natural_person": "3"}).with_year(2024)
    explained = Draft(changed.report, changed.unfinished, (Explanation(rule="R1", reason="x"),))
    year, cell, said = draft_changes(left, explained)
    assert year == CellChange(YEAR, "年度", "2025", "2024")
    assert (cell.left, cell.right) == ("0", "3")
    assert "自然人" in cell.full_label
    assert said == CellChange(EXPLANATIONS, "说明", "0 条", "1 条")


def test_other_editions_have_other_cells() -> None:
    found = draft_changes(complete_draft(2019), complete_draft(2025))
    assert {d.left for d in found} | {d.right for d in found} >= {"", "0"}


@given(st.text("甲乙ab", max_size=30), st.text("甲乙ab", max_size=30))
def test_a_text_is_its_neighbour_and_the_piece(before: str, after: str) -> None:
    start, was, became = text_delta(before, after)
    assert apply_delta(before, start, was, became) == after
    assert apply_delta(after, start, became, was) == before
    assert not (was and became and (was[0] == became[0] or was[-1] == became[-1]))
