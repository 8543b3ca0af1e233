"""The county desk: the rows of a folder, what is found in each, and what is done about it.

State flows one way: the watch of the folder posts a new `Desk`, and every widget shows it. What
asks the person is a flow (`tuiwizard.flows.desk_*`).
"""

import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tuiwizard.county.desk import Column, Desk, RowFilter, states_of
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.county.desk_totals import totals_of, totals_words
from tuiwizard.county.watch import Watch
from tuiwizard.county.year_comparison import YearComparison
from tuiwizard.drafts.unsent import Trail, Typed
from tuiwizard.flows import (
    desk_actions,
    desk_choosing,
    desk_exchanging,
    desk_exporting,
    desk_filtering,
    desk_merging,
    desk_overview,
    desk_sending,
    desk_verifying,
)
from tuiwizard.flows.ask import Given
from tuiwizard.flows.desk_work import DeskWork, OpenDraft
from tuiwizard.report.chart import Chart
from tuiwizard.session.view import on_one_line
from tuiwizard.tui import garbage
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.conversation import Retraced
from tuiwizard.tui.keys import SLASH
from tuiwizard.tui.screen_ask import ScreenAsk
from tuiwizard.tui.screens.desk_dialogs import charts_dialog, years_dialog
from tuiwizard.tui.widgets.desk_table import DeskTable, RemarkList, remarks_of
from tuiwizard.tui.widgets.filter_bar import FilterBar
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.tui.widgets.listing import Listing
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.words import plural, tr

_NUMBERS = tr("，").join(f"{number} {column}" for number, column in enumerate(Column, 1))

KEYS = (
    tr("↑↓、PageUp/PageDown、Home/End 选机关；Enter 打开：填报、查看、审查、对照上年、退回"),
    tr("Tab 到下面的问题，Enter 去有问题的那一格；离开向导（Ctrl+Q）回到这张表"),
    tr("/ 筛选：机关、文件名、状态、规则编号（如 R301），几个词用空格隔开；Enter 回到表，Esc 不筛"),
    tr("数字键按列排序，再按一次倒过来，第三次恢复：{numbers}", numbers=_NUMBERS),
    tr("F2 填报；F3 选状态；F4 查看全文；F5 对照上年；F6 退回问题清单；F7 选年度"),
    tr("F8 汇总成一份；F9 导出数据；F12 图表；Shift+F6 核对公布稿"),
    tr("Shift+F5 往来：答复、备注、联系人、新稿改了什么；Shift+F3 一个机关几份，留用一份"),
    tr("Shift+F7 今天的报送情况：复制给群里，或写成一页"),
    tr("文件有改动、增减，表自己更新；Ctrl+R 全部重新检查"),
    tr("Ctrl+P 命令；Ctrl+T 换配色；Ctrl+Q 离开"),
)

EMPTY = tr("这里还没有年报：把收到的草稿、网页、Word 文件放进这个文件夹，表自己更新")


_TURN = 0.001
"""Seconds of a thread's turn: a key is passed on between four, and may wait a turn each time."""

_MANY = 1_000
"""Reports still to be read from which on there will be too many to be looked at as garbage."""

COMMANDS: dict[str, Callable[[DeskWork], Coroutine[Any, Any, None]]] = {
    "open": desk_actions.choose_action,
    "fill": desk_actions.fill,
    "preview": desk_actions.preview,
    "last_year": desk_actions.compare_with_last_year,
    "send_back": desk_sending.send_back,
    "exchange": desk_exchanging.exchange,
    "overview": desk_overview.overview,
    "keep": desk_choosing.keep_one,
    "states": desk_filtering.choose_states,
    "years": desk_filtering.choose_year,
    "merge": desk_merging.merge,
    "export": desk_exporting.export_figures,
    "charts": desk_exporting.show_charts,
    "verify": desk_verifying.verify_posted,
}
"""The conversations of the desk by the names their keys call them by."""


