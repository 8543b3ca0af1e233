"""Whatever way a report is printed in, it is read as it was."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from tests.layouts.report import WORDS, Report, reports
from tests.layouts.styles import STYLES, Style
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
