"""A text that follows the figures: last year's brought forward, numbers a table changed."""

from collections.abc import Sequence

from tuiwizard.flows.ask import Choice, Option, Proposal
from tuiwizard.flows.work import Work
from tuiwizard.report.excerpt import in_context
from tuiwizard.rules.finding import Finding
from tuiwizard.rules.narrative.brought_forward import BroughtForward
from tuiwizard.session.view import on_one_line, step_name
from tuiwizard.words import plural, tr

FOLLOW, FORWARD = "follow", "forward"
"""The names of the questions: which numbers to change, and whether to take last year's text."""

CHANGE = "change"
"""The answer that changes what is chosen."""


async def bring_forward(work: Work) -> None:
    """Make last year's text this year's, after a preview of each number replaced."""
    path = work.narrative
    brought = work.session.brought_forward(path)
    if brought is None:
        work.ask.tell(tr("没有上年的正文"))
        return
    replaces = bool(work.session.text(path).strip())
    lines = [tr("现在的正文会换掉")] if replaces else []
    lines += _described(brought)
    proposal = Proposal(FORWARD, tr("带入上年的全文"), lines, tr("带入"), clean=not replaces)
    if await work.ask.confirm(proposal) and work.session.take_brought_forward(path, brought):
        work.surface.restore()  # before the old text is taken for newly typed
        work.changed()
        undo = work.ask.key_of("undo")
        key = work.ask.key_of("look_at_next")
        work.ask.tell(tr("已带入，{key} 一处一处看，{undo} 可以撤销", key=key, undo=undo))


def _described(brought: BroughtForward) -> list[str]:
    """What would be replaced, and what a person has to look after."""
    text = brought.text
    lines = [plural("换成今年的，{n} 处：", len(brought.replaced))]
    lines += [
        in_context(text, p.start, p.end, f"{p.before} → {text[p.start : p.end]}")
        for p in brought.replaced
    ]
    if brought.left:
        lines.append(plural("没有换，要自己改的，{n} 处：", len(brought.left)))
    for p in brought.left:
        here = in_context(text, p.start, p.end, f"[{p.before}]")
        lines.append(tr("{here}（{why}）", here=here, why=p.why or ""))
    return [on_one_line(line) for line in lines]


def look_at_next(work: Work) -> None:
    """Show the next passage that was brought forward and that nobody has looked at."""
    path = work.narrative
    passage = work.session.look(path)
    if passage is None:
        work.ask.tell(tr("带入的都看过了"))
        return
    work.surface.show_passage(path, passage.start, passage.end)
    now = work.session.text(path)[passage.start : passage.end]
    said = (
        tr("“{now}”没有换：{why}", now=now, why=passage.why)
        if passage.why is not None
        else tr("“{now}”上年写的是“{before}”", now=now, before=passage.before)
    )
    rest = plural("还有 {n} 处没有看", len(work.session.unseen(path)))
    work.ask.tell(tr("{said}；{rest}", said=said, rest=rest))


async def follow_tables(work: Work) -> None:
    """List what the checks would write into the text, and change all of it, or some.

    In a text that is its section; elsewhere every section.
    """
    fixes = work.session.text_fixes(work.step if work.narrative else "")
    if not fixes:
        work.ask.tell(tr("正文没有要随表改的"))
        return
    chosen = [True] * len(fixes)
    answer: str | None = ""
    while answer != CHANGE:
        answer = await work.ask.choose(_which(work, fixes, chosen, answer or CHANGE))
        if answer is None:
            return
        if answer != CHANGE:
            chosen[int(answer)] = not chosen[int(answer)]
    if work.session.apply_text_fixes(
        fix for fix, wanted in zip(fixes, chosen, strict=True) if wanted
    ):
        work.surface.restore()
        work.changed()
        undo = work.ask.key_of("undo")
        work.ask.tell(plural("已改 {n} 处，{undo} 可以撤销", sum(chosen), undo=undo))


def _which(work: Work, fixes: Sequence[Finding], chosen: Sequence[bool], current: str) -> Choice:
    options = [Option(CHANGE, plural("改选中的 {n} 处", sum(chosen)))]
    options += [
        Option(str(n), f"[{'x' if wanted else ' '}] {_fix_words(work, fix)}")
        for n, (fix, wanted) in enumerate(zip(fixes, chosen, strict=True))
    ]
    return Choice(FOLLOW, tr("正文照表改，不改的先去掉："), options, current)


def _fix_words(work: Work, fix: Finding) -> str:
    """`一、总体情况：收到申请99 → 70件`."""
    if fix.span is None:
        return ""
    path, start, end, put = fix.span
    text = work.session.text(path)
    name = step_name(work.draft, path.partition(".")[0])
    words = in_context(text, start, end, f"{text[start:end]} → {put}")
    return tr("{name}：{words}", name=name, words=on_one_line(words))
