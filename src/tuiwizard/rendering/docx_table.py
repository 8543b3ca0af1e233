"""A merged table in WordprocessingML."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from tuiwizard.rendering.column_widths import ROOMY, column_widths
from tuiwizard.rendering.docx_markup import node, paragraph, run
from tuiwizard.rendering.merged_table import MergedCell, MergedRow, MergedTable, Role

_STYLES = {
    Role.BAND: "ColumnLabel",
    Role.CORNER: "ColumnLabel",
    Role.COLUMN: "ColumnLabel",
    Role.ROW: "RowLabel",
    Role.FIGURE: "Figure",
}
_MARGINS = (("top", 40), ("left", 20), ("bottom", 40), ("right", 20))
"""The room in a cell in twentieths of a point, whatever the style of a template says."""

_PADDING = 25
"""What a cell leaves free on each side, and a little more, in twentieths of a point."""

_NARROWEST = 50
"""Hundredths of its width at which a digit can still be read; a longer figure breaks."""


def table(merged: MergedTable, title: str, width: int) -> BaseOxmlElement:
    """Return a `w:tbl` element.

    Args:
        merged: What is printed.
        title: Its title, for screen readers.
        width: Its width in twentieths of a point.
    """
    widths = column_widths(merged, width)
    properties = node(
        "tblPr",
        node("tblStyle", val="TableGrid"),
        node("tblW", w=width, type="dxa"),
        node("jc", val="center"),
        node("tblLayout", type="fixed"),
        node("tblCellMar", *(node(side, w=room, type="dxa") for side, room in _MARGINS)),
        node("tblLook", val="0000"),
        node("tblCaption", val=title),
    )
    grid = node("tblGrid", *(node("gridCol", w=column) for column in widths))
    return node("tbl", properties, grid, *_Rows(merged, widths).all())


class _Rows:
    """The rows of one table from top to bottom; a cell from above goes on in those below."""

    def __init__(self, merged: MergedTable, widths: list[int]) -> None:
        self._merged = merged
        self._widths = widths
        self._from_above: dict[int, tuple[MergedCell, int]] = {}

    def all(self) -> Iterator[BaseOxmlElement]:
        # Only the head of the only band can be repeated at the top of every page.
        alone = len(self._merged.bands) == 1
        last = self._merged.bands[-1].body[-1]
        for band in self._merged.bands:
            for row in band.head:
                yield self._row(row, repeated=alone, kept=True)
            for row in band.body:
                yield self._row(row, repeated=False, kept=row is not last)

    def _row(self, row: MergedRow, *, repeated: bool, kept: bool) -> BaseOxmlElement:
        """Return a row; one that is kept with the next keeps the table whole where it fits."""
        properties = [node("cantSplit"), *([node("tblHeader")] if repeated else [])]
        return node("tr", node("trPr", *properties), *self._cells(row, kept=kept))

    def _cells(self, row: MergedRow, *, kept: bool) -> Iterator[BaseOxmlElement]:
        begin = {cell.column: cell for cell in row}
        column = 0
        while column < self._merged.width:
            cell = begin.get(column)
            if cell is None:
                cell, left = self._from_above[column]
                yield self._cell(cell, node("vMerge"), text="", kept=kept)
            else:
                left = cell.rows
                down = [node("vMerge", val="restart")] if left > 1 else []
                yield self._cell(cell, *down, text=cell.text, kept=kept)
            self._from_above[column] = cell, left - 1
            column += cell.columns

    def _cell(
        self, cell: MergedCell, *merge: BaseOxmlElement, text: str, kept: bool
    ) -> BaseOxmlElement:
        reach = self._widths[cell.column : cell.column + cell.columns]
        across = [node("gridSpan", val=cell.columns)] if cell.columns > 1 else []
        properties = node(
            "tcPr",
            node("tcW", w=sum(reach), type="dxa"),
            *across,
            *merge,
            node("vAlign", val="center"),
        )
        style, points = ("", 10.5) if self._merged.width <= ROOMY else ("Small", 9)
        scale = 100
        if cell.role is Role.FIGURE:
            scale = _scale(text, (sum(reach) - 2 * _PADDING) / 20 / points)
        runs = [run(text, style, scale=scale)] if text else []
        keeping = [node("keepNext")] if kept else []
        return node("tc", properties, paragraph(_STYLES[cell.role], *runs, properties=keeping))


def _scale(figure: str, room: float) -> int:
    """Return how wide its characters are, in hundredths, for a figure to stand on one line.

    Args:
        figure: What is printed.
        room: How many characters have room.
    """
    # 1234567 in a column for six digits -> 93
    width = sum(0.5 if character.isascii() else 1 for character in figure)
    return 100 if width <= room else max(_NARROWEST, int(100 * room / width))
