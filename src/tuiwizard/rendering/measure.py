"""How wide a line of text will be, before anything draws it."""

from unicodedata import combining, east_asian_width

_NARROW = 0.62
"""A Latin letter or digit of most faces, in ems; a little more than it takes."""


def ems(text: str) -> float:
    """The width of a line in ems, rather too much than too little."""
    return sum(_one(character) for character in text)


def broken(text: str, width: float, most: int) -> list[str]:
    """A text in lines of at most `width` ems; of what `most` lines do not hold, `…` is left."""
    lines = [""]
    for character in text:
        if ems(lines[-1] + character) > width and not _closing(character):
            lines.append("")
        lines[-1] += character
    if len(lines) > most:
        lines[most - 1 :] = [cut(lines[most - 1] + "…", width)]
    return lines


def cut(text: str, width: float) -> str:
    """A line of at most `width` ems, its end dropped for its last character."""
    while ems(text) > width and len(text) > 1:
        text = text[:-2] + text[-1]
    return text


def _closing(character: str) -> bool:
    """What does not begin a line."""
    return character in "，。、；：！？）》」』”’…"


def _one(character: str) -> float:
    if combining(character):
        return 0.0
    return 1.0 if east_asian_width(character) in "WFA" else _NARROW
