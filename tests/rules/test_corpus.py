"""The published reports, entered as printed: exactly the relations that fail in them."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.rules.test_cases import WORDS
from tests.strategies import inputs
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft
from tuiwizard.rules.case import Case
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.rules.narrative import rules as narrative
from tuiwizard.rules.registry import check

TABLES = ("proactive", "requests", "appeals")
NAMES = (
    *("guanyuan-2019", "hangzhou-style-2025", "hongze-2023", "huaian-2024", "pingtan-2019"),
    *("pingtan-2020", "pingtan-2021", "shanghai-gfo-2019", "shuyang-county-2025", "suqian-2023"),
)

FAILING = re.compile(
    r"table(?P<table>[34]) (?:column )?(?P<what>\S+?): "
    r"(?:results )?(?P<sum>\d+) != (?:（七）)?总计 (?P<total>\d+)"
)
PLACES = {
    "自然人": "requests.outcomes.total.natural_person",
    "总计": "requests.outcomes.total.total",
    "行政复议": "appeals.review.total",
    "复议后起诉": "appeals.litigation_after_review.total",
}


def load(corpus: Path, name: str) -> dict[str, Any]:
    path = corpus / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    data = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    assert isinstance(data, dict)
    return data


def as_printed(data: dict[str, Any], *, blank: str = "") -> Case:
    """The report as it was printed, under words of our own.

    A single row （六）其他处理 on the form of 2021 goes into its third row.
    """
    figures, printed = {}, {}
    for path, figure in data["printed"].items():
        known = cells_by_path(data["edition"], path.partition(".")[0])
        place = path if path in known else path.replace(".other.", ".other.other.", 1)
        if known[place].computed:
            printed[place] = figure
        else:
            figures[place] = blank if figure is None else str(figure)
    zeros = {p: "0" for key in TABLES for p in inputs(data["edition"], key)}
    fees = {p: "0" for p in inputs(data["edition"], "other_matters") if p.count("fee")}
    if "hongze" not in data["source"] and "hzq" not in data["source"]:
        assert set(figures) == set(zeros)
    words = {**WORDS, "agency.name": data["agency"], "agency.level": "city"}
    texts = {**zeros, **figures, **fees, **words, "other_matters.text": "无。"}
    return Case(Draft.new(data["year"]).with_texts(texts), printed=printed)


def errors(case: Case) -> list[Finding]:
    return [f for f in check(case) if f.severity is Severity.ERROR]


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_failing_relations_are_errors(corpus: Path, name: str) -> None:
    data = load(corpus, name)
    expected = set()
    for line in data["failing"]:
        found = FAILING.fullmatch(line)
        assert found, line
        expected.add((PLACES[found["what"]], int(found["total"]), int(found["sum"])))
    said = errors(as_printed(data, blank="0"))
    assert {(f.cells[0], f.left, f.right) for f in said} == expected
    assert len(said) == len(expected)


@pytest.mark.parametrize("name", NAMES)
def test_blanks_are_the_only_other_errors(corpus: Path, name: str) -> None:
    data = load(corpus, name)
    blank = {
        path
        for path, figure in data["printed"].items()
        if figure is None and not cells_by_path(data["edition"], path.partition(".")[0])[path].parts
    }
    said = [f for f in errors(as_printed(data)) if f.rule == "R002"]
    assert {path for f in said for path in f.cells} == blank


def test_the_pingtan_chain(corpus: Path) -> None:
    """Three years across both editions."""
    first, second, third = (
        as_printed(load(corpus, f"pingtan-{year}")).draft for year in (2019, 2020, 2021)
    )
    by_rule: dict[str, list[Finding]] = {}
    for now, before in ((second, first), (third, second)):
        for f in check(Case(now, before)):
            if f.rule.startswith("R9") and f.severity is not Severity.UNCHECKED:
                by_rule.setdefault(f"{now.year} {f.rule}", []).append(f)
    sides = {key: {(f.cells[0], f.left, f.right) for f in found} for key, found in by_rule.items()}
    assert "2020 R901" not in sides  # nothing was carried over
    assert "2020 R903" not in sides  # every 上一年项目数量 follows
    assert "2020 R904" not in sides  # nothing more than tripled
    (jump,) = (f for f in by_rule["2021 R904"] if f.section == "proactive")
    assert "proactive.licensing.decisions" in jump.cells
    assert "2293，上年 278" in str(jump.message)
    assert not [f for found in by_rule.values() for f in found if f.rule == "R906"]
    unchecked = {f.rule for f in check(Case(third, second)) if f.severity is Severity.UNCHECKED}
    assert "R902" in unchecked  # 现行有效 is not on the form of 2019


@pytest.mark.parametrize("name", ["huaian-2024", "hongze-2023"])
def test_a_text_that_agrees_raises_no_alarm(corpus: Path, name: str) -> None:
    case = as_printed(load(corpus, name))
    page = (corpus / f"{name}.txt").read_text("utf-8")
    found = re.search(r"一、总体情况\n(.*?)\n二、主动公开", page, re.DOTALL)
    assert found
    lines = re.sub(r"- \d+ -\n", "", found[1])
    text = re.sub(r"\n(?!（[一二三四五])", "", lines)  # the page breaks lines anywhere
    case = case.after(case.draft.with_texts({"overview.text": text}))
    for rule in narrative.RULES:
        assert list(rule.findings(case)) == []
