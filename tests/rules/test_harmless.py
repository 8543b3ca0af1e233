"""Sentences in which nothing is wrong, and years that are left over or meant."""

import tomllib
from pathlib import Path

import pytest

from tests.rules.sentences import tables
from tests.rules.test_cases import draft
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.narrative import rules, text_rules
from tuiwizard.rules.narrative.stray_years import stray_years

HARMLESS = tomllib.loads((Path(__file__).parent / "harmless.toml").read_text("utf-8"))
SENTENCES = [(report, s) for report in HARMLESS["report"] for s in report["sentences"]]


def within(report: dict[str, str], sentence: str) -> Draft:
    """The report, with the sentence as its overview."""
    if not report["name"]:
        return tables().with_texts({"overview.text": sentence})
    requests = {
        f"requests.{row}.natural_person": report["requests"]
        for row in ("received", "outcomes.granted")
    }
    words = {"agency.name": report["name"], "agency.level": report["level"]}
    return draft(2025, {**words, **requests, "overview.text": sentence})


@pytest.mark.parametrize(("report", "sentence"), SENTENCES, ids=[s for _, s in SENTENCES])
def test_nothing_is_wrong(report: dict[str, str], sentence: str) -> None:
    case = Case(within(report, sentence))
    found = [f for r in (*rules.RULES, *text_rules.RULES) for f in r.findings(case)]
    assert [str(f.message) for f in found if f.severity is not Severity.UNCHECKED] == []


@pytest.mark.parametrize("text", HARMLESS["years"]["left_over"])
def test_a_year_is_left_over(text: str) -> None:
    assert {stray.year for stray in stray_years(text, 2025)} == {2024}


@pytest.mark.parametrize("text", HARMLESS["years"]["meant"])
def test_a_year_is_meant(text: str) -> None:
    assert stray_years(text, 2025) == ()
