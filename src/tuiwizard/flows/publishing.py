"""输出: in which formats the report is written, where to, and what is overwritten."""

from collections.abc import Sequence, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tuiwizard.drafts import files
from tuiwizard.drafts.agency_memory import remember_agency
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import (
    NO,
    TICKED,
    TO_PASTE,
    YES,
    Choice,
    Field,
    FileMade,
    Finish,
    Form,
    Option,
    ReportView,
    Tone,
)
from tuiwizard.flows.finishing import file_made, finish_page, made
from tuiwizard.flows.work import Work
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.correction_notice import (
    FORMATS_OF_NOTICE,
    notice_path,
    write_notice,
)
from tuiwizard.rendering.formats import DEFAULT, FORMATS, suffixes
from tuiwizard.report.days import no_day, read_day
from tuiwizard.session import Session, output
from tuiwizard.session.finding_view import wrong_places
from tuiwizard.session.paths import typed_path
from tuiwizard.session.remark_view import of_section
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr

if TYPE_CHECKING:
    from tuiwizard.rendering.page import Notes

OVERWRITE = "output.overwrite"
"""The name of the question whether existing files are overwritten."""

PLACE = tr("文件夹和文件名（不用写 {suffixes}）", suffixes=suffixes())


def place(work: Work) -> Path:
    """Where the files go, without a suffix.

    That is where the person said, where the office's files went before, or beside the draft.
    """
    return work.output or usual_place(work.session)


def usual_place(session: Session) -> Path:
    """Where the office's files went before, or beside the draft."""
    beside = output.base_of(session)
    folder = Path(session.agency_memory.place or beside.parent)
    return folder / beside.name if files.is_folder(folder) else beside


async def put_out(work: Work) -> str | None:
    """Choose formats and place on a sheet that comes back until the files are written.

    Returns:
        What the person wants next: `ask.TO_START`, `ask.AWAY`, or None to stay.
    """
    typed = ""
    while True:
        work.take_over()
        texts = await work.ask.write(_sheet(work, typed))
        if texts is None:
            return None
        *chosen, typed = texts
        for number, text in enumerate(chosen):
            _keep(work, number, text)
        if refused := take_day(work, typed):
            work.ask.tell(refused, Tone.REFUSAL)
            continue
        typed = ""
        if not work.formats:
            work.ask.tell(tr("一种格式也没有选，请先选格式"), Tone.REFUSAL)
            continue
        if await may_write(work):
            return await write(work)


def take_day(work: Work, text: str) -> str:
    """Take the day that is printed under the report; nothing is that of the sign-off.

    Returns:
        Why it is not taken, or that it has made the sign-off void; empty if all is well.
    """
    day = read_day(text)
    if day is None and text.strip():
        return no_day(text)
    signed = work.session.sign_off_status
    if work.session.set_day(day):
        work.changed()
    # A signed report is not put out as a draft because of its day without a word.
    return "" if work.session.sign_off_status is signed else work.session.sign_off_words


def _sheet(work: Work, typed: str) -> Form:
    """A format to tick in each line, the place, and the day under the report.

    Args:
        work: The draft.
        typed: What was typed for a day and is none.
    """
    fields = []
    for to, path in output.targets(work.session, place(work)).items():
        there = tr("  （已有，会覆盖）") if files.is_there(path) else ""
        words = tr(
            "{format}  {suffix}{there}",
            format=FORMATS[to].name,
            suffix=FORMATS[to].suffix,
            there=there,
        )
        fields.append(Field(words, TICKED if to in work.formats else "", tick=True))
    fields.append(Field(tr("存到"), str(place(work)), path=True))
    day = work.session.day.isoformat() if work.session.day else ""
    fields.append(Field(tr("落款日期"), typed or day, passed=True))
    name = "output"
    return Form(name, title(work.session), fields, tr("输出"), kept=partial(_keep, work))


def _keep(work: Work, number: int, text: str) -> None:
    """Take what was ticked or typed on the sheet."""
    if number > len(FORMATS):
        take_day(work, text)
    elif number == len(FORMATS):
        if text.strip() and text != str(place(work)):
            work.output = output.named_base(typed_path(text.strip()))
    else:
        to = [*FORMATS][number]
        work.formats = {*work.formats, to} if text == TICKED else work.formats - {to}


def copy_report(work: Work) -> None:
    """Hand the whole report over to other programs, as Markdown."""
    work.ask.copy(output.rendered(work.session, DEFAULT).decode())
    work.ask.tell(tr("Markdown 全文已复制"))


async def copy_for_editor(work: Work) -> None:
    """Copy the report as rich text, or write a page that does, and say which."""
    said = await _copied(work)
    if said:
        work.ask.tell(said)


