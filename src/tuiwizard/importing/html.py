"""HTML pages: saved from a portal with all that stands around the report, or from Word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tuiwizard.errors import SourceError
from tuiwizard.importing.lexicon import find
from tuiwizard.importing.source_lines import (
    MAX_COLUMNS,
    MAX_LINES,
    Piece,
    Position,
    SourceLine,
    Spanning,
    expanded,
    too_long,
)
from tuiwizard.importing.text import cells_of, split_line
from tuiwizard.report.labels import fold
from tuiwizard.words import tr

_SKIPPED = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "svg", "nav", "footer", "aside"),
        *("select", "button", "textarea", "svg", "math", "iframe", "object", "audio"),
        *("video", "map", "rt", "rp", "del", "s", "strike"),  # what is struck out is not said
    )
)
_BLOCKS = frozenset(
    (
        *("html", "body", "main", "article", "section", "div", "p", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "center", "fieldset"),
        *("figure", "figcaption", "details", "summary", "address", "table", "thead", "tbody"),
        *("tfoot", "tr", "td", "th", "caption", "hr", "header", "form"),
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAMED = frozenset(("articletitle", "title", "og:title"))
"""What the name of an article is called among the data about a page."""

_RAISED = frozenset(("sup", "sub"))
"""Marks of footnotes: 12 with a raised 1 behind it is not 121."""

_NUMBER = re.compile(r"\s*(\d{1,4})", re.ASCII)
_HIDDEN = re.compile(
    r"display\s*:\s*none|text-decoration\s*:\s*line-through|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?![.\d])"
)
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
ENOUGH = 3
"""Labels of the form that must be on a page before the rest of it is left out."""

LONG_CELL = 600
"""Characters beyond which a cell holds a page and not a figure or a label."""


@dataclass
class _Walk:
    """Where the walk through a page has come to.

    Attributes:
        holders: The elements inside a line with a block somewhere in them.
    """

    holders: set[etree._Element]
    lines: list[SourceLine] = field(default_factory=list)
    elements: list[etree._Element] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0

    def put(self, line: SourceLine, element: etree._Element) -> None:
        """Keep a line and where it is.

        Raises:
            SourceError: There are more than any report has.
        """
        if len(self.lines) == MAX_LINES:
            raise too_long()
        self.lines.append(line)
        self.elements.append(element)


def read(text: str) -> list[SourceLine]:
    """The lines of a page, without the menus around the report.

    Raises:
        SourceError: It is not a page.
    """
    root = _parsed(text)
    if root is None:
        raise SourceError(tr("网页读不出来，请用浏览器打开后另存一次"))
    return [*_titles(root), *_lines(root)]


def read_fragment(text: str) -> list[SourceLine]:
    """The lines of HTML inside another document; none of a comment, or of a closing tag alone."""
    root = _parsed(text)
    return [] if root is None else _lines(root)


def _parsed(text: str) -> etree._Element | None:
    """The root of a page; None where there is no element in it."""
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(_without_declaration(text), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _lines(root: etree._Element) -> list[SourceLine]:
    walk = _Walk(_holders(root))
    _blocks(root, walk)
    return _article(walk)


def _titles(root: etree._Element) -> Iterator[SourceLine]:
    """What the head of a page calls it: its title, and the name of the article, each if it has one.

    <title>甲局2024年…报告-某网</title>, <meta name="ArticleTitle" content="甲局2024年…报告">
    """
    titles = [_spaced(node.text or "") for node in root.iter("title")][:1]
    metas = (node for node in root.iter("meta") if (node.get("name") or "").lower() in _NAMED)
    titles += [_spaced(node.get("content") or "") for node in metas]
    yield from (SourceLine((Piece(t, Position()),), t) for t in dict.fromkeys(titles) if t)


def _without_declaration(text: str) -> str:
    """The page without its XML declaration and NULs: the text is decoded already."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\0", "") or "<html></html>"


def _blocks(element: etree._Element, walk: _Walk) -> None:
    """The lines of a block and of the blocks in it; libxml2 bounds how deep they are."""
    own = [element.text or ""]

    def paragraph() -> None:
        for text in "".join(own).split("\r"):
            spaced = _spaced(text)
            if spaced:
                walk.paragraphs += 1
                walk.put(_paragraph(spaced, walk.paragraphs, element), element)
        own.clear()

    for child in element:
        if _drawn(child):
            rows = _rows(child) if child.tag == "table" else []
            if rows:
                paragraph()
                walk.tables += 1
                for line in expanded(rows, walk.tables):
                    walk.put(line, child)
            elif child.tag == "pre" and not _holds_block(child):
                paragraph()
                _preformatted(child, walk)
            elif child.tag in _BLOCKS or child in walk.holders:
                paragraph()
                _blocks(child, walk)
            else:
                own.append(_inline(child, "\r"))
        own.append(child.tail or "")
    paragraph()


