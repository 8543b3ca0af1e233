"""Text as typed, reduced to characters that can be shown."""

import re

from tuiwizard.forms.characters import FORBIDDEN_CHARACTERS, without_invisible

REPLACEMENT = "\ufffd"

_ENDS_OF_PLANES = "".join(
    chr(plane | end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
_NONCHARACTERS = re.compile(f"[\ufdd0-\ufdef{_ENDS_OF_PLANES}]")


def one_line(text: str) -> str:
    """Return text on one line.

    What may not be there, controls and bidirectional overrides among it, shows as U+FFFD; what
    has no shape is left out.
    """
    shown = FORBIDDEN_CHARACTERS.sub(REPLACEMENT, without_invisible(text))
    return shown.replace("\n", REPLACEMENT)


def in_markup(text: str) -> str:
    """Return one line of text that HTML and XML can hold: neither knows Unicode's noncharacters."""
    return _NONCHARACTERS.sub(REPLACEMENT, one_line(text))


_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def in_workbook(text: str) -> str:
    """Return one line of text that a cell can hold: a workbook reads _x0041_ as A."""
    return _ESCAPE.sub("_x005F_", in_markup(text))
