"""Which reader a source needs: what its bytes are, not what its name says."""

import importlib
import re
from collections.abc import Callable
from typing import Any, cast

from tuiwizard.errors import SourceError
from tuiwizard.importing.encoding import decode
from tuiwizard.importing.markdown import read_markdown
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.text import read_text
from tuiwizard.words import tr

MAX_BYTES = 32 * 1024 * 1024
"""A DOCX with photographs may have as much; a page or a text has less."""

MAX_TEXT = 8 * 1024 * 1024

MAX_LINES = 30_000
"""Lines and rows; the largest pages of portals have half as many."""

BLANK_LINES = 10
"""How many blank lines there may be for each."""

_OFFICE = tr("请先安装读 Office 文件和网页的部分：pip install 'tuiwizard[office]'")
_PDF = tr("请先安装读 PDF 的部分：pip install 'tuiwizard[pdf]'")
_TAGS = re.compile(r"<(?:!doctype html|html|body|table|div|p|td|span|article)\b[^>]*>", re.I)
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_RULE = re.compile(r"^\|?[ :|-]*-{3,}[ :|-]*\|[ :|-]*$", re.MULTILINE)
_BLOCK_TAGS = 3


def read_source(data: bytes, name: str = "") -> list[SourceLine]:
    """The lines of a source.

    Args:
        data: What is in it; nothing else is opened.
        name: Its file name, if it has one: it tells Markdown from plain text.

    Raises:
        SourceError: It cannot be read, and what to do.
    """
    lines = _lines(data, name)
    if len(lines) > MAX_LINES:
        raise _too_long()
    return lines


def _too_long() -> SourceError:
    return SourceError(tr("超过 {most} 行，不像年报，没有读", most=MAX_LINES))


def _lines(data: bytes, name: str) -> list[SourceLine]:
    if len(data) > MAX_BYTES:
        raise SourceError(tr("文件超过 32 MB，不像年报，没有读"))
    if not data.strip():
        raise SourceError(tr("文件是空的，请给出年报的文件"))
    if data.startswith(b"PK\x03\x04"):
        return _reader("docx", _OFFICE)(data)
    if data.startswith(b"%PDF-"):
        return _reader("pdf", _PDF)(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError(tr("这是旧格式的 DOC、WPS 或 XLS 文件，请另存为 DOCX 再读"))
    return _text(data, name)


def _text(data: bytes, name: str) -> list[SourceLine]:
    if len(data) > MAX_TEXT:
        raise SourceError(tr("文本超过 8 MB，不像年报，没有读"))
    text = decode(data)
    if text.count("\n") > BLANK_LINES * MAX_LINES:
        raise _too_long()
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("md", "markdown") or (suffix != "txt" and _is_markdown(text)):
        return read_markdown(text)
    if suffix in ("html", "htm", "xhtml", "shtml") or _is_page(text):
        return _reader("html", _OFFICE)(text)
    return read_text(text)


def _is_page(text: str) -> bool:
    return len(_TAGS.findall(text, 0, 200_000)) >= _BLOCK_TAGS


def _is_markdown(text: str) -> bool:
    return bool(_HEADING.search(text) or _RULE.search(text)) and not text.lstrip().startswith("<")


def _reader(module: str, missing: str) -> Callable[[Any], list[SourceLine]]:
    """The reader of a format, loaded when there is something for it to read."""
    try:
        found = importlib.import_module(f"tuiwizard.importing.{module}")
    except ImportError as error:
        raise SourceError(missing) from error
    return cast(Callable[[Any], list[SourceLine]], getattr(found, f"read_{module}"))
