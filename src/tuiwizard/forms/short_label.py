"""The label of a cell in a sentence: its row and its column, without what all of them share."""

from functools import lru_cache

from tuiwizard.forms.grid import Cell
from tuiwizard.lazy_patterns import lazily

LONGEST = 20
"""Characters of a label; what is behind it in a sentence must not get out of sight."""

_DROPPED = lazily(r"^(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]+）|\d+\.)|（.*）$|“|”")
_ROWS = {
    "总计": "办理总计",
    "本年新收政府信息公开申请数量": "本年新收",
    "上年结转政府信息公开申请数量": "上年结转",
}


def short_label(cell: Cell) -> str:
    """Return the last words of a cell's row and column, at most `LONGEST` characters."""
    # 三、本年度办理结果 · （二）部分公开（区分处理的…） · 申请人情况 · 自然人 -> 部分公开 · 自然人
    labels = (*cell.row[-1:], *cell.column[-1 if cell.row else -2 :])
    row, *column = map(_without_numbering, labels)
    row = _ROWS.get(row, row) if cell.row else row
    rest = "".join(f" · {label}" for label in column)
    room = LONGEST - len(rest)
    return f"{row if len(row) <= room else f'{row[: room - 1]}…'}{rest}"


@lru_cache(maxsize=1024)
def _without_numbering(label: str) -> str:
    # "（二）部分公开（区分处理的…）" -> "部分公开"
    return _DROPPED.sub("", _DROPPED.sub("", label))
