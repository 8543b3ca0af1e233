"""A parent's report compared with the sum of its children."""

from tests.county.units import named, unit
from tests.strategies import complete_draft
from tuiwizard.county.let_in import EVERYBODY
from tuiwizard.county.merge import merge
from tuiwizard.county.parent_check import against_children
from tuiwizard.forms.layout import cells
from tuiwizard.report.draft import Draft
from tuiwizard.rules.finding import Severity

RECEIVED = "requests.received.natural_person"
PROCUREMENT = "proactive.procurement.amount"


def children(*amounts: str) -> Draft:
    towns = [
        named(complete_draft(2020), f"{n}镇").with_texts({PROCUREMENT: text, RECEIVED: "1"})
        for n, text in enumerate(amounts)
    ]
    draft = merge([unit(town) for town in towns], "甲县", let_in=EVERYBODY).draft
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
    assert str(found[1].message).startswith("“三、收到和处理政府信息公开申请情况 一、本年新收")


def test_what_cannot_be_compared_is_said() -> None:
    parent = children("1", "2").with_texts({RECEIVED: ""})
    (finding,) = against_children(parent, unit(parent).ref, children("1万元", "2万元"))
    assert finding.severity is Severity.UNCHECKED
    assert finding.cells == (PROCUREMENT, RECEIVED)
    blank = parent.with_texts({c.path: "" for c in cells("2019", "appeals") if not c.computed})
    (more,) = against_children(blank, unit(parent).ref, children("1万元", "2万元"))
    assert f"等 {len(more.cells)} 格" in str(more.message)
