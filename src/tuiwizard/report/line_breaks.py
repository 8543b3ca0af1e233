"""Where a line of Chinese may end (GB/T 15834, 5.1), for everything that breaks text into lines.

No line begins with what closes or ends with what opens; a number keeps its unit, a year its 年, an
English word its letters. A text that leaves no such place is broken where it has to be.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

Measure = Callable[[str], float]
"""How wide a text is, in cells of a terminal or in ems."""

OPENING = "（《“‘〈「『【〔〖［｛([{￥＄￡¥£"
"""What no line ends with."""

CLOSING = "，。、；：？！）》”’〉」』】〕〗］｝…—–～·•．％‰℃℉°%,.;:?!)]}"
"""What no line begins with; a dash or an ellipsis of two characters stays whole by this, too."""

_NO_SHAPE = "\u0300-\u036f\u200d\ufe00-\ufe0f"

_UNITS = (
    "个?(?:百分点|工作日)",
    "年(?:[度底初末间]|以[来上下])?|月[份底初末]?|个月",
    "[人件]次|平方米|平方公里|立方米|公[里斤顷分]|千[克米]|小时|分钟|余?[名家]",
    "[日号件条个期次场元字格项份人户页时分秒天周季届级类处位篇批例宗起]",
    "[套台部章节款版倍亩吨米种把张辆]",
)
_NUMBER = f"(?<=[0-9０-９]) ?[余多]?[十百千万亿]*(?:{'|'.join(_UNITS)})"

_PLAIN = "!-~０-９À-ɏ"
_WORD = rf"[{_PLAIN}]+(?:’(?=[A-Za-z])[{_PLAIN}]+)*(?<![(\[{{/])"
_YEAR = "[〇零○一二三四五六七八九]{2,4}年度?"
_CORE = f"(?:第?{_WORD}(?:{_NUMBER})?|{_YEAR}|.)"
"""What is kept whole: `1,234件`, `第30号`, `二〇二四年`, `index.html`, and any one character."""


_CORES = (_CORE, f"(?:{_WORD}|.)", ".")
"""What is kept whole as long as it fits: numbers with units, words, characters with punctuation."""

_LEVELS = range(len(_CORES) + 1)


@cache
def _unit(level: int) -> "re.Pattern[str]":
    """Return a pattern of what is not broken: `（2024年），` of `（2024年），全市`.

    It is compiled when a text is first broken: that takes longer than a table takes to be read.
    """
    if level == len(_CORES):
        return re.compile(".", re.DOTALL)
    opening, closing = re.escape(OPENING), re.escape(CLOSING)
    whole = f"(?:[{opening}] *)*{_CORES[level]}"
    # A slash stands neither at the head of a line nor its end; that of a path may begin one.
    slash = f"(?<![ {closing}])[／/]+(?:{whole})?"
    return re.compile(f"{whole}(?:[{closing}{_NO_SHAPE} ]|-(?![0-9A-Za-z-])|{slash})*", re.DOTALL)


def _is_plain(text: str) -> bool:
    """Whether every character is a piece of its own, as in most labels of the form: 科研机构."""
    return all("一" <= character <= "鿿" for character in text) and "年" not in text


def line_breaks(
    text: str,
    width: float,
    measure: Measure,
    *,
    indent: float = 0,
    hanging: bool = True,
    fold: bool = True,
) -> list[int]:
    """Return the indices at which the second and every further line begins.

    Args:
        text: A text on one line.
        width: How wide a line may be.
        measure: Measures a piece of the text.
        indent: How much of the first line is taken.
        hanging: Whether spaces at the end of a line take no room, for they are not seen.
        fold: Whether what is wider than a line is broken; otherwise it sticks out.
    """
    found: list[int] = []
    if indent + measure(text) > width:
        levels = _LEVELS if fold else _LEVELS[:1]
        _fill(text, 0, levels, (width, measure, hanging), found, indent)
    return found


def broken(text: str, width: float, measure: Measure, *, fold: bool = True) -> list[str]:
    """Return a text on one line as lines of at most a width; together they are the text."""
    ends = [0, *line_breaks(text, width, measure, hanging=False, fold=fold), len(text)]
    return [text[a:b] for a, b in pairwise(ends)]


def _fill(
    text: str,
    at: int,
    levels: range,
    line: tuple[float, Measure, bool],
    found: list[int],
    used: float = 0,
) -> float:
    """Fill lines with the pieces of a text that begins a line; return how full the last one is."""
    width, measure, hanging = line
    for piece in text if _is_plain(text) else _unit(levels[0]).findall(text):
        seen = piece.rstrip(" ")
        size = measure(seen)
        spaces = 0 if hanging else len(piece) - len(seen)
        if used and at and used + size + spaces > width:
            found.append(at)
            used = 0
        if used + size > width and len(seen) > 1 and len(levels) > 1:
            used = _fill(seen, at, levels[1:], line, found, used)
        else:
            used += size
        at += len(seen)
        for _ in piece[len(seen) :]:
            if used + 1 > width and not hanging:
                found.append(at)
                used = 0
            used += 1
            at += 1
    return used
