"""From nothing, or from a file's name, to a draft that this person works on alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tuiwizard import settings
from tuiwizard.drafts import handover, history, named_files
from tuiwizard.drafts.files import is_there
from tuiwizard.drafts.lock import Owner
from tuiwizard.drafts.paths import draft_path, named_file
from tuiwizard.errors import CommandError, DraftUnreadable, TuiwizardError, YearError
from tuiwizard.flows.ask import (
    NO,
    YES,
    Ask,
    Choice,
    Field,
    FilePick,
    Form,
    Option,
    ReportView,
    Tone,
)
from tuiwizard.flows.reading import about_last_year
from tuiwizard.flows.start_page import BEGINNINGS, recent_lines
from tuiwizard.importing.formats import kinds
from tuiwizard.plain_files import is_special
from tuiwizard.session import Session, clock
from tuiwizard.session.editing import year_typed
from tuiwizard.session.opening import (
    default_name,
    default_year,
    free_path,
    new_report,
    offers_history,
    open_or_create,
    published_before,
    restore,
    since,
    start_from,
    year_in,
)
from tuiwizard.words import tr

START = "start"
"""The name of the question what to work on."""

LAST_YEAR = "open.previous"
"""The name of the question whether a file that the draft names is opened."""

_READ, _WAIT, _TAKE, _LEAVE = "read", "wait", "take", "leave"


class Opened(NamedTuple):
    """A draft that is ready to be worked on.

    Attributes:
        session: The draft, which nobody else works on.
        about: What is said of last year's report, if it was begun from one.
        ledgers: The ledger that it is begun from, still to be counted.
        at: The cell to begin in; empty for where the person left.
    """

    session: Session
    about: Sequence[str] = ()
    ledgers: Sequence[Path] = ()
    at: str = ""


def start_choice() -> Choice:
    """What to work on: a report worked on before, the last one first, or a new one."""
    options = (
        *(
            Option(line.path, f"{line.state} {line.title}  {line.when}  {line.about}")
            for line in recent_lines()
        ),
        *(Option(answer, words) for answer, _, words in BEGINNINGS),
    )
    return Choice(START, tr("政府信息公开工作年度报告 填报向导"), options)


async def start(ask: Ask, answer: str) -> Opened | None:
    """Go on with what was chosen on the start page.

    Args:
        ask: Whom to ask.
        answer: An answer to `start_choice`.

    Returns:
        The draft; None if the person went back, or was told why it cannot be opened.
    """
    try:
        match answer:
            case "new":
                return await _new(ask)
            case "open":
                return await _open_existing(ask)
            case "from":
                return await _from_last_year(ask)
            case "ledger":
                return await _from_ledger(ask)
            case _:
                return await open_path(ask, Path(answer))
    except TuiwizardError as error:
        if not ask.attended:
            raise
        ask.tell(str(error), Tone.REFUSAL)
        return None


async def _new(ask: Ask) -> Opened | None:
    """Begin a report from nothing: whose it is, of which year, and in which file."""
    typed, agency = str(default_year(clock.today())), settings.usual_agency()
    while True:
        fields = (Field(tr("机关名称（全称）"), agency), Field(tr("年度"), typed))
        answer = await ask.write(Form("start.agency", tr("新建年报"), fields, tr("下一步")))
        if answer is None:
            return None
        agency, typed = (text.strip() for text in answer)
        try:
            year = year_typed(typed)
        except YearError as error:
            ask.tell(str(error), Tone.REFUSAL)
            continue
        path = await _new_file(ask, year, agency)
        if path is None:
            return None
        opened = await claim(ask, new_report(path, year_in(path) or year, agency))
        return opened and opened._replace(at="agency.level" if agency else "agency.name")


async def _new_file(ask: Ask, year: int, agency: str = "") -> Path | None:
    """Ask for the file of a new draft until one is named that is not there yet."""
    title = tr("新年报的草稿文件，放在 {folder}", folder=Path.cwd())
    name = str(free_path(Path(default_name(year, agency))))
    while True:
        path = await ask.pick_file(FilePick("start.new", title, name, tr("新建"), new=True))
        if path is None or not is_there(draft_path(path)):
            return None if path is None else draft_path(path)
        taken = draft_path(path)
        name = str(free_path(taken))
        words = tr("已经有 {path}，没有动它；请换一个文件名，要接着填就选“打开文件”", path=taken)
        if not ask.attended:
            raise CommandError(words)
        ask.tell(words, Tone.REFUSAL)


async def _open_existing(ask: Ask) -> Opened | None:
    path = await ask.pick_file(
        FilePick("start.open", tr("打开草稿文件"), endings=(".toml", handover.SUFFIX))
    )
    if path is None:
        return None
    if not is_there(path):
        raise DraftUnreadable(tr("没有 {path}，请检查文件名", path=path))
    return await open_path(ask, path)


async def _from_last_year(ask: Ask) -> Opened | None:
    """Begin with last year's report; the new draft remembers it."""
    title = tr("上年年报的文件（草稿、{kinds}）", kinds=kinds())
    previous = await ask.pick_file(FilePick("start.previous", title, verb=tr("下一步")))
    if previous is None:
        return None
    last = published_before(previous)
    path = await _new_file(ask, last.year + 1, last.entries("agency").texts.get("agency.name", ""))
    if path is None:
        return None
    session = start_from(last, previous, path)
    return await claim(ask, session, about_last_year(ask, session))


