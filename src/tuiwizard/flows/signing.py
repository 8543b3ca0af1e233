"""审查签发: the checklist, who answers for the report, remarks, and the sign-off."""

from tuiwizard.flows.ask import Choice, Field, Form, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.report.days import read_day
from tuiwizard.report.metadata import Signatory
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, CheckItem, SignOffStatus
from tuiwizard.session import Session, clock
from tuiwizard.session.view import on_one_line, step_name
from tuiwizard.words import plural, tr

REMARK = "remark"
"""The name of the question what is to be changed."""

_SIGN, _REMARKS = "sign", "remarks"


def item_words(item: CheckItem) -> str:
    """An item of the checklist: what is to be made sure of, and on what ground."""
    return tr("{words}（{duty}）", words=item.words, duty=item.duty)


def sign_words(session: Session) -> str:
    """The sign-off, and how it stands: `签发：还没有签发`."""
    return tr("签发：{status}", status=session.sign_off_status)


def signatory_words(signatory: Signatory) -> str:
    """Who answers for the report, and the day: `张三  2026-01-12`."""
    day = signatory.on.isoformat() if signatory.on else tr("（没有日期）")
    return f"{signatory.by}  {day}" if signatory.by else tr("（没有写）")


def signatory_form(session: Session, key: str) -> Form:
    """The question who answers for the report, and on which day.

    Args:
        session: The draft.
        key: `filled` 填报人, `reviewed` 审核人 or `signed` 签发人.
    """
    signatory = session.sign_off.signatory(key)
    day = signatory.on or clock.today()
    fields = (Field(tr("姓名"), signatory.by), Field(tr("日期，例如 2026-01-12"), day.isoformat()))
    return Form(key, dict(SIGNATORIES)[key], fields)


def no_day(text: str) -> str:
    """What is said of a text that should be a day."""
    return tr("“{text}”不是日期，请写成 2026-01-12 的样子", text=text)


async def sign_off(work: Work) -> None:
    """Everything the sign-off asks for, in one list that comes back until it is closed."""
    at = ""
    while True:
        title = tr("审查签发")
        work.take_over()
        answer = await work.ask.choose(Choice("sign_off", title, _lines(work), at))
        if answer is None:
            return
        at = answer
        if answer in dict(SIGNATORIES):
            await name_signatory(work, answer)
        elif answer == _REMARKS:
            await _choose_section(work)
        elif answer == _SIGN:
            if await sign(work):
                return
        else:
            check_item(work, answer, checked=answer not in work.session.sign_off.checked)


def _lines(work: Work) -> list[Option]:
    checked = work.session.sign_off.checked
    lines = [
        Option(item.key, f"[{'x' if item.key in checked else ' '}] {item_words(item)}")
        for item in CHECKLIST
    ]
    for key, words in SIGNATORIES:
        named = signatory_words(work.session.sign_off.signatory(key))
        lines.append(Option(key, tr("{words}：{text}", words=words, text=named)))
    remarks = len(work.session.sign_off.remarks)
    said = plural("{n} 条", remarks) if remarks else tr("没有")
    lines.append(Option(_REMARKS, tr("审核意见：{text}", text=said)))
    lines.append(Option(_SIGN, sign_words(work.session)))
    return lines


def check_item(work: Work, key: str, *, checked: bool) -> None:
    """Say of one item of the checklist whether it was made sure of."""
    before = {*work.session.sign_off.checked}
    if work.session.check_items(before | {key} if checked else before - {key}):
        work.changed()


async def name_signatory(work: Work, key: str) -> None:
    """Ask who answers for the report, and on which day; the name is kept if the day is none."""
    answer = await work.ask.write(signatory_form(work.session, key))
    if answer is None:
        return
    name, text = answer
    on_day = read_day(text) if name.strip() else None
    if name.strip() and on_day is None:
        work.ask.tell(tr("{why}；姓名已记下", why=no_day(text)), Tone.WARNING)
    work.session.set_signatory(key, name, on_day)
    work.changed()


async def _choose_section(work: Work) -> None:
    said = work.session.sign_off.remarks
    options = [
        Option(key, f"{step_name(work.draft, key)}  {on_one_line(said.get(key, ''))}")
        for key in work.draft.section_keys
    ]
    section = await work.ask.choose(Choice("remark.section", tr("给哪一部分提意见？"), options))
    if section is not None:
        await remark(work, section)


async def remark(work: Work, section: str) -> None:
    """Ask what is to be changed in a section; an empty remark takes an earlier one back."""
    said = work.session.sign_off.remarks.get(section, "")
    name = step_name(work.draft, section)
    title = tr("给“{step}”的审核意见（清空就是撤回）", step=name)
    answer = await work.ask.write(Form(REMARK, title, (Field(tr("要改什么"), said),)))
    if answer is not None and work.session.remark(section, answer[0]):
        work.changed()


async def remark_here(work: Work) -> None:
    """Ask what is to be changed in the section on the screen."""
    await remark(work, work.step)


def settle_remark(work: Work, section: str = "") -> None:
    """Take back the remark on a section, the current one by default: the clerk has acted on it."""
    if work.session.remark(section or work.step, ""):
        work.changed()
        work.ask.tell(tr("意见已处理，{undo} 可以撤销", undo=work.ask.key_of("undo")))


async def sign(work: Work) -> bool:
    """Sign the report as it is now, or show what keeps it from being signed.

    Returns:
        Whether it is signed.
    """
    if work.session.sign_off_status is SignOffStatus.SIGNED:
        work.ask.tell(tr("已经签发，内容没有改动"))
        return True
    obstacles = work.session.sign()
    work.changed()
    if obstacles:
        await work.ask.show(tr("还不能签发"), [f"- {obstacle}" for obstacle in obstacles])
        return False
    work.save()
    work.ask.tell(tr("已签发。此后内容一有改动，签发就失效"))
    return True
