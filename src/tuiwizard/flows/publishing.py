"""输出: in which formats the report is written, where to, and what is overwritten."""

from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import NO, YES, Choice, FilePick, Option, ReportView, Tone
from tuiwizard.flows.work import Work
from tuiwizard.forms.layout import cells
from tuiwizard.rendering.formats import DEFAULT, FORMATS, suffixes
from tuiwizard.session import Session, output
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr

if TYPE_CHECKING:
    from tuiwizard.rendering.page import Notes

OVERWRITE = "output.overwrite"
"""The name of the question whether existing files are overwritten."""

_WRITE, _COPY, _MOVE = "write", "copy", "move"

PLACE = tr("文件夹和文件名（不用写 {suffixes}）", suffixes=suffixes())


def place(work: Work) -> Path:
    """Where the files go, without a suffix: beside the draft, or where the person said."""
    return work.output or output.base_of(work.session)


async def put_out(work: Work) -> None:
    """Choose formats and place in a list that comes back until the files are written."""
    at = _WRITE
    while True:
        work.take_over()
        answer = await work.ask.choose(Choice("output", title(work.session), _lines(work), at))
        match answer:
            case None:
                return
            case "write":
                if await write(work):
                    return
            case "copy":
                work.ask.copy(output.rendered(work.session, DEFAULT).decode())
                work.ask.tell(tr("Markdown 全文已复制"))
                return
            case "move":
                await _move(work)
            case to:
                work.formats ^= FORMATS.keys() & {to}
        at = answer


def title(session: Session) -> str:
    """What is put out: the report, or a draft of it."""
    if session.publishable:
        return tr("输出公布稿")
    return tr("输出（还没有审核签发，文件里和文件名上都标明是草稿）")


def _lines(work: Work) -> list[Option]:
    lines = []
    for to, path in output.targets(work.session, place(work)).items():
        there = tr("  （已有，会覆盖）") if files.is_there(path) else ""
        sign = "x" if to in work.formats else " "
        name = FORMATS[to].name
        words = tr(
            "[{sign}] {format}：{name}{there}", sign=sign, format=name, name=path.name, there=there
        )
        lines.append(Option(to, on_one_line(words)))
    folder = on_one_line(str(place(work).absolute().parent))
    return [
        *lines,
        Option(_MOVE, tr("换个地方或文件名（现在在 {folder}）", folder=folder)),
        Option(_COPY, tr("复制 Markdown 全文到剪贴板")),
        Option(_WRITE, tr("输出所选的 {n} 种", n=len(work.formats))),
    ]


async def _move(work: Work) -> None:
    question = FilePick("output.place", PLACE, str(place(work)), tr("就这样"))
    path = await work.ask.pick_file(question)
    if path is not None:
        work.output = output.named_base(path)


async def write(work: Work) -> bool:
    """Write the chosen formats, after asking where that overwrites files.

    Returns:
        Whether they were written, or the person was told which could not be.
    """
    if not work.formats:
        work.ask.tell(tr("一种格式也没有选，请先选格式"), Tone.REFUSAL)
        return True
    there = existing(work, work.formats)
    if there:
        options = (Option(NO, tr("不覆盖，回去改")), Option(YES, tr("覆盖")))
        found = tr("已经有 {there}", there=tr("、").join(there))
        if await work.ask.choose(Choice(OVERWRITE, found, options)) != YES:
            return False
    await work.ask.show(tr("输出"), _written(work))
    return True


def existing(work: Work, formats: Set[str]) -> list[str]:
    """The names of the files that putting out some formats would overwrite."""
    targets = output.targets(work.session, place(work))
    return [path.name for to, path in targets.items() if to in formats and files.is_there(path)]


def _written(work: Work) -> list[str]:
    """Write the chosen formats; where they are, or what went wrong with which."""
    work.save()
    written, failed = [], []
    targets = output.targets(work.session, place(work))
    for to, path in ((to, path) for to, path in targets.items() if to in work.formats):
        try:
            files.write_bytes(path, output.rendered(work.session, to))
            written.append(tr("已输出 {path}", path=path.absolute()))
        except TuiwizardError as error:
            name = FORMATS[to].name
            failed.append(tr("! 没有输出{format}：{error}", format=name, error=error))
    return [on_one_line(line) for line in (*failed, *written)]


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
    return Notes(noted, session.sign_off.remarks)
