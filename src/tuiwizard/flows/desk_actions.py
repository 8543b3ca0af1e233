"""What is done with one row of the desk: filled in, reviewed, read, compared, sent back."""

from collections.abc import Awaitable, Callable, Iterator

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.inbox import DRAFT
from tuiwizard.county.received_file import read_file
from tuiwizard.county.year_comparison import compare_years
from tuiwizard.flows.ask import Choice, Option, ReportView
from tuiwizard.flows.desk_choosing import keep_one, several
from tuiwizard.flows.desk_exchanging import exchange
from tuiwizard.flows.desk_sending import send_back
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.rules.finding import Finding
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

FILL, REVIEW, PREVIEW, LAST_YEAR, SEND_BACK = "fill", "review", "preview", "last_year", "send_back"
EXCHANGE, KEEP = "exchange", "keep"


def may_fill(row: DeskRow) -> bool:
    """Return whether it is a draft: a published report is only read."""
    return row.path is not None and row.path.suffix.lower() == DRAFT


def received_row(work: DeskWork) -> DeskRow | None:
    """Return the current row; None, and a sentence, if it has sent no report."""
    row = work.surface.row
    if row is not None and row.path is None:
        words = tr("“{agency}”还没有报送；收到的文件放进这个文件夹就会出现", agency=row.agency)
        work.ask.tell(words)
        return None
    return row


async def choose_action(work: DeskWork) -> None:
    """Choose what to do with the current row."""
    row = received_row(work)
    if row is None or row.path is None:
        return
    path = row.path
    title = on_one_line(tr("{agency}（{name}）", agency=row.agency, name=path.name))
    answer = await work.ask.choose(Choice("row", title, list(_actions(work, row))))
    flows: dict[str, Callable[[], Awaitable[None]]] = {
        KEEP: lambda: keep_one(work),
        FILL: lambda: work.open_draft(path, None),
        REVIEW: lambda: work.open_draft(path, "publish", sign_off_only=True),
        PREVIEW: lambda: _show_report(work, row),
        LAST_YEAR: lambda: _show_years(work, row),
        SEND_BACK: lambda: send_back(work),
        EXCHANGE: lambda: exchange(work),
    }
    if answer is not None:
        await flows[answer]()


def _actions(work: DeskWork, row: DeskRow) -> Iterator[Option]:
    """Yield what can be done with a row that has a file."""
    many = len(several(work, row))
    if many > 1:
        yield Option(KEEP, plural("这个机关有 {n} 份，留用一份（Shift+F3）", many))
    if may_fill(row):
        yield Option(FILL, tr("填报（F2）"))
        yield Option(REVIEW, tr("审查：只能看、提意见、签发"))
    if row.read:
        yield Option(PREVIEW, tr("查看全文（F4）"))
        yield Option(LAST_YEAR, tr("对照上年（F5）"))
    yield Option(SEND_BACK, tr("退回问题清单（F6）"))
    yield Option(EXCHANGE, tr("往来：答复、备注、联系人（Shift+F5）"))


async def fill(work: DeskWork) -> None:
    """Open the current row in the wizard."""
    row = received_row(work)
    if row is None or row.path is None:
        return
    if may_fill(row):
        await work.open_draft(row.path, None)
    else:
        work.refuse(tr("这是已公布的文件，只能查看；要修改请先用 tuiwizard import 读成草稿"))


async def follow(work: DeskWork, text: str, finding: Finding | None) -> None:
    """Go to the cell of a finding, or show the whole sentence where there is no way to one."""
    row = work.surface.row
    if row is None:
        return
    if finding is not None and row.path is not None and may_fill(row):
        await work.open_draft(row.path, finding.cells[0] if finding.cells else finding.section)
    else:
        await work.ask.show(on_one_line(row.agency), [on_one_line(text)])


async def preview(work: DeskWork) -> None:
    """Show the whole report of the current row, read-only."""
    row = received_row(work)
    if row is not None:
        await _show_report(work, row)


async def _show_report(work: DeskWork, row: DeskRow) -> None:
    """Show a report as it would be posted; nothing but drafts is rendered unsigned."""
    path = row.path
    assert path is not None
    draft = await work.in_thread(lambda: read_file(path).draft)
    title = tr("{name}（只读）", name=on_one_line(path.name))
    await work.ask.show_report(ReportView(title, draft, as_draft=True))


async def compare_with_last_year(work: DeskWork) -> None:
    """Show the figures of the current row beside those of the year before."""
    row = received_row(work)
    if row is None:
        return
    if row.read:
        await _show_years(work, row)
    else:
        await choose_action(work)


async def _show_years(work: DeskWork, row: DeskRow) -> None:
    desk = work.surface.desk
    comparison = await work.in_thread(lambda: compare_years(desk, row))
    await work.surface.show_years(row, comparison)
