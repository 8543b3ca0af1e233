"""What a paste would do: fields in their cells, and figures that belong nowhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from tuiwizard.forms.editions import section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import grid
from tuiwizard.report.labels import normal
from tuiwizard.words import tr

BLANK_MARKS = frozenset(("", "/", "\uff0f", "\\", "-", "－", "−", "—", "–", "--", "——"))
"""What people print in a cell that has no figure: it stays blank, it is not 0."""

_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万亿]+[件项条个宗]?")

Fields = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A field of the block and the cell it belongs to."""

    cell: Cell
    text: str


@dataclass
class PastePlan:
    """What a paste would do.

    Attributes:
        texts: The new texts by cell path; an empty one clears its cell.
        refused: Fields that are no figure for their cell: which cell, and why.
        totals: Printed totals that differ: label, as pasted, as computed.
        ignored: Rows and fields that belong nowhere, each with a word why.
        skipped: How many header and title rows were recognised and passed over.
    """

    texts: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    totals: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    skipped: int = 0

    @property
    def clean(self) -> bool:
        """Whether everything in the block found its place."""
        return not (self.refused or self.totals or self.ignored)

    def unknown(self, row: Fields) -> None:
        """Report a row that no row of the table answers to."""
        self.ignored.append(tr("认不出这一行：“{row}”", row=shortened(row)))


def shortened(fields: Iterable[str]) -> str:
    """The filled fields on one line, as a message shows them: labels cut, figures whole."""
    return " ".join(t if len(t) <= 24 else f"{t[:23]}…" for t in fields if t)


def has_figure(text: str) -> bool:
    """Whether a text holds a digit, or is a Chinese number."""
    return any(character.isdigit() for character in text) or bool(_CHINESE.fullmatch(text))


@cache
def header_words(edition: str, key: str) -> frozenset[str]:
    """Every label that is not a row's own: titles, the corner, columns, groups of rows."""
    words = {section_title(edition, key)}
    for band in grid(edition, key).bands:
        words.update((band.corner, band.title))
        words.update(label for column in band.columns for label in column.labels)
        words.update(label for row in band.rows for label in row.labels[:-1])
    return frozenset(normal(word) for word in words) - {""}


def is_header(row: Fields, words: frozenset[str]) -> bool:
    """Whether a row is a header or a title: one of its words is, and it holds no figure."""
    known = [normal(text) in words for text in row]
    return any(known) and not any(
        has_figure(text) for text, ok in zip(row, known, strict=True) if not ok
    )
