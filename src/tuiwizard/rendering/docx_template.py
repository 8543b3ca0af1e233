"""A document template of one's own: its page, headers and styles stay, the report goes into it."""

import io
import zipfile
import zlib
from copy import deepcopy
from pathlib import Path

import docx
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import LxmlError, _Element

from tuiwizard.errors import CommandError
from tuiwizard.rendering.docx_markup import node
from tuiwizard.rendering.template_file import template_bytes
from tuiwizard.words import tr

_TYPES = "[Content_Types].xml"
_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
"""How a DOTX says what it is, and how a DOCX does; they differ in nothing else."""

_NO_TEMPLATE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),  # damaged, or locked by a password
    *(PackageNotFoundError, LxmlError, KeyError, ValueError),
)
"""What comes of a file that is no template, or a damaged one."""

_REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


def open_template(path: Path) -> DocxDocument:
    """Return a DOCX or DOTX file as a document without its text.

    Raises:
        CommandError: It cannot be read, is neither, or is too large.
    """
    try:
        document = docx.Document(io.BytesIO(_as_document(template_bytes(path))))
    except _NO_TEMPLATE as error:
        sentence = tr("模板 {path} 不是 Word 文件：请另存为 .docx 或 .dotx 再用", path=path)
        raise CommandError(sentence) from error
    body = document.element.body
    last = body.find(qn("w:sectPr"))
    for element in list(body):
        if element is not last:
            body.remove(element)
    if last is None:
        body.append(node("sectPr"))
    return document


def adopt_styles(document: DocxDocument, ours: BaseOxmlElement) -> dict[str, str]:
    """Add to a template the styles that it lacks, and return its id for each of ours.

    Args:
        document: The template; a style that it has by the same name and kind stays as it is.
        ours: The styles of the report.
    """
    theirs = document.styles.element
    known = {_key(style): _id(style) for style in theirs.findall(qn("w:style"))}
    taken = set(known.values())
    names: dict[str, str] = {}
    missing = []
    for style in ours.findall(qn("w:style")):
        found = known.get(_key(style)) or (_default(theirs, style) if _is_default(style) else None)
        names[_id(style)] = found or _free(_id(style), taken)
        if not found:
            missing.append(deepcopy(style))
            taken.add(names[_id(style)])
    for style in missing:
        style.set(qn("w:styleId"), names[_id(style)])
        if _is_default(style):
            del style.attrib[qn("w:default")]
        rename(style, names)
        theirs.append(style)
    return names


def rename(element: _Element, names: dict[str, str]) -> None:
    """Call the styles that an element refers to by other names."""
    for tag in _REFERENCES:
        for reference in element.iter(qn(f"w:{tag}")):
            name = reference.get(qn("w:val"), "")
            reference.set(qn("w:val"), names.get(name, name))


def _as_document(data: bytes) -> bytes:
    """Return a DOTX as the DOCX that python-docx reads; any other file as it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    if _TEMPLATE not in parts.get(_TYPES, b""):
        return data
    parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _DOCUMENT)
    with zipfile.ZipFile(packed, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return packed.getvalue()


def _key(style: _Element) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type"), ""), "" if name is None else name.get(qn("w:val"), "").casefold()


def _id(style: _Element) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _is_default(style: _Element) -> bool:
    return style.get(qn("w:default")) in ("1", "true", "on")


def _default(styles: _Element, like: _Element) -> str | None:
    """Return the id of the default style of a kind, whatever it is called."""
    kind = like.get(qn("w:type"))
    same = (s for s in styles.findall(qn("w:style")) if s.get(qn("w:type")) == kind)
    return next((_id(style) for style in same if _is_default(style)), None)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "x"
    return name
