"""What a reader of the Markdown gets, as parsers written by others see it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path, grid

PARSERS = {
    "commonmark": MarkdownIt("commonmark").enable("table"),
    "gfm": MarkdownIt("gfm-like"),
}
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True)
class Place:
    """Where a figure stands: its chapter, band, row and column, each as printed."""

    chapter: str
    band: str
    row: str
    column: str


def place_of(edition: str, path: str) -> Place:
    """Where the figure of a cell has to stand."""
    key = path.partition(".")[0]
    cell = cells_by_path(edition, key)[path]
    bands = (b for b in grid(edition, key).bands if any(cell in row for row in b.cells))
    return Place(
        section_title(edition, key),
        next(bands).title,
        " · ".join(cell.row),
        " · ".join(cell.column),
    )


def plain(inline: Token) -> str:
    """The text of a heading, paragraph or cell: nothing but text, and links to e-mail addresses."""
    children = inline.children or []
    links = [child for child in children if child.type == "link_open"]
    assert all(str(link.attrs["href"]).startswith("mailto:") for link in links), links
    kinds = {child.type for child in children}
    assert kinds <= {"text", "link_open", "link_close"}, kinds
    return "".join(child.content for child in children).replace(NO_BREAK_SPACE, " ")


def blocks(tokens: list[Token]) -> Iterator[tuple[str, Token]]:
    """The tag of each heading, paragraph and cell, with its content."""
    for before, token in pairwise(tokens):
        if token.type == "inline":
            yield before.tag, token


def paragraphs(markdown: str, parser: str) -> list[str]:
    """The texts of a page that consists of paragraphs alone."""
    tokens = PARSERS[parser].parse(markdown)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    return [plain(inline) for _, inline in blocks(tokens)]


def figures(markdown: str, parser: str) -> dict[Place, list[str]]:
    """Every table cell of a report by the labels a reader sees around it."""
    found: dict[Place, list[str]] = defaultdict(list)
    chapter = band = ""
    header: list[str] = []
    row: list[str] = []
    tokens = PARSERS[parser].parse(markdown)
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.tag == "h2":
            chapter, band = plain(token), ""
        elif token.type == "inline" and before.tag == "p":
            band = token.content.strip("*")
        elif token.type == "inline" and before.tag == "th":
            header.append(plain(token))
        elif token.type == "inline" and before.tag == "td":
            row.append(plain(token))
        elif token.type == "table_close":
            header = []
        elif token.type == "tr_close" and row:
            label, columns, texts = _split(header, row)
            for column, text in zip(columns, texts, strict=True):
                found[Place(chapter, band, label, column)].append(text)
            row = []
    return found


def _split(header: list[str], row: list[str]) -> tuple[str, list[str], list[str]]:
    """A row's label, headers and figures; the one row of table 4 has no label."""
    if len(header) == 15:
        return "", header, row
    return row[0], header[1:], row[1:]