def _paragraph(text: str, number: int, element: etree._Element) -> SourceLine:
    """A paragraph, or a row of a table that a page prints as one: <p>规章 0 0 6</p>."""
    heading = element.tag in _HEADINGS
    cells = cells_of(text)
    if len(cells) == 1:
        return SourceLine((Piece(cells[0], Position(row=number)),), text, heading)
    at = enumerate(cells[:MAX_COLUMNS])
    pieces = tuple(Piece(cell, Position(row=number, column=i + 1), i) for i, cell in at)
    return SourceLine(pieces, text, heading)


def _of_article(header: etree._Element) -> bool:
    """Whether a header is that of an article: the title of the report may be in it."""
    above = header.getparent()
    return above is not None and above.tag in ("article", "section")


def _preformatted(element: etree._Element, walk: _Walk) -> None:
    """The lines of a text that a page shows as it is, tables of tabs and spaces among them."""
    for raw in _inline(element, "\n").split("\n"):
        walk.paragraphs += 1
        for line in split_line(raw, walk.paragraphs):
            walk.put(line, element)


def _holds_block(element: etree._Element) -> bool:
    return next(element.iterdescendants(*_BLOCKS), None) is not None


def _drawn(element: etree._Element) -> bool:
    """Whether a reader of the page sees an element; the header of a site is no part of a report."""
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return False
    if element.tag == "header" and not _of_article(element):
        return False
    return not _HIDDEN.search(element.get("style") or "") and element.get("hidden") is None


def _holders(root: etree._Element) -> set[etree._Element]:
    """The elements inside a line that have a block in them, each found once however deep."""
    found: set[etree._Element] = set()
    for block in root.iter(*_BLOCKS):
        for element in block.iterancestors():
            if element.tag in _BLOCKS or element in found:
                break
            found.add(element)
    return found


def _inline(element: etree._Element, line_end: str) -> str:
    """The text of an element inside a line; `line_end` stands for a break in it."""
    if element.tag == "br":
        return line_end
    if not _drawn(element):
        return ""
    if element.tag == "input":
        return (element.get("value") or "") if element.get("type", "text") == "text" else ""
    if not len(element):
        return f"^{element.text or ''}" if element.tag in _RAISED else element.text or ""
    parts = ["^" if element.tag in _RAISED else "", element.text or ""]
    for child in element:
        block = child.tag in _BLOCKS
        parts += (line_end if block else "", _inline(child, line_end), line_end if block else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _rows(table: etree._Element) -> list[list[Spanning]]:
    """The rows of a table; none where it only arranges the page: other tables, or whole texts."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = [[_cell(td) for td in _cells_of(tr)] for tr in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    only_arranges = len(cells) < 2 or any(len(cell.text) > LONG_CELL for cell in cells)
    return [] if only_arranges else rows


def _cells_of(tr: etree._Element) -> Iterator[etree._Element]:
    return (td for td in tr if td.tag in ("td", "th"))


def _cell(td: etree._Element) -> Spanning:
    text = "\n".join(filter(None, map(_spaced, _inline(td, "\r").split("\r"))))
    return Spanning(text, _count(td.get("colspan")), _count(td.get("rowspan")))


def _count(text: str | None) -> int:
    """How many columns or rows a cell says it covers."""
    found = _NUMBER.match(text) if text else None
    return max(1, int(found[1])) if found else 1


def _article(walk: _Walk) -> list[SourceLine]:
    """The lines of the smallest element that holds all headings and tables of the report."""
    anchors = [
        element
        for line, element in zip(walk.lines, walk.elements, strict=True)
        if any(_is_anchor(piece.text) for piece in line.pieces)
    ]
    if len(anchors) < ENOUGH:
        return walk.lines
    common = [anchors[0], *anchors[0].iterancestors()]
    for anchor in dict.fromkeys(anchors):
        above = {anchor, *anchor.iterancestors()}
        common = [element for element in common if element in above]
    inside = set(common[0].iter())
    kept = zip(walk.lines, walk.elements, strict=True)
    first = walk.elements.index(anchors[0])
    return [
        line
        for i, (line, element) in enumerate(kept)
        if element in inside or (i < first and "报告" in line.text)
    ]


def _is_anchor(text: str) -> bool:
    label = find(fold(text)) if len(text) < 100 else None
    return label is not None and label.kind in ("section", "row", "band")
