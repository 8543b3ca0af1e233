"""Small files that would take a reader hours, or more memory than there is: made here."""

import io
import zipfile
import zlib
from collections.abc import Callable, Mapping

_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>"
_SHOW = zlib.compress(b"BT /F1 12 Tf 10 700 Td <0041> Tj ET")


def _pdf(resources: bytes, *others: bytes, content: bytes = _SHOW) -> bytes:
    """A PDF of one page; its further objects are numbered from 5."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        _PAGE % resources,
        _stream(content),
        *others,
    ]
    body = b"".join(b"%d 0 obj%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n"


def _stream(packed: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), more, packed)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """An archive of some files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, kind)
    return packed.getvalue()


def _docx(xml: str, encoding: str = "utf-8") -> bytes:
    return zipped({"word/document.xml": xml.encode(encoding)})


def _document(body: str) -> str:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'


def _forms() -> list[bytes]:
    """Forms of which each draws the next one ten times."""
    drawn = zlib.compress(b"/X Do " * 10)
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    return [_stream(drawn, head % number) for number in range(6, 20)] + [
        _stream(_SHOW, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    ]


def _odf(content: str, kind: str = "text") -> bytes:
    name = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"
    spaces = " ".join(f'xmlns:{n}="{name.format(n)}"' for n in ("office", "text", "table"))
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {spaces}><office:body><office:{kind}>"
            f"{content}</office:{kind}></office:body></office:document-content>",
        }
    )


_ODF_ROW = "<table:table><table:table-row><table:table-cell>"
_ODF_END = "</table:table-cell></table:table-row></table:table>"
_RANGE = zlib.compress(b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
                       b"1 beginbfrange <00000000> <3FFFFFFF> <0041> endbfrange\n")  # fmt: skip
_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "a" * 10}">' for i in range(10))
_CELL = "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>"

FILES: dict[str, bytes] = {
    "dashes.txt": b"|" + b"-" * 4_000,
    "dashes.md": b"|" + b"-" * 4_000 + b"x",
    "brackets.txt": "规章 ".encode() + b"[" * 500_000 + b"]" * 500_000 + b"x 5 6\n",
    "annexes.txt": "2024年甲县政府信息公开工作年度报告\n一、总体情况\n".encode()
    + "附件：\n".encode() * 29_000,
    "tables in tables.html": b"<table><tr><td>" * 250 + b"<b>5</b>" * 20_000,
    "columns.html": b"<table>" + b"<tr><td colspan=9999 rowspan=9999>5" * 20_000,
    "attributes.html": b"<p " + b"".join(b"a%d=1 " % i for i in range(60_000)) + b">5",
    "paragraphs.docx": _docx(_document("<w:p><w:t>a</w:t></w:p>" * 1_000_000)),
    "tables in tables.docx": _docx(
        _document("<w:tbl><w:tr><w:tc>" * 80 + _CELL * 90_000 + "</w:tc></w:tr></w:tbl>" * 80)
    ),
    "paragraphs in paragraphs.docx": _docx(
        _document(f"<w:tbl><w:tr><w:tc>{'<w:p>' * 200}{'<w:t>甲</w:t>' * 900_000}{'</w:p>' * 200}"
                  "</w:tc></w:tr></w:tbl>")
    ),
    "bomb.docx": _docx(_document("a" * (40 * 2**20))),
    "entities.docx": _docx(
        f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE l [{_LAUGHS}]><l>&a9;</l>', "utf-16"
    ),
    "characters.pdf": _pdf(
        b"/Font<</F1 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        content=zlib.compress(b"BT /F1 12 Tf 10 700 Td " + b"(aaaaaaaaaa) Tj " * 100_000 + b"ET"),
    ),
    "range.pdf": _pdf(
        b"/Font<</F1 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        _stream(_RANGE),
    ),
    "widths.pdf": _pdf(
        b"/Font<</F1 5 0 R>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)>>/W[0 900000000 500]>>",
    ),
    "forms.pdf": _pdf(b"/XObject<</X 5 0 R>>", *_forms(), content=zlib.compress(b"/X Do " * 10)),
    "twice.pdf": _pdf(b"").replace(b"/FlateDecode", b"[/FlateDecode/#46lateDecode]"),
    "groups.rtf": b"{\\rtf1" + b"{" * 1_000_000,
    "edges.rtf": b"{\\rtf1\\trowd" + b"\\cellx1\\cellx99" * 200_000 + b"\\cell\\row" * 3_000,
    "pictures.rtf": b"{\\rtf1" + b"{\\pict\\bin99999999999 5}" * 50_000,
    "letters.mht": b"".join(
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (i, i)
        for i in range(30_000)
    ),
    "spaces.odt": _odf("<text:p>" + '<text:s text:c="9999999"/>' * 50 + "</text:p>"),
    "tables in tables.odt": _odf(
        f"{_ODF_ROW * 80}{'<text:p>5</text:p>' * 200_000}{_ODF_END * 80}"
    ),
    "cells.ods": _odf(
        "<table:table>" + '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000" table:number-rows-spanned="1000000">'
        "<text:p>5</text:p></table:table-cell></table:table-row>" * 1_000 + "</table:table>",
        "spreadsheet",
    ),
    "pages.zip": zipped({"a.html": b"<table><tr><td>" * 20_000_000}),
    "archive.zip": zipped({"a.docx": _docx("a" * (40 * 2**20))}),
}  # fmt: skip
"""Such files by their names."""


def workbook(rows: str, **parts: str) -> bytes:
    """A workbook of one sheet; further parts by their names, _ for / and . in them."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'''<Types xmlns="{package}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>''',
        "_rels/.rels": f'''<Relationships xmlns="{package}/relationships">
<Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>''',
        "xl/workbook.xml": f'''<workbook xmlns="{main}" xmlns:r="{office}">
<sheets><sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>''',
        "xl/_rels/workbook.xml.rels": f'''<Relationships xmlns="{package}/relationships">
<Relationship Id="a" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>''',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{rows}</worksheet>',
    }
    return zipped(files | parts)


def _sheet(data: str, before: str = "", behind: str = "") -> bytes:
    return workbook(f"{before}<sheetData>{data}</sheetData>{behind}")


_ROW = '<row r="{n}"><c r="A{n}"><v>1</v></c></row>'

BOOKS: dict[str, Callable[[], bytes]] = {
    "corner.xlsx": lambda: _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "corners.xlsx": lambda: _sheet(
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 100_001))
    ),
    "dimension.xlsx": lambda: _sheet(_ROW.format(n=1), '<dimension ref="A1:XFD1048576"/>'),
    "rows.xlsx": lambda: _sheet("".join(_ROW.format(n=n) for n in range(1, 400_001))),
    "text.xlsx": lambda: _sheet(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 60_000_000}</t></is></c></row>'
    ),
    "merged.xlsx": lambda: _sheet(
        _ROW.format(n=1), behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "two corners.xlsx": lambda: _sheet(
        f'{_ROW.format(n=1)}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "merged again.xlsx": lambda: _sheet(
        "".join(_ROW.format(n=n) for n in range(1, 1_900)),
        behind="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 3_000 + "</mergeCells>",
    ),
    "columns.ods": lambda: zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": """<office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000">
<table:table-cell table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>""",
        }
    ),
    "quotes.csv": lambda: b'"' + b"a,b\n" * 2_000_000,
}
"""Ledgers likewise, each made when it is asked for."""
