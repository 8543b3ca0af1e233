"""Where the title of a report breaks: between words, as evenly as they allow (GB/T 9704, 7.3.1)."""

import re
from itertools import accumulate

from tuiwizard.report.line_breaks import CLOSING, OPENING

TITLE_WIDTH = 20
"""Letters of 22 pt (二号) on a line of 156 mm."""

_WORDS = (
    r"(?:[0-9〇零○一二三四五六七八九]{4}|_+)年度?",
    r"政府信息公开|政务公开|工作年度报告|年度工作报告|工作报告|年度报告",
    r"人民政府|委员会|办公室|办事处|管理局|服务局|保障局|街道|开发区|示范区|自治[区州县旗]",
    r"[A-Za-z0-9]+|_+",
    ".",
)
_WORD = re.compile(
    f"[{re.escape(OPENING)}]*(?:{'|'.join(_WORDS)})[{re.escape(CLOSING)}]*", re.DOTALL
)
"""What is never broken."""

_YEAR = re.compile(r"(?:[0-9〇零○一二三四五六七八九]{4}|_+)年")
_PLACE_ENDS = re.compile(r"(?:人民政府|委员会|街道|[省市县区旗州乡镇])\Z")

_FREE, _FAIR, _POOR, _BAD = 0, 40, 150, 600
"""What a break costs beside the squares of the room, in ems, that it leaves on each line."""


def title_lines(title: str, width: float) -> list[str]:
    """Return a title in as few lines as hold it; together they are the title.

    Args:
        title: The title of a report.
        width: How many characters a line holds.
    """
    # 甲县乙镇人民政府2024年政府信息公开工作年度报告 -> 甲县乙镇人民政府 | 2024年政府信息公开…
    words = _WORD.findall(title)
    edges = [0, *accumulate(map(_ems, words))]
    best: list[tuple[int, float, int]] = [(0, 0, 0)]  # lines, cost, where the last one begins
    for end in range(1, len(words) + 1):
        at_end = _cost(words, end) if end < len(words) else 0
        choices = (
            (best[start][0] + 1, best[start][1] + at_end + (width - used) ** 2, start)
            for start in range(end)
            if (used := edges[end] - edges[start]) <= width or start == end - 1
        )
        best.append(min(choices))
    lines, end = [], len(words)
    while end:
        start = best[end][2]
        lines.append("".join(words[start:end]))
        end = start
    return lines[::-1] or [title]


def title_parts(title: str) -> list[str]:
    """Return what stays whole of a title as long as a line holds it: the office, and the rest."""
    # 甲局2024年政府信息公开工作年度报告 -> 甲局 | 2024年政府信息公开工作年度报告
    year = _YEAR.search(title, 1)
    return [title[: year.start()], title[year.start() :]] if year else [title]


def _cost(words: list[str], at: int) -> int:
    """Return what it costs to break before a word."""
    before, after = words[at - 1], words[at]
    if _YEAR.match(after):
        return _FREE
    if _YEAR.match(before) or _PLACE_ENDS.search(before):
        return _FAIR
    return _POOR if len(before) > 1 or len(after) > 1 else _BAD


def _ems(word: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in word)
