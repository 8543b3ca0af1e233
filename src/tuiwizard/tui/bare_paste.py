"""A block pasted by a terminal that puts no marks around it, told from keys that were typed.

It gets its marks here, before keys are made of it, and so has the preview of any other paste.
"""

import codecs
import os
import re
import select
from collections.abc import Callable

_GAP = 0.1
"""Seconds in which the next piece of a paste comes; nobody types three keys within them."""

_FIELD, _NEXT = r"[^\x00-\x1f\x7f]", r"(?:\r\n?|\n)"
_BEGINS = re.compile(rf"{_FIELD}\t{_FIELD}|(?:{_FIELD}+{_NEXT}){{3}}")
"""Two fields, or three rows, in one read: what it is shows when the rest is there."""

_OTHER_KEYS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_WIDE, _ROWS, _TALL = 4, 2, 8
"""Fields of a row that is a block by itself, rows of a narrower one, and of a single column."""

_START, _END = "\x1b[200~", "\x1b[201~"


class MarkingDecoder:
    """Decodes what a terminal sends, and marks what is a block.

    Args:
        inner: Decodes bytes, a character that is cut off included.
        terminal: The file to read further pieces from.
        wanted: Whether a block has a place where the keys go now.
    """

    def __init__(
        self, inner: codecs.IncrementalDecoder, terminal: int, wanted: Callable[[], bool]
    ) -> None:
        self._inner = inner
        self._terminal = terminal
        self._wanted = wanted

    def decode(self, data: bytes, final: bool = False) -> str:
        """Return the text of some bytes, and of what follows at once if they begin a block."""
        text = self._inner.decode(data, final)
        if final or not _BEGINS.search(text) or not self._wanted():
            return text
        while select.select([self._terminal], [], [], _GAP)[0]:
            more = os.read(self._terminal, 4096)
            if not more:
                break
            text += self._inner.decode(more)
        return f"{_START}{text}{_END}" if is_block(text) else text


def is_block(text: str) -> bool:
    """Whether keys that came at once are the cells of a spreadsheet.

    Its rows are as wide as each other and all ended; keys of a script, or typed ahead, are not:

        5⇥6⏎7⇥8⏎ -> yes      5⏎6⏎7⏎, 5⇥6⇥7, 5⇥6⏎7 and whatever holds another key -> no

    Eight figures below each other are a column, too: nobody types them within one look.
    """
    if _OTHER_KEYS.search(text):
        return False
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if rows.pop():
        return False
    widths = {row.count("\t") + 1 for row in rows}
    if len(widths) != 1:
        return False
    width = widths.pop()
    if width == 1:
        return sum(map(bool, rows)) >= _TALL  # a held Enter is none
    return width >= _WIDE or len(rows) >= _ROWS
