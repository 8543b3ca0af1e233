"""Which reader a source needs: what its bytes are, not what its name says."""

from tuiwizard.decoding import decode
from tuiwizard.errors import SourceError, Unconverted
from tuiwizard.importing.containers import TO_CONVERT, what_it_is
from tuiwizard.importing.formats import binary_format, kinds, text_format
from tuiwizard.importing.glosses import without_glosses
from tuiwizard.importing.source_lines import MAX_LINES, SourceLine, too_long
from tuiwizard.words import tr

MAX_BYTES = 32 * 1024 * 1024
"""A DOCX with photographs may have as much; a page or a text has less."""

MAX_TEXT = 8 * 1024 * 1024

BLANK_LINES = 10
"""How many blank lines there may be for each."""

TOLERATED, TOLERATED_SHARE = 3, 0.002
"""Damaged characters, and their share of a long text: they cost a label or a figure, not all."""


def read_source(data: bytes, name: str = "") -> list[SourceLine]:
    """The lines of a source.

    Args:
        data: What is in it; nothing else is opened.
        name: Its file name, if it has one: it tells Markdown from plain text.

    Raises:
        SourceError: It cannot be read, and what to do.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(tr("文件超过 32 MB，不像年报，没有读"))
    if not data.strip():
        raise SourceError(tr("文件是空的，请给出年报的文件"))
    known = what_it_is(data)
    if known is not None:
        raise (Unconverted if known in TO_CONVERT else SourceError)(str(known))
    binary = binary_format(data, name)
    if binary is not None:
        return binary.read(data)
    if len(data) > MAX_TEXT:
        raise SourceError(tr("文本超过 8 MB，不像年报，没有读"))
    text = without_glosses(text_of(data))
    if text.count("\n") > BLANK_LINES * MAX_LINES:
        raise too_long()
    return text_format(text, name).read(text)


def text_of(data: bytes) -> str:
    r"""The text of a source with `\n` line ends; a few damaged characters do not matter.

    Raises:
        SourceError: It is not text.
    """
    found = decode(data)
    if found.damage > max(TOLERATED, TOLERATED_SHARE * len(found.text)) or (
        found.damage and "\0" in found.text
    ):
        raise SourceError(
            tr("这不是文本，也不是能读的文件，请给出年报的文件（{kinds}）", kinds=kinds())
        )
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u00a0", " ")
