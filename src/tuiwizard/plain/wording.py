"""Words that are typed, and text cut to a length that is bearable to listen to."""

LONG = 60
"""Characters of a text that a list or a prompt repeats."""

ALL = ("全部", "all")
"""What is typed for all of something, in either language."""


def shortened(text: str) -> str:
    """The beginning of a text on one line."""
    line = text.replace("\n", " ")
    return line if len(line) <= LONG else f"{line[:LONG]}…"


def is_yes(text: str) -> bool | None:
    """Whether an answer says yes or no; None if it is neither."""
    word = text.strip().lower()
    if word in ("是", "y", "yes", "1", "１", "确认", "对", "好"):
        return True
    return False if word in ("否", "不", "n", "no", "0", "０", "不是", "没有") else None
