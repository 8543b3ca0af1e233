"""Text from files and people, made harmless for a terminal."""

import re

from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS, INVISIBLE

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_BIDIRECTIONAL = "\u202a-\u202e\u2066-\u2069"
UNSAFE = f"[{_CONTROL}{_BIDIRECTIONAL}{INVISIBLE}]"
"""What steers a terminal or cannot be seen: control and bidirectional characters and the like.

A pattern that is compiled when first needed, for nearly all that is written is printable.
"""

_STEERING = f"[\t\n{_CONTROL}{_BIDIRECTIONAL}{INVISIBLE}]"


def printable(text: str) -> str:
    """Return text that cannot steer a terminal: what cannot be seen becomes U+FFFD."""
    return text if text.isprintable() else re.sub(UNSAFE, "\ufffd", text)


def without_controls(text: str) -> str:
    """Return text without the characters a report may not contain; all visible ones stay."""
    return FORBIDDEN_CHARACTERS.sub("", text)


def without_steering(text: str) -> str:
    """Return a piece of one line of the screen without the characters that would steer it.

    None of them takes up a cell, so the line keeps its width. A piece without any is returned
    itself.
    """
    if text.isprintable() or not re.search(_STEERING, text):
        return text
    return re.sub(_STEERING, "", text)
