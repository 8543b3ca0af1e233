"""更正: whether what was changed since the sign-off corrects a published report, and why."""

from tuiwizard.flows.ask import Choice, Field, Form, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.report.correcting import changes_since, replaced
from tuiwizard.report.days import no_day, read_day
from tuiwizard.report.draft import Draft
from tuiwizard.report.sign_off import SignOffStatus, day_of
from tuiwizard.session.draft_diff import change_lines
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

KIND, SHEET = "correction.kind", "correction"
"""The names of the questions: whether it is a correction, and when was published, and why."""

CORRECTION, NOT_PUBLISHED = "correction", "not-published"
"""The answers to the first."""


def say_signed(work: Work) -> None:
    """Say of a signed draft that is opened to be filled in that it is signed, by whom and when."""
    if work.session.sign_off_only or work.session.sign_off_status is not SignOffStatus.SIGNED:
        return
    if work.step not in work.draft.section_keys:  # the last step says it itself
        return
    signed = work.session.sign_off.signed
    work.ask.tell(
        tr(
            "已经签发（{by}，{on}）。改了内容签发就失效；公布以后再改，就是更正",
            by=on_one_line(signed.by),
            on=signed.on,
        )
    )


async def ask_kind(work: Work) -> None:
    """Ask, once, whether what was changed since the sign-off corrects a published report.

    It is asked where the typing pauses: before the next step, the sign-off, and the end.
    """
    version = work.session.signed_version
    if version is None or work.session.sign_off_only or not work.ask.attended:
        return
    if not changes_since(version, work.draft):
        return
    options = (
        Option(CORRECTION, tr("更正：已经公布了，留下公布的版本，写更正说明")),
        Option(NOT_PUBLISHED, tr("还没有公布，改完重新签发")),
    )
    answer = await work.ask.choose(
        Choice(KIND, tr("签发以后改了内容，这是："), options, about=_about(work, version))
    )
    if answer == CORRECTION:
        await correct(work)
    elif answer == NOT_PUBLISHED and work.session.not_published():
        work.changed()


async def correct(work: Work) -> None:
    """Ask when the report was published and why it is corrected, beside what was changed since."""
    session = work.session
    version = session.signed_version
    begun = version is None
    if version is None:
        version = replaced(work.draft)
    if version is None:
        work.ask.tell(tr("没有签发过的版本，不用更正"), Tone.REFUSAL)
        return
    last = work.draft.corrections[-1] if begun else None
    published = last.published if last else day_of(version)
    day, reason = published.isoformat() if published else "", last.reason if last else ""
    about = _about(work, version)
    while True:
        fields = (
            Field(tr("原来的公布日期，例如 2026-01-20"), day),
            Field(tr("更正的原因（印在更正说明里，可以以后再写）"), reason),
        )
        answer = await work.ask.write(Form(SHEET, tr("更正"), fields, about=about))
        if answer is None:
            return
        day, reason = answer
        if day.strip() and read_day(day) is None:
            work.ask.tell(no_day(day), Tone.REFUSAL)
            if work.ask.attended:
                continue
            return
        break
    if session.correct(read_day(day), reason):
        work.changed()
        work.ask.tell(
            tr("已记下更正，公布的版本留在草稿里；{undo} 可以撤销", undo=work.ask.key_of("undo"))
        )


def _about(work: Work, version: Draft) -> list[str]:
    found = changes_since(version, work.draft)
    total = plural("和签发的版本有 {n} 处不同：", len(found)) if found else tr("还没有改动")
    return [total, *change_lines(found, (tr("原来"), tr("现在")))]
