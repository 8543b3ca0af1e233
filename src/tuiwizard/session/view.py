"""What the wizard shows of a draft: the words and signs for figures, states and steps.

A blank, a zero, a refused text and a computed figure differ by sign, never by colour alone.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tuiwizard.forms.common import Kind, SectionKind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, cells_by_path, grid
from tuiwizard.forms.years import editions
from tuiwizard.report.draft import Draft, Progress, SectionState
from tuiwizard.report.remarks import open_remarks
from tuiwizard.report.shown import BLANK as BLANK
from tuiwizard.report.shown import Look as Look
from tuiwizard.report.shown import Shown as Shown
from tuiwizard.report.shown import cell_label as cell_label
from tuiwizard.report.shown import on_one_line as on_one_line
from tuiwizard.report.sums import Sums
from tuiwizard.report.tally import column_balance, figures, refusals
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.words import plural, tr

if TYPE_CHECKING:
    from tuiwizard.session import Session

YEAR = "agency.year"
"""The report year, which is asked with the office but is no cell of it."""

SEEN = frozenset(("R002", "R003", "R301"))
"""Rules whose findings a table shows by what stands in a cell, or below its column."""


def steps(draft: Draft) -> tuple[str, ...]:
    """Return the steps of the wizard: the sections of the form, then checking and publishing."""
    return (*draft.section_keys, "publish")


def shown_cells(draft: Draft, key: str) -> dict[str, Shown]:
    """Every cell of a table as it is shown now, totals computed from what is there."""
    return Sums(cells(draft.edition, key), draft.entries(key).texts).shown


def marked(
    shown: dict[str, Shown], findings: Iterable[Finding], wrong: Iterable[str] = ()
) -> dict[str, Shown]:
    """The cells of a table, those that block publishing or are likely wrong marked."""
    result = dict(shown)
    for finding in findings:
        for path in finding.cells if finding.blocks and finding.rule not in SEEN else ():
            if path in result and result[path].mark != "!":
                sign = "!" if finding.severity is Severity.ERROR else "?"
                result[path] = replace(result[path], mark=sign)
    return result | {path: replace(result[path], mark="!") for path in wrong}


def table_as_text(draft: Draft, key: str) -> str:
    """Return a table with its labels as tab-separated text; blanks stay blank."""
    shown = shown_cells(draft, key)
    lines = []
    for band in grid(draft.edition, key).bands:
        lines += [band.title] if band.title else []
        heads = [column.labels[-1] for column in band.columns]
        lines.append("\t".join([band.corner, *heads] if band.rows[0].labels else heads))
        for header, row in zip(band.rows, band.cells, strict=True):
            lines.append(
                "\t".join([*header.labels[-1:], *(shown[cell.path].plain for cell in row)])
            )
    return "\n".join(lines)


def year_cell() -> Cell:
    """The report year as a cell like any other."""
    forms = tr("，").join(
        tr("{edition} 年起用 {edition} 版", edition=edition) for edition in editions()
    )
    help_text = tr("四位数字，例如 2025；{forms}表格", forms=forms)
    return Cell(YEAR, Kind.COUNT, (), (tr("年度"),), about=(help_text,))


def refusal(draft: Draft, path: str) -> str:
    """Why the text of a cell cannot be taken; empty if it can."""
    return on_one_line(refusals(draft.violations(path.partition(".")[0])).get(path, ""))


def balance_line(draft: Draft, path: str) -> str:
    """`自然人  一+二=15  三+四=14  差 1`, or nothing where the form has no balance."""
    key = path.partition(".")[0]
    known = figures(draft.edition, key, draft.entries(key))
    balance = column_balance(draft.edition, path, known)
    return "" if balance is None else balance.line


def what_balanced(before: Draft, now: Draft, key: str) -> str:
    """What 配平 has put where; empty if nothing had to be changed.

    Args:
        before: The draft as it was.
        now: The draft since.
        key: The table.
    """
    old, new = before.entries(key), now.entries(key)
    every = cells_by_path(now.edition, key)
    changed = [path for path in every if old.get(path) != new.get(path)]
    return "".join(
        tr(
            "“{label}”由 {before} 改成 {figure}",
            label=every[path].label,
            before=on_one_line(old.get(path)),
            figure=new.get(path),
        )
        if old.get(path)
        else tr("“{label}”填上 {figure}", label=every[path].label, figure=new.get(path))
        for path in changed
    )


def step_name(draft: Draft, step: str) -> str:
    """The short name of a step."""
    return tr("检查与发布") if step == "publish" else section_name(draft.edition, step)


def section_is_text(draft: Draft, key: str) -> bool:
    """Whether a section is a text, of which a passage can be named."""
    return section_model(draft.edition, key).kind is SectionKind.TEXT


def section_name(edition: str, key: str) -> str:
    """The short name of a section, in the language of the person."""
    return tr(section_model(edition, key).short)


def guidance(edition: str, key: str) -> tuple[str, ...]:
    """What the notice asks a section to say, in the language of the person."""
    return tuple(tr(line) for line in section_model(edition, key).guidance)


class StepState(NamedTuple):
    """How far a step has come, in an ASCII sign (others are two cells wide on some consoles).

    Attributes:
        sign: `+`, `-`, `!`, `>`, `?` or `*`; empty for the last step.
        words: The words for it.
    """

    sign: str
    words: str

    def __str__(self) -> str:
        return f"{self.sign} {self.words}" if self.sign else self.words


def step_state(draft: Draft, step: str, findings: Iterable[Finding] = ()) -> StepState:
    """How far a step has come."""
    if open_remarks(draft, step):
        return StepState("*", tr("有审核意见"))
    queries = sum(f.section == step and f.blocks for f in findings)
    if step == "publish":
        done = [draft.report.section(key) is not None for key in draft.section_keys]
        return StepState("", f"{sum(done)}/{len(done)}")
    progress = draft.progress(step)
    if progress.state is SectionState.COMPLETE and queries:
        return StepState("?", tr("待说明（{queries}）", queries=queries))
    return state_shown(progress)


def state_shown(progress: Progress) -> StepState:
    """The state of a section: `+ 完成`."""
    match progress.state:
        case SectionState.COMPLETE:
            return StepState("+", tr("完成"))
        case SectionState.NOT_STARTED:
            return StepState("-", tr("未开始"))
        case SectionState.WRONG:
            return StepState("!", tr("有误（{wrong}）", wrong=progress.wrong))
        case SectionState.FILLING:
            return StepState(">", tr("填报中（缺 {missing} 格）", missing=progress.missing))


def texts_left(session: "Session", key: str) -> tuple[str, ...]:
    """What the texts still wait for before the report is put out.

    Args:
        session: The draft.
        key: What a person presses or types to have the texts follow the tables.
    """
    fixes = len(session.text_fixes())
    unseen = sum(len(session.unseen(path)) for path in session.case.narratives)
    return (
        *((plural("正文有 {n} 处可以照表改，{key} 一起改。", fixes, key=key),) if fixes else ()),
        *((plural("带入的上年正文还有 {n} 处没有看。", unseen),) if unseen else ()),
    )


def heading(draft: Draft) -> str:
    """The office, year and edition, for the top line."""
    name = draft.agency_name or tr("（机关名称未填）")
    return tr(
        "{name} · {year}年度 · {edition}版表格",
        name=on_one_line(name),
        year=draft.year,
        edition=draft.edition,
    )
