"""A report as it is drawn on the screen: golden pages, and what holds at every width."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.published import REPORTS, Published
from tests.report.test_line_breaks import NOT_FIRST, NOT_LAST
from tests.signing import signed
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.layout import grid
from tuiwizard.rendering.page import (
    Ink,
    Note,
    Notes,
    Page,
    Paper,
    leaves,
)
from tuiwizard.rendering.page_report import draw_report, draw_text
from tuiwizard.report.draft import Draft

GOLDEN = Path(__file__).parent / "golden"
DATA = Path(__file__).parents[1] / "data"
REPORTED = {name: Published.load(DATA / f"{name}.json").draft() for name in REPORTS}


def paper(width: int, *, ascii_only: bool = False) -> Paper:
    return Paper(width, cell_len, ascii_only)


def text(page: Page) -> str:
    return "\n".join("".join(p.text for p in line).rstrip() for line in page.lines) + "\n"


@pytest.mark.parametrize("width", [56, 76])
@pytest.mark.parametrize("name", REPORTS)
def test_the_pages_are_as_they_were_looked_at(name: str, width: int) -> None:
    golden = GOLDEN / f"{name}-{width}.txt"
    drawn = text(draw_report(signed(REPORTED[name]), paper(width), as_draft=False))
    assert drawn == golden.read_text(encoding="utf-8")


@given(st.sampled_from(REPORTS), st.integers(52, 100), st.booleans())
def test_at_every_width(name: str, width: int, ascii_only: bool) -> None:
    draft = REPORTED[name]
    page = draw_report(draft, paper(width, ascii_only=ascii_only), as_draft=True)
    for line in page.lines:
        assert cell_len("".join(piece.text for piece in line)) <= width
        if line and line[0].ink is not Ink.EDGE:
            words = "".join(piece.text for piece in line).strip()
            assert words[0] not in NOT_FIRST and words[-1] not in NOT_LAST
    tables = [line for line in page.lines if line and line[0].ink is Ink.EDGE]
    assert {cell_len("".join(piece.text for piece in line)) for line in tables} == {width}
    found = {run.place: run.text for run in page.runs}
    for key in ("proactive", "requests", "appeals"):
        for cell in grid(draft.edition, key).cells:
            if not cell.computed:
                assert found[cell.path] == draft.entries(key).get(cell.path)


@given(st.sampled_from(REPORTS), st.integers(20, 51))
def test_a_page_that_is_too_narrow_for_its_tables_is_drawn_all_the_same(
    name: str, width: int
) -> None:
    assert draw_report(REPORTED[name], paper(width), as_draft=True).lines


@given(st.sampled_from(REPORTS), st.integers(3, 60))
def test_leaves_have_every_line_but_for_blank_ones_at_their_heads(name: str, height: int) -> None:
    page = draw_report(REPORTED[name], paper(56), as_draft=True)
    cut = leaves(page, height)
    assert all(0 < len(lines) <= height for lines in cut)
    shown = [line for lines in cut for line in lines]
    assert shown == sorted(set(shown))
    assert all(not page.lines[line] for line in range(len(page.lines)) if line not in shown)


def test_a_leaf_does_not_end_with_a_heading() -> None:
    page = draw_report(REPORTED["pingtan-2021"], paper(56), as_draft=True)
    for height in range(10, 60):
        for lines in leaves(page, height)[:-1]:
            together = all(line in page.kept for line in lines[2:])
            assert lines[-1] + 1 not in page.kept or together


def test_runs_stand_where_they_say() -> None:
    page = draw_report(REPORTED["guanyuan-2019"], paper(60), as_draft=True)
    for run in page.runs:
        for segment in run.segments:
            line = "".join(piece.text for piece in page.lines[segment.line])
            before = line[: line.find(segment.text.rstrip())]
            assert segment.text.rstrip() in line
            assert cell_len(before) <= segment.column


def test_places() -> None:
    page = draw_report(REPORTED["pingtan-2021"], paper(76), as_draft=True)
    lines = [page.line_of(key) for key in section_keys("2021")]
    assert None not in lines
    assert lines == sorted(lines, key=lambda line: line or 0)
    at = page.line_of("requests.received.natural_person")
    assert at is not None
    assert "一、本年新收" in text(page).split("\n")[at]
    assert page.line_of("nowhere") is None


def test_a_draft_says_so_and_what_it_lacks() -> None:
    page = draw_report(Draft.new(2025), paper(56), as_draft=True)
    assert "草稿（未经审核）" in text(page)
    assert "还有 171 格未填" in text(page)
    assert "未填" in text(page)


def test_what_was_typed_is_text() -> None:
    draft = Draft.new(2025).with_texts({"overview.text": "甲*乙*\n　　丙[b]\x1b[2J\n\n丁"})
    drawn = text(draw_report(draft, paper(56), as_draft=True))
    assert "\n　　甲*乙*\n　　丙[b]" in drawn
    assert "\x1b" not in drawn


def test_who_reviews_sees_last_year_and_the_reasons_at_the_cell() -> None:
    draft = REPORTED["pingtan-2021"]
    cells = {
        "proactive.penalties.decisions": Note("94902", ("口径变了（王）",)),
        "proactive.licensing.decisions": Note("2000"),
        "requests.received.natural_person": Note("31"),
        "requests.received.business": Note("0"),
    }
    notes = Notes(cells, {"requests": "请核对\n第一行。"})
    drawn = text(draw_report(draft, paper(76), as_draft=True, notes=notes))
    for said in ("1282[1] (94902)", "[1] 口径变了（王）", "2293 (2000)", "括号里是上年的数"):
        assert said in drawn
    assert "审核意见：请核对\ufffd第一行。" in drawn
    assert "(31)" in drawn
    assert "0 (0)" not in drawn


def test_only_what_has_changed_is_drawn_again() -> None:
    draft = REPORTED["pingtan-2021"]
    before = draw_report(draft, paper(56), as_draft=True)
    after = draw_report(draft.with_texts({"problems.text": "改了。"}), paper(56), as_draft=True)
    same = [(a, b) for a, b in zip(before.lines, after.lines, strict=False) if a is b]
    assert len(same) > 100


def test_a_text_is_drawn_line_for_line() -> None:
    page = draw_text("甲，乙\n\n丙\x07\n", paper(20))
    assert text(page) == "甲，乙\n\n丙\ufffd\n"
    assert leaves(Page(), 5) == [range(0)]
