"""Saving, and what to do where that fails: another place, or whose version is to stay."""

from pathlib import Path

from tuiwizard.errors import DraftError, FileChanged, FileGone
from tuiwizard.flows import correcting
from tuiwizard.flows.ask import Choice, FilePick, Option, Tone
from tuiwizard.flows.work import Work
from tuiwizard.report.draft import Draft
from tuiwizard.report.table_diff import draft_changes
from tuiwizard.session.draft_diff import difference_lines
from tuiwizard.words import plural, tr

LEAVE = "leave"
"""The name of the question what becomes of work that cannot be saved."""

_NAMED = 3
"""Cells that are named of those that are lost."""

SAVE_AS, STAY, LOSE = "save-as", "stay", "lose"
MINE, THEIRS, BOTH = "mine", "theirs", "both"


def say_what_is_lost(work: Work) -> None:
    """Say before the first save what the file has besides its content that cannot be kept."""
    lost = tr("，").join(work.session.file.lost_by_saving)
    if lost:
        words = tr("第一次保存以后，{lost}；能读写它的人只会变少，不会变多", lost=lost)
        work.ask.tell(words, Tone.WARNING)


async def save(work: Work) -> None:
    """Save now and say where; if that fails, ask what to do about it."""
    if not work.save():
        work.ask.tell(tr("已保存 {path}", path=work.session.path))
    elif not work.settling:
        await settle(work)


async def settle(work: Work) -> None:
    """Ask what to do about a save that failed."""
    work.settling = True
    try:
        match work.outcome.error:
            case FileChanged():
                await _choose_version(work)
            case FileGone() as gone:
                await _choose_whereabouts(work, gone)
            case _:
                await _choose_place(work)
    finally:
        work.settling = False


async def _choose_place(work: Work) -> None:
    options = [Option(SAVE_AS, tr("存到别处，接着填…")), Option(STAY, tr("先不管，回去"))]
    answer = await work.ask.choose(Choice("save.failed", work.outcome.failure, options))
    work.settling = False
    if answer == SAVE_AS and await save_elsewhere(work):
        await save(work)


def unsaved(work: Work) -> str:
    """What is said last where the work could not be saved."""
    return tr("没有保存 {path}：{why}", path=work.session.path, why=not_on_disk(work))


def not_on_disk(work: Work) -> str:
    """Why the work could not be saved, and what of it is lost with the program, in one sentence."""
    error, kept = work.outcome.error, work.outcome.rescued
    why = error.reason if error else ""
    if kept:
        return tr("{why}，最近的填写暂存在 {kept}", why=why, kept=kept)
    saved = work.session.file.saved
    changes = draft_changes(saved, work.draft) if saved is not None else ()
    names = [change.label for change in changes]
    lost = tr("、").join(names[:_NAMED])
    if len(names) > _NAMED:
        lost = plural("{lost}等 {n} 处", len(names), lost=lost)
    if not lost:
        return tr("{why}，也没有地方暂存，最近的填写丢失了", why=why)
    return tr("{why}，也没有地方暂存，丢失了：{lost}", why=why, lost=lost)


async def save_elsewhere(work: Work, suggestion: Path | None = None) -> bool:
    """Let the person name another file for the draft; whether it has one now.

    Args:
        work: The draft.
        suggestion: A file to start from; None for one at home, where there is room more often.
    """
    start = str(suggestion or Path.home() / work.session.path.name)
    question = FilePick("save.path", tr("存到哪里？"), start, tr("保存"), new=True)
    path = await work.ask.pick_file(question)
    return path is not None and work.move_to(path)


async def leave(work: Work) -> str | None:
    """Save before leaving; if that fails, let the person decide.

    Returns:
        How the file stands, to be said last; None if the person stays.
    """
    await correcting.ask_kind(work)
    failure = work.save()
    work.remember()
    if not failure:
        return tr("已保存 {path}", path=work.session.path)
    if work.settling:
        return None
    kept = work.outcome.rescued
    lose = (
        tr("不保存就离开（下次打开时可以找回暂存的内容）")
        if kept
        else tr("不保存就离开（最近的填写会丢失）")
    )
    options = (
        Option(SAVE_AS, tr("存到别处再离开…")),
        Option(STAY, tr("回去，不离开")),
        Option(LOSE, lose),
    )
    title = tr("还没有保存。{failure}", failure=failure)
    work.settling = True  # whoever asks to leave once more is shown this question, not a second
    try:
        answer = await work.ask.choose(Choice(LEAVE, title, options))
    finally:
        work.settling = False
    if answer == LOSE:
        return unsaved(work)
    if answer == SAVE_AS and await save_elsewhere(work):
        return await leave(work)
    return None


async def _choose_version(work: Work) -> None:
    """The file was changed on disk: show both, and let the person choose."""
    theirs, about = _theirs(work)
    options = [
        Option(BOTH, tr("两份都留：我的存到别处，接着填…")),
        Option(MINE, tr("用我的（对方的留在以前的版本里）")),
    ]
    if theirs is not None:
        options.append(Option(THEIRS, tr("用对方的（可以撤销）")))
    title = tr("{path} 在别处被改过，没有覆盖它。用哪一份？", path=work.session.path)
    answer = await work.ask.choose(Choice("save.version", title, options, about=about))
    work.settling = False
    if answer == BOTH:
        saved = await save_elsewhere(work, _beside(work.session.path))
        await (save(work) if saved else settle(work))
    elif answer == MINE:
        work.session.file.accept()
        work.save()
    elif answer == THEIRS:
        accepted = work.session.file.accept()
        if accepted is not None:
            await work.exchange(accepted, tr("换成对方的内容"))


async def _choose_whereabouts(work: Work, gone: FileGone) -> None:
    """The file is no longer there: go on where it is now, elsewhere, or where it was."""
    options = [Option("elsewhere", tr("存到别处，接着填…")), Option("anew", tr("在原处重新写一份"))]
    if gone.found is not None:
        found = tr("接着填改了名的这一份：{found}", found=gone.found)
        options.insert(0, Option("follow", found))
    title = tr("{failure}。接下来？", failure=work.outcome.failure)
    answer = await work.ask.choose(Choice("save.gone", title, options))
    work.settling = False
    if await _goes_on(work, gone, answer):
        await save(work)


async def _goes_on(work: Work, gone: FileGone, answer: str | None) -> bool:
    """Do as the person says; whether the work has a file now."""
    match answer:
        case "follow":
            return gone.found is not None and work.follow(gone.found)
        case "elsewhere":
            return await save_elsewhere(work)
        case "anew":
            work.session.file.accept()
            return True
        case _:
            return False


def _beside(path: Path) -> Path:
    """A name for a copy: `a/draft.toml` -> `a/draft-2.toml`."""
    return path.with_name(f"{path.stem}-2{path.suffix}")


def _theirs(work: Work) -> tuple[Draft | None, list[str]]:
    """What the file holds now, and where it differs, or why it cannot be read."""
    try:
        theirs = work.session.file.theirs()
    except DraftError as error:
        return None, [str(error)]
    if theirs is None:
        return None, []
    return theirs, difference_lines(work.draft, theirs, (tr("我的"), tr("对方的")))
