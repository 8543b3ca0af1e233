"""Bytes as text, in whatever encoding an office has saved them."""

import codecs
from functools import partial

from tuiwizard.errors import SourceError
from tuiwizard.words import tr

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = ("utf-8", "gb18030", "big5hkscs")
_WORD = "政府"
"""It is in every report, and in the same characters in all of them."""

TOLERATED = 0.002
"""Share of characters that may be damaged: they cost a label or a figure, not the page."""


def decode(data: bytes) -> str:
    """Text from bytes; what a page says of its own encoding is not believed.

    UTF-8 is hardly ever met by chance, so it is tried first; then come GB18030, which holds GBK
    and GB2312, and Big5. Where several would do, the one that makes sense is taken.

    Raises:
        SourceError: They are not text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lines(data.decode(name, "replace"))
    wide = _wide(data)
    if wide:
        return _lines(data.decode(wide, "replace"))
    possible = [text for text in map(partial(_strictly, data), _NAMES) if text is not None]
    if possible:
        return _lines(next((text for text in possible if _WORD in text), possible[0]))
    least = min((data.decode(name, "replace") for name in ("utf-8", "gb18030")), key=_damage)
    if b"\0" in data or _damage(least) > max(3, TOLERATED * len(least)):
        raise SourceError(tr("这不是文本，也不是能读的文件，请给出网页、DOCX、Markdown 或纯文本"))
    return _lines(least)


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _damage(text: str) -> int:
    return text.count("\ufffd")


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of the ASCII in it is zero."""
    sample = data[:2000]
    if sample.count(0) < len(sample) // 20 + 1:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 10 < even else ""


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
