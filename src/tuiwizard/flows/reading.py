"""Published reports for a draft: as last year's to compare with, or as its content."""

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import Ask, Field, FilePick, Form, Proposal, Tone
from tuiwizard.flows.work import Work
from tuiwizard.importing.formats import kinds
from tuiwizard.session import Session, reading_in
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr

PREVIOUS, SOURCE, TEXT, READ_IN = "previous", "import.file", "import.text", "import"
"""The names of the questions."""


def about_last_year(ask: Ask, session: Session) -> list[str]:
    """What the choice of last year's report brings, and how its figures are taken over."""
    how = tr(
        "填表时显示上年的数，{suggestions} 带入上年结转和现行有效的数；"
        "写正文时可以对照上年的正文，{last_text} 翻看、带入。",
        suggestions=ask.key_of("suggestions"),
        last_text=ask.key_of("last_text"),
    )
    return reading_in.about_last_year(session, how)


async def choose_previous(work: Work) -> None:
    """Choose last year's report: its figures and texts are compared with this year's."""
    work.take_over()
    title = tr("上年年报的文件（草稿、{kinds}）", kinds=kinds())
    path = await work.ask.pick_file(FilePick(PREVIOUS, title, verb=tr("选定")))
    if path is None:
        return
    try:
        work.session.compare_with(path)
    except TuiwizardError as error:
        work.ask.tell(str(error), Tone.REFUSAL)
        return
    await work.surface.show_another()
    work.changed()
    await work.ask.show(tr("上年年报"), about_last_year(work.ask, work.session))


async def import_file(work: Work) -> None:
    """Fill the draft from a published report, after a preview."""
    work.take_over()
    title = tr("从哪个文件读入（{kinds}）", kinds=kinds())
    path = await work.ask.pick_file(FilePick(SOURCE, title, verb=tr("读入")))
    if path is None:
        return
    try:
        data = files.read_bytes(path)
    except TuiwizardError as error:
        work.ask.tell(str(error), Tone.REFUSAL)
        return
    await _read_in(work, data, path.name)


async def import_text(work: Work) -> None:
    """Fill the draft from the text of a published report that is pasted, after a preview."""
    work.take_over()
    title = tr("把年报的文本粘贴到这里")
    typed = await work.ask.write(Form(TEXT, title, (Field("", long=True),), tr("读入")))
    if typed is not None and typed[0].strip():
        await _read_in(work, typed[0].encode("utf-8", "replace"), reading_in.PASTED)


async def _read_in(work: Work, data: bytes, name: str) -> None:
    try:
        texts, lines = reading_in.read_in(work.session, data, name, work.ask.key_of("undo"))
    except TuiwizardError as error:
        work.ask.tell(str(error), Tone.REFUSAL)
        return
    title = tr("读入 {name}", name=on_one_line(name))
    if await work.ask.confirm(Proposal(READ_IN, title, lines, tr("读入"), useful=bool(texts))):
        work.edit(texts, tr("读入"))
