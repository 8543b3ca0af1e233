"""ODT and ODS files: the paragraphs and tables of a text, the sheets of a workbook."""

from collections.abc import Iterator

from lxml import etree

from tuiwizard.importing.packed_xml import damaged, packed_xml
from tuiwizard.importing.sheet_lines import sheet_lines
from tuiwizard.importing.sheet_order import Sheet, in_form_order
from tuiwizard.importing.source_lines import (
    MAX_COLUMNS,
    MAX_ROWS,
    Piece,
    Position,
    SourceLine,
    Spanning,
    bounded,
    expanded,
)

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE, _STYLE = (_NS % name for name in ("office", "text", "table", "style"))
_LEFT_OUT = frozenset(
    (
        *(f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}note", f"{_TEXT}tracked-changes"),
        *(f"{_TEXT}sequence-decls", f"{_TABLE}shapes"),
    )
)
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))


def read(data: bytes) -> list[SourceLine]:
    """The lines of a text or a workbook.

    Raises:
        SourceError: It is damaged, encrypted, or larger than any report.
        NoReport: It has more rows than any report.
    """
    root = packed_xml(data, "content.xml", "ODF")
    body = root.find(f"{_OFFICE}body")
    if body is None or not len(body):
        raise damaged("ODF")
    reader = _Reader(root)
    if body[0].tag == f"{_OFFICE}spreadsheet":
        return bounded(in_form_order(list(reader.sheets(body[0]))))
    return bounded(reader.blocks(body[0]))


class _Reader:
    """Numbers paragraphs and tables while it walks through a document."""

    def __init__(self, root: etree._Element) -> None:
        self._tables = 0
        self._paragraphs = 0
        styles = list(root.iter(f"{_STYLE}style"))
        self._raised = {_name(style) for style in styles if _is_raised(style)}
        self._gone = {_name(style) for style in styles if _is_gone(style)}

    def sheets(self, parent: etree._Element) -> Iterator[Sheet]:
        """The visible sheets of a workbook."""
        for sheet in parent.iterchildren(f"{_TABLE}table"):
            self._tables += 1
            if sheet.get(f"{_TABLE}style-name") not in self._gone:
                lines = bounded(sheet_lines(self._rows(sheet), self._tables))
                yield Sheet(sheet.get(f"{_TABLE}name") or "", lines)

    def blocks(self, parent: etree._Element) -> Iterator[SourceLine]:
        """The lines of what stands one below the other."""
        for child in parent:
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif child.tag == f"{_TABLE}table":
                yield from self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                yield from self.blocks(child)  # sections and lists

    def _paragraph(self, element: etree._Element) -> Iterator[SourceLine]:
        for text in self._text(element).split("\n"):
            if text.strip():
                self._paragraphs += 1
                place = Position(row=self._paragraphs)
                heading = element.tag == f"{_TEXT}h"
                yield SourceLine((Piece(text.strip(), place),), text.strip(), heading)

    def _table(self, element: etree._Element) -> Iterator[SourceLine]:
        if next(element.iterdescendants(f"{_TABLE}table"), None) is not None:
            for cell in _cells(element):  # a table that only arranges others
                yield from self.blocks(cell)
            return
        self._tables += 1
        yield from expanded(self._rows(element), self._tables)

    def _rows(self, table: etree._Element) -> list[list[Spanning]]:
        """The rows of a table; blank ones that only fill a sheet up are not repeated."""
        rows: list[list[Spanning]] = []
        blank = 0
        for row in table.iter(f"{_TABLE}table-row"):
            times = _number(row, "number-rows-repeated")
            cells = [] if row.get(f"{_TABLE}visibility") else self._row(row)
            if not cells:
                blank += times
                continue
            rows += [[] for _ in range(min(blank, MAX_ROWS))]
            rows += [cells] * min(times, MAX_ROWS)
            blank = 0
            if len(rows) > MAX_ROWS:
                break
        return rows

    def _row(self, row: etree._Element) -> list[Spanning]:
        cells: list[Spanning] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell"):
            paragraphs = (self._text(p).strip() for p in cell.iter(*_PARAGRAPHS))
            text = "\n".join(filter(None, paragraphs))
            width, height = (_number(cell, f"number-{of}-spanned") for of in ("columns", "rows"))
            times = min(_number(cell, "number-columns-repeated"), MAX_COLUMNS)
            cells += [Spanning(text, width, height)] * times
        # What is blank behind the last figure of a row may be figures that are not there.
        return cells if any(cell != Spanning("") for cell in cells) else []

    def _text(self, element: etree._Element) -> str:
        """The text that a reader of the document sees."""
        parts = [element.text or ""]
        for child in element:
            if child.tag == f"{_TEXT}s":
                parts.append(" " * min(_number(child, "c", _TEXT), MAX_COLUMNS))
            elif child.tag == f"{_TEXT}tab":
                parts.append(" ")
            elif child.tag == f"{_TEXT}line-break":
                parts.append("\n")
            elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
                style = child.get(f"{_TEXT}style-name")
                text = "" if style in self._gone else self._text(child)
                parts.append(f"^{text}" if style in self._raised and text else text)
            parts.append(child.tail or "")
        return "".join(parts)


def _cells(table: etree._Element) -> Iterator[etree._Element]:
    """The cells of a table, not those of the tables in it."""
    for child in table:
        if child.tag == f"{_TABLE}table-cell":
            yield child
        elif child.tag != f"{_TABLE}table":
            yield from _cells(child)


def _name(style: etree._Element) -> str | None:
    return style.get(f"{_STYLE}name")


def _is_raised(style: etree._Element) -> bool:
    """Whether a text is raised or lowered, as the mark of a footnote is."""
    position = (_property(style, "text", f"{_STYLE}text-position") or "0").split()[0]
    return position not in ("0", "0%")


def _is_gone(style: etree._Element) -> bool:
    """Whether a text is struck out or hidden, or a sheet hidden."""
    struck = _property(style, "text", f"{_STYLE}text-line-through-style") or "none"
    return (
        struck != "none"
        or _property(style, "text", f"{_TEXT}display") == "none"
        or _property(style, "table", f"{_TABLE}display") == "false"
    )


def _property(style: etree._Element, kind: str, name: str) -> str | None:
    found = style.find(f"{_STYLE}{kind}-properties")
    return None if found is None else found.get(name)


def _number(element: etree._Element, name: str, space: str = _TABLE) -> int:
    text = element.get(f"{space}{name}") or ""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 8 else 1
