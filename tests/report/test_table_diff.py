"""Two reports compared cell by cell, and texts paragraph by paragraph."""

from decimal import Decimal

import pytest
from hypothesis import given

from tests.sections import SECTIONS
from tests.strategies import complete_draft, drafts
from tuiwizard.forms.common import Kind
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft
from tuiwizard.report.table_diff import LEFT, RIGHT, CellChange, compare

RECEIVED = "requests.received.natural_person"
CARRIED = "requests.carried_out.natural_person"
AMOUNT = "proactive.fees.amount"
PROCUREMENT = "proactive.procurement.amount"


def changes(left: Draft, right: Draft) -> dict[str, CellChange]:
    return {cell.path: cell for cell in compare(left, right) if cell.kind is not Kind.TEXT}


def paragraphs(left: Draft, right: Draft) -> tuple[tuple[str, str], ...]:
    """The paragraphs of the one text that changed."""
    (text,) = compare(left, right)
    return tuple(text.paragraphs())


@given(drafts())
def test_a_report_does_not_differ_from_itself(draft: Draft) -> None:
    assert compare(draft, draft) == ()


@given(drafts(), drafts())
def test_differences_are_the_same_from_either_side(left: Draft, right: Draft) -> None:
    forth, back = changes(left, right), changes(right, left)
    assert forth.keys() == back.keys()
    for path, change in forth.items():
        other = back[path]
        assert (change.left, change.right) == (other.right, other.left)
        if change.difference is not None:
            assert change.difference == -(other.difference or 0)


def test_figures_with_difference_and_ratio_and_the_totals_they_change() -> None:
    before = complete_draft().with_texts({RECEIVED: "8", CARRIED: "8"})
    after = before.with_texts({RECEIVED: "10", CARRIED: "10", AMOUNT: "0.30"})
    found = changes(before, after)
    assert list(found) == [
        AMOUNT,
        RECEIVED,
        "requests.received.total",
        CARRIED,
        "requests.carried_out.total",
    ]
    received = found[RECEIVED]
    assert (received.left, received.right, received.difference) == ("8", "10", 2)
    assert (received.ratio, received.computed) == (Decimal("1.2500"), False)
    assert found["requests.received.total"].computed
    assert (found[AMOUNT].difference, found[AMOUNT].ratio) == (Decimal("0.30"), None)
    assert "自然人" in received.label


@pytest.mark.parametrize(
    ("before", "after", "difference", "ratio"),
    [
        ("3", "1", -2, "0.3333"),
        ("20000", "1", -19_999, "0.0000"),  # 0.00005 and 0.00015: half to even
        ("20000", "3", -19_997, "0.0002"),
        ("0", "7", 7, None),
        ("", "7", None, None),
        ("7", "", None, None),
        ("一", "7", None, None),
    ],
)
def test_a_ratio_needs_a_base(
    before: str, after: str, difference: int | None, ratio: str | None
) -> None:
    path = "appeals.review.upheld"
    found = changes(
        complete_draft().with_texts({path: before}), complete_draft().with_texts({path: after})
    )[path]
    assert (found.left, found.right) == (before, after)
    assert found.difference == difference
    assert found.ratio == (None if ratio is None else Decimal(ratio))


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("3万元", "5万元", 2),
        ("3万元", "30000元", None),
        ("3", "3元", None),
        ("5.0元", "5元", "same"),
    ],
)
def test_amounts_in_different_units_have_no_difference(
    before: str, after: str, difference: int | str | None
) -> None:
    projects = "proactive.procurement.projects"
    left, right = (
        complete_draft(2020).with_texts({PROCUREMENT: text, projects: str(number)})
        for number, text in enumerate((before, after))
    )
    found = changes(left, right)
    assert found[projects].difference == 1
    if difference == "same":
        assert PROCUREMENT not in found
    else:
        assert found[PROCUREMENT].difference == difference


def test_a_cell_that_one_form_does_not_have_is_not_zero() -> None:
    found = changes(complete_draft(2020), complete_draft(2021))
    forms = [
        {c.path for key in SECTIONS for c in cells(edition, key)} for edition in ("2019", "2021")
    ]
    assert {p for p, c in found.items() if c.on == LEFT} == forms[0] - forms[1]
    assert {p for p, c in found.items() if c.on == RIGHT} == forms[1] - forms[0]
    for change in found.values():
        assert (change.difference, change.ratio) == (None, None)
        assert (change.left if change.on == RIGHT else change.right) == ""


def test_texts_paragraph_by_paragraph() -> None:
    before = complete_draft().with_texts({"overview.text": "一。\n二。\n三。\n四。\n五。"})
    after = before.with_texts({"overview.text": "一。\n二。\n叁。\n四。\n五。\n六。"})
    assert paragraphs(before, after) == (
        (" ", "二。"),
        ("-", "三。"),
        ("+", "叁。"),
        (" ", "四。"),
        (" ", "五。"),
        ("+", "六。"),
    )


def test_a_paragraph_that_looks_like_the_mark_of_a_patch_is_a_paragraph() -> None:
    before = complete_draft().with_texts({"overview.text": "@@ 甲\n-- 乙"})
    after = before.with_texts({"overview.text": "++ 丙\n@@ 丁"})
    found = paragraphs(before, after)
    assert {line for line in found if line[0] == "-"} == {("-", "@@ 甲"), ("-", "-- 乙")}
    assert {line for line in found if line[0] == "+"} == {("+", "++ 丙"), ("+", "@@ 丁")}


def test_sections_that_are_equal_are_not_listed() -> None:
    before = complete_draft()
    (cell,) = compare(before, before.with_texts({"agency.contact.phone": "1"}))
    assert (cell.section, cell.title) == ("agency", "基本情况")
    assert (cell.left, cell.right, cell.difference) == ("0", "1", None)