class DeskScreen(ChineseScreen[None]):
    """The table of rows over what is said of the current one.

    Args:
        desk: The desk to begin with; the folder is read behind it.
        ask: Asks the person.
        open_draft: Opens a draft over this screen.
        typed: What was being typed here when the program ended.
    """

    VERTICAL_BREAKPOINTS = [(0, "-lowest"), (16, "-low"), (30, "-tall")]  # noqa: RUF012 - declared by Textual
    AUTO_FOCUS = "#rows"  # from the first key on, which may have been typed ahead
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", tr("帮助"), priority=True),
        Binding(SLASH, "filter", tr("筛选"), tooltip=tr("筛选")),
        Binding("ctrl+f", "filter", tr("筛选"), show=False),
        Binding("f2", "begin('fill')", tr("填报"), show=False),
        Binding("f3", "begin('states')", tr("状态"), tooltip=tr("选状态")),
        Binding("f4", "begin('preview')", tr("查看"), show=False, tooltip=tr("查看全文")),
        Binding("f5", "begin('last_year')", tr("上年"), tooltip=tr("对照上年")),
        Binding(
            "shift+f5",
            "begin('exchange')",
            tr("往来"),
            show=False,
            tooltip=tr("往来：答复、备注、联系人、新稿改了什么"),
        ),
        Binding(
            "shift+f3",
            "begin('keep')",
            tr("留用"),
            show=False,
            tooltip=tr("一个机关几份，留用一份"),
        ),
        Binding("f6", "begin('send_back')", tr("退回"), tooltip=tr("退回问题清单")),
        Binding("shift+f6", "begin('verify')", tr("核对"), show=False, tooltip=tr("核对公布稿")),
        Binding("f7", "begin('years')", tr("年度"), show=False, tooltip=tr("选年度")),
        Binding("f8", "begin('merge')", tr("汇总"), tooltip=tr("汇总")),
        Binding(
            "shift+f7", "begin('overview')", tr("情况"), show=False, tooltip=tr("今天的报送情况")
        ),
        Binding("f9", "begin('export')", tr("导出"), show=False, tooltip=tr("导出数据")),
        Binding("f12", "begin('charts')", tr("图表"), show=False, tooltip=tr("图表")),
        Binding("ctrl+r", "read_anew", tr("重查"), show=False, tooltip=tr("全部重新检查")),
        Binding("escape", "all", tr("不筛"), show=False, tooltip=tr("不筛选")),
        *(
            Binding(
                str(number),
                f"sort('{column.name}')",
                tr("按{column}排序", column=column),
                show=False,
            )
            for number, column in enumerate(Column, 1)
        ),
    ]

    def __init__(
        self, desk: Desk, ask: ScreenAsk, open_draft: OpenDraft, typed: Typed | None = None
    ) -> None:
        super().__init__()
        self._broken_off = typed
        self.desk = desk
        self.left = 1  # the folder itself; how many files it has is not known yet
        self._ask = ask
        self._work = DeskWork(ask, self, ask.flows.in_thread, open_draft)
        self._watch = Watch(
            desk,
            lambda desk, left: self._from_thread(self._update, desk, left),
            lambda error: self._from_thread(_raise, error),
        )

    def compose(self) -> ComposeResult:
        """Where, how many, the line to filter with, the rows, and what is said of one."""
        yield Plain(id="top")
        yield Plain(id="totals")
        yield FilterBar(id="filter")
        yield DeskTable(id="rows")
        yield RemarkList(id="remarks")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin on the table, and to look at the folder."""
        self._show()
        self.set_focus(self._table)
        sys.setswitchinterval(_TURN)
        self._watch.start()

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._watch.close()

    @property
    def _table(self) -> DeskTable:
        return self.query_one(DeskTable)

    @property
    def _bar(self) -> FilterBar:
        return self.query_one(FilterBar)

    # What flows need of the screen (`flows.desk_work.DeskSurface`)

    @property
    def row_filter(self) -> RowFilter:
        """Which rows are shown, by the words as they are typed now."""
        return self._bar.row_filter

    @property
    def row(self) -> DeskRow | None:
        """The current row; None while its file is not read."""
        row = self._table.report
        return row if row is None or row.state is not State.UNREAD else None

    @property
    def rows(self) -> tuple[DeskRow, ...]:
        """The rows that are shown."""
        return self.desk.shown(self.row_filter)

    def filter_by(self, row_filter: RowFilter) -> None:
        """Show other rows, or in another order."""
        self._bar.apply(row_filter)
        self._show()

    def look_again(self) -> None:
        """Look at the folder at once."""
        self._watch.poke()

    async def show_years(self, row: DeskRow, comparison: YearComparison) -> None:
        """Show a report beside that of the year before."""
        await self._ask.flows.answer(years_dialog(row, comparison))

    async def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show charts, one below the other."""
        await self._ask.flows.answer(charts_dialog(charts))

    # What is shown

    def _from_thread(self, callback: Callable[..., None], *args: object) -> None:
        """Hand over what the watch has found; it looks at the folder in a thread."""
        if self.is_running:
            self.call_later(callback, *args)

    def _update(self, desk: Desk, left: int) -> None:
        """Show another desk, of which some files are still to be read."""
        self.desk, self.left = desk, left
        self._show()
        if left > _MANY:
            garbage.keep()
        self._take_up()

    def come_back(self) -> None:
        """The table has the screen again: look at the folder, and take up what was broken off."""
        self.look_again()
        self._take_up()

    def _take_up(self) -> None:
        """Begin again what was broken off, once all is read and nothing else is being done."""
        if self._broken_off is None or self.left or self._work.busy or self.app.screen is not self:
            return
        typed, self._broken_off = self._broken_off, None
        self._ask.begin(self._go_on(typed.trail), typed.trail)

    async def _go_on(self, trail: Trail) -> None:
        """Begin a conversation again that was broken off while something was typed."""
        if trail.began not in COMMANDS:
            return
        self._table.go_to_report(trail.at)
        self._work.ask = Given(Retraced(trail), self._ask)
        try:
            await self._work.carry_out(COMMANDS[trail.began](self._work))
        finally:
            self._work.ask = self._ask

    @on(FilterBar.Changed)
    def _show(self) -> None:
        """Show the desk as it is now, the cursor on the row it was on."""
        rows = self.rows
        folder = on_one_line(str(self.desk.folder))
        reading = plural("正在读，还有 {n} 份", self.left) if self.left else ""
        nothing = tr("没有这样的机关，Esc 全部显示") if self.desk.every else EMPTY
        totals = totals_words(totals_of(rows, self.row_filter.year or self.desk.year))
        self.query_one("#top", Plain).show(
            tr("汇总台 · {totals} · {folder}", totals=totals, folder=folder)
        )
        told = self.desk.book.trouble or reading or states_of(rows) or nothing
        self.query_one("#totals", Plain).show(on_one_line(told))
        self._bar.show(len(rows), len(self.desk.every))
        self._table.show(rows, self.row_filter)
        self._show_remarks()

    @on(Listing.Moved, "#rows")
    def _show_remarks(self) -> None:
        row = self._table.report
        self.query_one(RemarkList).show(remarks_of(row) if row is not None else [])

    # Commands

    def action_sort(self, name: str) -> None:
        """1 to 9: sort by a column; once more, the other way round; then as in the folder."""
        self.filter_by(self.row_filter.sorted_by(Column[name]))

    @on(Listing.HeaderClicked, "#rows")
    def _header_clicked(self, event: Listing.HeaderClicked) -> None:
        self.action_sort(self._table.column_at(event.x).name)

    def action_filter(self) -> None:
        """/: type what to look for."""
        self._bar.enter()

    @on(Input.Submitted)
    def _filter_submitted(self) -> None:
        self.filter_by(self.row_filter)
        self.set_focus(self._table)

    def action_all(self) -> None:
        """Esc: show all rows again, and go back to the table."""
        self.filter_by(self.row_filter.cleared())
        self.set_focus(self._table)

    async def action_begin(self, command: str) -> None:
        """Begin a conversation."""
        row = self.row
        trail = Trail(command, at="" if row is None else row.key)
        await self._ask.run(self._carried_out(COMMANDS[command](self._work)), trail)

    async def _carried_out(self, flow: Coroutine[Any, Any, None]) -> None:
        await self._work.carry_out(flow)
        self._take_up()

    @on(Listing.Chosen, "#rows")
    async def _row_chosen(self) -> None:
        await self.action_begin("open")

    @on(Listing.Chosen, "#remarks")
    async def _remark_chosen(self) -> None:
        remark = self.query_one(RemarkList).remark
        if remark is not None:
            flow = desk_actions.follow(self._work, remark.text, remark.finding)
            await self._ask.run(self._carried_out(flow))

    def action_read_anew(self) -> None:
        """Ctrl+R: read and check every report once more."""
        self._watch.read_anew()

    async def action_help(self) -> None:
        """F1: the keys."""
        await self._ask.run(self._ask.show(tr("汇总台 帮助"), KEYS))


def _raise(error: Exception) -> None:
    """Let a fault of the watch end the program as any other does."""
    raise error
