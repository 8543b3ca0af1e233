"""The formats in which published reports are read: the one list of them.

A format is one module with a function `read`, and one entry here. What a file is, its bytes say,
and its name only where they do not. All else follows: what `import`, `check` and a county's folder
take, what file dialogs and the command line say, and what the shell completes.
"""

import importlib
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol, cast

from tuiwizard.errors import SourceError
from tuiwizard.importing.containers import OLE, ZIP, contents
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.words import tr

_OFFICE = tr("请先安装读 Office 文件和网页的部分：pip install 'tuiwizard[office]'")
_PDF = tr("请先安装读 PDF 的部分：pip install 'tuiwizard[pdf]'")
_TAGS = re.compile(r"<(?:!doctype html|html|body|table|div|p|td|span|article)\b[^<>]*>", re.I)
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_RULE = re.compile(r"^[ :|-]+$", re.MULTILINE)
_MIME = re.compile(r"\s*(?:[\w-]+:.*\n(?:[ \t].*\n)*){0,30}?MIME-Version:", re.I)
_BLOCK_TAGS = 3


class _Reader(Protocol):
    def read(self, content: Any, /) -> list[SourceLine]:
        """The lines of a source."""


class SourceFormat(NamedTuple):
    """A format of published reports.

    Attributes:
        kind: What people call it.
        suffixes: How the names of its files end, in small letters.
        module: The module whose `read` turns it into lines, imported when it is needed. It is
            given bytes where there is a signature, and text where there is none.
        signature: The bytes with which its files begin; empty for a format of text.
        parts: Where several formats begin so, what a packed file holds, any of it, to be of this.
        looks_like: For a format of text, whether a text whose name ends like this is of it.
        install: What to do where the libraries of the reader are missing.
    """

    kind: str
    suffixes: tuple[str, ...]
    module: str
    signature: bytes = b""
    parts: tuple[str, ...] = ()
    looks_like: Callable[[str, str], bool] = lambda *_: False
    install: str = ""

    def read(self, content: Any) -> list[SourceLine]:
        """The lines of a source of this format.

        Raises:
            SourceError: It cannot be read, and what to do.
        """
        try:
            reader = cast(_Reader, importlib.import_module(self.module))
        except ImportError as error:
            raise SourceError(self.install or str(error)) from error
        return reader.read(content)


def _is_markdown(text: str, suffix: str) -> bool:
    """Whether a text has headings or tables of Markdown; a .txt may only number its lines by #."""
    marked = bool(_HEADING.search(text)) or any(map(_below_header, _RULE.findall(text)))
    return suffix != ".txt" and marked and not text.lstrip().startswith("<")


def _below_header(line: str) -> bool:
    """Whether a line parts the header of a table from its rows: |---|---| -> True; --- -> False."""
    return "|" in line.partition("---")[2]


def _is_page(text: str, suffix: str) -> bool:
    """Whether a text is a page, and not Markdown with tables in HTML."""
    tags = len(_TAGS.findall(text, 0, 200_000))
    return tags >= _BLOCK_TAGS and not _is_markdown(text, suffix)


def _is_saved_page(text: str, _: str) -> bool:
    """Whether a text is a page that was saved in one file: it begins like a letter."""
    return _MIME.match(text, 0, 10_000) is not None


_ODF = "application/vnd.oasis.opendocument."

HTML = SourceFormat(
    tr("网页"),
    (".html", ".htm", ".xhtml", ".shtml"),
    "tuiwizard.importing.html",
    looks_like=_is_page,
    install=_OFFICE,
)
MHTML = SourceFormat(
    tr("网页"),
    (".mht", ".mhtml"),
    "tuiwizard.importing.mhtml",
    looks_like=_is_saved_page,
    install=_OFFICE,
)
DOCX = SourceFormat(
    tr("Word 文档"),
    (".docx",),
    "tuiwizard.importing.docx",
    ZIP,
    ("word/document.xml",),
    install=_OFFICE,
)
DOC = SourceFormat(
    tr("Word 文档"), (".doc", ".wps"), "tuiwizard.importing.word97", OLE, ("WordDocument",)
)
RTF = SourceFormat(tr("Word 文档"), (".rtf",), "tuiwizard.importing.rtf", b"{\\rtf")
ODT = SourceFormat(
    tr("Word 文档"),
    (".odt",),
    "tuiwizard.importing.open_document",
    ZIP,
    (f"{_ODF}text",),
    install=_OFFICE,
)
PDF = SourceFormat("PDF", (".pdf",), "tuiwizard.importing.pdf", b"%PDF-", install=_PDF)
XLSX = SourceFormat(
    tr("表格文件"),
    (".xlsx", ".xlsm"),
    "tuiwizard.importing.workbook",
    ZIP,
    ("xl/workbook.xml", "xl/workbook.bin"),
    install=_OFFICE,
)
XLS = SourceFormat(
    tr("表格文件"),
    (".xls", ".et"),
    "tuiwizard.importing.workbook",
    OLE,
    ("Workbook", "Book"),
    install=_OFFICE,
)
ODS = SourceFormat(
    tr("表格文件"),
    (".ods",),
    "tuiwizard.importing.open_document",
    ZIP,
    (f"{_ODF}spreadsheet",),
    install=_OFFICE,
)
MARKDOWN = SourceFormat(
    "Markdown",
    (".md", ".markdown"),
    "tuiwizard.importing.markdown",
    looks_like=_is_markdown,
)
ARCHIVE = SourceFormat("ZIP", (".zip",), "tuiwizard.importing.archive", ZIP)
TEXT = SourceFormat(tr("文本"), (".txt",), "tuiwizard.importing.text")

FORMATS: Sequence[SourceFormat] = (
    *(HTML, MHTML, DOCX, DOC, RTF, ODT, PDF, XLSX, XLS, ODS, MARKDOWN, ARCHIVE, TEXT),
)
"""All of them, in the order in which people are told of them."""


def suffixes() -> tuple[str, ...]:
    """How the names of published reports end."""
    return tuple(suffix for each in FORMATS for suffix in each.suffixes)


def kinds() -> str:
    """What a published report may be given as, in the words of the person who chooses a file."""
    return tr("、").join(dict.fromkeys(each.kind for each in FORMATS))


def binary_format(data: bytes, name: str = "") -> SourceFormat | None:
    """The format whose signature a file begins with.

    Where there are several, what the file holds says which; then its name; then that it holds
    nothing that is known.
    """
    found = [f for f in FORMATS if f.signature and data.startswith(f.signature)]
    if len(found) < 2:
        return found[0] if found else None
    held = contents(data)
    holding = (f for f in found if held.intersection(f.parts))
    named = (f for f in found if _suffix(name) in f.suffixes and not held)
    bare = (f for f in found if not f.parts)
    return next(holding, None) or next(named, None) or next(bare, None)


def text_format(text: str, name: str) -> SourceFormat:
    """The format of a text: the one its name says; for .txt and others, what it looks like."""
    suffix = _suffix(name)
    of_text = [each for each in FORMATS if not each.signature and each is not TEXT]
    if MHTML.looks_like(text, suffix):  # full of tags, whatever its name
        return MHTML
    named = (each for each in of_text if suffix in each.suffixes and each is not MHTML)
    seen = (each for each in of_text if each.looks_like(text, suffix))
    return next(named, None) or next(seen, TEXT)


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2].lower()}"
