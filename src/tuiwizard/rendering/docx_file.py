"""The DOCX file around the report: its page, its styles, its parts."""

import io
from collections.abc import Iterator
from importlib.resources import files

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.document import Chapter, Document, indented
from tuiwizard.rendering.docx_markup import broken_run, node, paragraph, run
from tuiwizard.rendering.docx_table import table
from tuiwizard.rendering.merged_table import merge_cells
from tuiwizard.rendering.stable_zip import repacked
from tuiwizard.rendering.style import Style, Subheads
from tuiwizard.rendering.subheads import headed
from tuiwizard.rendering.title_lines import TITLE_WIDTH, title_lines

_SIZE = {"page_width": Mm(210), "page_height": Mm(297)}
_MARGINS = {
    "top_margin": Mm(37),
    "bottom_margin": Mm(35),
    "left_margin": Mm(28),
    "right_margin": Mm(26),
    "footer_distance": Mm(28),
}
"""The page of GB/T 9704-2012: a text area of 156 mm by 225 mm."""

_TEXT_WIDTH = Length(Mm(156)).twips
_KEPT_PARTS = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)


def packed(report: Document, style: Style) -> bytes:
    """Return a report as the bytes of its file; nothing in it tells when it was made."""
    document = docx.Document()
    _strip(document)
    _set_up(document, report)
    body = document.element.body
    for element in _body(report, style.subheads or "all"):
        body.insert(len(body) - 1, element)  # the section's properties stay last
    return _without_times(document)


def _body(report: Document, subheads: Subheads) -> Iterator[BaseOxmlElement]:
    yield paragraph("Title", broken_run(title_lines(report.title, TITLE_WIDTH)))
    if report.stamp:
        reason = f"：{report.shortfall}" if report.shortfall else ""
        yield paragraph("Stamp", run(report.stamp + reason))
    yield from map(_paragraph, report.opening)
    for chapter in report.chapters:
        yield from _chapter(chapter, subheads)


def _chapter(chapter: Chapter, subheads: Subheads) -> Iterator[BaseOxmlElement]:
    yield paragraph("Heading1", run(chapter.title))
    for line in chapter.paragraphs:
        yield from _narrative(line, subheads)
    if chapter.tables:
        yield table(merge_cells(chapter.tables), chapter.title, _TEXT_WIDTH)


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
        yield paragraph("BodyText", run(rest))


def _paragraph(line: str) -> BaseOxmlElement:
    title, rest = headed(line)
    runs = [run(title, "Subheading")] if title else []
    return paragraph(
        "Normal" if indented(line) else "BodyText", *runs, *([run(rest)] if rest else [])
    )


def _strip(document: DocxDocument) -> None:
    """Leave out what python-docx's template brings: a theme, pictures, other people's names."""
    for name, relation in list(document.part.rels.items()):
        if relation.reltype not in _KEPT_PARTS:
            del document.part.rels[name]
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del package.rels[name]


def _set_up(document: DocxDocument, report: Document) -> None:
    _refill(document.styles.element, *parse_xml(_resource("docx_styles.xml")))
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word"}
    _refill(
        document.settings.element,
        node("characterSpacingControl", val="compressPunctuation"),
        node("compat", node("compatSetting", **mode, val="15")),
        node("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
    part = Part(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, _resource("docx_fonts.xml")
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
    core = document.core_properties  # python-docx makes one anew, with the time of day
    _refill(core._element)
    core.title, core.language = in_markup(report.title)[:255], "zh-CN"
    core.identifier = report.identifier
    _page(document, report.stamp)


def _page(document: DocxDocument, stamp: str) -> None:
    section = document.sections[0]
    for name, length in {**_SIZE, **_MARGINS}.items():
        setattr(section, name, length)
    number = node("fldSimple", run("1"), instr=" PAGE ")
    _refill(section.footer._element, paragraph("Footer", run("— "), number, run(" —")))
    if stamp:
        _refill(section.header._element, paragraph("Header", run(stamp)))


def _refill(element: BaseOxmlElement, *content: BaseOxmlElement) -> None:
    for old in list(element):
        element.remove(old)
    element.extend(content)


def _resource(name: str) -> bytes:
    return files("tuiwizard.rendering").joinpath(name).read_bytes()


def _without_times(document: DocxDocument) -> bytes:
    """Return the package, which is the same file for the same report."""
    saved = io.BytesIO()
    document.save(saved)
    return repacked(saved.getvalue())
