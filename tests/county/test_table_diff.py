"""Two reports compared, and a parent with its children."""

from decimal import Decimal

import pytest
from hypothesis import given

from tests.county.units import named, unit
from tests.strategies import complete_draft, drafts
from tuiwizard.county.merge import merge
from tuiwizard.county.table_diff import (
    LEFT,
    RIGHT,
    CellChange,
    TextChange,
    against_children,
    compare,
)
from tuiwizard.forms.layout import cells
from tuiwizard.forms.names import SECTIONS
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Severity

RECEIVED = "requests.received.natural_person"
CARRIED = "requests.carried_out.natural_person"
AMOUNT = "proactive.fees.amount"
PROCUREMENT = "proactive.procurement.amount"


def changes(left: Draft, right: Draft) -> dict[str, CellChange]:
    return {cell.path: cell for section in compare(left, right) for cell in section.cells}


def texts(left: Draft, right: Draft) -> dict[str, TextChange]:
    return {text.path: text for section in compare(left, right) for text in section.texts}


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
    found = texts(before, after)["overview.text"]
    assert found.lines == (
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
    found = texts(before, after)["overview.text"]
    assert {line for line in found.lines if line[0] == "-"} == {("-", "@@ 甲"), ("-", "-- 乙")}
    assert {line for line in found.lines if line[0] == "+"} == {("+", "++ 丙"), ("+", "@@ 丁")}


def test_sections_that_are_equal_are_not_listed() -> None:
    before = complete_draft()
    (section,) = compare(before, before.with_texts({"agency.contact.phone": "1"}))
    assert (section.key, section.title) == ("agency", "基本情况")
    (cell,) = section.cells
    assert (cell.left, cell.right, cell.difference) == ("0", "1", None)


def children(*amounts: str) -> Draft:
    towns = [
        named(complete_draft(2020), f"{n}镇").with_texts({PROCUREMENT: text, RECEIVED: "1"})
        for n, text in enumerate(amounts)
    ]
    draft = merge([unit(town) for town in towns], "甲县", include_unfinished=True).draft
    assert draft is not None
    return draft


def test_a_parent_that_is_the_sum() -> None:
    parent = children("1万元", "2万元")
    assert against_children(parent, unit(parent).ref, children("10000元", "20000元")) == ()


def test_a_parent_that_is_not() -> None:
    parent = children("1万元", "3万元").with_texts({RECEIVED: "5"})
    found = against_children(parent, unit(parent).ref, children("1万元", "2万元"))
    assert [(f.rule, f.cells, f.left, f.right) for f in found] == [
        ("R953", (PROCUREMENT,), 4, 3),
        ("R953", (RECEIVED,), 5, 2),
    ]
    assert found[1].message.startswith("“三、收到和处理政府信息公开申请情况 一、本年新收")


def test_what_cannot_be_compared_is_said() -> None:
    parent = children("1", "2").with_texts({RECEIVED: ""})
    (finding,) = against_children(parent, unit(parent).ref, children("1万元", "2万元"))
    assert finding.severity is Severity.UNCHECKED
    assert finding.cells == (PROCUREMENT, RECEIVED)
    blank = parent.with_texts({c.path: "" for c in cells("2019", "appeals") if not c.computed})
    (more,) = against_children(blank, unit(parent).ref, children("1万元", "2万元"))
    assert f"等 {len(more.cells)} 格" in more.message
