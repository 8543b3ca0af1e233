"""What is kept of a text to tell, a year later, whether another one was copied from it.

Digests of its passages, and not the text: a draft carries them to whoever opens it. Figures are
taken for equal, because last year's text with this year's figures is still last year's text;
spaces do not count.
"""

from base64 import b64decode, b64encode
from functools import lru_cache
from struct import pack, unpack
from zlib import crc32

from tuiwizard.lazy_patterns import lazily

SHINGLE = 8
"""Characters of the shortest passage; shorter runs are phrases that every report uses."""

_WIDTH = 4
"""Bytes of a digest: of 3,000 passages, two have the same once in a thousand texts."""

_DIGITS = lazily(r"\d+(?:[.,]\d+)*")

# "本年度未收取信息处理费。", "无其他需要报告的事项。" -> what the notice makes every office say
_STATUTORY = ("信息处理费", "收费通知", "需要报告的事项")  # not said: looked for
_STATEMENT = lazily(r"[^。；\n]*[。；\n]?")


def normalized(text: str) -> str:
    """Return a text as it is compared: without spaces, each figure a `#`."""
    # "收到 申请 1,234 件" -> "收到申请#件"
    return "".join(_DIGITS.sub("#", text).split())


def own_words(path: str, text: str) -> str:
    """Return a text without the statutory sentences of section 6."""
    if path != "other_matters.text" or not _is_statutory(text):
        return text
    return "".join(said for said in _STATEMENT.findall(text) if not _is_statutory(said))


def _is_statutory(text: str) -> bool:
    return any(words in text for words in _STATUTORY)


def passage_digests(text: str) -> tuple[int, ...]:
    """Return the digest of each passage of a normalized text, from its first character on.

    A text that is shorter than a passage is one.
    """
    data, width = text.encode("utf-32-le", "surrogatepass"), 4 * SHINGLE
    starts = range(0, max(len(data) - width, 0) + 1, 4) if data else ()
    return tuple(crc32(data[at : at + width]) for at in starts)


def packed_digests(text: str) -> str:
    """Return the digests of a text's passages, each once, as a draft keeps them."""
    # "本机关收到申请3件。" -> base64 of two digests, of 本机关收到申请# and 机关收到申请#件
    known = sorted({*passage_digests(normalized(text))})
    return b64encode(pack(f"<{len(known)}I", *known)).decode("ascii")


@lru_cache(maxsize=8)
def unpacked_digests(kept: str) -> frozenset[int]:
    """Return the digests that a draft keeps of a text; what is no whole digest is passed over."""
    data = b64decode(kept + "=" * (-len(kept) % 4))
    count = len(data) // _WIDTH
    return frozenset(unpack(f"<{count}I", data[: count * _WIDTH]))
