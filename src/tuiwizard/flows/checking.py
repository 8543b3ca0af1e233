"""The findings of a report: the way to each, its reason, and its fix."""

from tuiwizard.flows.ask import Choice, Field, Form, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.view import on_one_line, step_name, steps
from tuiwizard.words import plural, tr

REASON = "reason"
"""The name of the question why a query is right as it is."""


async def next_step(work: Work) -> str | None:
    """Where to go on the way forward: the next step, or a cell of this one that lacks something.

    Returns:
        The step or the cell; None to stay.
    """
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
    given = work.session.reason_for(finding)
    reason, by = (given.reason, given.by) if given else ("", work.by)
    form = Form(
        REASON,
        tr("写说明（给审核人看，不会公布）"),
        (Field(tr("理由，例如：上年一件申请撤回"), reason), Field(tr("填写人"), by)),
        tr("保存说明"),
        about=(f"{finding.rule} {on_one_line(finding.message)}",),
        withdraw=tr("撤回说明"),
    )
    answer = await work.ask.write(form)
    if answer is None:
        return
    reason, by = (text.strip() for text in answer)
    work.by = by or work.by
    if work.session.explain(finding, reason, by):
        work.changed()


def fix(work: Work, finding: Finding) -> None:
    """Put the right number into the passage a finding is about."""
    if work.session.apply_fix(finding):
        work.changed()
        work.ask.tell(tr("已改，{undo} 可以撤销", undo=work.ask.key_of("undo")))
    else:
        work.ask.tell(tr("这一条要自己改；正文改过的，先看检查的结果"), Tone.REFUSAL)
