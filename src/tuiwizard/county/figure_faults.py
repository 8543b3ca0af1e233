"""What is wrong with the figures of a report: that, and nothing else, keeps it out of a sum."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tuiwizard.county.checked_report import CheckedReport
from tuiwizard.forms.editions import section_title
from tuiwizard.report.draft import BLANK_RULES, Draft
from tuiwizard.report.figures import figure_cells
from tuiwizard.rules.finding import Finding, Severity, what_blocks
from tuiwizard.rules.let_in import named_cells
from tuiwizard.words import Joined, Message


class FigureFaults(NamedTuple):
    """What is wrong with figures.

    Attributes:
        why_not: Why they are not fit to be added, in one sentence; None if they are.
        cells: The cells that are blank or wrong, by path.
        beside: What else is wrong with the report, which blocks no sum.
    """

    why_not: Message | None = None
    cells: tuple[str, ...] = ()
    beside: Message | None = None


def figure_faults(checked: CheckedReport) -> FigureFaults:
    """Return what is wrong with the figures of a report, and what is only beside them.

    A sum is made of figures: a text that is missing or doubtful says nothing of them, and a query
    about a figure may have its reason.
    """
    draft = checked.file.draft
    blank, wrong = _blank(draft), _wrong(checked)
    reasons = [*_why_blank(draft, blank), *_why_wrong(draft, wrong)]
    if not draft.agency_name.strip():
        reasons.insert(0, Message("机关名称没有填"))
    return FigureFaults(
        Joined("，", reasons) if reasons else None,
        tuple(dict.fromkeys((*blank, *wrong))),
        _beside(checked),
    )


def _blank(draft: Draft) -> tuple[str, ...]:
    """Return the cells of figures that must be filled in and are not."""
    return tuple(
        path
        for key in draft.section_keys
        for violation in draft.violations(key)
        if violation.rule in BLANK_RULES
        for path in violation.cells
        if _is_figure(draft, path)
    )


def _wrong(checked: CheckedReport) -> tuple[str, ...]:
    """Return the cells that are the first of an error, blanks aside: the one to go to."""
    draft = checked.file.draft
    violated = (v for key in draft.section_keys for v in draft.violations(key))
    broken = [v.cells for v in violated if v.rule not in BLANK_RULES]
    broken += [f.cells for f in checked.findings if _is_error(f)]
    firsts = (cells[0] for cells in broken if cells)
    return tuple(dict.fromkeys(path for path in firsts if _is_figure(draft, path)))


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.rule not in BLANK_RULES


def _is_figure(draft: Draft, path: str) -> bool:
    return path in _figure_paths(draft.edition)


@cache
def _figure_paths(edition: str) -> frozenset[str]:
    return frozenset(cell.path for cell in figure_cells(edition))


def _why_blank(draft: Draft, blank: tuple[str, ...]) -> Iterator[Message]:
    keys = dict.fromkeys(path.partition(".")[0] for path in blank)
    if keys:
        titles = [f"“{section_title(draft.edition, key)}”" for key in keys]
        yield Message("没有填完：{titles}", titles=Joined("、", titles))


def _why_wrong(draft: Draft, wrong: tuple[str, ...]) -> Iterator[Message]:
    if wrong:
        yield Message("数字有错：{cells}", cells=named_cells(draft.edition, wrong))


def _beside(checked: CheckedReport) -> Message | None:
    """Return what is unfinished, wrong or doubtful outside the figures."""
    draft = checked.file.draft
    others = [f for f in checked.findings if not _about_figures(draft, f)]
    keys = [k for k in checked.unfinished if _unfinished_beside(draft, k)]
    titles = [f"“{section_title(draft.edition, key)}”" for key in keys]
    said: list[Message] = []
    if titles:
        said.append(Message("没有填完：{titles}", titles=Joined("、", titles)))
        others = [f for f in others if f.rule not in BLANK_RULES]
    said += (Message("有 {amount}", amount=amount) for amount in what_blocks(others))
    return Joined("，", said) if said else None


def _about_figures(draft: Draft, finding: Finding) -> bool:
    """Return whether a finding keeps the report out of a sum."""
    return finding.severity is Severity.ERROR and any(
        _is_figure(draft, path) for path in finding.cells[:1]
    )


def _unfinished_beside(draft: Draft, key: str) -> bool:
    """Return whether a section lacks something that is no figure."""
    paths = (v.cells[0] for v in draft.violations(key) if v.cells)
    return any(not _is_figure(draft, path) for path in paths)
