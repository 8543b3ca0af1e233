"""Text measured in terminal cells, of which a Chinese character takes two."""

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

__all__ = ["cell_len", "centred", "cut", "left", "right", "wrap", "wrap_evenly"]


_WORD = re.compile("[!-~]+|.", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` cells; English words and numbers stay whole.

    Args:
        text: One line of text.
        width: Cells per line; at least 2, so that every character fits.
    """
    width = max(width, 2)
    lines, line, used = [], "", 0
    for piece in _pieces(text, width):
        size = cell_len(piece)
        if used + size > width and line:
            lines.append(line)
            line, used = "", 0
        line += piece
        used += size
    return [*lines, line]


def _pieces(text: str, width: int) -> Iterator[str]:
    """What is not broken: a word that fits on a line, and otherwise a character."""
    for found in _WORD.finditer(text):
        if cell_len(found[0]) <= width:
            yield found[0]
        else:
            yield from found[0]


def wrap_evenly(text: str, width: int) -> list[str]:
    """Break text into as few lines as `wrap`, of about the same length."""
    lines = len(wrap(text, width))
    per_line = max(-(-len(text) // lines), 1)
    even = [text[i : i + per_line] for i in range(0, len(text), per_line)]
    return even if all(cell_len(line) <= width for line in even) else wrap(text, width)


def cut(text: str, width: int) -> str:
    """Text of at most `width` cells; what does not fit ends in `…`."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…" if width > 0 else ""


def left(text: str, width: int) -> str:
    """Text at the left of exactly `width` cells."""
    return set_cell_size(text, width)


def right(text: str, width: int) -> str:
    """Text at the right of exactly `width` cells; its end is kept if it is too long."""
    while cell_len(text) > width:
        text = text[1:]
    return " " * (width - cell_len(text)) + text


def centred(text: str, width: int) -> str:
    """Text in the middle of exactly `width` cells."""
    text = set_cell_size(text, width) if cell_len(text) > width else text
    before = (width - cell_len(text)) // 2
    return set_cell_size(" " * before + text, width)
