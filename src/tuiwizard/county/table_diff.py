"""Two reports compared: the figures cell by cell, the texts paragraph by paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from tuiwizard.county.figure_sums import POWERS
from tuiwizard.county.merge_input import FIGURES, Figure, figure_cells, figures_of
from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.names import SECTIONS
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.report.numbers import Money
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.cross_report_rules import sums_up
from tuiwizard.rules.finding import Severity
from tuiwizard.rules.report_ref import SHOWN, ReportRef
from tuiwizard.words import plural, tr

LEFT, RIGHT, BOTH = "left", "right", "both"

Plain = int | Decimal

_RATIO = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell in which two reports differ.

    Attributes:
        path: The cell.
        label: Its name on the form, without the section.
        left: What the first report says, as it prints; empty for a blank.
        right: What the second says.
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
    on: str = BOTH
    difference: int | Decimal | None = None
    ratio: Decimal | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text in which two reports differ.

    Attributes:
        path: The cell.
        label: Its name on the form.
        lines: The paragraphs that were taken out (`-`), put in (`+`), or stand beside one that
            was (` `), in the order of the text.
        on: Which of the two forms has the cell.
    """

    path: str
    label: str
    lines: tuple[tuple[str, str], ...]
    on: str = BOTH


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section in which two reports differ; sections that are equal are not listed."""

    key: str
    title: str
    cells: tuple[CellChange, ...] = ()
    texts: tuple[TextChange, ...] = ()


def compare(left: Draft, right: Draft) -> tuple[SectionChange, ...]:
    """Where two reports differ: two years of one office, or two versions of one draft.

    Returns:
        The sections that differ, in the order of the form; empty where nothing does.
    """
    here, there = Figures(left), Figures(right)
    found = []
    for key in SECTIONS:
        if left.report.section(key) is not None and (
            left.edition == right.edition and left.report.section(key) == right.report.section(key)
        ):
            continue
        changed = list(_changes(here, there, key))
        if changed:
            found.append(
                SectionChange(
                    key,
                    section_title(right.edition, key),
                    tuple(change for change in changed if isinstance(change, CellChange)),
                    tuple(change for change in changed if isinstance(change, TextChange)),
                )
            )
    return tuple(found)


def _changes(left: Figures, right: Figures, key: str) -> Iterator[CellChange | TextChange]:
    forms = cells_by_path(left.draft.edition, key) | cells_by_path(right.draft.edition, key)
    for cell in forms.values():
        yield from _change(left, right, cell)


def _change(left: Figures, right: Figures, cell: Cell) -> Iterator[CellChange | TextChange]:
    here, there = _printed(left, cell), _printed(right, cell)
    on = BOTH if left.has(cell.path) and right.has(cell.path) else RIGHT
    if not right.has(cell.path):
        on = LEFT
    if here == there:
        return
    if cell.kind is Kind.TEXT:
        yield TextChange(cell.path, cell.label, tuple(_paragraphs(here, there)), on)
        return
    difference = ratio = None
    if cell.kind in FIGURES and on == BOTH:
        difference, ratio = _distance(left, right, cell)
        if difference == 0:
            return  # 1.50 and 1.5 print differently and are the same
    yield CellChange(cell.path, cell.label, here, there, on, difference, ratio, cell.computed)


def _printed(figures: Figures, cell: Cell) -> str:
    """What a cell holds, as it prints; nothing for one that is blank or not on the form."""
    if not figures.has(cell.path):
        return ""
    if cell.computed:
        value = figures.value(cell.path)
        return "" if value is None else str(value)
    return figures.text(cell.path)


def _distance(left: Figures, right: Figures, cell: Cell) -> tuple[Plain | None, Decimal | None]:
    """The difference and the ratio, where both are figures in the same unit."""
    before, now = left.value(cell.path), right.value(cell.path)
    if before is None or now is None or _unit(left, cell) != _unit(right, cell):
        return None, None
    ratio = None
    if before > 0:  # 本年增/减 may be negative; a ratio of that says nothing
        ratio = (Decimal(now) / Decimal(before)).quantize(_RATIO, ROUND_HALF_EVEN)
    return now - before, ratio


def _unit(figures: Figures, cell: Cell) -> str:
    text = figures.text(cell.path) if cell.units else ""
    return next((unit for unit in sorted(cell.units, key=len)[::-1] if text.endswith(unit)), "")


def _paragraphs(left: str, right: str) -> Iterator[tuple[str, str]]:
    """The paragraphs that changed, with one that did not on either side."""
    from difflib import unified_diff  # only texts that changed need it

    lines = unified_diff(left.split("\n"), right.split("\n"), n=1, lineterm="")
    for line in list(lines)[2:]:
        if not line.startswith("@@"):
            yield line[:1], line[1:]


def against_children(
    draft: Draft, parent: ReportRef, children: Draft
) -> tuple[CrossReportFinding, ...]:
    """Where a parent's report differs from the sum of its children (R953).

    Cells in which only one side has a figure, or amounts that are not in known units, are not
    compared; one finding says so.

    Args:
        draft: The parent's report.
        parent: Whose it is, and its file.
        children: The sum of the children, on the same edition of the form.
    """
    labels, here, there, unchecked = {}, {}, {}, []
    figures = zip(figures_of(draft), figures_of(children), strict=True)
    for cell, (own, summed) in zip(figure_cells(draft.edition), figures, strict=True):
        title = section_title(draft.edition, cell.path.partition(".")[0])
        labels[cell.path] = f"{title} {cell.label}"
        left, right = _in_one_unit(own, summed)
        if left is not None and right is not None:
            here[cell.path], there[cell.path] = left, right
        elif own is not None or summed is not None:
            unchecked.append(cell.path)
    found = sums_up.findings(parent, labels, here, there)
    return (*found, *_not_compared(parent, labels, unchecked))


def _in_one_unit(own: Figure | None, summed: Figure | None) -> tuple[Plain | None, Plain | None]:
    """Two figures that can be compared: amounts in 元 where both have a unit; zero has none."""
    if not (isinstance(own, Money) and isinstance(summed, Money)):
        return (
            own if isinstance(own, int | Decimal) else None,
            summed if isinstance(summed, int | Decimal) else None,
        )
    if own.unit == summed.unit or not (own.amount and summed.amount):
        return own.amount, summed.amount
    if {own.unit, summed.unit} <= POWERS.keys():
        left, right = (money.amount.scaleb(POWERS[money.unit]) for money in (own, summed))
        return left, right
    return None, None


def _not_compared(
    parent: ReportRef, labels: dict[str, str], paths: list[str]
) -> Iterator[CrossReportFinding]:
    if paths:
        names = tr("、").join(f"“{labels[path]}”" for path in paths[:SHOWN])
        more = plural(" 等 {n} 格", len(paths)) if len(paths) > SHOWN else ""
        yield CrossReportFinding(
            sums_up.code,
            Severity.UNCHECKED,
            (parent.agency,),
            (parent.file,),
            tr(
                "没有检查“{title}”：{names}{more}只有一边有数，或单位不明",
                title=tr(sums_up.title),
                names=names,
                more=more,
            ),
            tuple(paths),
        )
