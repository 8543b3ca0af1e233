"""The county desk: the units of a folder, what is found in each, and what is done about it."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Footer, Input, Label

from tuiwizard.county.desk import OPEN, Column, Desk, RowFilter, states_of, totals_of
from tuiwizard.county.desk_row import DeskRow, State
from tuiwizard.flows.ask import Choice, Option
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.desk_commands import DeskCommands
from tuiwizard.tui.screens.dialogs import ChoiceDialog, TextDialog
from tuiwizard.tui.widgets.fields import LineInput
from tuiwizard.tui.widgets.listing import Listing
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.tui.widgets.unit_table import RemarkList, UnitTable, remarks_of
from tuiwizard.words import plural, tr

_NUMBERS = tr("，").join(f"{number} {column}" for number, column in enumerate(Column, 1))

KEYS = (
    tr("↑↓、PageUp/PageDown、Home/End 选机关；Enter 打开：填报、查看、审查、对照上年、退回"),
    tr("Tab 到下面的问题，Enter 去有问题的那一格；离开向导（Ctrl+Q）回到这张表"),
    tr("/ 筛选：机关、文件名、状态、规则编号（如 R301），几个词用空格隔开；Enter 回到表，Esc 不筛"),
    tr("数字键按列排序，再按一次倒过来，第三次恢复：{numbers}", numbers=_NUMBERS),
    tr("F2 填报；F3 选状态；F4 查看全文；F5 对照上年；F6 退回问题清单；F7 选年度"),
    tr("F8 汇总成一份；F9 导出数据；F12 图表"),
    tr("文件有改动、增减，表自己更新；Ctrl+R 全部重新检查"),
    tr("Ctrl+P 命令；Ctrl+T 高对比度；Ctrl+Q 离开"),
)

EMPTY = tr("这里还没有年报：把收到的草稿、网页、Word 文件放进这个文件夹，表自己更新")

STILL_OPEN = tr("还不能公布的")

_OPEN = "open"

FILTER_DELAY = 0.1
"""Seconds from a letter to the table filtered by it; what an input method commits comes as one."""


class DeskScreen(DeskCommands):
    """The table of units over what is said of the current one.

    Args:
        desk: The desk to begin with; the folder is read behind it.
    """

    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", tr("帮助"), priority=True),
        Binding("slash", "filter", tr("筛选"), tooltip=tr("筛选")),
        Binding("ctrl+f", "filter", tr("筛选"), show=False),
        Binding("f2", "fill", tr("填报"), show=False),
        Binding("f3", "states", tr("状态"), tooltip=tr("选状态")),
        Binding("f4", "preview", tr("查看"), show=False, tooltip=tr("查看全文")),
        Binding("f5", "last_year", tr("上年"), tooltip=tr("对照上年")),
        Binding("f6", "send_back", tr("退回"), tooltip=tr("退回问题清单")),
        Binding("f7", "years", tr("年度"), show=False, tooltip=tr("选年度")),
        Binding("f8", "merge", tr("汇总"), tooltip=tr("汇总")),
        Binding("f9", "export", tr("导出"), show=False, tooltip=tr("导出数据")),
        Binding("f12", "charts", tr("图表"), show=False, tooltip=tr("图表")),
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

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filter = RowFilter()
        self._filter_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Where, how many, the line to filter with, the units, and what is said of one."""
        yield Plain(id="top")
        yield Plain(id="totals")
        with Horizontal(id="filter"):
            yield Label(tr("筛选（/）："), markup=False)
            yield LineInput(
                placeholder=tr("机关、文件名、状态、规则编号"), compact=True, id="words"
            )
            yield Plain(id="filtered")
        yield UnitTable(id="units")
        yield RemarkList(id="remarks")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begin on the table."""
        self.show()
        self.set_focus(self.query_one(UnitTable))

    @property
    def unit(self) -> DeskRow | None:
        """The current unit."""
        return self.query_one(UnitTable).unit

    @property
    def units(self) -> tuple[DeskRow, ...]:
        """The units that are shown, by the words as they are typed now."""
        return self.desk.shown(self._current_filter)

    @property
    def _current_filter(self) -> RowFilter:
        return replace(self._filter, text=self.query_one("#words", Input).value)

    def show(self) -> None:
        """Show the desk as it is now, the cursor on the unit it was on."""
        self._filter_timer = None
        units = self.units
        folder = on_one_line(str(self.desk.folder))
        reading = plural("正在读，还有 {n} 份", self.left) if self.left else ""
        nothing = tr("没有这样的机关，Esc 全部显示") if self.desk.every else EMPTY
        self.query_one("#top", Plain).show(
            tr("汇总台 · {totals} · {folder}", totals=totals_of(units), folder=folder)
        )
        self.query_one("#totals", Plain).show(reading or states_of(units) or nothing)
        self.query_one("#filtered", Plain).show(self._filter_words(len(units)))
        self.query_one(UnitTable).show(units, self._current_filter)
        self._show_remarks()

    def _filter_words(self, shown: int) -> str:
        """What is filtered by, besides the words, and how much is left."""
        row_filter = self._current_filter
        states, year = row_filter.states, row_filter.year
        parts = [STILL_OPEN] if states == OPEN else [str(state) for state in states]
        parts += [tr("{year}年", year=year)] if year is not None else []
        parts += (
            [tr("显示 {shown}/{n}", shown=shown, n=len(self.desk.every))]
            if row_filter.active
            else []
        )
        return " · ".join(parts)

    def _show_remarks(self) -> None:
        unit = self.unit
        self.query_one(RemarkList).show(remarks_of(unit) if unit is not None else [])

    @on(Listing.Moved, "#units")
    def _moved(self) -> None:
        self._show_remarks()

    @on(Listing.Chosen, "#units")
    def _chosen(self) -> None:
        self.action_open()

    @on(Listing.Chosen, "#remarks")
    def _remark_chosen(self) -> None:
        """Enter on a finding: to its cell, or the whole sentence where there is no way to one."""
        unit, remark = self.unit, self.query_one(RemarkList).remark
        if unit is None or remark is None:
            return
        finding = remark.finding
        if finding is not None and self.may_fill(unit):
            self.fill(unit, finding.cells[0] if finding.cells else finding.section)
        else:
            self.app.push_screen(TextDialog(on_one_line(unit.agency), [on_one_line(remark.text)]))

    # Sorting and filtering

    def _apply_filter(self, row_filter: RowFilter) -> None:
        self._filter = row_filter
        self._show_filtered()

    def action_sort(self, name: str) -> None:
        """1 to 8: sort by a column; once more, the other way round; then as in the folder."""
        self._apply_filter(self._filter.sorted_by(Column[name]))

    @on(Listing.HeaderClicked, "#units")
    def _header_clicked(self, event: Listing.HeaderClicked) -> None:
        self._apply_filter(self._filter.sorted_by(self.query_one(UnitTable).column_at(event.x)))

    def action_filter(self) -> None:
        """/: type what to look for."""
        self.set_focus(self.query_one("#words"))

    @on(Input.Changed, "#words")
    def _words_typed(self) -> None:
        """Filter a moment later: the letter is not to wait for the table, nor a commit for each."""
        if self._filter_timer is not None:
            self._filter_timer.stop()
        self._filter_timer = self.set_timer(FILTER_DELAY, self.show)

    @on(Input.Submitted, "#words")
    def _words_done(self) -> None:
        self._show_filtered()
        self.set_focus(self.query_one(UnitTable))

    def _show_filtered(self) -> None:
        if self._filter_timer is not None:
            self._filter_timer.stop()
        self.show()

    def action_all(self) -> None:
        """Esc: show all units again, and go back to the table."""
        words = self.query_one("#words", Input)
        with words.prevent(Input.Changed):
            words.value = ""
        self._filter = self._filter.cleared()
        self._show_filtered()
        self.set_focus(self.query_one(UnitTable))

    def action_states(self) -> None:
        """F3: choose one state, or all that still need work."""
        every = self.desk.every
        there = [s for s in State if any(unit.state is s for unit in every)]
        lines = [
            ("", tr("全部")),
            (
                _OPEN,
                tr(
                    "{still_open}（{states}）",
                    still_open=STILL_OPEN,
                    states=tr("、").join(s for s in State if s in OPEN),
                ),
            ),
        ]
        lines += [
            (s.name, tr("{s}（{n}）", s=s, n=sum(u.state is s for u in every))) for s in there
        ]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                some = {"": frozenset[State](), _OPEN: OPEN}
                states = some[answer] if answer in some else frozenset((State[answer],))
                self._apply_filter(replace(self._filter, states=states))

        self.app.push_screen(
            ChoiceDialog(Choice("state", tr("只看哪种状态？"), [Option(*one) for one in lines])),
            chosen,
        )

    def action_years(self) -> None:
        """F7: choose a report year."""
        lines = [
            ("", tr("全部年度")),
            *((str(year), tr("{year}年度", year=year)) for year in self.desk.years),
        ]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._apply_filter(replace(self._filter, year=int(answer) if answer else None))

        self.app.push_screen(
            ChoiceDialog(Choice("year", tr("只看哪个年度？"), [Option(*one) for one in lines])),
            chosen,
        )

    def action_help(self) -> None:
        """F1: the keys."""
        self.app.push_screen(TextDialog(tr("汇总台 帮助"), KEYS))
