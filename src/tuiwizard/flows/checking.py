"""The findings of a report: the way to each, its reason, and its fix."""

from collections.abc import Iterator

from tuiwizard.flows import correcting, remarking
from tuiwizard.flows.ask import Choice, Field, Form, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.rules.finding import Finding, Fix, Severity
from tuiwizard.rules.signing import remark_of
from tuiwizard.session.finding_view import detail
from tuiwizard.session.view import on_one_line, step_name, steps
from tuiwizard.words import plural, tr

REASON, TOGETHER, FIX = "reason", "together", "fix"
"""The names of the questions: why a query is right, for which others that holds, and which fix."""

ONE, EVERY = "one", "every"


async def next_step(work: Work) -> str | None:
    """Where to go on the way forward: the next step, or a cell of this one that lacks something.

    Returns:
        The step or the cell; None to stay.
    """
    await correcting.ask_kind(work)
    onward = steps(work.draft)[steps(work.draft).index(work.step) + 1 :]
    if not onward:
        return None
    errors = [
        finding
        for finding in work.session.findings()
        if finding.severity is Severity.ERROR and finding.section == work.step
    ]
    if not errors:
        return onward[0]
    options = [
        Option(onward[0], tr("仍然继续，以后再填")),
        *(Option(finding.cells[0], on_one_line(finding.message)) for finding in errors),
    ]
    return await work.ask.choose(Choice("next", unfinished(work, len(errors)), options))


def unfinished(work: Work, count: int) -> str:
    """What the step lacks that is about to be left.

    Args:
        work: The draft.
        count: How many findings keep the step from being complete.
    """
    name = step_name(work.draft, work.step)
    return plural("“{name}”还有 {n} 处要填或要改，选一处去改：", count, name=name)


async def explain(work: Work, finding: Finding) -> None:
    """Ask why a query is right as it is; the reviewer reads it, the report does not show it."""
    asked = remark_of(work.draft, finding)
    if asked is not None:  # it is answered to who made it
        await remarking.answer(work, asked)
        return
    given = work.session.reason_for(finding)
    reason, by = (given.reason, given.by) if given else (usual_reason(finding), _by(work))
    form = Form(
        REASON,
        tr("写说明（给审核人看，不会公布）"),
        (Field(tr("理由，例如：上年一件申请撤回"), reason), Field(tr("填写人"), by)),
        tr("保存说明"),
        about=(f"{finding.rule} {on_one_line(finding.message)}", *_figures(work, finding)),
        withdraw=tr("撤回说明"),
    )
    answer = await work.ask.write(form)
    if answer is None:
        return
    reason, by = (text.strip() for text in answer)
    work.by = by or work.by
    also = await _also(work, finding) if reason and not given else ()
    if work.session.explain(finding, reason, by, also):
        work.changed()


def usual_reason(finding: Finding) -> str:
    """The reason that is most often true for a query, as it is written; empty if none is."""
    return finding.usual.in_chinese() if finding.usual is not None else ""


def explain_as_usual(work: Work, finding: Finding) -> None:
    """Give the reason that is most often true for a query: one key, and undo takes it back."""
    reason = usual_reason(finding)
    if reason and work.session.explain(finding, reason, _by(work)):
        work.changed()
        undo = work.ask.key_of("undo")
        work.ask.tell(tr("已写说明：{reason}；{undo} 可以撤销", reason=reason, undo=undo))


def _by(work: Work) -> str:
    """Who gives reasons here: who gave the last one, or filled in the office's last report."""
    return work.by or work.session.agency_memory.signers.get("filled", "")


def _figures(work: Work, finding: Finding) -> Iterator[str]:
    """The figures that a reason is wanted for, with last year's."""
    for group in detail(work.session, finding).figures:
        for line in group:
            if line.last:
                yield tr(
                    "{label} {figure}，上年 {last}",
                    label=line.label,
                    figure=line.figure,
                    last=line.last,
                )


async def _also(work: Work, finding: Finding) -> tuple[Finding, ...]:
    """Ask whether other open queries of the same rule have the same cause."""
    alike = work.session.alike(finding)
    if not alike:
        return ()
    options = [
        Option(ONE, tr("只说明这一条")),
        Option(EVERY, plural("另外 {n} 条同样的疑问也用这条说明", len(alike))),
    ]
    about = [f"{other.rule} {on_one_line(other.message)}" for other in alike]
    choice = Choice(TOGETHER, tr("这几条是同一个原因吗？"), options, about=about)
    return alike if await work.ask.choose(choice) == EVERY else ()


async def fix(work: Work, finding: Finding) -> None:
    """Put right what a finding is about: the number in its passage, or the cells of a move."""
    if finding.fixes:
        way = await _way(work, finding)
        done = way is not None and work.session.take(way)
        if way is None:
            return
    else:
        done = work.session.apply_text_fixes((finding,))
    if done:
        work.changed()
        work.ask.tell(tr("已改，{undo} 可以撤销", undo=work.ask.key_of("undo")))
    else:
        work.ask.tell(tr("这一条要自己改；正文改过的，先看检查的结果"), Tone.REFUSAL)


async def _way(work: Work, finding: Finding) -> Fix | None:
    """Let the person choose among the ways to put a finding right, if there are several."""
    if len(finding.fixes) == 1:
        return finding.fixes[0]
    options = [Option(str(n), str(way.words)) for n, way in enumerate(finding.fixes, 1)]
    answer = await work.ask.choose(Choice(FIX, tr("改哪一处？"), options))
    return None if answer is None else finding.fixes[int(answer) - 1]
