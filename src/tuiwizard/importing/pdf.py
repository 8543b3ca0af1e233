"""PDF files with a text layer: tables by their ruled lines, and the text between them.

pdfplumber, not pypdf: on what Chromium and LibreOffice print it reads the rows whose cells are
broken over lines or blank, where plain text leaves out what is blank.
"""

import io
import logging
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import pdfplumber
from pdfplumber.page import Page

from tuiwizard.errors import SourceError, Unconverted
from tuiwizard.importing.lexicon import find
from tuiwizard.importing.printed_lines import (
    PrintedLine,
    goes_on,
    joined,
    margins_of,
    running_heads,
)
from tuiwizard.importing.source_lines import Piece, Position, SourceLine
from tuiwizard.importing.text import split_line
from tuiwizard.report.labels import fold
from tuiwizard.words import tr

MAX_PAGES = 60
SAME_LINE = 6
"""Points by which digits of another font may stand above or below the rest of their line."""

SAME_WORD = 0.4
"""Parts of a letter's size that may be between two of a word: more than stands around figures."""

MAX_STREAM = 32 * 1024 * 1024
"""Bytes to which a part of the file may be unpacked."""

_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl")
_RADICALS = re.compile("[\u2f00-\u2fd5\uf900-\ufaff]")
_SUPPLEMENT = (  # not said: looked for
    "⺠民⻓长⻔门⻛风⻋车⻚页⻅见⻉贝⻢马⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⻄西⻆角⻘青⻤鬼⻝食⻙韦⻜飞⻨麦"
)
_SIMPLIFIED = str.maketrans(_SUPPLEMENT[::2], _SUPPLEMENT[1::2])
"""Radicals that Unicode does not hold to be the characters they look like."""


def read(data: bytes) -> list[SourceLine]:
    """The lines of a PDF file.

    Raises:
        SourceError: It is damaged, encrypted, a picture, or larger than any report.
    """
    _refuse_bombs(data)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it talks of fonts on stderr
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            if len(file.pages) > MAX_PAGES:
                raise SourceError(tr("PDF 超过 {most} 页，不像年报，没有读", most=MAX_PAGES))
            lines = _numbered(file.pages)
    except SourceError:
        raise
    except Exception as error:  # a parser of damaged files raises anything
        raise SourceError(tr("PDF 读不出来，可能已加密或损坏，请另存为 DOCX 再读")) from error
    if not lines:
        raise Unconverted(tr("PDF 里没有文字，可能是扫描的图片，请找文字版"))
    return lines


def _refuse_bombs(data: bytes) -> None:
    """Unpack no part of the file beyond its bound, to see whether the parser may."""
    if _TWICE.search(data):
        raise SourceError(tr("PDF 里有重复压缩的内容，不安全，没有读"))
    for found in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            size = len(unpacker.decompress(memoryview(data)[found.end() :], MAX_STREAM))
        except zlib.error:
            continue  # not packed like this
        if size >= MAX_STREAM:
            raise SourceError(tr("PDF 解开后太大，不像年报，没有读"))


class _Row(NamedTuple):
    """A row of a table, and where it stands."""

    top: float
    line: SourceLine


def _numbered(pages: list[Page]) -> list[SourceLine]:
    """The lines of all pages; tables are numbered through the file."""
    printed: list[list[_Row | PrintedLine]] = []
    tables = 0
    for number, page in enumerate(pages):
        page = page.filter(_is_no_background(page.width, page.height))
        found = page.find_tables()
        rows: list[_Row | PrintedLine] = []
        for table in found:
            tables += 1
            for at, (row, texts) in enumerate(zip(table.rows, table.extract(), strict=True), 1):
                line = _row(texts, tables, at)
                rows += [_Row(row.bbox[1], line)] if line else []
        boxes = [table.bbox for table in found]
        lines = _text(page.filter(partial(_outside, boxes)), number)
        printed.append(sorted([*rows, *lines], key=lambda item: item.top))
        page.close()
    return list(_lines(printed))


def _lines(pages: list[list[_Row | PrintedLine]]) -> Iterator[SourceLine]:
    """Rows as they are, and paragraphs whole, over the ends of lines and pages.

    What runs through all pages comes once, before the rest.
    """
    texts = [[item for item in page if isinstance(item, PrintedLine)] for page in pages]
    heads = running_heads(texts)
    left_out = {line for lines in heads for line in lines}
    margins = margins_of(texts, left_out)
    items: list[_Row | PrintedLine] = [lines[0] for lines in heads]
    for item in (item for page in pages for item in page if item not in left_out):
        before = items[-1] if items else None
        if (
            isinstance(before, PrintedLine)
            and isinstance(item, PrintedLine)
            and goes_on(before, item, margins)
            and find(fold(item.text)) is None  # a heading need not be set in
        ):
            items[-1] = joined(before, item)
        else:
            items.append(item)
    for number, item in enumerate(items, 1):
        if isinstance(item, _Row):
            yield item.line
        else:
            yield from split_line(item.text, number)


def _is_no_background(width: float, height: float) -> Callable[[Mapping[str, Any]], bool]:
    """Whether something drawn is not what a browser fills a page with, which is no table."""

    def kept(drawn: Mapping[str, Any]) -> bool:
        filled = drawn["object_type"] == "rect" and drawn.get("fill") and not drawn.get("stroke")
        large = drawn["width"] > width / 2 and drawn["height"] > height / 2
        return not (filled and large)

    return kept


def _outside(boxes: list[tuple[float, float, float, float]], drawn: Mapping[str, Any]) -> bool:
    """Whether the middle of something drawn is in none of the tables."""
    x, y = (drawn["x0"] + drawn["x1"]) / 2, (drawn["top"] + drawn["bottom"]) / 2
    return not any(left < x < right and top < y < bottom for left, top, right, bottom in boxes)


def _row(texts: list[str | None], table: int, number: int) -> SourceLine | None:
    """A row of a table; None stands where a merged cell reaches."""
    pieces = tuple(
        Piece(_plain(text), Position(table=table, row=number, column=at + 1), at)
        for at, text in enumerate(texts)
        if text is not None
    )
    return SourceLine(pieces, " ".join(p.text for p in pieces if p.text)) if pieces else None


def _text(page: Page, number: int) -> Iterator[PrintedLine]:
    lines = page.extract_text_lines(
        return_chars=False, y_tolerance=SAME_LINE, x_tolerance_ratio=SAME_WORD
    )
    for line in lines:
        yield PrintedLine(
            _plain(line["text"]), number, line["x0"], line["x1"], line["top"], line["bottom"]
        )


def _plain(text: str) -> str:
    """Text with the characters that fonts put for ordinary ones set right: \u2f2f for 工."""
    radicals = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return radicals.translate(_SIMPLIFIED)
