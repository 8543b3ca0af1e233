"""Markdown: our own, which reads back as it was written, and others' as they come."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from tuiwizard.importing.source_lines import (
    Piece,
    Position,
    SourceLine,
    Spanning,
    bounded,
    expanded,
)
from tuiwizard.importing.text import split_line

_MARKED = re.compile(r"[\\`*_\[\]!<&\n]")
"""What CommonMark may read as more than text."""

_ATTRIBUTES = re.compile(r" {[#.:][^{}]{0,200}}\Z")
"""What pandoc writes behind a heading: 三、收到和处理政府信息公开申请情况 {#s3}."""

_OPENED, _CLOSED = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\b", re.IGNORECASE)


def read(text: str) -> list[SourceLine]:
    """The lines of a Markdown document; tables written in HTML are read as such."""
    text = _without_gaps(text)
    parser = _parser()
    environment: dict[str, Any] = {}  # link definitions, which stand anywhere
    first = Token("document", "", 0)
    tokens = [first, *parser.parse(text, environment)]
    return bounded(_Reader(tokens, parser, environment, re.split("\r\n?|\n", text)).lines())


def _without_gaps(text: str) -> str:
    """A text whose tables in HTML go on over their blank lines, with as many lines as before.

    # <table>, a blank line, <tr>… -> <table>, a comment, <tr>…: a blank line ends what is HTML
    """
    lines, inside = text.split("\n"), 0
    for i, line in enumerate(lines):
        if inside and not line.strip():
            lines[i] = "<!-- -->"
        inside = max(0, inside + len(_OPENED.findall(line)) - len(_CLOSED.findall(line)))
    return "\n".join(lines) if not inside else text


@cache
def _parser() -> MarkdownIt:
    """CommonMark with tables; what stands inside a line is read where there is something."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable("inline")  # most cells are figures: see _plain
    return parser


class _Reader:
    """Numbers tables while it goes through the tokens of a document."""

    def __init__(
        self,
        tokens: list[Token],
        parser: MarkdownIt,
        environment: dict[str, Any],
        written: list[str],
    ) -> None:
        self._tokens = tokens
        self._written = written
        self._parser = parser
        self._environment = environment
        self._tables = 0

    def lines(self) -> Iterator[SourceLine]:
        """The lines in their order."""
        rows: list[list[Spanning]] = []
        beyond: list[str] = []
        for before, token in pairwise(self._tokens):
            if token.type == "table_open":
                rows = []
            elif token.type == "tr_open":
                rows.append([])
                beyond = self._beyond_header(token)
            elif token.type == "tr_close":
                rows[-1] += (Spanning(self._plain(text)) for text in beyond[len(rows[-1]) :])
            elif token.type == "table_close":
                self._tables += 1
                yield from expanded(rows, self._tables)
            elif token.type == "inline" and before.tag in ("td", "th"):
                rows[-1].append(Spanning(self._plain(token.content)))
            elif token.type == "inline":
                yield from _paragraph(
                    self._plain(token.content), token, heading=before.tag.startswith("h")
                )
            elif token.type == "html_block":
                yield from _embedded(token.content)

    def _beyond_header(self, row: Token) -> list[str]:
        """All cells of a row as they are written: GFM drops those beyond the header's.

        # 甲| 乙 / ---|--- / 规章| 0| 0| 6 -> 规章, 0, 0, 6: the header of html2text is one row
        """
        cells = escapedSplit(self._written[row.map[0]].strip()) if row.map else []
        cells = cells[1:] if cells[:1] == [""] else cells
        return [cell.strip() for cell in (cells[:-1] if cells[-1:] == [""] else cells)]

    def _plain(self, content: str) -> str:
        """The text of a heading, paragraph or cell, its marks taken off, if it has any."""
        if not _MARKED.search(content):
            return content
        children: list[Token] = []
        self._parser.inline.parse(content, self._parser, self._environment, children)
        parts = []
        for child in children:
            if child.type in ("text", "text_special", "code_inline"):
                parts.append(child.content)
            elif child.type in ("softbreak", "hardbreak") or _is_break(child):
                parts.append("\n")
        return "".join(parts)


def _paragraph(plain: str, token: Token, *, heading: bool) -> Iterator[SourceLine]:
    """The lines of a paragraph: hard and soft breaks part them."""
    first = (token.map or (0, 0))[0] + 1
    for number, text in enumerate(plain.split("\n"), first):
        stripped = _ATTRIBUTES.sub("", text.strip(" \t\u3000"))
        if heading and stripped:
            yield SourceLine((Piece(stripped, Position(number)),), stripped, heading=True)
        elif text and not stripped.startswith(":::"):
            lines = split_line(text.replace("\xa0", " "), number)
            yield from (SourceLine(line.pieces, text.replace("\xa0", " ")) for line in lines)


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content.lower().startswith("<br")


def _embedded(content: str) -> list[SourceLine]:
    """Tables and paragraphs written in HTML; it takes lxml to read them."""
    from tuiwizard.importing.html import read_fragment

    return read_fragment(content)
