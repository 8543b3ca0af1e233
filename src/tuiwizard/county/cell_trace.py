"""Where a figure of a sum comes from: who added how much, and whose figures are off."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tuiwizard.county.addends import (
    Blamed,
    Part,
    addends,
    behind,
    has_parts,
    leaves,
    parts,
    summed,
)
from tuiwizard.county.figure_sums import POWERS, text_of
from tuiwizard.errors import SourceError
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.draft import Draft
from tuiwizard.report.figures import Figures
from tuiwizard.report.numbers import Money
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.let_in import parts_are_whole
from tuiwizard.words import Message, plural, tr


class CellTrace(NamedTuple):
    """A cell of a sum and its parts.

    Attributes:
        cell: The cell.
        value: What stands in the sum now; empty for a blank.
        parts: What each report has added, the reports in the order of their names.
        summed: What the parts add up to.
        leaves: The cells that are filled in by hand and make it up.
        blamed: The findings on the cell, each with the reports of which it is true as well.
    """

    cell: Cell
    value: str
    parts: tuple[Part, ...]
    summed: str
    leaves: frozenset[str]
    blamed: tuple[tuple[Finding, tuple[Blamed, ...]], ...] = ()

    @property
    def by_hand(self) -> bool:
        """Whether it, or a cell it adds up, was changed by hand; what stays blank is free."""
        return bool(self.summed) and self.value != self.summed


def trace(draft: Draft, path: str, findings: Sequence[Finding] = ()) -> CellTrace:
    """Return where a figure of a sum comes from.

    Args:
        draft: The sum.
        path: The full path of the cell.
        findings: What the checks say of the sum, by which reports are told that are off, too.

    Raises:
        SourceError: It is no sum, its addends were not kept, or there is no such figure.
    """
    if not draft.sources:
        raise SourceError(tr("这不是汇总稿，没有各单位的数"))
    if not has_parts(draft.edition, path):
        raise SourceError(
            tr("没有“{path}”这一格数，格的路径见 tuiwizard export --schema", path=path)
        )
    added = addends(draft)
    if added is None:
        raise SourceError(
            tr("这份汇总稿没有记下各单位的数，请用 tuiwizard merge -o 它 重新汇总一次")
        )
    cell = cells_by_path(draft.edition, path.partition(".")[0])[path]
    own = [f for f in findings if path in f.cells]
    figures = Figures(draft)
    return CellTrace(
        cell,
        figures.text(path) or text_of(figures.value(path)),
        parts(added, draft.edition, path),
        text_of(summed(added, draft.edition, path)),
        frozenset(leaves(draft.edition, path)),
        tuple((finding, behind(draft, added, finding)) for finding in own),
    )


def lines(found: CellTrace) -> Iterator[str]:
    """Yield what is wrong with a figure and where it comes from, for reading: the largest first.

    Those that added nothing are counted only; the JSON output names them.
    """
    if found.by_hand:
        yield tr("汇总以后手改过：各单位之和是 {sum}", sum=found.summed)
    for finding, blamed in found.blamed:
        yield from _whose(finding, blamed)
    some = [part for part in found.parts if _size(part)]
    for part in sorted(some, key=_size, reverse=True):
        units = plural("（{n} 个机关的汇总）", len(part.source.units)) if part.source.units else ""
        off = tr("（加进来时没有填或有错）") if {*part.source.off} & found.leaves else ""
        yield tr(
            "{figure}  {agency}{units}  {path}",
            figure=part.text,
            agency=part.source.agency,
            units=units + off,
            path=part.source.path,
        )
    zeros = sum(part.figure is not None for part in found.parts) - len(some)
    blanks = len(found.parts) - zeros - len(some)
    if zeros:
        yield plural("另有 {n} 个单位是 0", zeros)
    if blanks:
        yield plural("另有 {n} 个单位没有填", blanks)


def _size(part: Part) -> Decimal:
    """Return a figure without its unit, so that 2万元 is more than 500元."""
    if isinstance(part.figure, Money):
        return part.figure.amount.scaleb(POWERS.get(part.figure.unit, 0))
    return Decimal(part.figure or 0)


def _whose(finding: Finding, blamed: Sequence[Blamed]) -> Iterator[str]:
    yield tr("{rule} {message}", rule=finding.rule, message=finding.message)
    for source, theirs in blamed:
        yield tr(
            "  {agency}也是：{message}（{path}）",
            agency=source.agency,
            message=theirs.message,
            path=source.path,
        )
    if not blamed and finding.rule != parts_are_whole.code:  # that one has said whose
        yield tr("  各单位自己的表里没有这个问题")


def title(found: CellTrace) -> Message:
    """Return what is shown: the cell and its figure."""
    return Message("“{label}” {value} 的来源", label=found.cell.label, value=found.value or "-")
