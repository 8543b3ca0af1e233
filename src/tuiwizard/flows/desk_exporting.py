"""The figures of the desk: as a table for other programs, and as charts."""

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.export_formats import exported, format_of, suffixes
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import files
from tuiwizard.flows.ask import FilePick
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.report import chart_data
from tuiwizard.report.chart import Chart
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr


async def export_figures(work: DeskWork) -> None:
    """Write every figure of the reports that are shown, a row for each report."""
    if not await work.everything_read(tr("导出")):
        return
    paths = [row.path for row in work.surface.rows if row.path is not None and row.read]
    if not paths:
        work.refuse(tr("表里没有可以导出的年报"))
        return
    folder = work.surface.desk.folder.absolute()
    suggestion = folder.with_name(tr("{name}-数据.xlsx", name=folder.name))
    title = plural("把表里显示的 {n} 份年报的全部数字导出到（.xlsx、.csv 或 .parquet）", len(paths))
    question = FilePick("export", title, str(suggestion), tr("导出"), new=True)
    target = await work.ask.pick_file(question)
    if target is None:
        return
    to = format_of(target)
    if to is None:
        ends = suffixes()
        work.refuse(tr("{path}：看不出要导出成什么，请用 {ends} 结尾", path=target, ends=ends))
        return
    if files.is_there(target) and not await work.confirm_overwrite(
        "export.overwrite", tr("已经有 {target}", target=target), tr("不覆盖，不导出"), tr("覆盖")
    ):
        return
    made = await work.ask.in_background(
        tr("正在导出"), lambda _: exported(to, paths, work.surface.desk.folder)
    )
    if made is None:  # nobody waits for it: nothing is written
        return
    await work.in_thread(lambda: files.write_bytes(target, made.data))
    work.ask.written()
    done = plural("已导出 {n} 份年报到 {target}", made.reports, target=target)
    await work.ask.show(tr("导出"), [on_one_line(line) for line in (done, *made.unread)])


async def show_charts(work: DeskWork) -> None:
    """Show what became of the requests of the current row, and the rows by size."""
    row = work.surface.row
    charts = await _charts_of(work, row) if row is not None and row.read else []
    own = [u for u in work.surface.rows if u.read and not u.adds_up]
    latest = max((u.year for u in own if u.year is not None), default=None)
    if latest is not None:
        known = [(u.agency, u.received) for u in own if u.year == latest]
        charts.append(chart_data.units(latest, known))
    if charts:
        await work.surface.show_charts(charts)
    else:
        work.refuse(tr("表里没有年报，画不出图"))


async def _charts_of(work: DeskWork, row: DeskRow) -> list[Chart]:
    """Draw the charts of one report."""
    path = row.path
    assert path is not None
    draft = await work.in_thread(lambda: read_file(path).draft)
    rows = work.surface.desk.rows
    years = {u.year: u.received for u in rows if u.office == row.office and u.year}
    return [
        chart_data.outcomes(draft),
        chart_data.applicants(draft),
        chart_data.years(row.agency, years),
    ]
