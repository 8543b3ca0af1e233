"""Bytes as text, in whatever encoding they were saved: the one place that tells encodings apart.

What is accepted is for the caller to say: a draft is UTF-8 and nothing else, a published page may
be GBK and may have a few damaged characters.
"""

import codecs
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ("gb18030", "big5hkscs")
_WORD = "政府"  # not said: looked for
"""It is in every report, and in the same characters in all of them."""


class Decoded(NamedTuple):
    """Text from bytes.

    Attributes:
        text: The text, without a byte order mark; U+FFFD stands for what is damaged.
        encoding: `utf-8`, `gb18030`, `big5hkscs`, `utf-16` or `utf-32`; `utf-16-le` or
            `utf-16-be` where no mark says it.
        damage: How many characters could not be decoded.
    """

    text: str
    encoding: str
    damage: int = 0


def decode(data: bytes) -> Decoded:
    """Text from bytes; what a page says of its own encoding is not believed.

    UTF-8 is never met by chance, so it is tried first; then come GB18030, which holds GBK and
    GB2312, and Big5. Where both would do, the one that makes sense is taken: Big5 “政府” is
    “ｬFｩｲ” in GB18030.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _wide(data)
    if marked:
        return _leniently(data, marked)
    for names in (("utf-8",), _CHINESE):
        possible = [found for name in names if (found := _strictly(data, name)) is not None]
        if possible:
            return next((found for found in possible if _WORD in found.text), possible[0])
    return min((_leniently(data, name) for name in ("utf-8", "gb18030")), key=lambda d: d.damage)


def _strictly(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name).removeprefix("\ufeff"), name)
    except UnicodeDecodeError:
        return None


def _leniently(data: bytes, name: str) -> Decoded:
    text = data.decode(name, "replace").removeprefix("\ufeff")
    return _strictly(data, name) or Decoded(text, name, text.count("\ufffd"))


def _wide(data: bytes) -> str:
    """The name of UTF-16 without its mark: every other byte of the ASCII in it is zero."""
    sample = data[:2000]
    if sample.count(0) < len(sample) // 20 + 1:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 10 < even else ""
