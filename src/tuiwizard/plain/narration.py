"""What is read out: steps, tables row by row, totals, and findings by number."""

from collections.abc import Iterable, Iterator

from tuiwizard.forms.common import SectionKind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells, grid
from tuiwizard.report.balance import is_full, total
from tuiwizard.report.draft import Draft
from tuiwizard.report.excerpt import sentence_at
from tuiwizard.report.remarks import remarks
from tuiwizard.report.tally import column_balance, figures
from tuiwizard.rules.finding import Finding, Severity, by_weight
from tuiwizard.session import Session
from tuiwizard.session.changes import differences
from tuiwizard.session.finding_view import counts, detail, fixes, is_missing, overview
from tuiwizard.session.remark_view import remark_line
from tuiwizard.session.view import (
    Look,
    Shown,
    balance_line,
    guidance,
    heading,
    on_one_line,
    shown_cells,
    step_name,
    step_state,
    steps,
)
from tuiwizard.words import tr

_MOST = 8
"""Totals that are read out after one answer; more of them are asked for with :表."""


def is_table(draft: Draft, step: str) -> bool:
    """Whether a step is a table."""
    return step != "publish" and section_model(draft.edition, step).kind is SectionKind.TABLE


def step_lines(session: Session, step: str, *, first: bool) -> Iterator[str]:
    """Where the person is and, the first time, what this step asks for."""
    draft = session.draft
    words = step_state(draft, step, session.findings()).words
    yield ""
    yield tr(
        "第 {number} 步，共 {n} 步：{name}，{words}",
        number=steps(draft).index(step) + 1,
        n=len(steps(draft)),
        name=step_name(draft, step),
        words=words,
    )
    if step == "publish":
        return
    for remark in remarks(draft, step):
        said = remark_line(draft, remark)
        if remark.settled:
            yield tr("审核意见：{said}", said=said)
        else:
            yield tr("! 审核意见：{said}（改好了打 :意见 已处理 答复）", said=said)
    if not first:
        return
    yield from guidance(draft.edition, step)
    if is_table(draft, step):
        yield tr("一格一问；一行的数可以一次答完，用空格或 Tab 隔开；:零 本行补零，:全零 整表补零")


def read_out(session: Session, step: str) -> Iterator[str]:
    """What stands in a step."""
    draft = session.draft
    if step == "publish":
        yield heading(draft)
        yield from (
            tr("{name}：{state}", name=step_name(draft, key), state=step_state(draft, key))
            for key in draft.section_keys
        )
    elif is_table(draft, step):
        shown = shown_cells(draft, step)
        for band in grid(draft.edition, step).bands:
            yield from (band.title,) if band.title else ()
            for header, row in zip(band.rows, band.cells, strict=True):
                said = tr("，").join(
                    f"{cell.column[-1]} {_spoken(shown[cell.path])}" for cell in row
                )
                yield (
                    tr("{labels}：{said}", labels=" ".join(header.labels), said=said)
                    if header.labels
                    else _grouped(row, shown)
                )
        yield from balances(draft, step)
    else:
        for cell in cells(draft.edition, step):
            text = session.text(cell.path)
            words = dict(cell.answers).get(text, text) or tr("空")
            yield from tr("{label}：{words}", label=cell.label, words=words).split("\n")


def _grouped(row: Iterable[Cell], shown: dict[str, Shown]) -> str:
    """A row without a name of its own: each figure with all that stands above it."""
    return tr("；").join(f"{cell.label} {_spoken(shown[cell.path])}" for cell in row)


def _spoken(shown: Shown) -> str:
    match shown.look:
        case Look.BLANK:
            return tr("空")
        case Look.REFUSED:
            return tr("“{plain}”不能用", plain=on_one_line(shown.plain))
        case Look.COMPUTED:
            full = shown.text.startswith("=")
            return shown.plain if full else tr("{plain}（没有填全）", plain=shown.plain or tr("空"))
        case Look.FIGURE | Look.OFFERED:
            return shown.plain


def balances(draft: Draft, step: str) -> Iterator[str]:
    """The balance of each column that is begun and does not hold, or is not filled in."""
    known = figures(draft.edition, step, draft.entries(step))
    for cell in grid(draft.edition, step).bands[-1].cells[-1]:
        balance = column_balance(draft.edition, cell.path, known)
        if balance is not None and not balance.holds:
            yield balance_line(draft, cell.path)


