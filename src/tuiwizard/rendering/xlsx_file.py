"""The XLSX file around the report: its sheets, and what it says of itself."""

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

from tuiwizard.rendering import xlsx_table, xlsx_text
from tuiwizard.rendering.clean_text import in_markup
from tuiwizard.rendering.document import Document
from tuiwizard.rendering.stable_zip import repacked

TEXTS = "正文"
_TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")
_ONE_MERGED = re.compile(rb"<mergeCell [^>]*/>")
_MERGED = re.compile(rb"(?:<mergeCell [^>]*/>)+")
_NO_NAME = re.compile(r"[\\/*?:\[\]]")
_MOST_NAME, _MOST_TITLE = 31, 255


def packed(report: Document, names: Sequence[str]) -> bytes:
    """Return a report as the bytes of its file; nothing in it tells when it was made.

    Args:
        report: What is printed.
        names: The names of the sheets of its chapters, should they have tables.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    xlsx_text.fill(book.create_sheet(TEXTS), report)
    for chapter, name in zip(report.chapters, names, strict=True):
        if chapter.tables:
            sheet = book.create_sheet(_NO_NAME.sub("", name)[:_MOST_NAME])
            xlsx_table.fill(sheet, chapter, report)
    title, creator = (in_markup(text)[:_MOST_TITLE] for text in (report.title, report.agency))
    book.properties = DocumentProperties(
        title=title, creator=creator, language="zh-CN", identifier=report.identifier
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return repacked(data.getvalue(), _stable)


def _stable(name: str, part: bytes) -> bytes:
    """Return a part without the times of making it, and with the merged cells in one order."""
    if name == ARC_CORE:
        return _TIMES.sub(b"", part)
    return _MERGED.sub(lambda found: b"".join(sorted(_ONE_MERGED.findall(found[0]))), part)
