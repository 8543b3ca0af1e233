"""审查签发: the checklist, who answers for the report, remarks, and the sign-off."""

from collections.abc import Mapping

from tuiwizard.drafts.agency_memory import remember_agency
from tuiwizard.flows import correcting, publishing
from tuiwizard.flows.ask import TICKED, Field, Form, Tone
from tuiwizard.flows.work import Work
from tuiwizard.report.days import no_day, read_day
from tuiwizard.report.metadata import Signatory
from tuiwizard.report.remarks import open_remarks
from tuiwizard.report.sign_off import CHECKLIST, SIGNATORIES, CheckItem, SignOffStatus
from tuiwizard.session import Session, clock
from tuiwizard.words import plural, tr

SHEET = "sign_off"
"""The name of the question for all of the sign-off."""


def item_words(item: CheckItem) -> str:
    """An item of the checklist: what is to be made sure of, and on what ground."""
    return tr("{words}（{duty}）", words=item.words, duty=item.duty)


def sign_words(session: Session) -> str:
    """The sign-off, and how it stands: `签发：还没有签发`."""
    return tr("签发：{status}", status=session.sign_off_words)


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


async def sign_off(work: Work) -> str | None:
    """Everything the sign-off asks for, on one sheet; once it is signed, the report is written.

    Returns:
        What the person wants next (`publishing.put_out`).
    """
    typed: dict[str, str] = {}
    work.take_over()
    await correcting.ask_kind(work)
    while True:
        work.take_over()
        texts = await work.ask.write(_sheet(work, typed))
        if texts is None:
            return None
        typed = dict(zip(_KEYS, texts, strict=True))
        for key, _ in SIGNATORIES:
            if _name(work, key, typed[key], typed[_day_of(key)]):
                typed.pop(_day_of(key))
        if await sign(work):
            break
    if work.session.sign_off_only:  # the clerk writes it
        return None
    return await publishing.put_out(work)


def _day_of(key: str) -> str:
    return f"{key}.on"


_KEYS = (*(item.key for item in CHECKLIST), *(k for s, _ in SIGNATORIES for k in (s, _day_of(s))))
"""What the fields of the sheet are about, in their order."""


def _sheet(work: Work, typed: Mapping[str, str]) -> Form:
    """The checklist to tick, and a name and a day for each who answers for the report.

    Args:
        work: The draft.
        typed: What was typed before and could not be taken.
    """
    session, known = work.session, work.session.agency_memory.signers
    fields = [
        Field(item_words(item), TICKED if item.key in session.sign_off.checked else "", tick=True)
        for item in CHECKLIST
    ]
    for key, words in SIGNATORIES:
        name, day = signatory_form(session, key).fields
        text = name.text or known.get(key, "")
        fields += [
            name._replace(label=words, text=text),
            day._replace(text=typed.get(_day_of(key), day.text), beside=True),
        ]
    left = len(open_remarks(session.draft))
    said = [plural("审核意见：{n} 条没有处理", left)] if left else []
    return Form(
        SHEET,
        tr("审查签发"),
        fields,
        tr("签发"),
        (session.sign_off_words, *said),
        kept=lambda number, text: _keep(work, _KEYS[number], text),
        deliberate=True,
    )


def _keep(work: Work, key: str, text: str) -> None:
    """Take what was ticked or typed on the sheet at once: it may be closed without signing."""
    if key in (item.key for item in CHECKLIST):
        check_item(work, key, checked=text == TICKED)
        return
    signatory, of_day = key.removesuffix(_day_of("")), key.endswith(_day_of(""))
    named = work.session.sign_off.signatory(signatory)
    if not of_day:
        _name(work, signatory, text, (named.on or clock.today()).isoformat(), tell=False)
    elif named.by:
        _name(work, signatory, named.by, text, tell=False)


def check_item(work: Work, key: str, *, checked: bool) -> None:
    """Say of one item of the checklist whether it was made sure of."""
    before = {*work.session.sign_off.checked}
    if work.session.check_items(before | {key} if checked else before - {key}):
        work.changed()


def _name(work: Work, key: str, name: str, day: str, *, tell: bool = True) -> bool:
    """Take down who answers for the report; the name also where the day is none.

    Returns:
        Whether the day is one, or none is needed.
    """
    on_day = read_day(day) if name.strip() else None
    valid = bool(on_day) or not name.strip()
    if not valid and tell:
        work.ask.tell(tr("{why}；姓名已记下", why=no_day(day)), Tone.WARNING)
    if work.session.set_signatory(key, name, on_day):
        work.changed()
    return valid


async def sign(work: Work) -> bool:
    """Sign the report as it is now, or show what keeps it from being signed.

    Returns:
        Whether it is signed.
    """
    if work.session.sign_off_status is SignOffStatus.SIGNED:
        work.ask.tell(tr("已经签发，内容没有改动"))
        return True
    await correcting.ask_kind(work)
    obstacles = work.session.sign()
    work.changed()
    if obstacles:
        await work.ask.show(tr("还不能签发"), [f"- {obstacle}" for obstacle in obstacles])
        return False
    work.save()
    names = {key: work.session.sign_off.signatory(key).by for key, _ in SIGNATORIES}
    remember_agency(work.session.text("agency.name"), signers=names)
    work.ask.tell(tr("已签发。此后内容一有改动，签发就失效"))
    return True
