"""The DOCX file around the report: its styles, its properties, its parts."""

import io
from importlib.resources import files

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips
from docx.styles.style import ParagraphStyle

from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.document import Document
from tuiwizard.rendering.docx_body import TextArea, body
from tuiwizard.rendering.docx_markup import node, paragraph, refill
from tuiwizard.rendering.docx_page import TEXT_WIDTH, set_page, stamp_pages, text_width
from tuiwizard.rendering.docx_template import adopt_styles, open_template, rename
from tuiwizard.rendering.stable_zip import repacked
from tuiwizard.rendering.style import Style
from tuiwizard.rendering.title_lines import TITLE_WIDTH
from tuiwizard.report.chart import Chart

_KEPT_PARTS = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)

SUBJECT = "政府信息公开工作年度报告"
"""What the report is about, whoever's and whichever year's it is."""


def packed(report: Document, style: Style) -> bytes:
    """Return a report as the bytes of its file; nothing in it tells when it was made.

    Raises:
        CommandError: The template of `style` cannot be used.
    """
    names: dict[str, str] = {}
    styles = parse_xml(_resource("docx_styles.xml"))
    if style.template is None:
        document = docx.Document()
        _strip(document)
        _set_up(document, styles)
        set_page(document)
        area = TextArea(TEXT_WIDTH, TITLE_WIDTH)
    else:
        document = open_template(style.template)
        names = adopt_styles(document, styles)
        width = text_width(document)
        area = TextArea(width, width / 20 / _title_size(document, names["Title"]))
    content = document.element.body
    last = content.get_or_add_sectPr()  # the section's properties stay last
    pictures = [_picture(document, each.chart, area.width) for each in style.charts]
    for element in body(report, area, style.subheads or "all", pictures):
        if names:
            rename(element, names)
        last.addprevious(element)
    if report.stamp:
        stamp_pages(document, report.stamp, names.get("Header", "Header"))
    _describe(document, report)
    return _without_times(document)


def _picture(document: DocxDocument, chart: Chart, width: int) -> BaseOxmlElement:
    """Return a chart in a paragraph of its own, as wide as the text; readers are told what it says.

    Args:
        document: The document, which keeps the picture.
        chart: The chart.
        width: In twentieths of a point.
    """
    from tuiwizard.rendering.charts import svg  # most reports go without
    from tuiwizard.rendering.picture_file import png

    inline = document.part.new_pic_inline(io.BytesIO(png(svg(chart))), width=Twips(width))
    inline.docPr.set("name", chart.name)
    inline.docPr.set("descr", f"{chart.title}：{chart.description}")
    indent = node("ind", firstLineChars=0, firstLine=0)
    line = node("spacing", line=240, lineRule="auto")
    return paragraph("Normal", node("r", node("drawing", inline)), properties=[line, indent])


def _strip(document: DocxDocument) -> None:
    """Leave out what python-docx's template brings: a theme, pictures, other people's names."""
    for name, relation in list(document.part.rels.items()):
        if relation.reltype not in _KEPT_PARTS:
            del document.part.rels[name]
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype != RELATIONSHIP_TYPE.OFFICE_DOCUMENT:
            del package.rels[name]


_CHINESE = (
    "spaceForUL",
    "balanceSingleByteDoubleByteWidth",
    "doNotLeaveBackslashAlone",
    "ulTrailSpace",
    "doNotExpandShiftReturn",
    "adjustLineHeightInTable",
    "useFELayout",
)
"""What Chinese Word and WPS set in each new file, and lay out by."""


def _set_up(document: DocxDocument, styles: BaseOxmlElement) -> None:
    """Give a document the styles, and what says that it is Chinese."""
    refill(document.styles.element, *styles)
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word"}
    refill(
        document.settings.element,
        node("characterSpacingControl", val="compressPunctuation"),
        node("compat", *map(node, _CHINESE), node("compatSetting", **mode, val="15")),
        node("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
    part = Part(
        PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, _resource("docx_fonts.xml")
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _describe(document: DocxDocument, report: Document) -> None:
    """Write the properties of the file, and no other than these: python-docx notes the time."""
    core = document.core_properties
    refill(core._element)
    core.title, core.language = in_markup(report.title)[:255], "zh-CN"
    core.author, core.subject = in_markup(report.agency)[:255], SUBJECT
    core.identifier = report.identifier


def _title_size(document: DocxDocument, title: str) -> float:
    """Return the size in points of a style, which another may have for it."""
    style = next((s for s in document.styles if s.style_id == title), None)
    size = None
    while isinstance(style, ParagraphStyle) and size is None:
        size, style = style.font.size, style.base_style
    return float(size.pt) if size else 22.0


def _resource(name: str) -> bytes:
    return files("tuiwizard.rendering").joinpath(name).read_bytes()


def _without_times(document: DocxDocument) -> bytes:
    """Return the package, which is the same file for the same report."""
    saved = io.BytesIO()
    document.save(saved)
    return repacked(saved.getvalue())
