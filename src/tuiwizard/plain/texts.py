"""Texts of several lines: typed or pasted line by line, ended by a line with a single full stop."""

from collections.abc import Callable, Iterable, Iterator

from tuiwizard.plain.lines import Ended, Lines
from tuiwizard.words import tr

STOPS = (".", "。", "．")  # not said: typed
"""What ends a text on a line of its own, in whatever mode the input method is."""

HOW = tr("逐行输入，完了单独打一行句点 . 结束；要写只有句点的一行，多打一个句点")


def is_end(line: str) -> bool:
    """Whether a line ends a text."""
    return line.strip() in STOPS


def unescaped(line: str) -> str:
    """A line of the text: one that is nothing but full stops has one too many."""
    bare = line.strip()
    return line.replace(bare, bare[1:], 1) if _only_stops(bare) else line


def escaped(text: str) -> Iterator[str]:
    """The lines in which a text has to be typed, its end included."""
    for line in text.split("\n"):
        bare = line.strip()
        yield line.replace(bare, bare[0] + bare, 1) if _only_stops(bare) else line
    yield "."


def _only_stops(bare: str) -> bool:
    return bool(bare) and bare[0] in STOPS and bare == bare[0] * len(bare)


def read_rest(
    lines: Lines, first: Iterable[str] = (), kept: Callable[[str], None] = lambda _: None
) -> tuple[str, Ended | None]:
    """Read lines up to the end of a text.

    Args:
        lines: Who answers.
        first: Lines that were read already.
        kept: Is told the text with each line that comes.

    Returns:
        The text, and what came before its end, if it was not ended: nothing typed is lost.
    """
    read = [unescaped(line) for line in first]
    if read:
        kept("\n".join(read))
    while True:
        try:
            line = lines.read()
        except Ended as ended:
            return "\n".join(read), ended
        if is_end(line):
            return "\n".join(read), None
        read.append(unescaped(line))
        kept("\n".join(read))
