"""Which row of the form a run is about: the label that its texts end with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tuiwizard.importing.lexicon import (
    begun_row,
    find,
    find_row,
    groups,
    is_fragment,
    longest_row,
    rows,
    weak_rows,
)
from tuiwizard.importing.runs import Run
from tuiwizard.importing.source_lines import Piece
from tuiwizard.report.labels import fold, without_ordinal

MAX_WORDS = 40
"""Words that are looked at for a label broken into pieces: 三 / 、 / 本 / 年 / 度 …"""

TORN = 5
"""Characters that such a piece has not."""

SLACK = 4
"""Characters by which a label on a page may be longer than any of the form's."""


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """The row that a run is about.

    Attributes:
        path: The row's path with its section.
        above: The row named directly above, without figures of its own; empty if there is none.
    """

    path: str
    above: str = ""


def match_row(run: Run, before: str) -> MatchedRow | None:
    """The row that the texts of a run end with.

    三、本年度办理结果 | （三）不予公开 | 1.属于国家秘密 -> requests.outcomes.refused.state_secret

    Args:
        run: The run.
        before: The row read last: it explains a label like 其他.
    """
    if run.texts and run.texts[-1].inherited:
        return None  # the label of a row above, or of a broken table
    words = [(word, i) for i, piece in enumerate(run.texts) for word in piece.text.split()]
    words = words[-MAX_WORDS:]
    found = _exact(words) or _begun(words) or _near(run.texts, words)
    if found is None:
        words = [(word, i) for word, i in words if not _is_torn(word)]
        found = _exact(words) or _begun(words)
    if found is None:
        return _weak(run.texts, before)
    path, start = found
    if start and not _explained(words, start):
        return None
    return MatchedRow(path, _row_above(words[:start]))


Words = Sequence[tuple[str, int]]
"""Words with the number of the piece they stand in."""


def _tails(words: Words) -> Iterator[tuple[int, str]]:
    """The ends of the words as one folded text each: 三 本 年 -> 年, 本年, 三本年."""
    tail, longest = "", longest_row() + SLACK
    for start in range(len(words) - 1, -1, -1):
        tail = fold(words[start][0]) + tail
        if len(tail) > longest:
            return
        yield start, tail


def _exact(words: Words) -> tuple[str, int] | None:
    """The longest end that is the label of a row: 不予 | 处理 | 1.信访 | 举报 -> 1.信访举报…."""
    known = rows()
    found = [(known[tail], start) for start, tail in _tails(words) if tail in known]
    return found[-1] if found else None


def _begun(words: Words) -> tuple[str, int] | None:
    """An end that only one label begins with; the rest of it is below the figures.

    一、本年新收政府信息公 | 3 | 0 … / 开申请数量 -> requests.received
    """
    for start, tail in _tails(words):
        path = begun_row(tail)
        if path is not None:
            return path, start
    return None


@lru_cache(maxsize=8192)
def _is_torn(word: str) -> bool:
    """Whether a word may be a piece of a group's name that runs down beside its rows.

    # 其他处 2.申请人逾期…要求缴 / 理 纳费用… -> 理 is none of the label's, and 其他处 neither
    """
    folded = fold(word)
    return len(folded) < TORN and any(folded in group for group in groups())


def _near(texts: Sequence[Piece], words: Words) -> tuple[str, int] | None:
    """A label with a typing error, in the last piece or the last few: 行政事业 | 姓收费 -> fees."""
    if not texts or len(texts[-1].text) <= 2:
        return None  # 元 behind a label is not a piece of it
    for count in (1, 2, 3):
        path = find_row("".join(piece.text for piece in texts[-count:]))
        if path is not None:
            first = len(texts) - count
            return path, next((i for i, (_, at) in enumerate(words) if at >= first), 0)
    return None


def _weak(texts: Sequence[Piece], before: str) -> MatchedRow | None:
    """A row that only the row before explains: 其他 behind 2.申请人逾期… -> 3.其他."""
    if not texts or not all(piece.inherited or _is_group(piece) for piece in texts[:-1]):
        return None
    remain = fold(without_ordinal(fold(texts[-1].text)))
    path = weak_rows().get((remain, before))
    return MatchedRow(path) if path else None


def _is_group(piece: Piece) -> bool:
    label = find(fold(piece.text))
    return label is not None and label.kind == "group"


def _explained(words: Words, start: int) -> bool:
    """Whether what is before a label in its own piece is part of the form, too.

    （三）不予公开 1.属于国家秘密 -> True; 去年的行政许可 -> False
    """
    piece = words[start][1]
    beside = [word for word, at in words[:start] if at == piece]
    return not beside or is_fragment(fold("".join(beside))) or _named("".join(beside))


def _named(text: str) -> bool:
    return find(fold(text)) is not None


def _row_above(words: Words) -> str:
    """The row whose label ends directly above without figures: 规章 / 行政许可 5 -> rules."""
    found = _exact(words)
    return found[0] if found else ""
