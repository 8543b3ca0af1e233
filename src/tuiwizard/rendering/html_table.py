"""A merged table as HTML, for the page and for HTML tables inside Markdown."""

from collections.abc import Callable, Iterator

from tuiwizard.rendering.merged_table import MergedBand, MergedCell, MergedRow, MergedTable, Role

_SCOPES = {
    Role.BAND: "rowgroup",
    Role.CORNER: "col",
    Role.COLUMN: "col",
    Role.ROW: "row",
}
"""A spanning header with `col` or `row` heads all it spans; a band's title heads its tbody."""


def table_lines(
    table: MergedTable, write: Callable[[str], str], *, name: str = "", caption: str = ""
) -> Iterator[str]:
    """Yield the lines of a `table` element; none is blank, so that a Markdown block holds it.

    Args:
        table: What is printed.
        write: Escapes the text of a cell.
        name: Begins the id of each header and of the caption; without one, figures do not
            name their headers (sites that take Markdown rewrite ids).
        caption: The table's caption, if it has one of its own.
    """
    yield f'<table class="{_size(table)}">' if name and table.width > _NARROW else "<table>"
    if caption:
        yield f'<caption id="{name}-caption">{write(caption)}</caption>'
    for band in table.bands:
        yield from _band_lines(band, write, name, alone=len(table.bands) == 1)
    yield "</table>"


_NARROW, _DENSE = 6, 12
"""Columns that a phone can show side by side, and a page with six digits in each at full size."""


def _size(table: MergedTable) -> str:
    return "wide dense" if table.width > _DENSE else "wide"


def _band_lines(
    band: MergedBand, write: Callable[[str], str], name: str, *, alone: bool
) -> Iterator[str]:
    """Yield the head of the only band is the table's; that of one among several is its own."""
    groups = {"thead": band.head, "tbody": band.body}
    if not alone:
        groups = {"tbody": (*band.head, *band.body)}
    for tag, rows in groups.items():
        yield f"<{tag}>"
        yield from (_row(row, write, name) for row in rows)
        yield f"</{tag}>"


def _row(row: MergedRow, write: Callable[[str], str], name: str) -> str:
    return f"<tr>{''.join(_cell(cell, write, name) for cell in row)}</tr>"


def _cell(cell: MergedCell, write: Callable[[str], str], name: str) -> str:
    spans = {"rowspan": cell.rows, "colspan": cell.columns}
    attributes = {key: str(count) for key, count in spans.items() if count > 1}
    tag = "td" if cell.role is Role.FIGURE else "th"
    if tag == "th":
        attributes["scope"] = _SCOPES[cell.role]
        if name:
            attributes["id"] = f"{name}-{cell.key}"
    elif name:
        attributes["headers"] = " ".join(f"{name}-{key}" for key in cell.headers)
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{tag}{written}>{write(cell.text)}</{tag}>"