async def _from_ledger(ask: Ask) -> Opened | None:
    """Begin with a ledger, whose year the new draft takes."""
    from tuiwizard.flows.counting import pick_ledger  # the readers are for who counts
    from tuiwizard.flows.kept_count import TITLE
    from tuiwizard.session.ledger_count import year_of

    ledgers = await pick_ledger(ask)
    if not ledgers:
        return None
    guess = default_year(clock.today(), ledgers[0])
    year = await ask.in_background(TITLE, lambda progress: year_of(ledgers, guess, progress))
    path = await _new_file(ask, year, settings.usual_agency()) if year is not None else None
    if path is None or year is None:
        return None
    opened = await claim(ask, new_report(path, year_in(path) or year, settings.usual_agency()))
    return opened and opened._replace(ledgers=ledgers)


async def open_path(
    ask: Ask, path: Path, previous: Path | None = None, *, create: bool = True
) -> Opened | None:
    """Open a draft; a damaged one as it once was.

    Args:
        ask: Whom to ask where something stands in the way.
        path: Its file.
        previous: Last year's report, which the draft remembers.
        create: Whether the draft is made if it is not there.

    Returns:
        The draft; None if the person goes back.

    Raises:
        TuiwizardError: It cannot be opened, and there are no earlier versions of it.
    """
    if path.suffix.lower() == ".zip" and is_there(path):
        path = handover.unpack(path)
        ask.tell(tr("已解开移交的文件，草稿在 {path}", path=path))
    try:
        # A script's draft does not depend on whose computer it is.
        agency = settings.read().settings.agency if create and ask.attended else ""
        session = open_or_create(path, agency) if create else Session.open(path)
    except TuiwizardError as error:
        if not ask.attended or not offers_history(path, error):
            raise
        return await recover(ask, path, error)
    opened = await claim(ask, session)
    if opened is not None and previous is not None:
        try:
            opened.session.compare_with(previous)
        except TuiwizardError:
            opened.session.file.release()
            raise
    elif opened is not None and ask.attended:
        await _ask_for_last_year(ask, opened.session)
    return opened


async def _ask_for_last_year(ask: Ask, session: Session) -> None:
    """Ask before a file is opened that a draft, which may be from anybody, names elsewhere."""
    previous = session.draft.previous
    if previous is None or named_files.may_open(session.path, previous.path):
        return
    file = named_file(session.path, previous.path)
    if named_files.is_on_network(previous.path) or not is_there(file) or is_special(file):
        return
    title = tr("草稿里写的上年年报在别的文件夹：{path}。打开它吗？", path=file)
    options = (
        Option(NO, tr("不打开，照草稿里留着的数检查")),
        Option(YES, tr("打开，它是我们的上年年报")),
    )
    if await ask.choose(Choice(LAST_YEAR, title, options)) == YES:
        session.open_last_year(file)


async def recover(ask: Ask, path: Path, error: TuiwizardError) -> Opened | None:
    """Offer the earlier versions of a draft that cannot be opened.

    Raises:
        TuiwizardError: None is wanted; it says why the draft cannot be opened.
    """
    versions = history.versions(path)
    options = [
        Option(_LEAVE, tr("不恢复，关闭")),
        *(Option(str(n), tr("恢复 {version}", version=v)) for n, v in enumerate(versions, 1)),
    ]
    title = tr("{error}。可以恢复以前的版本（打不开的这份也会留在里面）：", error=error)
    answer = await ask.choose(Choice("recover", title, options))
    if answer is None or answer == _LEAVE:
        raise error
    try:
        session = restore(path, versions[int(answer) - 1])
    except TuiwizardError as unreadable:
        return await recover(ask, path, unreadable)
    return await claim(ask, session)


async def claim(ask: Ask, session: Session, about: Sequence[str] = ()) -> Opened | None:
    """Work on a draft, unless somebody else does and the person goes back.

    Raises:
        CommandError: Somebody does, and nobody is there to choose.
    """
    while (owner := session.file.claim()) is not None:
        title = tr("{owner}{since}正在填这份草稿", owner=owner, since=since(owner))
        if not ask.attended:
            raise CommandError(tr("{path}：{title}，没有打开", path=session.path, title=title))
        answer = await ask.choose(Choice("claim", title, _CLAIM_OPTIONS))
        if answer == _READ:
            await _read_only(ask, session)
        elif answer == _WAIT:
            if await _wait(ask, session, owner):
                return await _reread(ask, session, about)
        elif answer == _TAKE:
            if await _take_over(ask, session, owner):
                return await _reread(ask, session, about)
        else:
            return None
    return Opened(session, about)


_CLAIM_OPTIONS = (
    Option(_READ, tr("只看全文，不修改")),
    Option(_WAIT, tr("等对方离开后自动打开")),
    Option(_TAKE, tr("接手（对方不能再保存到这个文件）…")),
    Option(_LEAVE, tr("不打开")),
)


async def _read_only(ask: Ask, session: Session) -> None:
    await ask.show_report(ReportView(tr("只看"), session.draft, as_draft=True))


async def _wait(ask: Ask, session: Session, owner: Owner) -> bool:
    line = tr("{owner}离开后自动打开。", owner=owner)
    return await ask.wait(tr("等对方离开"), line, lambda: session.file.claim() is None)


async def _take_over(ask: Ask, session: Session, owner: Owner) -> bool:
    title = tr("接手以后，{owner}还没有存盘的内容只能另存到别处。确定接手？", owner=owner)
    options = (Option(NO, tr("不接手")), Option(YES, tr("接手")))
    sure = await ask.choose(Choice("claim.take", title, options)) == YES
    if sure:
        session.file.claim(by_force=True)
    return sure


async def _reread(ask: Ask, session: Session, about: Sequence[str]) -> Opened | None:
    """Go on with what the other one has saved meanwhile."""
    try:
        session.draft = session.file.read()
    except TuiwizardError as error:
        session.file.release()
        return await recover(ask, session.path, error)
    return Opened(session, about)
