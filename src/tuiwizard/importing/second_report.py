"""Where another report begins in a source: offices post those of several years on one page."""

from collections.abc import Sequence
from itertools import pairwise

from tuiwizard.importing.headings import Mark
from tuiwizard.importing.lexicon import tables
from tuiwizard.importing.slots import Shape, shape
from tuiwizard.importing.source_lines import SourceLine
from tuiwizard.importing.title import Title, titles


def second_report(lines: Sequence[SourceLine], marks: Sequence[Mark]) -> int | None:
    """The number of the line that is the title of another report, behind the tables of the first.

    A page that prints its report twice, or names others in its margin, has only one.

    Args:
        lines: The source.
        marks: What may be the headings of its sections.
    """
    found = [mark for mark in marks if mark.key in tables()]
    if len(found) == len({mark.key for mark in found}):
        return None
    starts = [*(mark.line for mark in found), len(lines)]
    filled = [
        m for m, (a, b) in zip(found, pairwise(starts), strict=True) if _has_figures(lines[a:b])
    ]
    for i, mark in enumerate(filled):
        again = next((other for other in filled[i + 1 :] if other.key == mark.key), None)
        if again is not None:
            own = [title for title in titles(lines[: mark.line]) if title.year][-1:]
            behind = titles(lines[: again.line], mark.line)
            return next((title.line for title in behind if own and _differ(own[0], title)), None)
    return None


def _has_figures(lines: Sequence[SourceLine]) -> bool:
    return any(shape(piece.text) is Shape.FIGURE for line in lines for piece in line.pieces)


def _differ(one: Title, other: Title) -> bool:
    """Whether two titles are those of two reports: of other years, or of offices by other names."""
    if not other.year or one.year != other.year:
        return other.year is not None
    names = sorted((one.agency, other.agency), key=len)
    return names[0] not in names[1]
