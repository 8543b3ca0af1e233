"""Recognising statutory labels in text that people have copied or typed anew."""

import re
import unicodedata

_DROPPED = re.compile(r"[\s\u200b\ufeff（）()\[\]【】“”\"'‘’《》、，,．.。:：;；·\-—/\\|]+")


def normal(text: str) -> str:
    """Return a label without spaces and punctuation, full-width forms folded.

    Two labels are the same label when their normal forms are equal: brackets, numbering
    marks and line breaks differ from office to office, the characters do not.
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text))
