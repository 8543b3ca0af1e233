"""From a file's name, or from nothing, to a draft that is ready to be asked for."""

import time
from collections.abc import Sequence
from pathlib import Path

from tuiwizard.drafts import history, rescue
from tuiwizard.drafts.files import is_there
from tuiwizard.drafts.lock import Owner
from tuiwizard.drafts.paths import draft_path
from tuiwizard.drafts.recents import recents
from tuiwizard.errors import CommandError, DraftUnreadable, TuiwizardError
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.years import edition_for
from tuiwizard.plain.lines import Ended, Lines
from tuiwizard.plain.words import is_yes, shortened
from tuiwizard.session import Session, clock
from tuiwizard.session.comparing import difference_lines
from tuiwizard.session.opening import (
    default_year,
    offers_history,
    open_or_create,
    published_before,
    restore,
    since,
    start_from,
)
from tuiwizard.session.paths import typed_path
from tuiwizard.words import tr

TRY_AGAIN = 1.0
"""Seconds between two looks whether the other one has left."""


def open_draft(path: Path | None, lines: Lines, previous: Path | None = None) -> Session:
    """The session on a draft that nobody else works on.

    Args:
        path: The draft, made if it is not there; None asks which.
        lines: Who is asked where something stands in the way; a script is not.
        previous: Last year's report, which the draft remembers.

    Raises:
        TuiwizardError: It cannot be opened.
        Ended: The person goes back.
    """
    session = _named(lines) if path is None else _opened(path, lines)
    claim(session, lines)
    try:
        if previous is not None:
            session.compare_with(previous)
            session.save()
        _offer_rescue(session, lines)
    except BaseException:
        session.file.release()
        raise
    return session


def claim(session: Session, lines: Lines) -> None:
    """Work on a draft, unless somebody else does and the person goes back.

    Raises:
        CommandError: Somebody does, and a script cannot choose.
        Ended: The person goes back.
    """
    owner = session.file.claim()
    while owner is not None:
        said = tr("{owner}{since}正在填这份草稿", owner=owner, since=since(owner))
        if not lines.terminal:
            raise CommandError(tr("{path}：{said}，没有打开", path=session.path, said=said))
        answer = _choice(
            lines,
            said,
            (
                tr("只看全文，不修改"),
                tr("等对方离开后打开"),
                tr("接手，对方不能再保存到这个文件"),
                tr("不打开"),
            ),
        )
        if answer == 1:
            from tuiwizard.rendering.markdown import render  # only who looks at it needs it

            lines.say(*render(session.draft, as_draft=True).split("\n"))
        elif answer == 4:
            raise Ended
        elif answer == 2 or _taken_over(session, lines, owner):
            owner = _wait(session, lines) if answer == 2 else None
            session.draft = session.file.read()


def _wait(session: Session, lines: Lines) -> Owner | None:
    lines.say(tr("等对方离开，不等了就按 Ctrl+C"))
    while (owner := session.file.claim()) is not None:
        lines.look()
        time.sleep(TRY_AGAIN)
    return owner


def _taken_over(session: Session, lines: Lines, owner: Owner) -> bool:
    lines.say(tr("接手以后，{owner}还没有存盘的内容只能另存到别处", owner=owner))
    sure = is_yes(lines.read(tr("确定接手？请答 是 或 否 > "))) is True
    if sure:
        session.file.claim(by_force=True)
    return sure


def _opened(path: Path, lines: Lines) -> Session:
    try:
        return open_or_create(path)
    except TuiwizardError as error:
        if not lines.terminal or not offers_history(path, error):
            raise
        versions = history.versions(path)
        said = tr("{error}。可以恢复以前的版本，打不开的这份也会留在里面", error=error)
        answer = _choice(
            lines,
            said,
            (tr("不恢复"), *(tr("恢复 {version}", version=version) for version in versions)),
        )
        if answer == 1:
            raise
        return restore(path, versions[answer - 2])


def _offer_rescue(session: Session, lines: Lines) -> None:
    """Offer what could not be saved the last time."""
    draft = rescue.find(session.path)
    if draft is None:
        return
    if draft == session.draft:
        rescue.drop(session.path)
        return
    said = tr("上次有填写的内容没能保存到文件，暂存了一份")
    if not lines.terminal:
        lines.say(tr("{said}，没有动它：{place}", said=said, place=rescue.copy_path(session.path)))
        return
    lines.say(*difference_lines(session.draft, draft, (tr("文件里"), tr("暂存的")), shortened))
    answer = _choice(
        lines, said, (tr("找回，可以撤销"), tr("不要了，留在以前的版本里"), tr("以后再说"))
    )
    if answer == 1:
        session.replace_with(draft, tr("找回暂存的内容"))
        session.save()
    if answer != 3:
        rescue.drop(session.path)


def _named(lines: Lines) -> Session:
    """The start page: a new report, or one worked on before."""
    known = [recent for recent in recents() if is_there(Path(recent.path))]
    described = (
        tr(
            "{agency} {year}年 {complete}/{n} 部分 {path}",
            agency=recent.agency or tr("（机关名称未填）"),
            year=recent.year,
            complete=recent.complete,
            n=len(section_keys(edition_for(recent.year))),
            path=recent.path,
        )
        for recent in known
    )
    while True:
        answer = _choice(
            lines,
            tr("政府信息公开工作年度报告 填报向导"),
            (tr("新建年报"), tr("打开文件"), tr("从上年年报开始"), *described),
        )
        try:
            match answer:
                case 1:
                    year = default_year(clock.today())
                    return open_or_create(_file_name(lines, year))
                case 2:
                    return _existing(lines)
                case 3:
                    return _from_last_year(lines)
                case _:
                    return _opened(Path(known[answer - 4].path), lines)
        except TuiwizardError as error:
            if not lines.terminal:
                raise
            lines.say(f"! {error}")


def _file_name(lines: Lines, year: int) -> Path:
    name = f"{year}年政府信息公开工作年度报告.toml"  # not said: stored
    typed = lines.read(tr("新年报的草稿文件 [{name}] > ", name=name)).strip()
    return draft_path(typed_path(typed or name))


def _existing(lines: Lines) -> Session:
    path = typed_path(lines.read(tr("草稿文件 > ")).strip())
    if not is_there(path):
        raise DraftUnreadable(tr("没有这个文件，请检查文件名"), path=path)
    return _opened(path, lines)


def _from_last_year(lines: Lines) -> Session:
    previous = typed_path(lines.read(tr("上年年报的文件 > ")).strip())
    last = published_before(previous)
    return start_from(last, previous, _file_name(lines, last.year + 1))


def _choice(lines: Lines, said: str, choices: Sequence[str]) -> int:
    """The number of a choice, from 1; a person is asked until there is one.

    Raises:
        CommandError: A script chooses what there is not.
    """
    lines.say(said, *(f"{number}. {words}" for number, words in enumerate(choices, 1)))
    while True:
        answer = lines.read(tr("编号 > ")).strip()
        if answer.isdecimal() and 0 < int(answer) <= len(choices):
            return int(answer)
        if answer in (":q", "：q", ":离开", "：离开"):
            raise Ended
        wrong = tr("请答 1 到 {n} 的编号，或 :离开", n=len(choices))
        if not lines.terminal:
            raise CommandError(
                tr("第 {number} 行回答没有采用：{wrong}", number=lines.number, wrong=wrong)
            )
        lines.say(f"! {wrong}")
