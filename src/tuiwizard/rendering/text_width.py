"""How wide a line of text will be, before anything draws it."""

from unicodedata import combining

from tuiwizard.report.line_breaks import broken

_DIGIT, _LETTER, _WIDE = 0.62, 0.82, 1.0
"""What Latin characters take in most faces, in ems; most take less."""


def ems(text: str) -> float:
    """Return the width of a line in ems, rather too much than too little."""
    return sum(_one(character) for character in text)


def wrapped(text: str, width: float, most: int) -> list[str]:
    """Return a text in lines of at most `width` ems; of what `most` do not hold, `…` is left."""
    lines = broken(text, width, ems) or [""]
    if len(lines) > most:
        lines[most - 1 :] = [truncated(lines[most - 1] + "…", width)]
    return lines


def truncated(text: str, width: float) -> str:
    """Return a line of at most `width` ems, its end dropped for its last character."""
    while ems(text) > width and len(text) > 1:
        text = text[:-2] + text[-1]
    return text


def _one(character: str) -> float:
    if combining(character):
        return 0.0
    if not character.isascii() or character in "mwMW@%&":
        return _WIDE
    return _LETTER if character.isupper() else _DIGIT
