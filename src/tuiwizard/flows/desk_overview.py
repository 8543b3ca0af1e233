"""报送情况 from the desk: seen, copied for the chat group, or written as a page."""

from pathlib import Path

from tuiwizard.county.day_overview import DayOverview, chat_text, day_overview, overview_page
from tuiwizard.county.inbox import OVERVIEW
from tuiwizard.county.query_sheets import WORD
from tuiwizard.drafts import files
from tuiwizard.flows.ask import Choice, FilePick, Option
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.rendering.formats import FORMATS, format_of, in_bytes, made_in
from tuiwizard.session import clock
from tuiwizard.session.view import on_one_line
from tuiwizard.words import tr

COPY, WRITE = "copy", "write"


async def overview(work: DeskWork) -> None:
    """Show how things stand today, and hand it on."""
    if not await work.everything_read(tr("今天的报送情况")):
        return
    found = day_overview(work.surface.desk, clock.today())
    text = chat_text(found)
    options = (
        Option(COPY, tr("复制这段文字，发到群里（没有联系人和备注）")),
        Option(WRITE, tr("写成一页（带联系人、答复和备注，自己留用）")),
    )
    about = [on_one_line(line) for line in text.split("\n")]
    match await work.ask.choose(Choice("overview", tr("今天的报送情况"), options, about=about)):
        case "copy":
            work.ask.copy(text)
            work.ask.tell(tr("已复制"))
        case "write":
            await _write(work, found)


async def _write(work: DeskWork, found: DayOverview) -> None:
    """Ask where to, and write the page in the format that the name asks for."""
    folder = work.surface.desk.folder.absolute()
    to = FORMATS[work.sheet_formats[0]] if work.sheet_formats else FORMATS[WORD]
    name = f"{folder.name}-{found.day.isoformat()}-{OVERVIEW}{to.suffix}"
    title = tr("报送情况写到（.docx、.md、.html 或 .pdf）")
    question = FilePick("overview.to", title, str(folder.with_name(name)), tr("写出"), new=True)
    target = await work.ask.pick_file(question)
    if target is None or not await _may_write(work, target):
        return
    key = format_of(target.name)
    if key not in FORMATS or not FORMATS[key].documents:
        work.refuse(
            tr("{path}：看不出要写成什么，请用 .docx、.md、.html 或 .pdf 结尾", path=target)
        )
        return
    page = overview_page(found)
    await work.in_thread(
        lambda: files.write_bytes(target, in_bytes(made_in(FORMATS[key], "printed", page)))
    )
    work.ask.written()
    work.ask.tell(tr("已写出 {path}", path=target))


async def _may_write(work: DeskWork, target: Path) -> bool:
    if not files.is_there(target):
        return True
    there = on_one_line(tr("已经有 {target}", target=target))
    return await work.confirm_overwrite("overview.overwrite", there, tr("不覆盖，不写"), tr("覆盖"))
