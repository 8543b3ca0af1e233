"""What stands in a DOCX file, from the title to the last paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docx.oxml.xmlchemy import BaseOxmlElement

from tuiwizard.rendering.document import Chapter, Document, indented
from tuiwizard.rendering.docx_markup import broken_run, node, paragraph, run
from tuiwizard.rendering.docx_table import table
from tuiwizard.rendering.merged_table import merge_cells
from tuiwizard.rendering.signature import ROOM, Signature
from tuiwizard.rendering.style import Subheads
from tuiwizard.rendering.subheads import headed
from tuiwizard.rendering.title_lines import title_lines
from tuiwizard.report.chart import CHARTED

_LONG_WORD = re.compile(r"[!-~]{8}")
"""An address or a number: where it goes on the next line, the gap is not drawn into the text."""


_LETTER, _LINE = 315, 579
"""Twentieths of a point from one character to the next, and from one line to the next."""


class TextArea(NamedTuple):
    """The room between the margins.

    Attributes:
        width: In twentieths of a point.
        title: How many characters of the title stand on a line.
    """

    width: int
    title: float


def body(
    report: Document, area: TextArea, subheads: Subheads, pictures: Sequence[BaseOxmlElement] = ()
) -> list[BaseOxmlElement]:
    """Return the paragraphs and tables of a report.

    Args:
        report: What is printed.
        area: The room on a page.
        subheads: Which sub-heads are headings; the others are set in their face all the same.
        pictures: Charts, in paragraphs; they stand behind the table whose figures they show.
    """
    elements = list(_report(report, area, subheads, pictures))
    if report.signature:
        elements[-1][0].insert(1, node("keepNext"))  # a seal is never alone on a page
        elements.extend(_signature(report.signature, area))
    return elements


def _report(
    report: Document, area: TextArea, subheads: Subheads, pictures: Sequence[BaseOxmlElement]
) -> Iterator[BaseOxmlElement]:
    yield paragraph("Title", broken_run(title_lines(report.title, area.title)))
    if report.stamp:
        reason = f"：{report.shortfall}" if report.shortfall else ""
        yield paragraph("Stamp", run(report.stamp + reason))
    yield from map(_paragraph, report.opening)
    below_table = False
    for chapter in report.chapters:
        yield paragraph("Heading1", run(chapter.title), properties=_place(below_table))
        yield from _chapter(chapter, area, subheads)
        if chapter.key == CHARTED:
            yield from pictures
        below_table = bool(chapter.tables)


def _signature(signature: Signature, area: TextArea) -> Iterator[BaseOxmlElement]:
    """Yield agency and date, one over the other, with room above for the seal."""
    left = max(0, round(area.width - 2 * signature.centre * _LETTER))
    for number, line in enumerate(signature):
        first = (node("keepNext"), node("spacing", before=ROOM * _LINE)) if not number else ()
        yield paragraph("Signature", run(line), properties=(*first, node("ind", left=left)))


def _chapter(chapter: Chapter, area: TextArea, subheads: Subheads) -> Iterator[BaseOxmlElement]:
    for line in chapter.paragraphs:
        yield from _narrative(line, subheads)
    if chapter.tables:
        yield table(merge_cells(chapter.tables), chapter.title, area.width)


def _narrative(line: str, subheads: Subheads) -> Iterator[BaseOxmlElement]:
    """Yield a paragraph; its sub-head is a heading, in one line with what follows it."""
    title, rest = headed(line, subheads)
    if not title:
        yield _paragraph(line)
        return
    properties = [node("ind", firstLineChars=0, firstLine=0)] if indented(line) else []
    if rest:
        # The mark between the two is hidden: Word's own way to let a heading lead a paragraph.
        properties.append(node("rPr", node("vanish"), node("specVanish")))
    yield paragraph("Heading2", run(title), properties=properties)
    if rest:
        yield paragraph("BodyText", run(rest), properties=_ragged(rest))


def _paragraph(line: str) -> BaseOxmlElement:
    title, rest = headed(line)
    runs = [run(title, "Subheading")] if title else []
    return paragraph(
        "Normal" if indented(line) else "BodyText",
        *runs,
        *([run(rest)] if rest else []),
        properties=_ragged(line),
    )


def _place(below_table: bool) -> list[BaseOxmlElement]:
    return [node("spacing", before=280)] if below_table else []


def _ragged(line: str) -> list[BaseOxmlElement]:
    return [node("jc", val="left")] if _LONG_WORD.search(line) else []
