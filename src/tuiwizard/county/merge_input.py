"""One report as far as many are concerned: whose it is, its figures, and whether it counts.

A `MergeInput` is small and can be pickled, so that a worker process can read a file and hand back
no more than is needed of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from tuiwizard.county.checked_report import CheckedReport, check_report
from tuiwizard.county.figure_faults import figure_faults
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts.kept_results import kept
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import narratives
from tuiwizard.report.draft import Draft
from tuiwizard.report.entries import read_cell
from tuiwizard.report.figures import figure_cells
from tuiwizard.report.numbers import Money
from tuiwizard.rules.report_ref import ReportRef
from tuiwizard.rules.similarity import Signature, signature
from tuiwizard.words import Message

Figure = int | Decimal | Money


@dataclass(frozen=True, slots=True)
class MergeInput:
    """What is kept of one report among many.

    Attributes:
        ref: Whose report it is, and its file.
        why_not: Why its figures are not fit to be added up, in one sentence; None if they are.
        off: The cells that are blank or wrong, by path.
        beside: What else is wrong with it, which keeps it out of no sum.
        figures: What its cells say, in the order of `typed_figure_cells`; None is a blank.
        signatures: What its texts look like, by cell path, to find those that are alike.
    """

    ref: ReportRef
    why_not: Message | None = None
    off: tuple[str, ...] = ()
    beside: Message | None = None
    figures: tuple[Figure | None, ...] = ()
    signatures: Mapping[str, Signature] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.ref.file)

    def without_figures(self) -> "MergeInput":
        """Return what is kept of it once its figures have been added."""
        return replace(self, figures=())


@cache
def typed_figure_cells(edition: str) -> tuple[Cell, ...]:
    """Return the cells of an edition that are filled in by hand and can be added."""
    return tuple(cell for cell in figure_cells(edition) if not cell.computed)


def read_merge_input(path: Path) -> MergeInput:
    """Read and check one file, and keep what matters among many.

    Raises:
        TuiwizardError: It cannot be read, or is no report; the sentence names the file.
    """
    return kept("merge", path, lambda one: merge_input_of(check_report(read_file(one))))


def merge_input_of(checked: CheckedReport) -> MergeInput:
    """Return what is kept of a report that was checked."""
    file = checked.file
    draft = file.draft
    drawn = {path: signature(text) for path, text in texts_of(draft).items()}
    signatures = {path: one for path, one in drawn.items() if one}
    return MergeInput(
        file.ref, *figure_faults(checked), figures=figures_of(draft), signatures=signatures
    )


def figures_of(draft: Draft) -> tuple[Figure | None, ...]:
    """Return what the cells of a draft say, in the order of `typed_figure_cells`; None is a blank.

    What was typed and is no figure is a blank, too.
    """
    finished: dict[str, Any] = {}
    for key in draft.section_keys:
        section = draft.report.section(key)
        finished |= section.values(f"{key}.") if section is not None else {}

    def figure(cell: Cell) -> Figure | None:
        value = finished.get(cell.path)
        if value is None:
            return _typed(draft, cell)
        return Money(value, finished[cell.unit_path]) if cell.unit_path else value

    return tuple(figure(cell) for cell in typed_figure_cells(draft.edition))


def _typed(draft: Draft, cell: Cell) -> Figure | None:
    """Return the figure of a cell in an unfinished section."""
    section = draft.unfinished.get(cell.path.partition(".")[0])
    text = section.entries.get(cell.path) if section is not None else ""
    value = read_cell(cell, text) if text else None
    return value if isinstance(value, int | Decimal | Money) else None


def read_texts(report: MergeInput) -> dict[str, str]:
    """Read the narratives of a report again; none where it has gone since."""
    try:
        return texts_of(read_file(report.path).draft)
    except TuiwizardError:
        return {}


def texts_of(draft: Draft) -> dict[str, str]:
    """Return the narratives of a draft by cell path, finished or not; blanks are left out."""
    found = {c.path: draft.entries(c.path.partition(".")[0]) for c in narratives(draft.edition)}
    return {path: text for path, entries in found.items() if (text := entries.get(path))}
