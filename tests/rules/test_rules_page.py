"""docs/rules.md is what the registry says."""

from pathlib import Path

from docs.rules_page import CROSS_REPORT_RULES, page
from tuiwizard.rules.registry import RULES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "make docs"


def test_every_rule_is_on_it_once() -> None:
    for code in [rule.code for rule in RULES] + [rule.code for rule in CROSS_REPORT_RULES]:
        assert page().count(f"### {code} ") == 1
