"""Remarks: who reviews makes them, the clerk answers and settles them, who reviews accepts that."""

from collections.abc import Sequence

from tuiwizard.flows.ask import Choice, Field, Form, Option
from tuiwizard.flows.work import Work
from tuiwizard.report.metadata import Remark
from tuiwizard.report.remarks import cell_of, open_remarks, to_accept
from tuiwizard.report.remarks import remarks as all_remarks
from tuiwizard.session.remark_view import place_name, remark_line, remark_text, said_by
from tuiwizard.session.view import section_is_text, step_name
from tuiwizard.words import plural, tr

REMARK, ANSWER, WHICH, DO = "remark", "answer", "remark.which", "remark.do"
"""The names of the questions: what is to be changed, what is answered, which remark, what of it."""

LATER = "later"
"""The answer to look at no remark now."""


async def remarks(work: Work) -> None:
    """Choose a remark to do something about, or a section to remark on."""
    said = all_remarks(work.draft)
    options = _numbered(work, said)
    options += [Option(key, step_name(work.draft, key)) for key in work.draft.section_keys]
    title = tr("看哪一条，或者给哪一部分提意见？") if said else tr("给哪一部分提意见？")
    chosen = await work.ask.choose(Choice("remark.section", title, options))
    if chosen is None:
        return
    if chosen.isdecimal():
        await _do(work, said[int(chosen) - 1])
    else:
        await remark(work, chosen)


def _numbered(work: Work, said: Sequence[Remark]) -> list[Option]:
    return [Option(str(n), remark_line(work.draft, one)) for n, one in enumerate(said, 1)]


async def remark(work: Work, place: str) -> None:
    """Ask what is to be changed in a section or a cell.

    Args:
        work: The draft.
        place: The section, or the cell.
    """
    of_text = section_is_text(work.draft, place.partition(".")[0])
    by = Field(tr("提意见的人"), reviewer(work), passed=True)
    passage = (Field(tr("所指的原文，可以不写"), passed=True),) if of_text else ()
    form = Form(
        REMARK,
        tr("给“{place}”的审核意见", place=place_name(work.draft, place)),
        (Field(tr("要改什么")), *passage, by),
        about=[
            remark_line(work.draft, one)
            for one in all_remarks(work.draft, place.partition(".")[0])
            if place in (one.section, one.place)
        ],
    )
    texts = await work.ask.write(form)
    if texts is None:
        return
    text, *rest = texts
    *passages, who = rest or [reviewer(work)]
    work.by = who.strip() or work.by
    if work.session.remark(place, text, who, *passages):
        work.changed()


def reviewer(work: Work) -> str:
    """Who makes remarks here: who made the last one, or who reviews the report."""
    known = work.session.agency_memory.signers.get("reviewed", "")
    return work.by or work.session.sign_off.reviewed.by or known


async def remark_here(work: Work) -> None:
    """Ask what is to be changed in the cell or the text on the screen."""
    at = work.surface.at
    whole = "." not in at or section_is_text(work.draft, work.step)
    await remark(work, work.step if whole else at)


async def look_at_remarks(work: Work) -> str | None:
    """Show what a draft was returned for, or what was answered to who returned it.

    Returns:
        The cell to begin with; None to begin where the person left.
    """
    reviews = work.session.sign_off_only
    said = to_accept(work.draft) if reviews else open_remarks(work.draft)
    if not said:
        return None
    if reviews:
        title = plural("{n} 条审核意见已处理，先看哪一条？", len(said))
        about = tr("看过以后，{key} 认可，或者退回重改", key=work.ask.key_of("remarks"))
        later = tr("先不看")
    else:
        title = plural("退回修改：有 {n} 条审核意见，先改哪一条？", len(said))
        about = tr("改完一条，{key} 记下“意见已处理”", key=work.ask.key_of("settle_remark"))
        later = tr("先不改，回到上次的地方")
    options = [*_numbered(work, said), Option(LATER, later)]
    answer = await work.ask.choose(Choice("returned", title, options, about=(about,)))
    if answer is None or answer == LATER:
        return None
    return cell_of(work.draft, said[int(answer) - 1])


async def settle(work: Work) -> None:
    """Answer an open remark on the section on the screen, and note that it was acted on."""
    said = open_remarks(work.draft, work.step)
    one = await _which(work, said)
    if one is not None:
        await answer(work, one)


async def _which(work: Work, said: Sequence[Remark]) -> Remark | None:
    """Choose one of some remarks, if there are several."""
    if len(said) <= 1:
        return said[0] if said else None
    chosen = await work.ask.choose(Choice(WHICH, tr("哪一条意见？"), _numbered(work, said)))
    return None if chosen is None else said[int(chosen) - 1]


async def answer(work: Work, one: Remark) -> None:
    """Ask what is answered to a remark, and note that it was acted on: it stays to be read."""
    form = Form(
        ANSWER,
        tr("意见已处理"),
        (Field(tr("答复，可以不写，例如：已按台账改正"), one.answer),),
        tr("已处理"),
        about=(f"{remark_text(one)}{said_by(one)}",),
    )
    texts = await work.ask.write(form)
    if texts is not None:
        _change(work, one, tr("意见已处理"), answer=texts[0].strip(), settled=True, accepted=False)


async def _do(work: Work, one: Remark) -> None:
    """Choose what to do about a remark, as who reviews or who fills in."""
    reviews = work.session.sign_off_only
    ways = [("go", tr("去看所指的地方"), True)]
    ways += [("accept", tr("认可"), reviews and one.settled and not one.accepted)]
    ways += [("reopen", tr("退回重改"), one.settled)]
    ways += [("answer", tr("意见已处理，写答复"), not reviews and not one.accepted)]
    ways += [("withdraw", tr("撤回这条意见"), reviews and not one.settled)]
    options = [Option(way, words) for way, words, fits in ways if fits]
    about = (remark_line(work.draft, one),)
    chosen = await work.ask.choose(Choice(DO, tr("这条意见怎么办？"), options, about=about))
    if chosen == "go":
        await work.surface.go_to(cell_of(work.draft, one))
    elif chosen == "accept":
        accept(work, one)
    elif chosen == "reopen":
        reopen(work, one)
    elif chosen == "answer":
        await answer(work, one)
    elif chosen == "withdraw" and work.session.withdraw_remark(one):
        work.changed()


def accept(work: Work, one: Remark) -> None:
    """Note that the reviewer has looked at what was done about a remark."""
    _change(work, one, tr("已认可"), accepted=True)


def reopen(work: Work, one: Remark) -> None:
    """Note that what was done about a remark is not enough."""
    _change(work, one, tr("已退回重改"), settled=False, accepted=False)


def _change(work: Work, one: Remark, done: str, **changes: object) -> None:
    if work.session.change_remark(one, **changes):
        work.changed()
        work.ask.tell(tr("{done}，{undo} 可以撤销", done=done, undo=work.ask.key_of("undo")))
