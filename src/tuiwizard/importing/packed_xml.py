"""One part of a packed document, as a tree: unpacked within a bound, nothing in it followed."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

from tuiwizard.errors import SourceError
from tuiwizard.words import tr

MAX_XML = 32 * 1024 * 1024
"""Bytes of text and markup; a report has 300 KB."""

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
    *(NotImplementedError, ValueError, KeyError),
)
_TYPE = "<!DOCTYPE"


def packed_xml(
    data: bytes, part: str, kind: str, renamed: Mapping[str, str] = MappingProxyType({})
) -> etree._Element:
    """The root of one part; macros, pictures, links and external entities are never looked at.

    Args:
        data: The document.
        part: The name of the part.
        kind: What people call such a document.
        renamed: Names of markup for which another one stands in some files.

    Raises:
        SourceError: It is damaged, or larger than any report.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file, file.open(part) as packed:
            xml = packed.read(MAX_XML + 1)
    except _DAMAGED as error:
        raise damaged(kind) from error
    if len(xml) > MAX_XML:
        raise SourceError(tr("{kind} 文件解开后超过 32 MB，不像年报，没有读", kind=kind))
    for theirs, ours in renamed.items():
        xml = xml.replace(theirs.encode(), ours.encode())
    return _parsed(xml, kind)


def damaged(kind: str) -> SourceError:
    """The error for a document that its own program would have to repair."""
    return SourceError(tr("{kind} 文件已损坏，请用 Word 或 WPS 打开后另存一次", kind=kind))


def _parsed(xml: bytes, kind: str) -> etree._Element:
    """A document without a document type: there is nothing to expand or to fetch."""
    if any(_TYPE.encode(encoding) in xml for encoding in ("ascii", "utf-16-le", "utf-16-be")):
        raise SourceError(tr("{kind} 文件里有外部定义，不安全，没有读", kind=kind))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(kind) from error
