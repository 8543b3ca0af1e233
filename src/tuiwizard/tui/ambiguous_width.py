"""Characters that some terminals draw two cells wide: `“”——…①`, and the lines of boxes.

No table knows how wide they are; it depends on the font and the locale. A few are written where the
first frame will be, and the terminal asked where its cursor is now. Where they are wide, everything
measures them so from then on, and boxes are drawn with ASCII, as with `--ascii`.
"""

from functools import cache
from unicodedata import east_asian_width

from rich import cells

from tuiwizard.tui.changed_cells import measure_anew

TEXT, LINE = "“", "│"
"""What is asked about: one for all in texts, one for all lines and blocks."""

_FIRST_LINE, _LAST_LINE = 0x2500, 0x25FF
_ROWS = {TEXT: 2, LINE: 3}
"""The rows they are written on: not the first, where an answer looks like Shift+F3."""

QUESTION = "".join(f"\x1b[{row};1H{sample}\x1b[6n" for sample, row in _ROWS.items())
"""What is written to the terminal; each answer is where its cursor is."""


def wide_sample(column: int, row: int) -> str:
    """Return the character that an answer says to be two cells wide; empty if it says nothing.

    Args:
        column: Where the cursor is, counted from 0.
        row: The same.
    """
    return next((s for s, at in _ROWS.items() if at == row + 1 and column == 2), "")


def widen(sample: str) -> None:
    """Measure a kind of characters as two cells wide from now on, in Rich and Textual, too.

    Args:
        sample: One of them: `TEXT` or `LINE`.
    """
    characters = _like(sample)
    table = cells.load_cell_table("auto")  # type: ignore[attr-defined]
    known = {start for start, _, _ in table.widths}
    more = ((ord(c), ord(c), 2) for c in characters if ord(c) not in known)
    wider = table._replace(widths=tuple(sorted((*table.widths, *more))))
    vars(cells)["load_cell_table"] = lambda _="auto": wider
    cells._SINGLE_CELLS = cells._SINGLE_CELLS - characters
    cells._is_single_cell_widths = cells._SINGLE_CELLS.issuperset
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
    measure_anew()


@cache
def _like(sample: str) -> frozenset[str]:
    """All characters of the same kind that are one cell wide elsewhere."""
    lines = sample == LINE
    return frozenset(
        character
        for character in map(chr, range(0xA1, 0xFFFE))
        if (_FIRST_LINE <= ord(character) <= _LAST_LINE) is lines
        and east_asian_width(character) == "A"
        and cells.get_character_cell_size(character) == 1
    )
