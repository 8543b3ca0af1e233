"""公布包: every chosen format, the posters and 公布清单 into one folder, all of it or nothing."""

from pathlib import Path

from tuiwizard.drafts import files
from tuiwizard.drafts.file_set import write_all
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import NO, TICKED, YES, Choice, Field, FileMade, Form, Option, Tone
from tuiwizard.flows.finishing import file_made, finish_page, made
from tuiwizard.flows.publishing import finish
from tuiwizard.flows.work import Work
from tuiwizard.posting.kit import Kit, KitFile, kit, kit_folder
from tuiwizard.rendering.formats import FORMATS, POSTERS
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

OVERWRITE = "kit.overwrite"
"""The name of the question whether existing files are overwritten."""

_POSTERS = "posters"
_KEYS = (*FORMATS, _POSTERS)
"""What may be ticked, in the order of the sheet."""


async def write_kit(work: Work) -> str | None:
    """Choose what goes into the folder, and write it; nothing is written where one file fails.

    Returns:
        What the person wants next: `ask.TO_START`, `ask.AWAY`, or None to stay.
    """
    work.take_over()
    texts: tuple[str, ...] | None = None
    while True:
        texts = await work.ask.write(_sheet(work, texts))
        if texts is None:
            return None
        *ticks, place = texts
        ticked = {key for key, text in zip(_KEYS, ticks, strict=True) if text == TICKED}
        formats = [to for to in FORMATS if to in ticked]
        formats += POSTERS if _POSTERS in ticked else ()
        if not formats:
            work.ask.tell(tr("一种格式也没有选，请先选格式"), Tone.REFUSAL)
            continue
        work.save()
        folder = typed_path(place.strip()) if place.strip() else kit_folder(work.session.path)
        try:
            return await _write(work, folder, formats)
        except TuiwizardError as error:
            work.ask.tell(str(error), Tone.REFUSAL)
        if not work.ask.attended:
            return None


def _sheet(work: Work, texts: tuple[str, ...] | None) -> Form:
    """A format to tick in each line, the posters, and the folder; as it was left before."""
    *ticks, place = texts or (*(TICKED for _ in _KEYS), str(kit_folder(work.session.path)))
    posters = tr("、").join(to.suffix for to in POSTERS.values())
    words = [tr("{format}  {suffix}", format=to.name, suffix=to.suffix) for to in FORMATS.values()]
    words.append(tr("图解  {suffixes}", suffixes=posters))
    fields = [Field(word, tick, tick=True) for word, tick in zip(words, ticks, strict=True)]
    fields.append(Field(tr("放到文件夹"), place, path=True))
    about = [tr("还有一份“公布清单.md”：什么放到哪里，公布前后核对什么")]
    return Form("kit", tr("公布包：全部写进一个文件夹"), fields, tr("写出"), about=about)


async def _write(work: Work, folder: Path, formats: list[str]) -> str | None:
    """Make the files, ask before any is overwritten, and write them all.

    Raises:
        TuiwizardError: One of them cannot be made or written.
    """
    session = work.session

    def make(_: object) -> Kit:
        draft, name = session.draft, session.path.name
        return kit(draft, folder, name, formats, as_draft=not session.publishable)

    found = await work.ask.in_background(tr("正在写公布包"), make)
    if found is None or not await _may_overwrite(work, found.files):
        return None
    write_all({file.path: file.data for file in found.files})
    if session.publishable:
        names = [FORMATS[to].name for to in formats if to in FORMATS]
        session.remember_posted(work.surface.at, names)
    page = finish_page(session, [_made(file) for file in found.files], ())
    return await finish(work, page._replace(said=tr("先看“公布清单.md”")))


def _made(file: KitFile) -> FileMade:
    if file.to:
        return made(file.to, file.path.absolute(), len(file.data))
    return file_made(file.path.absolute(), tr("什么放到哪里，公布前后核对什么"), len(file.data))


async def _may_overwrite(work: Work, made: list[KitFile]) -> bool:
    there = [file.path.name for file in made if files.is_there(file.path)]
    if not there:
        return True
    options = (Option(NO, tr("不覆盖，不写")), Option(YES, plural("覆盖这 {n} 份", len(there))))
    found = on_one_line(tr("已经有 {there}", there=tr("、").join(there)))
    return await work.ask.choose(Choice(OVERWRITE, found, options)) == YES
