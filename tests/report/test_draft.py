"""A draft through any sequence of edits: what is in its report is right, always."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sections import SECTIONS
from tests.strategies import COLUMNS, complete_draft, drafts, inputs, leaves, typed, years
from tuiwizard.errors import YearError
from tuiwizard.forms.common import MAX_COUNT
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft, Progress, SectionState
from tuiwizard.report.entries import Entries, clean_text, read, value_at
from tuiwizard.report.metadata import Explanation


def check_balance(figures: Mapping[str, Any]) -> None:
    """The balance of table 3 from the nested figures alone."""
    handled = list(leaves(figures["outcomes"]))
    for column in COLUMNS:
        left = figures["received"][column] + figures["carried_in"][column]
        right = sum(n for path, n in handled if path.endswith(f".{column}"))
        assert left == right + figures["carried_out"][column]


def check_figures(figures: Mapping[str, Any]) -> None:
    """R003 and R201 from the nested figures alone."""
    for path, figure in leaves(figures):
        if path.endswith("change"):
            assert -MAX_COUNT <= figure <= MAX_COUNT
        elif isinstance(figure, Decimal):
            assert 0 <= figure < 10**12
            assert figure == round(figure, 6)
        elif isinstance(figure, int):
            assert 0 <= figure <= MAX_COUNT
    for row in figures.values():
        if isinstance(row, Mapping) and "change" in row:
            assert row["items_last_year"] + row["change"] >= 0


def check_section(draft: Draft, key: str) -> None:
    section = draft.report.section(key)
    assert section is not None
    figures = section.model_dump()
    assert type(section).model_validate(figures) == section
    assert list(section.hard_rules(section.values())) == []
    check_figures(figures)
    if key == "requests":
        check_balance(figures)
    for cell in cells(draft.edition, key):
        if cell.computed:
            parts = sum(value_at(section, part) for part in cell.parts)
            assert value_at(section, cell.path) == parts
    assert read(draft.edition, key, draft.entries(key)).section == section
    assert draft.violations(key) == ()
    assert draft.progress(key) == Progress(SectionState.COMPLETE)


def check(draft: Draft) -> None:
    """All that holds of every draft."""
    order = {key: number for number, key in enumerate(SECTIONS)}
    assert list(draft.unfinished) == sorted(draft.unfinished, key=order.__getitem__)
    for key in SECTIONS:
        if draft.report.section(key) is not None:
            assert key not in draft.unfinished
            check_section(draft, key)
        else:
            assert draft.violations(key)
            assert draft.entries(key) == (
                draft.unfinished[key].entries if key in draft.unfinished else Entries()
            )
            started = draft.progress(key).state is not SectionState.NOT_STARTED
            assert started == (key in draft.unfinished) == bool(draft.entries(key))
    assert draft.report.complete == all(draft.report.section(key) for key in SECTIONS)


Edit = tuple[str, list[tuple[int, str]]] | int
"""Texts typed into numbered cells of a section (no cells: clear it), or another year."""

edits: st.SearchStrategy[Edit] = st.one_of(
    st.tuples(
        st.sampled_from(SECTIONS),
        st.lists(st.tuples(st.integers(0, 200), typed), max_size=4),
    ),
    years,
)


def change_year(draft: Draft, year: int) -> Draft:
    try:
        changed = draft.with_year(year)
    except YearError:
        assert draft.with_year(draft.year) == draft
        return draft
    for key in SECTIONS:
        assert changed.entries(key) == draft.entries(key)
    assert (changed.year, changed.explanations) == (year, draft.explanations)
    return changed


def type_in(draft: Draft, key: str, typings: list[tuple[int, str]]) -> Draft:
    paths = inputs(draft.edition, key)
    texts = {paths[number % len(paths)]: text for number, text in typings}
    texts = texts or dict.fromkeys(paths, "")
    changed = draft.with_texts(texts)
    expected = {**draft.entries(key).texts, **{p: clean_text(t) for p, t in texts.items()}}
    if key in changed.unfinished:
        assert changed.entries(key).texts == {p: t for p, t in expected.items() if t}
    for other in SECTIONS:
        if other != key:
            assert changed.report.section(other) is draft.report.section(other)
            assert changed.entries(other) == draft.entries(other)
    return changed


@settings(max_examples=50)
@given(drafts(), st.lists(edits, max_size=6))
def test_any_sequence_of_edits_keeps_the_draft_right(draft: Draft, sequence: list[Edit]) -> None:
    check(draft)
    for edit in sequence:
        draft = change_year(draft, edit) if isinstance(edit, int) else type_in(draft, *edit)
        check(draft)


@given(drafts(), st.sampled_from(SECTIONS))
def test_a_section_cleared_and_typed_again_is_the_same(draft: Draft, key: str) -> None:
    texts = draft.entries(key).texts
    cleared = draft.with_texts(dict.fromkeys(texts, ""))
    assert not cleared.entries(key)
    assert cleared.with_texts(texts) == draft


def test_a_new_draft() -> None:
    draft = Draft.new(2020)
    assert (draft.year, draft.edition) == (2020, "2019")
    assert not draft.unfinished
    assert draft.progress("requests") == Progress(SectionState.NOT_STARTED, 22 * 6)
    assert draft.progress("overview") == Progress(SectionState.NOT_STARTED, 1)
    named = Draft.new(2025, name="官元镇人民政府")
    assert named.progress("agency") == Progress(SectionState.FILLING, 1)
    named = Draft.new(2025, name="官元镇人民政府", level="township")
    assert named.progress("agency") == Progress(SectionState.COMPLETE)
    with pytest.raises(YearError, match="2018 年没有对应的表格"):
        Draft.new(2018)


def test_progress_counts_blanks_and_errors_apart() -> None:
    draft = Draft.new(2025).with_texts({"appeals.review.upheld": "1"})
    assert draft.progress("appeals") == Progress(SectionState.FILLING, 11)
    draft = draft.with_texts({"appeals.review.other": "一"})
    assert draft.progress("appeals") == Progress(SectionState.WRONG, 10, 1)


def test_a_section_leaves_the_report_with_its_first_error_and_comes_back() -> None:
    draft = complete_draft()
    wrong = draft.with_texts({"requests.received.business": "1"})
    assert wrong.report.section("requests") is None
    assert wrong.progress("requests") == Progress(SectionState.WRONG, 0, 1)
    assert len(wrong.entries("requests").texts) == 24 * 6
    assert wrong.with_texts({"requests.received.business": "0"}) == draft


def test_several_sections_are_typed_into_at_once() -> None:
    draft = Draft.new(2025).with_texts({"problems.text": "甲", "overview.text": "乙"})
    assert draft.entries("overview").texts == {"overview.text": "乙"}
    assert draft.entries("problems").texts == {"problems.text": "甲"}


@pytest.mark.parametrize(
    "path",
    [
        "requests.received.total",
        "requests.received.nobody",
        "requests.received",
        "nonsense.text",
        "overview",
        "",
    ],
)
def test_only_cells_filled_in_by_hand_can_be_typed_into(path: str) -> None:
    with pytest.raises(KeyError) as caught:
        Draft.new(2025).with_texts({"overview.text": "甲", path: "1"})
    assert caught.value.args == (path,)


def test_a_year_of_the_same_edition_keeps_everything() -> None:
    draft = complete_draft(2025)
    changed = draft.with_year(2021)
    assert changed.report.complete
    assert changed.with_year(2025) == draft


def test_another_edition_keeps_what_it_has_a_place_for() -> None:
    draft = Draft.new(2020).with_texts(
        {"overview.text": "甲", "proactive.rules.produced": "", "requests.received.business": "x"}
    )
    changed = draft.with_year(2021)
    assert changed.edition == "2021"
    assert changed.report.section("overview") is not None
    assert changed.entries("requests").texts == {"requests.received.business": "x"}


def test_another_edition_is_refused_where_it_would_lose_figures() -> None:
    draft = complete_draft(2020)
    with pytest.raises(YearError) as caught:
        draft.with_year(2021)
    lost = 22 + 6  # table 2 less 规章 and so on has other columns; （六） has other rows
    assert f"2021 年用 2021 版表格，已填的 {lost - kept()} 格" in str(caught.value)
    assert "请另建一份草稿，或先清空这些格" in str(caught.value)
    with pytest.raises(YearError, match="没有对应的表格"):
        draft.with_year(2018)


def kept() -> int:
    """Cells of table 2 that both editions have: the decisions of three rows."""
    both = {*inputs("2019", "proactive")} & {*inputs("2021", "proactive")}
    assert both == {
        "proactive.licensing.decisions",
        "proactive.penalties.decisions",
        "proactive.compulsory_measures.decisions",
    }
    return len(both)


def test_the_words_of_an_explanation_are_normalised() -> None:
    explanation = Explanation(rule="R901", reason="甲\r\n乙\ud800", values=[1, "a\rb"])
    assert explanation.reason == "甲\n乙?"
    assert explanation.values == [1, "a\nb"]
