"""How wide the columns of a printed table are."""

from tuiwizard.rendering.merged_table import MergedTable

ROOMY = 6
"""Columns that have room for the ordinary size of letters."""

_FIGURE, _GROUP, _INNER_GROUP = 75, 75, 95
"""Thousandths of the width for a column of figures, of group labels (三、本|年度办|理结果), and of
those next to the row labels (（三）不|予公开): as on the blank form, with room for six digits."""


def column_widths(merged: MergedTable, width: int) -> list[int]:
    """Return the widths of the columns; nested row labels leave most room to the innermost.

    Args:
        merged: What is printed.
        width: The width of the table; the columns fill it.
    """
    share = width // merged.width
    widths = [share] * merged.width
    if merged.stub > 1:
        shares = [_GROUP] * (merged.stub - 2) + [_INNER_GROUP]
        groups = [width * share // 1000 for share in shares]
        figures = [width * _FIGURE // 1000] * (merged.width - merged.stub)
        widths = [*groups, 0, *figures]
    widths[max(merged.stub - 1, 0)] += width - sum(widths)
    return widths
