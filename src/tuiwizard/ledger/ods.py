"""What calamine does not tell of an ODS file: merged areas, and rows that are hidden."""

from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HIDDEN = frozenset(("collapse", "filter"))
_ROWS = 1_048_576


class Layout(NamedTuple):
    """The layout of a sheet, as `Sheet` has it."""

    merged: tuple[tuple[int, int, int, int], ...]
    hidden: frozenset[int]


def layouts(content: bytes) -> dict[str, Layout]:
    """Return the layout of each sheet by its name.

    Args:
        content: The part `content.xml` of the file.
    """
    found: dict[str, Layout] = {}
    merged: list[tuple[int, int, int, int]] = []
    hidden: set[int] = set()
    row = 0
    for _, element in ElementTree.iterparse(BytesIO(content)):
        if element.tag == f"{_TABLE}table-row":
            repeated = _number(element, "number-rows-repeated")
            if element.get(f"{_TABLE}visibility") in _HIDDEN:
                hidden.update(range(row, min(row + repeated, _ROWS)))
            merged += _merged(element, row)
            row += repeated
            element.clear()
        elif element.tag == f"{_TABLE}table":
            found[element.get(f"{_TABLE}name", "")] = Layout(tuple(merged), frozenset(hidden))
            merged, hidden, row = [], set(), 0
    return found


def _merged(row: ElementTree.Element, at: int) -> list[tuple[int, int, int, int]]:
    areas = []
    column = 0
    for cell in row:
        down, right = (_number(cell, f"number-{axis}-spanned") for axis in ("rows", "columns"))
        if down > 1 or right > 1:
            areas.append((at, at + down - 1, column, column + right - 1))
        column += _number(cell, "number-columns-repeated")
    return areas


def _number(element: ElementTree.Element, name: str) -> int:
    return int(element.get(f"{_TABLE}{name}", 1))
