"""Characters that a report may not contain; importable without building a model."""

from tuiwizard.lazy_patterns import lazily

FORBIDDEN_CHARACTERS = lazily(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control, line-separator, bidirectional and surrogate characters: never in a report."""

INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
"""Characters without any shape, as WeChat and Word leave them in a copied text: zero-width
spaces and joiners, marks of direction, soft hyphens, byte order marks.

The content of a character class.
"""

INVISIBLE_CHARACTERS = lazily(f"[{INVISIBLE}]")


def without_invisible(text: str) -> str:
    """Return a text without the characters that have no shape."""
    # "收到\u200b申请" -> "收到申请"
    return text if text.isascii() else INVISIBLE_CHARACTERS.sub("", text)
