"""Names of offices in Traditional print, in the characters in which the offices write them.

Portals turn whole pages into Traditional characters; what they make of an office's name is not its
name. The pairs in traditional.txt are those of OpenCC (Apache License 2.0) whose first character
is in no Simplified print: 乾 and 徵 stay as they are.
"""

from functools import cache
from importlib.resources import files

from tuiwizard.report.labels import is_traditional


def simplified(text: str) -> str:
    """A text in Simplified characters: 東鄉區氣象局 -> 东乡区气象局."""
    return text.translate(_pairs()) if is_traditional(text) else text


@cache
def _pairs() -> dict[int, int]:
    traditional, simple = files(__package__).joinpath("traditional.txt").read_text("utf-8").split()
    return str.maketrans(traditional, simple)
