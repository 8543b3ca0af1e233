"""A source format that is made up: text behind a mark, its lines from the last to the first."""

from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.text import read as read_text

MARK = b"CLIP"


def read(data: bytes) -> list[SourceLine]:
    return read_text(upside_down(data.removeprefix(MARK).decode("utf-16-le")))


def upside_down(text: str) -> str:
    return "\n".join(reversed(text.split("\n")))
