"""The published reports of the corpus, figure by figure."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import Entries, read, value_at

TABLES = ("proactive", "requests", "appeals")

CONSISTENT = (
    "guanyuan-2019",
    "hangzhou-style-2025",
    "huaian-2024",
    "pingtan-2019",
    "pingtan-2021",
    "shuyang-county-2025",
    "suqian-2023",
)
ALL = (*CONSISTENT, "hongze-2023", "pingtan-2020", "shanghai-gfo-2019")


class Published(NamedTuple):
    """A report as printed; amounts keep every digit."""

    year: int
    edition: str
    printed: dict[str, Any]
    failing: list[str]


def published(corpus: Path, name: str) -> Published:
    path = corpus / f"{name}.json"
    if not path.is_file():
        pytest.skip(f"{path} is not on this machine")
    data = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    return Published(data["year"], data["edition"], data["printed"], data["failing"])


def typed(report: Published) -> dict[str, str]:
    """The figures that a person would type, blanks left out."""
    texts = {}
    for path, figure in report.printed.items():
        cell = cells_by_path(report.edition, path.partition(".")[0]).get(path)
        if cell and not cell.computed and figure is not None:
            texts[path] = str(figure)
    return texts


def totals(report: Published, key: str) -> dict[str, int]:
    by_path = cells_by_path(report.edition, key)
    return {p: n for p, n in report.printed.items() if p in by_path and by_path[p].computed}


@pytest.mark.parametrize("name", ALL)
def test_every_printed_figure_has_its_cell(corpus: Path, name: str) -> None:
    report = published(corpus, name)
    known = {p for key in TABLES for p in cells_by_path(report.edition, key)}
    if name == "hongze-2023":  # a single row （六）其他处理 on the form of 2021
        known -= {p for p in known if p.startswith("requests.outcomes.other.")}
        known |= {p for p in report.printed if p.startswith("requests.outcomes.other.")}
        assert len([p for p in known if p.startswith("requests.outcomes.other.")]) == 7
    assert set(report.printed) == known


@pytest.mark.parametrize("name", CONSISTENT)
def test_a_consistent_report_makes_finished_sections(corpus: Path, name: str) -> None:
    report = published(corpus, name)
    assert report.failing == []
    draft = Draft.new(report.year).with_texts(typed(report))
    assert draft.edition == report.edition
    for key in TABLES:
        section = draft.report.section(key)
        assert section is not None, draft.violations(key)
        printed = totals(report, key)
        assert {path: value_at(section, path) for path in printed} == printed
        assert dict(draft.entries(key).texts) == {
            path: text for path, text in typed(report).items() if path.startswith(f"{key}.")
        }


def test_a_total_printed_wrong_is_found_as_an_imbalance(corpus: Path) -> None:
    """pingtan-2020: the results add up to 26 and 27, （七）总计 says 20 and 21."""
    report = published(corpus, "pingtan-2020")
    assert report.printed["requests.outcomes.total.natural_person"] == 20
    draft = Draft.new(2020).with_texts(typed(report))
    assert draft.report.section("requests") is None
    (violation,) = draft.violations("requests")
    assert (violation.rule, violation.left, violation.right) == ("R301", 20, 26)
    assert violation.cells[0] == "requests.received.natural_person"
    assert draft.report.section("proactive") is not None
    assert draft.report.section("appeals") is not None


def test_a_single_other_row_fits_only_the_third_of_the_form(corpus: Path) -> None:
    """hongze-2023: （六）其他处理 is one row; table 4 totals are printed as 0."""
    report = published(corpus, "hongze-2023")
    texts = typed(report)
    draft = Draft.new(2023).with_texts(texts)
    missing = {cell for violation in draft.violations("requests") for cell in violation.cells}
    assert len(missing) == 18
    assert all(path.startswith("requests.outcomes.other.") for path in missing)

    single = {p: n for p, n in report.printed.items() if p.startswith("requests.outcomes.other.")}
    texts |= dict.fromkeys(missing, "0")
    for path, figure in single.items():
        if not path.endswith(".total"):
            texts[path.replace(".other.", ".other.other.", 1)] = str(figure)
    draft = Draft.new(2023).with_texts(texts)
    section = draft.report.section("requests")
    assert section is not None, draft.violations("requests")
    printed = totals(report, "requests")
    assert {path: value_at(section, path) for path in printed} == printed

    appeals = draft.report.section("appeals")
    assert appeals is not None
    computed = {path: value_at(appeals, path) for path in totals(report, "appeals")}
    assert computed == {
        "appeals.review.total": 11,
        "appeals.litigation_direct.total": 0,
        "appeals.litigation_after_review.total": 5,
    }
    assert set(totals(report, "appeals").values()) == {0}


def test_blank_is_not_zero_but_balances_once_filled_in(corpus: Path) -> None:
    """shanghai-gfo-2019: zeros are left blank."""
    report = published(corpus, "shanghai-gfo-2019")
    blank = {
        path
        for path, figure in report.printed.items()
        if figure is None and not cells_by_path("2019", path.partition(".")[0])[path].computed
    }
    assert blank
    draft = Draft.new(2019).with_texts(typed(report))
    reported = {p.cells[0]: p.rule for key in TABLES for p in draft.violations(key)}
    assert reported == dict.fromkeys(blank, "R002")
    texts = {**typed(report), **dict.fromkeys(blank, "0")}
    for key in TABLES:
        own = {p: t for p, t in texts.items() if p.startswith(f"{key}.")}
        assert read("2019", key, Entries.of(own)).section is not None
