"""One thing in which a posted copy differs from its draft."""

from dataclasses import dataclass
from enum import StrEnum

from tuiwizard.rendering.passages import Passage

AGENCY, YEAR, EDITION, STAMP, EXTRA = "agency.name", "year", "edition", "stamp", "extra"
"""Paths of what may differ beside cells and texts."""


class Kind(StrEnum):
    """What differs."""

    CELL = "cell"
    MISSING = "missing"
    TEXT = "text"
    EXTRA = "extra"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell or a text that a posted copy has otherwise than the draft.

    Attributes:
        kind: What differs; `missing` is a cell that was not found in the copy, or not read.
        path: The cell; `year`, `edition`, `stamp` or `extra` where it is none of the form.
        title: The heading of its section.
        row: The label of its row, without its section; empty for what is no table.
        label: Its name on the form, without its section.
        draft: What the draft prints there.
        copy: What the copy prints there.
        place: Where in the copy, where that is known.
        passages: The sentences in which a text differs.
    """

    kind: Kind
    path: str
    title: str
    label: str
    draft: str
    copy: str
    row: str = ""
    place: str = ""
    passages: tuple[Passage, ...] = ()
