"""Earlier versions of a draft, and work that could not be saved the last time."""

from tuiwizard.drafts import editor_file, history, rescue, store
from tuiwizard.drafts.editor_file import EditorFile
from tuiwizard.errors import DraftError
from tuiwizard.flows.ask import Choice, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.report.draft import Draft
from tuiwizard.session.draft_diff import difference_lines
from tuiwizard.words import tr

VERSION, RESTORE = "version", "version.restore"
"""The names of the questions: which version, and whether to go back to it."""

_RESTORE, _KEEP, _DROP = "restore", "", "drop"


async def compare_versions(work: Work) -> None:
    """List the earlier versions, show where the chosen one differs, and restore it on demand."""
    work.save()
    versions = history.versions(work.session.path)
    if not versions:
        work.ask.tell(tr("还没有以前的版本"))
        return
    options = [Option(str(n), str(version)) for n, version in enumerate(versions, 1)]
    answer = await work.ask.choose(Choice(VERSION, tr("以前的版本，选一个比较："), options))
    if answer is None:
        return
    version = versions[int(answer) - 1]
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


async def offer_left_in_editor(work: Work) -> None:
    """Offer the texts of editors that were still open when the wizard ended the last time."""
    for file in editor_file.left(work.session.path):
        await _offer_left(work, file)


async def _offer_left(work: Work, file: EditorFile) -> None:
    try:
        text = file.read()
        draft = work.draft.with_texts({file.cell: text})
    except (DraftError, KeyError):  # no text, or of no cell of this form
        return
    if draft == work.draft:
        file.drop()
        return
    title = tr("上次在外部编辑器里存过的正文还没有收进来：")
    if not work.ask.attended:
        work.ask.tell(tr("{title}没有动它，在 {place}", title=title, place=file.path))
        return
    options = (
        Option(_RESTORE, tr("收进来（可以撤销）")),
        Option(_DROP, tr("不要了（文件删去）")),
    )
    about = difference_lines(work.draft, draft, (tr("文件里"), tr("编辑器里")))
    answer = await work.ask.choose(Choice("editor", title, options, about=about))
    if answer == _RESTORE:
        await work.exchange(draft, tr("外部编辑"))
    if answer:
        file.drop()


def _rescue_choice(title: str, now: Draft, rescued: Draft) -> Choice:
    options = (
        Option(_RESTORE, tr("找回暂存的内容（可以撤销）")),
        Option(_DROP, tr("不要了（留在以前的版本里）")),
    )
    about = difference_lines(now, rescued, (tr("文件里"), tr("暂存的")))
    return Choice("rescue", title, options, about=about)
