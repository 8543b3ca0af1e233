"""The page of a DOCX file (GB/T 9704-2012), its page numbers, and the stamp of a draft on each."""

from docx.document import Document as DocxDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm

from tuiwizard.rendering.docx_markup import node, paragraph, refill, run

_SIZE = {"page_width": Mm(210), "page_height": Mm(297)}
_MARGINS = {
    "top_margin": Mm(37),
    "bottom_margin": Mm(35),
    "left_margin": Mm(28),
    "right_margin": Mm(26),
    "footer_distance": Mm(25.5),
}
"""The page of GB/T 9704-2012: a text area of 156 mm by 225 mm, the dashes 7 mm below it."""

TEXT_WIDTH = Length(Mm(156)).twips


def set_page(document: DocxDocument) -> None:
    """Give a document its page, with the number at the outer edge."""
    section = document.sections[0]
    for name, length in {**_SIZE, **_MARGINS}.items():
        setattr(section, name, length)
    document.settings.odd_and_even_pages_header_footer = True
    refill(section.footer._element, _number("right"))
    refill(section.even_page_footer._element, _number("left"))


def stamp_pages(document: DocxDocument, stamp: str, style: str) -> None:
    """Say on every page that it is one of a draft, above what its header has."""
    for section in document.sections:
        headers = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            header._element.insert(0, paragraph(style, run(stamp)))


def text_width(document: DocxDocument) -> int:
    """Return the room between the margins in twentieths of a point."""
    section = document.sections[-1]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return int(Length((section.page_width or _SIZE["page_width"]) - margins).twips)


def _number(side: str) -> BaseOxmlElement:
    """Return — 1 — with one character between it and the edge of the text."""
    number = node("fldSimple", run("1"), instr=" PAGE ")
    place = [node("ind", **{f"{side}Chars": 100, side: 280}), node("jc", val=side)]
    return paragraph("Footer", run("— "), number, run(" —"), properties=place)
