"""An HTML page as its reader gets it, whoever wrote the HTML: blocks of text and tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

NO_BREAK_SPACE = "\u00a0"
_TEXTS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "caption", "th", "td", "title", "style")
_VOID = ("br", "col", "hr", "img", "input", "link", "meta")


@dataclass
class Block:
    """A heading, a paragraph or a cell.

    Attributes:
        tag: Its element.
        attributes: Its attributes.
        text: What is read in it.
        inside: The elements in it: emphasis, links and the like; `mail` is a link to an address.
    """

    tag: str
    attributes: Mapping[str, str]
    text: str = ""
    inside: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows a cell spans."""
        return int(self.attributes.get("rowspan", 1))

    @property
    def columns(self) -> int:
        """How many columns a cell spans."""
        return int(self.attributes.get("colspan", 1))


@dataclass
class Table:
    """The rows of a table, and the element that groups each."""

    rows: list[list[Block]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    @property
    def cells(self) -> list[Block]:
        """Every cell in reading order."""
        return [cell for row in self.rows for cell in row]


class Page(HTMLParser):
    """What is on a page.

    Attributes:
        parts: Blocks and tables in their order; cells stand in their tables.
        elements: Every element with its attributes.
    """

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Block | Table] = []
        self.elements: list[tuple[str, Mapping[str, str]]] = []
        self._open: list[str] = []
        self._block: Block | None = None
        self._table: Table | None = None
        self.feed(html)
        self.close()
        assert self._open == [], self._open

    @property
    def tables(self) -> list[Table]:
        """The tables alone."""
        return [part for part in self.parts if isinstance(part, Table)]

    def texts(self, *tags: str) -> list[str]:
        """The texts of the blocks outside tables with one of these tags."""
        return [p.text for p in self.parts if isinstance(p, Block) and p.tag in tags]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "table":
            self._table = Table()
            self.parts.append(self._table)
        elif tag == "tr":
            assert self._table is not None
            self._table.rows.append([])
            self._table.groups.append(self._open[-2])
        elif tag in _TEXTS:
            self._begin(Block(tag, attributes))
        elif self._block is not None:
            mail = tag == "a" and attributes.get("href", "").startswith(("mailto:", "xmpp:"))
            self._block.inside.append("mail" if mail else tag)

    def _begin(self, block: Block) -> None:
        self._block = block
        if block.tag in ("th", "td"):
            assert self._table is not None
            self._table.rows[-1].append(block)
        else:
            self.parts.append(block)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        assert tag in _VOID, tag

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, tag
        if self._block is not None and tag == self._block.tag:
            self._block = None
        elif tag == "table":
            self._table = None

    def handle_data(self, data: str) -> None:
        if self._block is not None:
            self._block.text += data
        else:
            assert not data.strip(), data
