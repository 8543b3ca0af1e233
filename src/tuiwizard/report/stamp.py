"""What marks a report that nobody has signed, in print and in the names of files."""

STAMP = "草稿（未经审核）"  # not said: printed
"""What is printed above a report that is not for posting, and put into its file's name."""

LACKS = "还有"  # not said: printed
"""How what is printed behind it begins, where something is missing."""

_AMOUNTS = ("{} 格未填", "{} 处有误")  # not said: printed
_AND = "、"  # not said: printed
ENDS = tuple(amount.removeprefix("{} ") for amount in _AMOUNTS)
"""How it ends."""


def lacking(blank: int, wrong: int) -> str:
    """Return how much a draft lacks, in a few words; nothing where it lacks nothing."""
    # 12, 2 -> 还有 12 格未填、2 处有误
    amounts = [each.format(n) for each, n in zip(_AMOUNTS, (blank, wrong), strict=True) if n]
    return f"{LACKS} {_AND.join(amounts)}" if amounts else ""
