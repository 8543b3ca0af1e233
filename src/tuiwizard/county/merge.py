"""Many reports added up into one: the figures are theirs, the words are left to the county."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tuiwizard.county.addends import kept
from tuiwizard.county.figure_sums import FigureSums, text_of
from tuiwizard.county.let_in import NOBODY, LetIn, is_counted
from tuiwizard.county.merge_input import MergeInput, typed_figure_cells
from tuiwizard.forms.grid import Cell
from tuiwizard.report.digest import digest
from tuiwizard.report.draft import Draft
from tuiwizard.report.metadata import Source
from tuiwizard.report.numbers import Money
from tuiwizard.rules.cross_report_finding import CrossReportFinding
from tuiwizard.rules.cross_report_rules import once_each
from tuiwizard.rules.report_ref import agency_key, some
from tuiwizard.words import Message

UNITS_DIFFER = "R204"
"""金额的单位: the rule on amounts whose unit cannot be known."""


@dataclass(frozen=True)
class MergeResult:
    """What came of adding up.

    Attributes:
        draft: The sum, with its sources named; None where something has to be settled first.
        added: The reports that are in it, in the order of their names, without their figures.
        left_out: Those that are not, and `why_not`.
        refused: Why nothing was added up: duplicates, different years, amounts without unit.
        unsettled: What else has to be settled, in a sum that was there before; see `remerge`.
        notes: What was done to it without being asked, one sentence each.
        by_hand: Cells of it that were changed by hand, by path.
    """

    draft: Draft | None
    added: tuple[MergeInput, ...]
    left_out: tuple[MergeInput, ...] = ()
    refused: tuple[CrossReportFinding, ...] = ()
    unsettled: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()

    @property
    def reports(self) -> tuple[MergeInput, ...]:
        """All reports, added or not."""
        return (*self.added, *self.left_out)

    @property
    def let_in(self) -> tuple[MergeInput, ...]:
        """Those that are in it although their figures are not fit for it."""
        return tuple(report for report in self.added if report.why_not)


def merge(
    reports: Iterable[MergeInput],
    agency: str,
    *,
    level: str = "",
    let_in: LetIn = NOBODY,
    named: Callable[[Path], str] = str,
) -> MergeResult:
    """Add up reports of one year; the order they come in makes no difference.

    Units are taken one by one and their figures are not kept, so an iterator that reads files
    needs little memory.

    Args:
        reports: The reports.
        agency: Whose report the sum is.
        level: The key of its level, if known.
        let_in: Which reports count although their figures are not fit, with those they have.
        named: How the draft names the file of a source.
    """
    got = _Collected()
    for report in reports:
        got.take(report, let_in)
    added, left_out = sorted(got.added, key=_by_name), sorted(got.left_out, key=_by_name)
    refs = [report.ref for report in (*added, *left_out)]
    refused = (*once_each.findings(refs), *_units_differ(got.by_unit))
    draft = None
    if added and not refused:
        (adding,) = got.sums.values()
        draft = _draft(adding, added, got.addends, named).with_texts(
            {"agency.name": agency, "agency.level": level}
        )
    return MergeResult(draft, tuple(added), tuple(left_out), refused)


@dataclass
class _Collected:
    """What has come so far.

    Attributes:
        sums: The sums, by edition.
        added: The reports in them.
        left_out: The others.
        addends: What each file has added, on one line.
        by_unit: The files that have an amount, by cell and by the unit that was typed.
    """

    sums: dict[str, FigureSums] = field(default_factory=dict)
    added: list[MergeInput] = field(default_factory=list)
    left_out: list[MergeInput] = field(default_factory=list)
    addends: dict[str, str] = field(default_factory=dict)
    by_unit: dict[Cell, dict[str, list[str]]] = field(default_factory=dict)

    def take(self, report: MergeInput, let_in: LetIn) -> None:
        """Add one report, or leave it out."""
        if not is_counted(report, let_in):
            self.left_out.append(report.without_figures())
            return
        edition = report.ref.edition
        if edition not in self.sums:
            self.sums[edition] = FigureSums(edition)
        self.sums[edition].add(report.figures)
        for cell, money in _money(report):
            files = self.by_unit.setdefault(cell, {}).setdefault(money.unit, [])
            files.append(report.ref.file)
        self.addends[report.ref.file] = kept(report.figures)
        self.added.append(report.without_figures())


def _by_name(report: MergeInput) -> tuple[str, str]:
    return agency_key(report.ref.agency), report.ref.file


def _money(report: MergeInput) -> Iterator[tuple[Cell, Money]]:
    """Yield the amounts that have a unit, zeros aside."""
    for cell, figure in zip(typed_figure_cells(report.ref.edition), report.figures, strict=True):
        if isinstance(figure, Money) and figure.amount:
            yield cell, figure


def _units_differ(by_unit: dict[Cell, dict[str, list[str]]]) -> Iterator[CrossReportFinding]:
    """Find amounts with a unit beside amounts without one: nobody can add them but by guessing."""
    for cell, found in by_unit.items():
        if "" in found and len(found) > 1:
            bare, others = sorted(found[""]), sorted(f for u in found if u for f in found[u])
            yield CrossReportFinding(
                (),
                tuple(bare),
                Message(
                    "“{label}”加不起来：{bare} 没有写金额的单位，{others} 写了，"
                    "请在没有写的那几份里补上“元”或“万元”",
                    label=cell.label,
                    bare=some(bare),
                    others=some(others),
                ),
                (cell.path,),
                rule=UNITS_DIFFER,
            )


def _draft(
    adding: FigureSums,
    added: list[MergeInput],
    addends: Mapping[str, str],
    named: Callable[[Path], str],
) -> Draft:
    draft = Draft.new(added[0].ref.year)
    texts = {path: text_of(figure) for path, figure in adding.values().items()}
    draft = draft.with_texts({path: text for path, text in texts.items() if text})
    sources = tuple(
        Source(
            agency=report.ref.agency,
            path=named(report.path),
            sha256=report.ref.sha256,
            year=report.ref.year,
            units=list(report.ref.units),
            off=list(report.off),
            figures=addends[report.ref.file],
        )
        for report in added
    )
    return replace(draft, sources=sources, summed=figures_digest(draft))


def figures_text(draft: Draft) -> dict[str, str]:
    """Return the figures of a draft as they print, by cell path; blanks are empty."""
    typed = {key: draft.entries(key) for key in draft.section_keys}
    paths = (cell.path for cell in typed_figure_cells(draft.edition))
    return {path: typed[path.partition(".")[0]].get(path) for path in paths}


def figures_digest(draft: Draft) -> str:
    """Return the digest of the figures of a draft, to notice when one is changed by hand."""
    lines = (f"{path}={text}\n" for path, text in figures_text(draft).items())
    return digest("".join(lines).encode())
