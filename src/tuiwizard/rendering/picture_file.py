"""A picture as PNG and as PDF, made of its SVG by Typst, which draws pages, too.

Text stays text in the PDF, which is tagged as PDF/UA-1 asks. The same picture gives the same
bytes on a computer with the same fonts.
"""

import re
import struct
import zlib
from base64 import b64encode
from functools import cache
from html import unescape
from typing import Any

from tuiwizard.errors import CommandError
from tuiwizard.rendering.typst_fonts import fonts
from tuiwizard.report.content_identifier import NAME
from tuiwizard.words import tr

_PIXELS = 1080
"""How wide a PNG is: as a phone's screen is in pixels."""

_PAGE = """
#let given = sys.inputs
#set document(title: given.title, keywords: given.identifier, date: none)
#set page(..if given.paper != "" { (paper: given.paper, margin: 8mm) } else {
  (width: 1pt * int(given.width), height: 1pt * int(given.height), margin: 0pt)
})
#set text(lang: "zh", region: "cn")
#image(bytes(given.svg), format: "svg", width: 100%, height: 100%, fit: "contain", alt: given.said)
"""

_SIZE = re.compile(r'<svg [^>]*width="(\d+)" height="(\d+)"')
_END = struct.pack(">I", 0) + b"IEND"


def png(svg: str) -> bytes:
    """Return a picture as PNG; its identifier is in its metadata, as in those of the SVG.

    Raises:
        ModuleNotFoundError: Typst is not installed.
        CommandError: No font can show Chinese.
    """
    width, _ = _size(svg)
    made = _typeset(svg, format="png", ppi=72 * _PIXELS / width)
    head, end, tail = made.rpartition(_END)
    return head + _text_chunk(NAME, _said(svg, "metadata")) + end + tail


def flat(svg: str) -> str:
    """Return a picture as an SVG without words in it, which no reader of a page takes for text.

    Raises:
        ModuleNotFoundError: Typst is not installed.
        CommandError: No font can show Chinese.
    """
    width, height = _size(svg)
    data = b64encode(png(svg)).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


def pdf(svg: str, paper: str = "") -> bytes:
    """Return a picture as a PDF of one page: of a paper, `a4`, or as large as it is.

    Raises:
        ModuleNotFoundError: Typst is not installed.
        CommandError: No font can show Chinese.
    """
    return _typeset(svg, paper, format="pdf", pdf_standards=["ua-1"])


def _typeset(svg: str, paper: str = "", **options: Any) -> bytes:
    import typst  # an extra: most reports do without

    if not _chinese_is_seen():
        raise CommandError(
            tr("这台电脑上没有中文字体，画不出图；请安装黑体、微软雅黑或思源黑体等字体")
        )
    width, height = _size(svg)
    inputs = {
        "svg": svg,
        "paper": paper,
        "width": str(width),
        "height": str(height),
        "title": _said(svg, "title"),
        "said": _said(svg, "desc"),
        "identifier": _said(svg, "metadata"),
    }
    made = typst.compile(_PAGE.encode(), font_paths=fonts(), sys_inputs=inputs, **options)
    return bytes(made)


@cache
def _chinese_is_seen() -> bool:
    """Return whether a font can show Chinese; a picture without one would be empty boxes.

    Asked of a page, for which Typst refuses what it cannot show; within a picture it does not.
    """
    import typst  # an extra: most reports do without

    options: Any = {"format": "pdf", "pdf_standards": ["ua-1"], "font_paths": fonts()}
    try:
        typst.compile("#set document(title: [公开])\n公开".encode(), **options)
    except typst.TypstError:
        return False
    return True


def _size(svg: str) -> tuple[int, int]:
    found = _SIZE.search(svg)
    assert found, "a picture of ours says how large it is"
    return int(found[1]), int(found[2])


def _said(svg: str, tag: str) -> str:
    """Return the text of the first element of a kind."""
    found = re.search(f"<{tag}[^>]*>([^<]*)</{tag}>", svg)
    return unescape(found[1]) if found else ""


def _text_chunk(key: str, text: str) -> bytes:
    """Return a text as PNG has it; nothing for none."""
    data = b"tEXt" + key.encode("ascii") + b"\0" + text.encode("latin-1")
    framed = struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
    return framed if text else b""
