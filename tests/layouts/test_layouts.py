"""Whatever way a report is printed in, it is read as it was."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings

from tests.layouts.faults import COLUMNS, FAULTS, balanced
from tests.layouts.report import WORDS, Report, reports
from tests.layouts.styles import STYLES, Style
from tuiwizard.forms.years import editions
from tuiwizard.importing.extraction import extract
from tuiwizard.importing.imported import Imported
from tuiwizard.importing.sources import read_source


def read(style: Style, report: Report) -> Imported:
    return extract(read_source(style.print(report), style.name))


def wrong(found: Imported, report: Report) -> dict[str, object]:
    """Cells that were read as something they are not."""
    expected = report.expected()
    return {
        path: (printed.value, printed.text, expected.get(path))
        for path, printed in found.printed.items()
        if not printed.unread
        and printed.value != expected.get(path, "no such cell")
        and printed.value is not None
    }


def unread(found: Imported, report: Report) -> dict[str, Decimal]:
    """Figures that are printed and were not read."""
    expected = report.expected()
    return {
        path: figure
        for path, figure in expected.items()
        if figure is not None and (path not in found.printed or found.printed[path].value is None)
    }


@pytest.mark.parametrize("name", STYLES)
@given(report=reports())
@settings(max_examples=8)
def test_a_report_comes_back_cell_for_cell(name: str, report: Report) -> None:
    style = STYLES[name]
    report = report if style.blanks else report.without_blanks()
    found = read(style, report)
    assert wrong(found, report) == {}
    assert unread(found, report) == {}
    assert (found.agency, found.year) == (report.agency, report.year)
    assert found.edition == report.edition
    texts = {path.partition(".")[0]: text for path, text in found.texts.items()}
    if name != "traditional-html":
        assert {key: texts[key].split("\n")[0] for key in WORDS} == {
            key: words[0] for key, words in WORDS.items()
        }


@pytest.mark.parametrize("name", STYLES)
@given(report=reports())
@settings(max_examples=8)
def test_no_cell_is_wrong_where_blanks_are_left_out(name: str, report: Report) -> None:
    assert wrong(read(STYLES[name], report), report) == {}


@pytest.mark.parametrize("name", STYLES)
@given(report=reports(mix=True))
@settings(max_examples=6)
def test_a_mixed_form_is_read_band_by_band(name: str, report: Report) -> None:
    style = STYLES[name]
    report = report if style.blanks else report.without_blanks()
    found = read(style, report)
    assert wrong(found, report) == {}
    if unread(found, report):  # beside bands of another width, a blank may be padding
        assert any("分不清哪个数属于哪一格" in str(note) for note in found.notes)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", STYLES)
def test_a_fault_of_print_makes_no_cell_wrong(name: str, fault: str) -> None:
    """What is read is what is printed, also where a sum fails that was to prove it."""
    random = Random(f"{name} {fault}")
    for edition in editions():
        report = FAULTS[fault](balanced(edition, random), random)
        found = read(STYLES[name], report)
        assert wrong(found, report) == {}
        if fault == "right":
            assert unread(found, report) == {}


def test_balanced_reports_balance() -> None:
    report = balanced("2021", Random(1))
    figures = {
        path: int(text or 0) for path, text in report.figures.items() if "." not in str(text)
    }
    for column in (*COLUMNS, "other_organisation", "total"):
        received, carried_in, total, carried_out = (
            figures[f"requests.{row}.{column}"]
            for row in ("received", "carried_in", "outcomes.total", "carried_out")
        )
        assert received + carried_in == total + carried_out
    faults = {name: fault(report, Random(2)) for name, fault in FAULTS.items()}
    changed = {
        name: sum(report.figures[p] != t for p, t in r.figures.items())
        for name, r in faults.items()
    }
    assert (changed["right"], changed["dropped"], changed["misprinted"]) == (0, 1, 1)
    assert changed["swapped"] in (0, 2)
    assert "0" not in faults["blank-zeros"].figures.values()
