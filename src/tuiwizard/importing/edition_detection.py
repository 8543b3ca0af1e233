"""Which edition of the form a source is printed on: its labels say it, not its year."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from tuiwizard.errors import YearError
from tuiwizard.forms.years import edition_for, editions
from tuiwizard.importing.lexicon import words
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.report.labels import fold, without_ordinal, without_remark

LONGEST = 60


def detect_edition(lines: Sequence[SourceLine], year: int | None) -> str:
    """The edition that the labels of a source belong to.

    Where no label tells, it is the edition of the year, or else the newest.
    """
    seen = set(_labels(lines))
    scores = {edition: len(seen & own) for edition, own in _own().items()}
    best = max(scores.values())
    leading = [edition for edition, score in scores.items() if score == best]
    if len(leading) == 1:
        return leading[0]
    try:
        return edition_for(year) if year is not None else editions()[-1]
    except YearError:
        return editions()[-1]


def _labels(lines: Iterable[SourceLine]) -> Iterable[str]:
    """The short texts of a source, and any two neighbours together, for broken labels."""
    texts = [piece.text for line in lines for piece in line.pieces if len(piece.text) <= LONGEST]
    joined = {a + b for a, b in pairwise(texts) if len(a) + len(b) <= LONGEST}
    for text in joined.union(texts):
        yield from (fold(text), without_ordinal(fold(text)), fold(without_remark(text)))


@cache
def _own() -> Mapping[str, frozenset[str]]:
    """The labels that only one edition has: 本年制发件数 -> 2021, 其他对外管理服务事项 -> 2019."""
    every = {edition: frozenset(words(edition)) for edition in editions()}
    return {
        edition: labels.difference(*(every[other] for other in every if other != edition))
        for edition, labels in every.items()
    }
