"""Text from files and people, made harmless for a terminal."""

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control, bidirectional, line-separator and surrogate characters."""


def printable(text: str) -> str:
    """Text that cannot steer a terminal: control and bidirectional characters show as U+FFFD."""
    return UNSAFE.sub("\ufffd", text)
