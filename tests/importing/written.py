"""A report as other programs would write it: from its page, in formats made by hand here."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.message import EmailMessage
from typing import NamedTuple
from xml.sax.saxutils import escape

from lxml import html
from openpyxl import Workbook

from tests.hostile import zipped


class Cell(NamedTuple):
    text: str
    columns: int
    rows: int


Block = str | list[list[Cell]]


def blocks(page: bytes) -> Iterator[Block]:
    """The paragraphs of a page, and the rows of its tables."""
    for element in html.document_fromstring(page.decode()).iter("h1", "h2", "p", "li", "table"):
        if element.tag == "table":
            yield [[_cell(td) for td in row.iter("td", "th")] for row in element.iter("tr")]
        elif next(element.iterancestors("table"), None) is None:
            yield "".join(map(str, element.itertext())).strip()


def _cell(td: html.HtmlElement) -> Cell:
    columns, rows = (int(td.get(name) or 1) for name in ("colspan", "rowspan"))
    return Cell(str(td.text_content()).strip(), columns, rows)


def xlsx(page: bytes) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1
    for block in blocks(page):
        if isinstance(block, str):
            sheet.cell(row, 1, block)
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=10)
            row += 1
            continue
        taken: set[tuple[int, int]] = set()
        for cells in block:
            column = 1
            for cell in cells:
                while (row, column) in taken:
                    column += 1
                sheet.cell(row, column, int(cell.text) if cell.text.isdecimal() else cell.text)
                end_row, end_column = row + cell.rows - 1, column + cell.columns - 1
                if cell.rows * cell.columns > 1:
                    sheet.merge_cells(
                        start_row=row, end_row=end_row, start_column=column, end_column=end_column
                    )
                taken |= {
                    (r, c) for r in range(row, end_row + 1) for c in range(column, end_column + 1)
                }
                column = end_column + 1
            row += 1
    hidden = book.create_sheet("旧")
    hidden.append(["规章", 99, 99, 99])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_ODF = "urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"
_NAMES = " ".join(
    f'xmlns:{name}="{_ODF.format(name)}"' for name in ("office", "text", "table", "style")
)


def odf(content: str, kind: str, styles: str = "") -> bytes:
    """An ODT or ODS file of some markup."""
    inside = {"text": "text", "spreadsheet": "spreadsheet"}[kind]
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {_NAMES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:{inside}>{content}"
            f"</office:{inside}></office:body></office:document-content>",
        }
    )


def _row(cells: list[Cell]) -> str:
    return (
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:number-columns-spanned="{cell.columns}" '
            f'table:number-rows-spanned="{cell.rows}">'
            + "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
            + "</table:table-cell>"
            + "<table:covered-table-cell/>" * (cell.columns - 1)
            for cell in cells
        )
        + "</table:table-row>"
    )


def odt(page: bytes) -> bytes:
    return odf(
        "".join(
            f"<text:p>{escape(block)}</text:p>"
            if isinstance(block, str)
            else f"<table:table>{''.join(map(_row, block))}</table:table>"
            for block in blocks(page)
        ),
        "text",
    )


def ods_of(sheets: Mapping[str, Sequence[Block]]) -> bytes:
    """A workbook of LibreOffice with these sheets."""
    tables = (
        f'<table:table table:name="{name}">'
        + "".join(
            _row(row)
            for block in of_sheet
            for row in ([[Cell(block, 1, 1)]] if isinstance(block, str) else block)
        )
        + "</table:table>"
        for name, of_sheet in sheets.items()
    )
    return odf("".join(tables), "spreadsheet")


def ods(page: bytes) -> bytes:
    rows = [[[Cell(block, 10, 1)]] if isinstance(block, str) else block for block in blocks(page)]
    blank = '<table:table-row table:number-rows-repeated="{}"><table:table-cell '
    blank += 'table:number-columns-repeated="16384"/></table:table-row>'
    filled = "".join(_row(row) for block in rows for row in block)
    sheet = f"<table:table>{blank.format(2)}{filled}{blank.format(1_048_000)}</table:table>"
    hidden = '<table:table table:style-name="ta2">' + _row([Cell("规章", 1, 1), Cell("9", 1, 1)])
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
    return odf(f"{sheet}{hidden}</table:table>", "spreadsheet", f"{style}</style:style>")


def rtf(page: bytes) -> bytes:
    """As Word writes it: Chinese in bytes or by number, columns by where cells end."""
    parts = [
        r"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}}",
        r"{\*\generator Word;}{\info{\title 99}}{\header 9}",
    ]
    for number, block in enumerate(blocks(page)):
        if isinstance(block, str):
            parts.append(rf"\pard {_numbered(block) if number % 2 else _bytes(block)}\par" + "\n")
            continue
        open_at: dict[int, int] = {}
        for cells in block:
            waiting, column = list(cells), 0
            texts: list[str] = []
            edges = r"\trowd "
            while waiting or open_at.get(column, 0):
                if open_at.get(column, 0):
                    open_at[column] -= 1
                    edges, text, width = edges + r"\clvmrg", "", 1
                else:
                    cell = waiting.pop(0)
                    text, width = _bytes(cell.text), cell.columns
                    if cell.rows > 1:
                        edges += r"\clvmgf"
                        open_at[column] = cell.rows - 1
                column += width
                edges += rf"\cellx{column * 1000 + len(texts) % 3}"
                texts.append(text)
            parts.append(edges + "".join(rf"\pard\intbl {t}\cell" for t in texts) + r"\row" + "\n")
    return "".join([*parts, "}"]).encode("ascii")


def _bytes(text: str) -> str:
    return "".join(
        c if c.isascii() else "".join(rf"\'{byte:02x}" for byte in c.encode("gb18030"))
        for c in text.replace("\\", "\\\\")
    )


def _numbered(text: str) -> str:
    return "".join(c if c.isascii() else rf"\u{ord(c) - (ord(c) >> 15 << 16)}?" for c in text)


def mht(page: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["MIME-Version"] = "1.0"
    message.set_content(page.decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()


def archive(page: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("年报/", b"")
        packed.writestr("年报/2021.html", page)
        packed.writestr("__MACOSX/年报/._2021.html", b"x")
    return file.getvalue()


WRITERS: dict[str, Callable[[bytes], bytes]] = {
    "a.xlsx": xlsx,
    "a.ods": ods,
    "a.odt": odt,
    "a.rtf": rtf,
    "a.mht": mht,
    "a.doc": mht,
    "b.doc": bytes,
    "b.xls": bytes,
    "a.zip": archive,
}
