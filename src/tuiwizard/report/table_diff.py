"""Two drafts compared cell by cell. This is the only comparison; those who show it word it.

`compare` is for two reports: figures with their distance, and the totals they change.
`draft_changes` is for two states of one draft: every cell that was typed otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import all_section_keys, section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import FIGURES, Figure, Figures
from tuiwizard.words import plural, tr

LEFT, RIGHT, BOTH = "left", "right", "both"

YEAR, EXPLANATIONS, SOURCES = "year", "explanations", "sources"
CORRECTIONS = "corrections"
"""Paths of what differs between drafts beside their cells."""

_RATIO = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell in which two drafts differ.

    Attributes:
        path: The cell.
        label: Its name on the form, without the section.
        left: What the first draft says, as it prints; empty for a blank.
        right: What the second says.
        title: The heading of its section.
        kind: The kind of the cell; None where it is no cell of the form.
        on: Which of the two forms has the cell: `left`, `right` or `both`. A cell that a form
            does not have is not zero there.
        difference: Right minus left, exact; None where there are not two figures in one unit.
        ratio: Right divided by left, to four decimals; None for a base of zero, too.
        computed: Whether it is a total.
    """

    path: str
    label: str
    left: str
    right: str
    title: str = ""
    kind: Kind | None = None
    on: str = BOTH
    difference: Figure | None = None
    ratio: Decimal | None = None
    computed: bool = False

    @property
    def full_label(self) -> str:
        """Its name on the form, with the heading of its section."""
        return f"{self.title} {self.label}" if self.title else self.label

    @property
    def section(self) -> str:
        """The key of its section."""
        return self.path.partition(".")[0]

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Yield the paragraphs that were taken out (`-`), put in (`+`), or adjoin one (` `)."""
        from difflib import unified_diff  # only texts that changed need it

        lines = unified_diff(self.left.split("\n"), self.right.split("\n"), n=1, lineterm="")
        for line in list(lines)[2:]:
            if not line.startswith("@@"):
                yield line[:1], line[1:]


def compare(left: Draft, right: Draft) -> tuple[CellChange, ...]:
    """Return where two reports differ, in the order of the form.

    A figure that is only written otherwise is the same: 1.50 and 1.5.
    """
    return tuple(change for change in _changes(left, right) if change.difference != 0)


def draft_changes(left: Draft, right: Draft) -> tuple[CellChange, ...]:
    """Return where two states of a draft differ, in the order of the form, without totals."""
    found = [change for change in _changes(left, right) if not change.computed]
    if left.year != right.year:
        found.insert(0, CellChange(YEAR, tr("年度"), str(left.year), str(right.year)))
    if left.explanations != right.explanations:
        before, now = (plural("{n} 条", len(draft.explanations)) for draft in (left, right))
        found.append(CellChange(EXPLANATIONS, tr("说明"), before, now))
    if left.sources != right.sources:
        before, now = (plural("{n} 份", len(draft.sources)) for draft in (left, right))
        found.append(CellChange(SOURCES, tr("汇总的年报"), before, now))
    if left.corrections != right.corrections:
        before, now = (plural("{n} 次", len(draft.corrections)) for draft in (left, right))
        found.append(CellChange(CORRECTIONS, tr("更正"), before, now))
    return tuple(found)


def _changes(left: Draft, right: Draft) -> Iterator[CellChange]:
    """Yield the cells that print otherwise in two drafts, totals included."""
    here, there = Figures(left), Figures(right)
    same = left.edition == right.edition
    for key in left.section_keys if same else all_section_keys():
        section = left.report.section(key)
        if section is not None and (left.edition, section) == (
            right.edition,
            right.report.section(key),
        ):
            continue
        forms = cells_by_path(left.edition, key) | cells_by_path(right.edition, key)
        owner = right if key in right.section_keys else left
        title = section_title(owner.edition, key) if forms else ""
        for cell in forms.values():
            texts = _printed(here, cell), _printed(there, cell)
            if texts[0] != texts[1]:
                yield _change(here, there, cell, texts, title)


def _change(
    left: Figures, right: Figures, cell: Cell, texts: tuple[str, str], title: str
) -> CellChange:
    on = BOTH if left.has(cell.path) and right.has(cell.path) else RIGHT
    if not right.has(cell.path):
        on = LEFT
    difference = ratio = None
    if cell.kind in FIGURES and on == BOTH:
        difference, ratio = _distance(left, right, cell)
    return CellChange(
        cell.path, cell.label, *texts, title, cell.kind, on, difference, ratio, cell.computed
    )


def _printed(figures: Figures, cell: Cell) -> str:
    """Return what a cell prints; nothing for one that is blank or not on the form."""
    if not figures.has(cell.path):
        return ""
    if cell.computed:
        value = figures.value(cell.path)
        return "" if value is None else str(value)
    return figures.text(cell.path)


def _distance(left: Figures, right: Figures, cell: Cell) -> tuple[Figure | None, Decimal | None]:
    """Return the difference and the ratio, where both are figures in the same unit."""
    before, now = left.value(cell.path), right.value(cell.path)
    if before is None or now is None or _unit(left, cell) != _unit(right, cell):
        return None, None
    ratio = None
    if before > 0:  # 本年增/减 may be negative; a ratio of that says nothing
        ratio = (Decimal(now) / Decimal(before)).quantize(_RATIO, ROUND_HALF_EVEN)
    return now - before, ratio


def _unit(figures: Figures, cell: Cell) -> str:
    """Return the unit an amount was typed with: "3万元" -> 万元."""
    text = figures.text(cell.path) if cell.units else ""
    return next((unit for unit in sorted(cell.units, key=len)[::-1] if text.endswith(unit)), "")
