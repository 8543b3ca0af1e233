"""The columns of an export are those of the form: all figures, in its order, with exact types."""

import pytest

from tests.sections import SECTIONS
from tuiwizard.county.export_columns import BOOLEAN, EXACT, INTEGER, KNOWN_BY, TEXT, columns, schema
from tuiwizard.errors import EditionError
from tuiwizard.forms.common import AMOUNT_DECIMALS, MAX_AMOUNT, Kind
from tuiwizard.forms.editions import report_model
from tuiwizard.forms.layout import cells, cells_by_path
from tuiwizard.forms.years import editions

FIGURES = {Kind.COUNT: INTEGER, Kind.CHANGE: INTEGER, Kind.AMOUNT: EXACT}

every_edition = pytest.mark.parametrize("edition", editions())


@every_edition
def test_every_figure_of_the_form_has_its_column_in_its_order(edition: str) -> None:
    form = [c for key in SECTIONS for c in cells(edition, key) if c.kind in FIGURES]
    units = [c.unit_path for c in form if c.unit_path]
    own = [c for c in columns(edition)[len(KNOWN_BY) :] if c.name not in units]
    assert [c.name for c in own] == [c.path for c in form]
    assert [c.type for c in own] == [FIGURES[c.kind] for c in form]
    assert [c.title for c in own] == [c.label for c in form]
    assert {c.editions for c in own} == {(edition,)}


@every_edition
def test_a_unit_of_the_offices_own_stands_behind_its_sum(edition: str) -> None:
    names = [c.name for c in columns(edition)]
    for cell in (c for key in SECTIONS for c in cells(edition, key) if c.unit_path):
        at = names.index(cell.path)
        assert names[at + 1] == cell.unit_path
        assert columns(edition)[at + 1].type == TEXT


def test_several_editions_have_the_union_each_in_its_order() -> None:
    union = [c.name for c in columns()]
    assert len(set(union)) == len(union)
    assert columns() == columns(*editions()) == columns(*reversed(editions()))
    for edition in editions():
        own = [c.name for c in columns(edition)]
        assert [name for name in union if name in own] == own
    assert set(union) == {c.name for edition in editions() for c in columns(edition)}


def test_the_cells_of_a_row_stay_together() -> None:
    rows = [c.name.rpartition(".")[0] for c in columns()[len(KNOWN_BY) :]]
    starts = [row for before, row in zip(["", *rows], rows, strict=False) if row != before]
    assert len(set(starts)) == len(starts)


def test_a_column_has_one_meaning_in_all_editions() -> None:
    for column in columns():
        found = [c for e in column.editions for c in columns(e) if c.name == column.name]
        assert len(found) == len(column.editions)
        assert {c.type for c in found} == {column.type}
        assert found[-1].title == column.title  # the words of the latest


def test_the_exact_type_holds_every_amount_and_every_sum_of_forty_thousand() -> None:
    digits, decimals = (int(n) for n in EXACT.removeprefix("decimal(")[:-1].split(","))
    assert decimals == AMOUNT_DECIMALS
    assert 10 ** (digits - decimals) >= MAX_AMOUNT
    assert digits <= 38  # what Parquet and DuckDB can hold; DuckDB adds in 38 digits


def test_what_a_report_is_known_by_comes_first() -> None:
    names = ["path", "agency", "level", "year", "edition", "complete", "publishable", "sha256"]
    assert [c.name for c in columns()[: len(names)]] == names
    assert {c.type for c in KNOWN_BY} == {TEXT, INTEGER, BOOLEAN}


def test_the_schema_says_all_of_it() -> None:
    for edition in editions():
        listed = schema(edition)
        assert [c["column"] for c in listed] == [c.name for c in columns(edition)]
        by_name = {c["column"]: c for c in listed}
        cell = cells_by_path(edition, "requests")["requests.received.total"]
        title = report_model(edition).model_fields["requests"].title
        assert by_name[cell.path] == {
            "column": cell.path,
            "type": INTEGER,
            "title": cell.label,
            "section": title,
            "unit": "",
            "editions": [edition],
        }


def test_an_edition_there_is_not_is_named() -> None:
    with pytest.raises(EditionError, match="1999"):
        columns("1999")
