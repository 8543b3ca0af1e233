"""汇总 from the desk: which year, whose report, into which draft, and what is not in it."""

from pathlib import Path

from tuiwizard.county.desk import Desk
from tuiwizard.county.desk_merge import add_up, to_add
from tuiwizard.county.desk_row import State
from tuiwizard.county.let_in import EVERYBODY, LetIn, let_in_words
from tuiwizard.county.merge import MergeResult
from tuiwizard.county.merge_input import MergeInput
from tuiwizard.county.received_file import read_file
from tuiwizard.county.remerge import Options, write_sum
from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import Choice, Field, Form, Option
from tuiwizard.flows.desk_work import DeskWork
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.words import plural, tr

WRITE, ONE, INCLUDE, UPDATE, FORCE, NO = "write", "one", "include", "update", "force", "no"


async def merge(work: DeskWork) -> None:
    """Add up the reports of a year into one draft, which opens in the wizard."""
    if not await work.everything_read(tr("汇总")):
        return
    year = await _choose_year(work)
    output = None if year is None else await _name_output(work, year)
    if year is None or output is None:
        return
    options = Options(agency=work.agency)
    while True:
        desk = work.surface.desk
        found = await work.ask.in_background(
            tr("正在汇总"),
            lambda _: add_up(desk, year, output, options),  # noqa: B023 - called at once
        )
        if found is None:
            return
        answer = await work.ask.choose(question(desk, output, found))
        match answer:
            case "include":
                options = options._replace(let_in=EVERYBODY)
            case "one":
                options = options._replace(let_in=await _let_one_in(work, options, found))
            case "update":
                options = options._replace(update=True)
            case "force":
                options = options._replace(force=True)
            case "write" if found.draft is not None:
                write_sum(output, found.draft)
                work.ask.written()
                work.surface.look_again()
                await work.open_draft(output, "agency")
                return
            case _:
                return


async def _choose_year(work: DeskWork) -> int | None:
    """Choose the year to add up, if there is more than one."""
    desk = work.surface.desk
    years = [year for year in desk.years if desk.wanted in (None, year)]
    counts = {year: len(to_add(desk, year)) for year in years}
    options = [Option(str(y), plural("{y}年度（{n} 份）", n, y=y)) for y, n in counts.items() if n]
    if not options:
        work.refuse(tr("这个文件夹里还没有可以汇总的年报"))
        return None
    if len(options) == 1:
        return int(options[0].answer)
    answer = await work.ask.choose(Choice("merge.year", tr("汇总哪个年度？"), options))
    return None if answer is None else int(answer)


async def _name_output(work: DeskWork, year: int) -> Path | None:
    """Ask for the name of the office and the draft to write."""
    desk = work.surface.desk
    folder = desk.folder.absolute()
    suggestion = folder.with_name(tr("{name}-汇总{year}.toml", name=folder.name, year=year))
    agency = work.agency
    if not agency and files.is_there(suggestion):
        agency = await work.in_thread(lambda: _agency_of(suggestion))
    title = plural(
        "把这个文件夹里 {year}年度的 {n} 份年报逐格加成一份（不管现在筛选了什么）",
        len(to_add(desk, year)),
        year=year,
    )
    fields = (
        Field(tr("汇总以后的机关名称，例如 甲县人民政府"), agency),
        Field(tr("写到哪个草稿文件；已经是汇总稿的，把后来的加进去"), str(suggestion)),
    )
    answer = await work.ask.write(Form("merge", title, fields, tr("下一步")))
    if answer is None:
        return None
    work.agency, where = (text.strip() for text in answer)
    if not work.agency or not where:
        work.refuse(tr("机关名称和草稿文件都要写；没有汇总"))
        return None
    return typed_path(where)


def _agency_of(path: Path) -> str:
    """Return whose report a draft is; empty if it cannot be read."""
    try:
        return read_file(path).draft.agency_name
    except TuiwizardError:
        return ""


async def _let_one_in(work: DeskWork, options: Options, found: MergeResult) -> LetIn:
    """Choose one report that goes into the sum although its figures are not fit for it."""
    named = [report for report in found.left_out if report.ref.agency.strip()]
    choices = [Option(str(number), _why_not(report)) for number, report in enumerate(named)]
    question = Choice("merge.one", tr("哪一份照样计入？汇总稿会记下它哪几格不对"), choices)
    answer = await work.ask.choose(question)
    if answer is None:
        return options.let_in
    return options.let_in.also(named[int(answer)].ref.file)


def question(desk: Desk, output: Path, found: MergeResult) -> Choice:
    """Return the question what to do about a sum, under what is not in it and why."""
    obstacles = (*(finding.message for finding in found.refused), *found.unsettled)
    unread = [row for row in desk.rows if row.state is State.UNREADABLE]
    waiting = [row for row in desk.rows if row.state is State.CONVERT]
    about = [f"! {words}" for words in obstacles]
    about += found.notes
    about += [tr("没有计入：{words}", words=_why_not(report)) for report in found.left_out]
    about += [let_in_words(report) for report in found.let_in]
    about += [tr("读不出来：{words}", words=row.trouble) for row in unread]
    about += [tr("要先转换：{words}", words=row.trouble) for row in waiting]
    about += [tr("没有报送：{agency}", agency=row.agency) for row in desk.missing]
    options = []
    title = tr("现在不能汇总，先要解决下面的问题")
    if found.draft is not None:
        title = plural("{n} 份可以加在一起，写成 {output}", len(found.added), output=output)
        options.append(Option(WRITE, tr("写成汇总稿，用向导打开（正文要自己写）")))
    if any(report.ref.agency.strip() for report in found.left_out) and not obstacles:
        options.append(Option(ONE, tr("没有计入的里面，照样计入一份…")))
        options.append(Option(INCLUDE, tr("没有计入的全部照样计入，填了多少加多少")))
    if obstacles and files.is_there(output):
        options.append(Option(UPDATE, tr("汇总以后有改动的，按现在的内容重新加")))
        options.append(Option(FORCE, tr("手改过的数也换成各份之和")))
    options.append(Option(NO, tr("不汇总，回到表")))
    return Choice("merge.sum", title, options, about=[on_one_line(line) for line in about])


def _why_not(report: MergeInput) -> str:
    return tr(
        "{agency}：{why_not}",
        agency=report.ref.agency or report.path.name,
        why_not=report.why_not or tr("机关名称没有填"),
    )