def consequences(before: Draft, after: Draft) -> list[str]:
    """Totals and balances that became known, or changed, between two drafts on one form."""
    lines: list[str] = []
    for key in after.section_keys if before.edition == after.edition else ():
        changed = set(differences(before, after, (key,))[1]) if is_table(after, key) else set()
        if changed:
            totals = list(_totals(before, after, key, changed))
            closed = list(_closed(before, after, key, changed))
            if len(totals) + len(closed) <= _MOST:
                lines += totals + [line if holds else f"! {line}" for holds, line in closed]
            else:
                lines += [f"! {line}" for holds, line in closed if not holds]
                lines.append(tr("总计都算好了，打 :表 来看"))
    return lines


def _totals(before: Draft, after: Draft, key: str, changed: set[str]) -> Iterator[str]:
    was = figures(before.edition, key, before.entries(key))
    known = figures(after.edition, key, after.entries(key))
    for cell in cells(after.edition, key):
        if not changed.isdisjoint(cell.parts) and is_full(cell, known):
            now = total(cell, known)
            if not is_full(cell, was) or total(cell, was) != now:
                above = cell.column[-1:] if cell.row else cell.column[-2:]
                yield f"{' '.join((*cell.row[-1:], *above))} {now}"


def _closed(before: Draft, after: Draft, key: str, changed: set[str]) -> Iterator[tuple[bool, str]]:
    """Whether each column that is full and was changed balances, and the line about it."""
    known = figures(after.edition, key, after.entries(key))
    names = {path.rpartition(".")[2] for path in changed}
    last = grid(after.edition, key).bands[-1].cells[-1]
    for path in (cell.path for cell in last if cell.path.rpartition(".")[2] in names):
        balance = column_balance(after.edition, path, known)
        line = balance_line(after, path)
        if balance is not None and balance.full and line != balance_line(before, path):
            yield balance.holds, line


def listed(draft: Draft, findings: Iterable[Finding]) -> list[Finding]:
    """Return what is read out: errors first, what could not be checked once for each reason."""
    found = overview(draft, findings)
    return by_weight(found.listed, draft.section_keys)


def finding_lines(session: Session, findings: Iterable[Finding]) -> Iterator[str]:
    """How many each step has, then findings by number, each with its place and its fix."""
    numbered = list(enumerate(findings, 1))
    yield from _counted(session.draft, [finding for _, finding in numbered])
    for number, finding in numbered:
        if finding.why_unchecked is None:
            yield tr(
                "{number}. {word} {name}：{message}",
                number=number,
                word=tr("没有填") if is_missing(session.draft, finding) else finding.word,
                name=step_name(session.draft, finding.section),
                message=on_one_line(finding.message),
            )
            yield from _fix(session, finding, number)
    unchecked = [
        f"{number}. {on_one_line(finding.why_unchecked)}"
        for number, finding in numbered
        if finding.why_unchecked is not None
    ]
    if unchecked:
        yield tr("未查：{reasons}", reasons=tr("；").join(unchecked))


def _counted(draft: Draft, findings: list[Finding]) -> Iterator[str]:
    """How many findings of each kind the steps have; nothing where there is but one step."""
    steps_with = [(key, step) for key, step in counts(draft, findings).items() if any(step)]
    for key, step in steps_with if len(steps_with) > 1 else ():
        words = (
            *(tr("错误"), tr("没有填"), tr("疑问")),
            *(tr("已说明"), tr("建议")),
        )
        said = [f"{word} {n}" for word, n in zip(words, step, strict=True) if n]
        yield tr("{name}：{said}", name=step_name(draft, key), said=tr("，").join(said))


def _fix(session: Session, finding: Finding, number: int) -> Iterator[str]:
    if finding.span is not None:
        text = session.text(finding.span.path)
        yield tr("   原句：{text}", text=on_one_line(sentence_at(text, finding.span.start)))
    last = [
        f"{line.label} {line.last}"
        for group in detail(session, finding).figures
        for line in group
        if line.last
    ]
    if last:
        yield tr("   上年：{figures}", figures=tr("，").join(last))
    for way in fixes(session, finding):
        yield tr("   打 :改数 {number} {words}", number=number, words=way)
    reason = session.reason_for(finding) if finding.explained else None
    if reason is not None:
        yield tr(
            "   理由：{reason}（{by}）",
            reason=on_one_line(reason.reason),
            by=on_one_line(reason.by) or tr("未署名"),
        )
    elif finding.severity is Severity.QUERY:
        yield tr("   不改就打 :说明 {number} 写明原因", number=number)
