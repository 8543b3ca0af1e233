"""DOCX files: the paragraphs and tables of the text, nothing of what else a file may carry.

Only `word/document.xml` is unpacked.
"""

from collections.abc import Iterator

from lxml import etree

from tuiwizard.importing.packed_xml import damaged, packed_xml
from tuiwizard.importing.source_lines import (
    Piece,
    Position,
    SourceLine,
    Spanning,
    bounded,
    expanded,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_MC}Fallback"))
_BREAKS = frozenset((f"{_W}br", f"{_W}cr"))


def read(data: bytes) -> list[SourceLine]:
    """The lines of a document.

    Raises:
        SourceError: It is not a DOCX file, is damaged, or is larger than any report.
    """
    root = packed_xml(data, "word/document.xml", "DOCX", {_STRICT: _W[1:-1]})
    body = root.find(f"{_W}body")
    if body is None:
        raise damaged("DOCX")
    return bounded(_Reader().blocks(body))


class _Reader:
    """Numbers paragraphs and tables while it walks through a document."""

    def __init__(self) -> None:
        self._tables = 0
        self._paragraphs = 0

    def blocks(self, parent: etree._Element) -> Iterator[SourceLine]:
        """The lines of what stands one below the other."""
        led_by = ""  # a heading whose mark is hidden: it stands in one line with what follows
        for child in parent:
            if child.tag == f"{_W}p":
                text = led_by + _text(child)
                led_by = text if _is_on(child.find(f"{_W}pPr/{_W}rPr/{_W}specVanish")) else ""
                if not led_by:
                    yield from self._paragraph(text, child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag not in _LEFT_OUT and child.tag != f"{_W}sectPr":
                yield from self.blocks(child)  # content controls, insertions and the like

    def _paragraph(self, said: str, element: etree._Element) -> Iterator[SourceLine]:
        style = element.find(f"{_W}pPr/{_W}outlineLvl")
        for text in said.split("\n"):
            if text.strip():
                self._paragraphs += 1
                place = Position(row=self._paragraphs)
                yield SourceLine((Piece(text.strip(), place),), text.strip(), style is not None)

    def _table(self, element: etree._Element) -> Iterator[SourceLine]:
        rows = [list(_wrapped(tr, "tc")) for tr in _wrapped(element, "tr")]
        if next(element.iterdescendants(f"{_W}tbl"), None) is not None:
            for cells in rows:  # a table that only arranges others
                for tc in cells:
                    yield from self.blocks(tc)
            return
        self._tables += 1
        yield from expanded(_merged(rows), self._tables)


def _wrapped(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _wrapped(child, name)


def _merged(rows: list[list[etree._Element]]) -> list[list[Spanning]]:
    """Cells with what they cover: a cell merged downwards is written again in each row."""
    grid: list[list[Spanning]] = []
    open_at: dict[int, tuple[int, int]] = {}  # column: where the cell that reaches down stands
    for cells in rows:
        line: list[Spanning] = []
        column, now = 0, {}
        for tc in cells:
            width = _number(tc.find(f"{_W}tcPr/{_W}gridSpan"))
            merge = tc.find(f"{_W}tcPr/{_W}vMerge")
            above = open_at.get(column) if merge is not None else None
            if merge is not None and above and merge.get(f"{_W}val") in (None, "continue"):
                row, i = above
                first = grid[row][i]
                grid[row][i] = Spanning(first.text, first.columns, first.rows + 1)
                now[column] = above
            else:
                text = "\n".join(t for p in _paragraphs(tc) for t in [_text(p).strip()] if t)
                line.append(Spanning(text, width))
                if merge is not None:
                    now[column] = (len(grid), len(line) - 1)
            column += width
        open_at = now
        grid.append(line)
    return grid


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell; one in another, as in a text box, is part of that one's text."""
    for child in cell:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _paragraphs(child)


def _number(element: etree._Element | None) -> int:
    text = "" if element is None else element.get(f"{_W}val") or ""
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 5 else 1


def _text(element: etree._Element) -> str:
    """The text that a reader of the document sees."""
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append(" ")
        elif child.tag in _BREAKS:
            parts.append("\n")
        elif child.tag == f"{_W}p":
            parts.append("\n" + _text(child))
        elif child.tag == f"{_W}r":
            parts.append(_run(child))
        elif child.tag not in _LEFT_OUT:
            parts.append(_text(child))
    return "".join(parts)


def _run(element: etree._Element) -> str:
    """The text of a run: none where it is struck out, marked where it is raised or lowered."""
    if any(_is_on(element.find(f"{_W}rPr/{_W}{name}")) for name in ("strike", "dstrike", "vanish")):
        return ""
    raised = element.find(f"{_W}rPr/{_W}vertAlign")
    plain = raised is None or raised.get(f"{_W}val") == "baseline"
    return ("" if plain else "^") + _text(element)


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{_W}val") not in ("0", "false", "off")
