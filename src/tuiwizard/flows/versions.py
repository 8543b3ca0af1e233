"""Earlier versions of a draft, and work that could not be saved the last time."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tuiwizard.drafts import editor_file, files, forgetting, history, rescue, store
from tuiwizard.drafts.editor_file import EditorFile
from tuiwizard.drafts.end_mark import Standing, standing
from tuiwizard.drafts.unsent import draft_texts, lines_of
from tuiwizard.errors import DraftError
from tuiwizard.flows.ask import Choice, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.report.draft import Draft
from tuiwizard.session.draft_diff import difference_lines
from tuiwizard.words import plural, tr

VERSION, RESTORE, CLEAR = "version", "version.restore", "version.clear"
"""The names of the questions: which version, whether to go back to it, what to remove."""

_RESTORE, _KEEP, _DROP = "restore", "", "drop"
_CLEAR, _PURGE, _FORGET = "clear", "purge", "forget"


async def compare_versions(work: Work) -> None:
    """List the earlier versions, show where the chosen one differs, and restore it on demand."""
    work.save()
    versions = history.versions(work.session.path)
    options = [
        *(Option(str(n), str(version)) for n, version in enumerate(versions, 1)),
        Option(_CLEAR, tr("删去这台电脑上留着的……")),
    ]
    title = tr("以前的版本，选一个比较：") if versions else tr("还没有以前的版本")
    answer = await work.ask.choose(Choice(VERSION, title, options))
    if answer == _CLEAR:
        await _clear(work, len(versions))
    elif answer is not None:
        await _compare(work, versions[int(answer) - 1])


async def _clear(work: Work, versions: int) -> None:
    """Remove what this computer keeps of the draft beside its file, as much as is wanted."""
    path = work.session.path
    options = (
        Option(_KEEP, tr("不删，关闭")),
        Option(_PURGE, plural("以前的版本（{n} 个）", versions)),
        Option(_FORGET, tr("以前的版本、暂存的内容、最近打开的记录、故障报告，全删")),
    )
    title = tr("删去的找不回来；草稿文件不动，以后再保存又会留下新的版本。删去：")
    answer = await work.ask.choose(Choice(CLEAR, title, options))
    if answer == _PURGE:
        forgetting.purge(path)
    elif answer == _FORGET:
        forgetting.forget(path)
    if answer:
        work.ask.tell(tr("删去了；草稿文件 {path} 没有动", path=path))


async def _compare(work: Work, version: history.Version) -> None:
    try:
        draft = store.load(version.file)
    except DraftError as error:
        work.ask.tell(str(error), Tone.REFUSAL)
        return
    about = difference_lines(work.draft, draft, (tr("现在"), tr("当时")))
    choices = (Option(_KEEP, tr("不恢复，关闭")), Option(_RESTORE, tr("恢复这个版本（可以撤销）")))
    title = tr("与 {version} 的不同：", version=version)
    if await work.ask.choose(Choice(RESTORE, title, choices, about=about)) == _RESTORE:
        await work.exchange(draft, tr("恢复以前的版本"))


def say_edited(work: Work) -> None:
    """Say that another program has changed the draft since it was saved: it is as good as any."""
    with contextlib.suppress(DraftError):  # gone since it was opened: the next save tells
        if standing(files.read_text(work.session.path)) is Standing.EDITED:
            work.ask.tell(tr("这份草稿上次保存以后，用别的程序改过；照改过的打开了"))


async def offer_rescued(work: Work) -> None:
    """Offer what could not be saved the last time; without a person it stays where it is."""
    path = work.session.path
    draft = rescue.find(path)
    if draft is None:
        return
    if draft == work.draft:
        rescue.drop(path)
        return
    title = tr("上次有填写的内容没能保存到文件，暂存了一份：")
    if not work.ask.attended:
        work.ask.tell(tr("{title}没有动它，在 {place}", title=title, place=rescue.copy_path(path)))
        return
    answer = await work.ask.choose(_rescue_choice(title, work.draft, draft))
    if answer == _RESTORE:
        await work.exchange(draft, tr("找回暂存的内容"))
    if answer:
        rescue.drop(path)


async def offer_left(work: Work) -> None:
    """Offer the texts that were being written when the wizard ended the last time.

    Those that were saved in an editor which was still open, and the lines of a text that nobody
    ended.
    """
    for file in editor_file.left(work.session.path):
        with contextlib.suppress(DraftError):  # it is no text
            await _offer(work, _in_editor(file))
    for cell, text in work.unsent.lines.items():
        drop = partial(work.unsent.drop, lines_of(cell))
        words = tr("上次逐行输入、没有打句点结束的正文：")
        place = draft_texts(work.session.path)
        await _offer(work, _Left(cell, text, words, tr("输入的"), place, drop))


class _Left(NamedTuple):
    """A text that was left unfinished.

    Attributes:
        cell: The full path of its cell.
        text: The text.
        title: What it is.
        side: What it is called beside the draft.
        place: The file that it is in.
        drop: Removes it.
    """

    cell: str
    text: str
    title: str
    side: str
    place: Path
    drop: Callable[[], None]


def _in_editor(file: EditorFile) -> _Left:
    title = tr("上次在外部编辑器里存过的正文还没有收进来：")
    return _Left(file.cell, file.read(), title, tr("编辑器里"), file.path, file.drop)


async def _offer(work: Work, left: _Left) -> None:
    try:
        draft = work.draft.with_texts({left.cell: left.text})
    except (DraftError, KeyError):  # of no cell of this form
        return
    if draft == work.draft:
        left.drop()
        return
    if not work.ask.attended:
        work.ask.tell(tr("{title}没有动它，在 {place}", title=left.title, place=left.place))
        return
    options = (
        Option(_RESTORE, tr("收进来（可以撤销）")),
        Option(_DROP, tr("不要了，删去")),
    )
    about = difference_lines(work.draft, draft, (tr("文件里"), left.side))
    answer = await work.ask.choose(Choice("left", left.title, options, about=about))
    if answer == _RESTORE:
        await work.exchange(draft, tr("收进没写完的正文"))
    if answer:
        left.drop()


def _rescue_choice(title: str, now: Draft, rescued: Draft) -> Choice:
    options = (
        Option(_RESTORE, tr("找回暂存的内容（可以撤销）")),
        Option(_DROP, tr("不要了（留在以前的版本里）")),
    )
    about = difference_lines(now, rescued, (tr("文件里"), tr("暂存的")))
    return Choice("rescue", title, options, about=about)
