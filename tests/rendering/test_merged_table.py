"""The merged cells are those of the official form, and every figure knows its headers."""

from collections import Counter

import pytest

from tests.published import TABLES, committed
from tests.rendering.blank_form import Place, official
from tuiwizard.forms.layout import grid
from tuiwizard.rendering.merged_table import MergedCell, MergedTable, Role, merge_cells
from tuiwizard.rendering.tables import printed_tables
from tuiwizard.report.draft import Draft


def table(draft: Draft, key: str) -> MergedTable:
    return merge_cells(printed_tables(draft, key))


def places(table: MergedTable) -> list[Place]:
    """The merged cells of a table without its figures' texts."""
    return [
        Place(row, s.column, s.rows, s.columns, "" if s.role is Role.FIGURE else s.text)
        for row, line in enumerate(table.lines)
        for s in line
    ]


@pytest.mark.parametrize(("number", "key"), enumerate(TABLES))
def test_the_merges_are_those_of_the_blank_form(number: int, key: str) -> None:
    assert places(table(Draft.new(2021), key)) == official()[number]


@pytest.mark.parametrize("key", TABLES)
def test_every_square_of_the_grid_is_covered_once(complete: Draft, key: str) -> None:
    drawn = table(complete, key)
    lines = list(drawn.lines)
    covered = Counter(
        (row + down, cell.column + across)
        for row, line in enumerate(lines)
        for cell in line
        for down in range(cell.rows)
        for across in range(cell.columns)
    )
    assert covered == Counter((r, c) for r in range(len(lines)) for c in range(drawn.width))


@pytest.mark.parametrize("key", TABLES)
def test_a_figure_is_headed_by_its_labels(complete: Draft, key: str) -> None:
    drawn = table(complete, key)
    spots = {cell.key: cell for line in drawn.lines for cell in line}
    assert len(spots) == sum(map(len, drawn.lines))
    figures = [cell for cell in spots.values() if cell.role is Role.FIGURE]
    cells = [
        (band.title, c) for band in grid(complete.edition, key).bands for r in band.cells for c in r
    ]
    for figure, (title, cell) in zip(figures, cells, strict=True):
        said = [spots[header].text for header in figure.headers]
        assert said == [*([title] if title else []), *cell.row, *cell.column]


def test_in_2019_the_last_column_of_a_narrow_band_takes_what_is_left() -> None:
    """As published on the form of 2019: 本年增/减 and 采购总金额 span two columns."""
    spots = [cell for line in table(Draft.new(2019), "proactive").lines for cell in line]
    wide = {s.text for s in spots if s.columns == 2 and s.role is Role.COLUMN}
    assert wide == {"本年增/减", "采购总金额"}
    assert {s.columns for s in spots if s.role is Role.BAND} == {4}


def test_in_2019_other_outcomes_are_one_row() -> None:
    def labels(year: int) -> list[MergedCell]:
        lines = table(Draft.new(year), "requests").lines
        return [s for line in lines for s in line if s.text == "（六）其他处理"]

    assert [(s.rows, s.columns) for s in labels(2019)] == [(1, 2)]
    assert [(s.rows, s.columns) for s in labels(2021)] == [(3, 1)]


def test_the_figures_are_the_printed_ones(name: str, complete: Draft) -> None:
    for key in TABLES:
        drawn = [
            s.text for line in table(complete, key).lines for s in line if s.role is Role.FIGURE
        ]
        printed = committed(name).printed
        cells = grid(complete.edition, key).cells
        assert drawn == [printed[cell.path] for cell in cells]
