"""What a paste would do: fields in their cells, and figures that belong nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tuiwizard.forms.grid import Cell
from tuiwizard.importing.lexicon import known
from tuiwizard.importing.slots import has_figure
from tuiwizard.report.labels import fold
from tuiwizard.words import tr

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


def is_header(row: Fields, edition: str) -> bool:
    """Whether a row is a header or a title: one of its texts is, and it holds no figure.

    # ("", "自然人", "法人或其他组织") -> True; ("自然人", "5") -> False
    """
    named = [names_header(text, edition) for text in row]
    return any(named) and not any(
        has_figure(text) for text, is_named in zip(row, named, strict=True) if not is_named
    )


def names_header(text: str, edition: str) -> bool:
    """Whether a text is a label that is not a row's own: of a table, a column, a group of rows."""
    label = known(fold(text), edition)
    return label is not None and label.kind != "row"
