"""Text measured in terminal cells, of which a Chinese character takes two."""

from rich.cells import cell_len, set_cell_size

from tuiwizard.report.line_breaks import broken

__all__ = ["cell_len", "centred", "cut", "left", "right", "wrap", "wrap_evenly"]


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` cells, as Chinese is broken.

    Args:
        text: One line of text.
        width: Cells per line; at least 2, so that every character fits.
    """
    return broken(text, max(width, 2), cell_len)


def wrap_evenly(text: str, width: int) -> list[str]:
    """Break text into as few lines as `wrap`, of about the same length."""
    lines = len(wrap(text, width))
    fewest = max(-(-cell_len(text) // lines), 1)
    for narrower in range(fewest, width):
        found = broken(text, narrower, cell_len, fold=False)  # nothing is broken for it
        if len(found) <= lines and all(cell_len(line) <= narrower for line in found):
            return found
    return wrap(text, width)


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
