"""The geometry of the tables: every cell has its place, every label is complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwizard.forms.grid import Band, Grid
from tuiwizard.forms.layout import grid
from tuiwizard.forms.years import editions
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.widgets.sheet import COMPUTED, CUT, Line, Sheet, arrange

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


def shows(label: str, full: str) -> bool:
    """Whether a label is the whole one, without its remark, or its beginning."""
    return full == label or full.startswith((f"{label}（", label.removesuffix(CUT)))


@tables
def test_every_row_has_one_line_and_its_groups_in_sight(edition: str, key: str) -> None:
    table = grid(edition, key)
    for _, _, sheet in every_sheet(table):
        for band, lines in lines_of_bands(table, sheet):
            rows = [line for line in lines if line.slots]
            assert len(rows) == len(band.rows)
            if not sheet.label_width:
                continue
            for row, line in zip(band.rows, rows, strict=True):
                assert shows(line.label, row.labels[-1])
                assert line.within == (row.labels[0] if len(row.labels) > 1 else "")
            groups = ["".join(row.labels[1:-1]) for row in band.rows]
            opening = [g for i, g in enumerate(groups) if g and groups[i - 1 : i] != [g]]
            found = [line.group for line in rows if line.opens]
            found += [line.label for line in lines if line.kind == "group"]
            assert all(map(shows, found, opening))
            assert len(found) == len(opening)


@tables
def test_wide_screens_show_every_label_whole(edition: str, key: str) -> None:
    sheet = arrange(grid(edition, key), 200, 4)
    labels = {line.label for line in sheet.lines if line.slots}
    assert labels == {
        row.labels[-1] if row.labels else "" for b in grid(edition, key).bands for row in b.rows
    }


@tables
def test_column_headers_and_corner_are_complete_when_joined(edition: str, key: str) -> None:
    table = grid(edition, key)
    for _, _, sheet in every_sheet(table):
        for band, lines in lines_of_bands(table, sheet):
            header = [line for line in lines if line.kind == "header"]
            if sheet.label_width and not sheet.tells_place:
                assert "".join(line.label for line in header) == band.corner
            for i, column in enumerate(band.columns):
                over = (
                    piece.text
                    for line in header
                    for piece in line.headers
                    if piece.column <= i < piece.column + piece.columns
                )
                computed = all(row[i].computed for row in band.cells)
                text = "".join(over)
                assert text.count(COMPUTED) == computed
                assert text.replace(COMPUTED, "") == "".join(column.labels)


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
def test_wide_screens_take_fewer_lines(edition: str, key: str) -> None:
    table = grid(edition, key)
    lengths = [len(arrange(table, width, 4).lines) for width in WIDTHS]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize("edition", editions())
def test_table_3_is_whole_on_a_wide_screen(edition: str) -> None:
    """119: the scrollbar takes one; 29: of 33 lines, a row of verdicts and 3 below take four."""
    sheet = arrange(grid(edition, "requests"), 119, 5, 29)
    assert sheet.aside != (0, 0)
    assert len(sheet.lines) <= 29
    assert sheet.width <= 119


@given(st.sampled_from(TABLES), st.integers(10, 240), st.integers(1, 24), st.integers(1, 70))
def test_any_size_leaves_lines_for_rows(
    table: tuple[str, str], width: int, widest: int, height: int
) -> None:
    sheet = arrange(grid(*table), width, widest, height)
    assert sheet.frozen <= max(height // 3, len(sheet.lines) - len(sheet.rows))
    assert sheet.frozen < height or height >= len(sheet.lines) or sheet.frozen == 0
    assert sheet.column_width > widest
    for line in sheet.lines:
        if line.kind != "title":
            used = 1 + line.indent + cell_len(line.label)
            assert used < max(sheet.label_width, 1 + 1) or not line.label
    assert list(sheet.slots) == [cell.path for cell in grid(*table).cells]
    assert [slot.line for slot in sheet.slots.values()] == [
        i for i, line in enumerate(sheet.lines) for _ in line.slots
    ]
