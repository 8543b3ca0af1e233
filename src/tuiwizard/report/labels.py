"""Recognising statutory labels in text that people have copied or typed anew."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_DROPPED = re.compile(r"[\s\u200b\ufeff（）()\[\]【】“”\"'‘’《》、，,．.。:：;；·\-—/\\|]+")


def normal(text: str) -> str:
    """Return a label without spaces and punctuation, full-width forms folded.

    Two labels are the same label when their normal forms are equal: brackets, numbering
    marks and line breaks differ from office to office, the characters do not.
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))


_PAIRS = (
    "業业為为爲为舉举於于會会體体關关況况減减區区單单發发後后國国處处復复複复覆复審审對对屬属"
    "廢废開开強强當当總总執执護护報报據据數数無无權权條条構构機机穩稳稱称類类係系繫系糾纠納纳"
    "組组織织經经結结繼继續续維维編编繳缴罰罚聯联獲获補补規规計计認认議议許许訟讼訪访訴诉話话"
    "詢询請请購购費费轉转過过這这進进郵邮問问項项題题額额務务動动決决內内現现確确製制辦办沒没"
    "採采電电萬万範范與与應应祕秘"
)
_TRADITIONAL = str.maketrans(_PAIRS[::2], _PAIRS[1::2])
_OF_TRADITIONAL = frozenset(_PAIRS[::2])
"""Characters of the form's labels as Traditional print has them, each before its own."""


def is_traditional(text: str) -> bool:
    """Whether a text has characters of Traditional print: 年度報告 -> True."""
    return not _OF_TRADITIONAL.isdisjoint(text)


VARIANTS = {
    "制发数量": "本年制发件数",
    "废止数量": "本年废止件数",
    "现行有效数量": "现行有效件数",
    "本年废止数量": "本年废止件数",
    "本年制发数量": "本年制发件数",
    "合计": "总计",
}
"""Other wordings that offices print, and the form's own."""

_ORDINAL = re.compile(r"(?:第?[一二三四五六七八九十]{1,2}是?|\d{1,2})(?=\D{2})")
_REMARK = re.compile(r"[（(〔\[【][^（()）]*[)）〕\]】]\Z")
REMARK = 100
"""Characters that a remark behind a label has at most."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A label in the form in which two labels are compared."""
    folded = normal(text).translate(_TRADITIONAL)
    return VARIANTS.get(folded, folded)


def without_ordinal(folded: str) -> str:
    """A folded label without the number in front of it."""
    return _ORDINAL.sub("", folded, count=1) if _ORDINAL.match(folded) else folded


@lru_cache(maxsize=8192)
def without_remark(text: str) -> str:
    """A label without the brackets behind it: 部分公开（区分处理的…）."""
    bare = text.strip()
    found = _REMARK.search(bare, max(0, len(bare) - REMARK))
    return bare[: found.start()] if found else bare


def spellings(label: str) -> Iterator[str]:
    """A label, and what is left of it without its number or remark.

    （二）部分公开（区分处理的） -> 二部分公开区分处理的, 部分公开区分处理的, 二部分公开, 部分公开
    """
    for text in (label, without_remark(label)):
        yield fold(text)
        yield without_ordinal(fold(text))
