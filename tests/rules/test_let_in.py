"""R308: whose cells were off when they were let into a sum."""

from dataclasses import replace

from tests.strategies import complete_draft
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Source
from tuiwizard.rules.case import Case
from tuiwizard.rules.explanations import explained
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.registry import Checker, check

BUSINESS, PERSON = "requests.received.business", "requests.received.natural_person"


def summed(*units: tuple[str, str, list[str]]) -> Draft:
    """A sum of units: the name of each, a digit of its digest, and its cells that were off."""
    sources = tuple(
        Source(agency=name, path=f"{name}.toml", sha256=digit * 64, year=2024, off=off)
        for name, digit, off in units
    )
    return replace(complete_draft(2024), sources=sources)


def of(draft: Draft) -> list[Finding]:
    return [finding for finding in check(draft) if finding.rule == "R308"]


def test_units_that_were_off_in_the_same_cells_are_one_query() -> None:
    draft = summed(
        ("甲镇", "1", [PERSON]),
        ("乙镇", "2", []),
        ("丙镇", "3", [PERSON]),
        ("丁镇", "4", [BUSINESS]),
    )
    one, other = of(draft)
    assert (one.cells, other.cells) == ((PERSON,), (BUSINESS,))
    assert str(one.message).startswith("“甲镇”、“丙镇”加进来时“本年新收 · 自然人”没有填或有错")
    assert one.blocks


def test_a_reason_holds_while_the_reports_are_the_same() -> None:
    draft = summed(("甲镇", "1", [PERSON]))
    (found,) = of(draft)
    given = explained(draft, found, "甲镇三月补报", "张三")
    assert [finding.explained for finding in of(given)] == [True]
    later = replace(given, sources=summed(("甲镇", "2", [PERSON])).sources)
    assert [finding.explained for finding in of(later)] == [False]
    assert of(replace(given, sources=summed(("甲镇", "3", [])).sources)) == []


def test_the_checker_looks_again_when_only_the_reports_are_others() -> None:
    draft, checker = summed(("甲镇", "1", [PERSON])), Checker()
    assert any(finding.rule == "R308" for finding in checker.check(Case(draft)))
    whole = replace(draft, sources=())
    assert not any(finding.rule == "R308" for finding in checker.check(Case(whole)))
