"""问题清单 from the desk: which rows, whom to answer until when, and into which folder."""

from collections.abc import Callable, Sequence

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.exchange import Deed, Entry, questions_of
from tuiwizard.county.exchange_book import add_entries, keep_copy
from tuiwizard.county.query_sheet import Asker
from tuiwizard.county.query_sheets import SHEET_FORMATS, sheets, wanting, write_sheets
from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import TICKED, Choice, Field, Form, Option
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.rendering.formats import FORMATS
from tuiwizard.report.digest import digest
from tuiwizard.session import clock
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

_ONE, _ALL = "one", "all"


async def send_back(work: DeskWork) -> None:
    """Write a list of questions for the current row, or one for each that is shown."""
    if not await work.everything_read(tr("退回问题清单")):
        return
    every = [row for row in work.surface.rows if wanting(row)]
    if not every:
        work.ask.tell(tr("显示的机关都没有要退回的问题"))
        return
    row = work.surface.row
    one = [row] if row is not None and wanting(row) else []
    options = [Option(_ONE, tr("只退回“{agency}”", agency=on_one_line(row.agency))) for row in one]
    options.append(Option(_ALL, plural("表里显示的、有问题的 {n} 个机关，各写一份", len(every))))
    answer = await work.ask.choose(Choice("sheets", tr("退回哪些问题清单？"), options))
    if answer is not None:
        await _write_sheets(work, one if answer == _ONE else every)


async def _write_sheets(work: DeskWork, rows: Sequence[DeskRow]) -> None:
    """Ask what the lists need, and before any that is there is overwritten."""
    typed = await work.ask.write(_form(work, len(rows)))
    if typed is None or not typed[2].strip():
        return
    work.office, work.until, where = (text.strip() for text in typed[:3])
    ticked = tuple(to for to, tick in zip(SHEET_FORMATS, typed[3:], strict=True) if tick == TICKED)
    if not ticked:
        work.refuse(tr("没有选格式，问题清单没有写"))
        return
    work.sheet_formats = ticked
    folder, asker = typed_path(where), Asker(work.office, work.until, clock.today())

    def make(progress: Callable[[str], None]) -> list[tuple[str, bytes]]:
        made = []
        for name, page in sheets(rows, asker, ticked):
            made.append((name, page))
            progress(tr("写好 {n}/{many}", n=len(made), many=len(rows) * len(ticked)))
        return made

    pages = await work.ask.in_background(tr("正在写问题清单"), make)
    if pages is None:
        return
    there = [name for name, _ in pages if files.is_there(folder / name)]
    if there and not await work.confirm_overwrite(
        "sheets.overwrite",
        on_one_line(
            tr("{folder} 里已经有 {name} 等 {n} 份", folder=folder, name=there[0], n=len(there))
        ),
        tr("不覆盖，不写"),
        plural("覆盖这 {n} 份", len(there)),
    ):
        return
    await work.in_thread(lambda: write_sheets(folder, pages, force=bool(there)))
    work.ask.written()
    done = plural("已写出 {n} 份，在 {folder}", len(pages), folder=folder)
    noted = await work.in_thread(lambda: _noted(work, rows))
    work.surface.look_again()
    lines = (done, noted, "", *(name for name, _ in pages))
    await work.ask.show(tr("退回问题清单"), [on_one_line(line) for line in lines])


def _noted(work: DeskWork, rows: Sequence[DeskRow]) -> str:
    """Write down what was asked of whom, and keep the versions it was asked about; say so."""
    folder, asked = work.surface.desk.folder, clock.now()
    entries = []
    try:
        for row in rows:
            assert row.path is not None
            data = row.path.read_bytes()
            sha256 = digest(data)
            keep_copy(folder, sha256, row.path.name, data)
            entries.append(
                Entry(
                    Deed.ASKED,
                    asked,
                    row.agency,
                    row.year,
                    until=work.until,
                    file=row.path.name,
                    sha256=sha256,
                    asked=questions_of(row),
                )
            )
        add_entries(folder, entries)
    except (OSError, TuiwizardError) as error:
        return tr("往来没有记下：{error}", error=error)
    return tr("已记入往来（Shift+F5）：退回了什么、哪一稿，收到新稿时对照")


def _form(work: DeskWork, many: int) -> Form:
    """Whom to answer until when, where the lists go, and in which formats."""
    beside = work.surface.desk.folder.absolute()
    beside = beside.with_name(tr("{name}-退回", name=beside.name))
    fields = (
        Field(tr("报给哪个机关、联系人和电话（可以不写）"), work.office),
        Field(tr("答复的期限，例如 1月20日（可以不写）"), work.until),
        Field(tr("写到哪个文件夹"), str(beside)),
        *(
            Field(
                FORMATS[to].name,
                TICKED if to in work.sheet_formats else "",
                tick=True,
                passed=True,
            )
            for to in SHEET_FORMATS
        ),
    )
    title = plural("{n} 个机关的问题清单", many)
    return Form("sheets.to", title, fields, tr("写出"))
