"""The geometry of the tables: every cell has its place, every label is complete."""

import pytest

from tuiwizard.forms.grid import Band, Grid
from tuiwizard.forms.layout import grid
from tuiwizard.forms.years import editions
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.widgets.sheet import Line, Sheet, arrange

TABLES = [(edition, key) for edition in editions() for key in ("proactive", "requests", "appeals")]
WIDTHS = range(40, 201)
WIDEST = (2, 5, 10, 20)

tables = pytest.mark.parametrize(("edition", "key"), TABLES)


def every_sheet(table: Grid) -> list[tuple[int, int, Sheet]]:
    return [(w, widest, arrange(table, w, widest)) for w in WIDTHS for widest in WIDEST]


def lines_of_bands(table: Grid, sheet: Sheet) -> list[tuple[Band, list[Line]]]:
    """The lines of each band, its title left out."""
    if len(table.bands) == 1:
        return [(table.bands[0], list(sheet.lines))]
    starts = [i for i, line in enumerate(sheet.lines) if line.kind == "title"]
    ends = [*starts[1:], len(sheet.lines)]
    assert [sheet.lines[i].label for i in starts] == [band.title for band in table.bands]
    cut = [list(sheet.lines[a + 1 : b]) for a, b in zip(starts, ends, strict=True)]
    return list(zip(table.bands, cut, strict=True))


@tables
def test_every_cell_has_its_place_inside_its_line(edition: str, key: str) -> None:
    table = grid(edition, key)
    for width, _, sheet in every_sheet(table):
        assert list(sheet.slots) == [cell.path for cell in table.cells]
        for slot in sheet.slots.values():
            assert slot in sheet.lines[slot.line].slots
            assert sheet.rows[slot.row][slot.column] is slot
            assert sheet.lines[slot.line].slots[slot.column] is slot
            right = sheet.label_width + (slot.column + 1) * sheet.column_width
            assert right <= sheet.width
        assert sheet.frozen < len(sheet.lines)
        assert sheet.label_width + sheet.column_width <= max(width, 16 + sheet.column_width)


@tables
def test_rows_come_one_below_the_other(edition: str, key: str) -> None:
    for _, _, sheet in every_sheet(grid(edition, key)):
        lines = [row[0].line for row in sheet.rows]
        assert lines == sorted(set(lines))
        assert lines[0] >= sheet.frozen
        assert all([s.column for s in row] == list(range(len(row))) for row in sheet.rows)


@tables
def test_every_figure_fits_its_column_with_a_space_before_it(edition: str, key: str) -> None:
    for _, widest, sheet in every_sheet(grid(edition, key)):
        assert sheet.column_width > widest


@tables
def test_labels_fit_their_column(edition: str, key: str) -> None:
    for _, _, sheet in every_sheet(grid(edition, key)):
        for line in sheet.lines:
            if line.kind != "title":
                assert cell_len(line.label) <= max(sheet.label_width - 1, 0)
            for piece in line.headers:
                room = piece.columns * sheet.column_width
                assert cell_len(piece.text) <= room - (piece.columns == 1)
                assert piece.column + piece.columns <= sheet.columns


@tables
def test_row_labels_are_complete_when_joined(edition: str, key: str) -> None:
    table = grid(edition, key)
    for _, _, sheet in every_sheet(table):
        for band, lines in lines_of_bands(table, sheet):
            printed = "".join(line.label.strip() for line in lines if line.kind != "header")
            expected, above = "", tuple[str, ...]()
            for row in band.rows:
                for depth, label in enumerate(row.labels):
                    if row.labels[: depth + 1] != above[: depth + 1]:
                        expected += label
                above = row.labels
            assert printed == expected.replace(" ", "")


@tables
def test_column_headers_and_corner_are_complete_when_joined(edition: str, key: str) -> None:
    table = grid(edition, key)
    for _, _, sheet in every_sheet(table):
        for band, lines in lines_of_bands(table, sheet):
            header = [line for line in lines if line.kind == "header"]
            if sheet.label_width:
                assert "".join(line.label for line in header) == band.corner
            for i, column in enumerate(band.columns):
                over = (
                    piece.text
                    for line in header
                    for piece in line.headers
                    if piece.column <= i < piece.column + piece.columns
                )
                assert "".join(over) == "".join(column.labels)


@tables
def test_only_tables_of_one_band_keep_their_headers(edition: str, key: str) -> None:
    table = grid(edition, key)
    for _, _, sheet in every_sheet(table):
        kinds = [line.kind for line in sheet.lines[: sheet.frozen]]
        assert kinds == ["header"] * sheet.frozen
        assert (sheet.frozen > 0) == (len(table.bands) == 1)


@tables
def test_the_whole_table_is_in_view_on_eighty_columns(edition: str, key: str) -> None:
    """79: the scrollbar takes one."""
    sheet = arrange(grid(edition, key), 79, 4)
    assert sheet.width <= 79


@tables
def test_wide_screens_break_fewer_labels(edition: str, key: str) -> None:
    table = grid(edition, key)
    lengths = [len(arrange(table, width, 4).lines) for width in WIDTHS]
    assert lengths == sorted(lengths, reverse=True)