async def _copied(work: Work) -> str:
    """Copy the report, or write a page that does where the system has no way to.

    Returns:
        What was done and what follows, or why not; nothing if the person went back.
    """
    from tuiwizard.flows import copying  # only who copies needs the programs for it

    there = await copying.on_clipboard(work)
    if there is not False:
        return tr("全文已复制，到网站的编辑器里粘贴（Ctrl+V）") if there else ""
    page = copying.page_path(work.session, place(work))
    if not await may_overwrite(work, [page.name] if files.is_there(page) else []):
        return ""
    try:
        copying.write_page(work.session, page)
    except TuiwizardError as error:
        return str(error)
    return tr(
        "这里用不上剪贴板：用浏览器打开 {path}，按“复制”，再到网站的编辑器里粘贴",
        path=on_one_line(str(page)),
    )


def title(session: Session) -> str:
    """What is put out: the report, or a draft of it."""
    if session.publishable:
        return tr("输出公布稿")
    return tr("输出（还没有审核签发，文件里和文件名上都标明是草稿）")


async def may_write(work: Work) -> bool:
    """Ask where writing the chosen formats would overwrite files."""
    return await may_overwrite(work, existing(work, work.formats))


async def may_overwrite(work: Work, there: Sequence[str]) -> bool:
    """Ask whether files are overwritten, if there are any."""
    if not there:
        return True
    options = (Option(NO, tr("不覆盖，回去改")), Option(YES, tr("覆盖")))
    found = tr("已经有 {there}", there=tr("、").join(there))
    return await work.ask.choose(Choice(OVERWRITE, found, options)) == YES


async def write(work: Work) -> str | None:
    """Write the chosen formats, and show where they are and what to do now.

    Returns:
        What the person wants next: `ask.TO_START`, `ask.AWAY`, or None to stay.
    """
    work.save()
    written, failed = [], []
    targets = output.targets(work.session, place(work))
    for to, path in ((to, path) for to, path in targets.items() if to in work.formats):
        try:
            data = output.rendered(work.session, to)
            files.write_bytes(path, data)
            written.append(made(to, path.absolute(), len(data)))
            if work.draft.corrections and to in FORMATS_OF_NOTICE:
                written.append(_write_notice(work, to, notice_path(path)))
        except TuiwizardError as error:
            name = FORMATS[to].name
            failed.append(tr("! 没有输出{format}：{error}", format=name, error=error))
    if written:
        _remember(work, [file.path for file in written])
    return await finish(work, finish_page(work.session, written, failed))


def _write_notice(work: Work, to: str, path: Path) -> FileMade:
    """Write what is posted with a corrected report: what was wrong in it, and what is right."""
    data = write_notice(work.draft, to, as_draft=not work.session.publishable)
    files.write_bytes(path, data)
    return file_made(path.absolute(), tr("更正说明，和更正后的年报一起公布"), len(data))


async def finish(work: Work, page: Finish) -> str | None:
    """Show what was written and what to do now, until the person wants to go.

    Returns:
        `ask.TO_START`, `ask.AWAY`, or None to stay.
    """
    while (wanted := await work.ask.finish(page)) == TO_PASTE:
        page = page._replace(said=await _copied(work))
    return wanted


def _remember(work: Work, written: Sequence[Path]) -> None:
    """Keep formats and place for the office's next report, and that this one is posted."""
    folder = written[0].parent
    beside = folder == work.session.path.absolute().parent
    remember_agency(
        work.session.text("agency.name"),
        formats=tuple(sorted(work.formats)),
        place="" if beside else str(folder),
    )
    if work.session.publishable:
        names = [FORMATS[to].name for to in FORMATS if to in work.formats]
        work.session.remember_posted(work.surface.at, names)


def existing(work: Work, formats: Set[str]) -> list[str]:
    """The names of the files that putting out some formats would overwrite."""
    targets = output.targets(work.session, place(work))
    paths = [path for to, path in targets.items() if to in formats]
    if work.draft.corrections:
        paths += [
            notice_path(p) for to, p in targets.items() if to in {*FORMATS_OF_NOTICE} & formats
        ]
    return [path.name for path in paths if files.is_there(path)]


async def preview(work: Work) -> None:
    """Show the whole report as it will be posted, and go where something is to be changed."""
    session = work.session
    view = ReportView(
        tr("全文预览"),
        work.draft,
        as_draft=not session.publishable,
        at=work.surface.at,
        notes=_notes(session) if session.sign_off_only else None,
        changes=True,
        wrong=wrong_places(session),
    )
    place = await work.ask.show_report(view)
    if place is not None:
        await work.surface.go_to(place)


def _notes(session: Session) -> "Notes":
    """Return what who reviews a report reads beside its figures."""
    from tuiwizard.rendering.page import Note, Notes  # only who looks at it needs it

    draft = session.draft
    reasons: dict[str, tuple[str, ...]] = {}
    for given in draft.explanations:
        by = tr("（{by}）", by=given.by) if given.by else ""
        for path in given.cells:
            reasons[path] = (*reasons.get(path, ()), f"{given.reason}{by}")
    noted = {
        cell.path: Note(session.last_year(cell.path), reasons.get(cell.path, ()))
        for key in draft.section_keys
        for cell in cells(draft.edition, key)
    }
    noted = {path: note for path, note in noted.items() if any(note)}
    said = {key: of_section(draft, key) for key in draft.section_keys}
    return Notes(noted, {key: text for key, text in said.items() if text})
