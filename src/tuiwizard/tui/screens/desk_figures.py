"""The figures of a desk as a table for other programs, and as charts."""

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tuiwizard.county import chart_data
from tuiwizard.county.export_formats import format_of, suffixes, write_table
from tuiwizard.county.received_file import read_file
from tuiwizard.drafts import files
from tuiwizard.flows.ask import Choice, FilePick, Option
from tuiwizard.report.chart import Chart
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.dialogs import (
    ChoiceDialog,
    CloseButton,
    Dialog,
    PathDialog,
    TextDialog,
)
from tuiwizard.tui.screens.watching import WatchingScreen
from tuiwizard.tui.widgets.chart import ChartView
from tuiwizard.words import plural, tr


class ChartsDialog(Dialog[None]):
    """Charts, one below the other.

    Args:
        charts: The charts.
    """

    def __init__(self, charts: Sequence[Chart]) -> None:
        super().__init__()
        self._charts = charts

    def compose(self) -> ComposeResult:
        """All of them, scrolling."""
        with Vertical(classes="box"):
            yield Static(Content(tr("图表（↑↓ 翻看，Esc 关闭）")), classes="title")
            with VerticalScroll(classes="charts"):
                for chart in self._charts:
                    yield ChartView(chart)
            with Horizontal(classes="buttons"):
                yield CloseButton(tr("关闭"))

    def on_mount(self) -> None:
        """Let the arrows scroll at once."""
        self.set_focus(self.query_one(VerticalScroll))


class DeskFigures(WatchingScreen):
    """A desk whose figures are put out and looked at.

    Args:
        desk: The desk to begin with.
    """

    def action_export(self) -> None:
        """F9: every figure of the reports that are shown, a row for each report."""
        paths = [unit.path for unit in self.units if unit.path is not None and unit.read]
        if not paths:
            self.refuse(tr("表里没有可以导出的年报"))
            return
        folder = self.desk.folder.absolute()
        suggestion = folder.with_name(tr("{name}-数据.xlsx", name=folder.name))

        def named(path: Path | None) -> None:
            if path is None:
                return
            if format_of(path) is None:
                said = tr(
                    "{path}：看不出要导出成什么，请用 {ends} 结尾",
                    path=path,
                    ends=suffixes(),
                )
                self.refuse(said)
            elif files.is_there(path):
                self._ask_to_overwrite(path, paths)
            else:
                self._export(path, paths)

        title = plural("把表里显示的 {n} 份年报的全部数字导出到（.xlsx 或 .csv）", len(paths))
        self.app.push_screen(
            PathDialog(FilePick("export", title, str(suggestion), tr("导出"))), named
        )

    def _ask_to_overwrite(self, target: Path, paths: list[Path]) -> None:
        self.app.push_screen(
            ChoiceDialog(
                Choice(
                    "export.overwrite",
                    tr("已经有 {target}", target=target),
                    [Option("no", tr("不覆盖，不导出")), Option("yes", tr("覆盖"))],
                )
            ),
            lambda answer: self._export(target, paths) if answer == "yes" else None,
        )

    def _export(self, target: Path, paths: list[Path]) -> None:
        def show(unread: list[str]) -> None:
            done = plural("已导出 {n} 份年报到 {target}", len(paths) - len(unread), target=target)
            self.app.push_screen(TextDialog(tr("导出"), map(on_one_line, [done, *unread])))

        self.beside(lambda: write_table(target, paths), show)

    def action_charts(self) -> None:
        """F12: the units by size, and what became of the requests of the current one."""
        units, unit = self.units, self.unit
        own = [u for u in units if u.read and not u.adds_up]
        latest = max((u.year for u in own if u.year is not None), default=None)
        known = [(u.agency, u.received) for u in own if u.year == latest]
        charts = [] if latest is None else [chart_data.units(latest, known)]
        if unit is None or unit.path is None or not unit.read:
            self._show_charts(charts)
            return
        path = unit.path
        years = {u.year: u.received for u in self.desk.units if u.office == unit.office and u.year}

        def draw() -> list[Chart]:
            draft = read_file(path).draft
            return [
                chart_data.outcomes(draft),
                chart_data.applicants(draft),
                chart_data.years(unit.agency, years),
            ]

        self.beside(draw, lambda drawn: self._show_charts([*drawn, *charts]))

    def _show_charts(self, charts: list[Chart]) -> None:
        if charts:
            self.app.push_screen(ChartsDialog(charts))
        else:
            self.refuse(tr("表里没有年报，画不出图"))
