"""The few WordprocessingML elements that a report consists of."""

from collections.abc import Iterable
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from tuiwizard.rendering.clean_text import in_markup


def node(tag: str, *children: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """Return a `w:` element with its attributes and children."""
    element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(children)
    return element


def run(text: str, style: str = "", *, scale: int = 100) -> BaseOxmlElement:
    """Return text in one style; quotation marks and dashes take the Chinese face.

    Args:
        text: What is printed.
        style: The character style, if it has one.
        scale: How wide its characters are, in hundredths of their own width.
    """
    named = [node("rStyle", val=style)] if style else []
    narrow = [node("w", val=scale)] if scale < 100 else []
    return node("r", node("rPr", *named, node("rFonts", hint="eastAsia"), *narrow), *_pieces(text))


def paragraph(
    style: str, *runs: BaseOxmlElement, properties: Iterable[BaseOxmlElement] = ()
) -> BaseOxmlElement:
    """Return a paragraph in one style, with what it has of its own."""
    return node("p", node("pPr", node("pStyle", val=style), *properties), *runs)


def refill(element: BaseOxmlElement, *content: BaseOxmlElement) -> None:
    """Put content into an element in the place of what it has."""
    for old in list(element):
        element.remove(old)
    element.extend(content)


def broken_run(lines: Iterable[str]) -> BaseOxmlElement:
    """Return text in lines of its own, for a title."""
    pieces: list[BaseOxmlElement] = []
    for line in lines:
        pieces.extend([node("br")] if pieces else [])
        pieces.extend(_pieces(line))
    return node("r", node("rPr", node("rFonts", hint="eastAsia")), *pieces)


def _pieces(text: str) -> list[BaseOxmlElement]:
    """Return text with its tabs; all other whitespace is kept as it was typed."""
    pieces: list[BaseOxmlElement] = []
    for number, piece in enumerate(in_markup(text).split("\t")):
        if number:
            pieces.append(node("tab"))
        if piece:
            written = node("t")
            written.text = piece
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            pieces.append(written)
    return pieces
