"""Charts on the terminal: every cell in its place, whatever the width and without colours."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.widgets import Static

from tuiwizard.report.chart import Bar, Chart
from tuiwizard.tui.cells import cell_len
from tuiwizard.tui.widgets.chart import ASCII_BLOCK, BLOCK, ChartView, chart_lines

CHART = Chart(
    "a",
    "甲县乙镇人民政府2025年政府信息公开申请办理结果",
    (
        Bar("（一）予以公开", 30),
        Bar("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 8),
        Bar("（三）不予公开", 0),
        Bar("AB", 1),
    ),
    shares=True,
    note="缺丙",
)
EVIL = "甲[red]乙[/]\x1b[31m\n丙"


PATIENCE = 30.0
"""Seconds until waiting is a failure."""


class Charts(App[None]):
    """A screen with a chart and something below it."""

    def __init__(self, chart: Chart | None, classes: str = "") -> None:
        super().__init__()
        self.chart = chart
        self.set_class(bool(classes), classes or "none")

    def compose(self) -> ComposeResult:
        yield ChartView(self.chart, id="chart")
        yield Static("下面")


def screen(app: App[None]) -> list[str]:
    """The lines of the screen, as text alone."""
    strips = app.screen._compositor.render_strips()
    return ["".join(s.text for s in strip).rstrip() for strip in strips]


labels = st.text(max_size=30)
bars = st.lists(
    st.builds(Bar, labels, st.none() | st.integers(0, 10**9), st.booleans()), min_size=1, max_size=6
)


@given(bars, labels, st.booleans(), st.integers(40, 160))
def test_no_line_is_wider_than_the_screen(
    bars: list[Bar], title: str, shares: bool, width: int
) -> None:
    for line in chart_lines(Chart("a", title, tuple(bars), shares=shares, note=title), width):
        assert cell_len(line) <= width
        assert "\n" not in line


@pytest.mark.parametrize("width", [40, 80, 120])
def test_figures_and_bars_stand_in_columns(width: int) -> None:
    lines = chart_lines(CHART, width)
    rows = [line for line in lines if "%）" in line]
    assert len({cell_len(row.partition("%）")[0]) for row in rows}) == 1
    assert len({cell_len(row[: row.index(BLOCK)]) for row in rows if BLOCK in row}) == 1
    assert [row.count(BLOCK) > 0 for row in rows] == [True, True, False, True]
    assert cell_len(rows[0]) == width  # the longest bar reaches the edge
    assert lines[-1] == "缺丙。"


def test_a_bar_is_as_long_as_its_figure_says() -> None:
    rows = [line.count(BLOCK) for line in chart_lines(CHART, 120) if "%）" in line]
    for blocks, bar in zip(rows, CHART.bars, strict=True):
        assert abs(blocks - CHART.length(bar) * rows[0]) <= 1


def test_where_there_is_no_room_figures_stand_alone() -> None:
    lines = chart_lines(CHART, 24)
    assert BLOCK not in "".join(lines)
    assert "30 件（76.9%）" in "".join(lines)


def test_words_where_there_is_nothing_to_draw() -> None:
    assert chart_lines(Chart("a", "题", empty="0 件"), 80) == ["题", "0 件。"]


async def test_it_is_as_high_as_it_needs_at_every_width() -> None:
    app = Charts(CHART)
    async with app.run_test(size=(80, 24)) as pilot:
        assert screen(app)[:7] == [*chart_lines(CHART, 80), "下面"]
        await pilot.resize_terminal(40, 24)
        lines = chart_lines(CHART, 40)
        async with asyncio.timeout(PATIENCE):
            while screen(app)[0] != lines[0]:
                await pilot.pause(0.01)
        assert len(lines) > len(chart_lines(CHART, 80))
        assert screen(app)[: len(lines) + 1] == [*lines, "下面"]


async def test_another_chart_takes_its_place() -> None:
    app = Charts(None)
    async with app.run_test(size=(80, 24)) as pilot:
        assert screen(app)[0] == "下面"
        app.query_one(ChartView).show(CHART)
        await pilot.pause()
        assert screen(app)[0].startswith("甲县乙镇人民政府2025年")
        app.query_one(ChartView).show(CHART)
        app.query_one(ChartView).show(Chart("a", "题", empty="0 件"))
        await pilot.pause()
        assert screen(app)[:3] == ["题", "0 件。", "下面"]


async def test_ascii_where_the_wizard_draws_in_ascii() -> None:
    app = Charts(CHART, "ascii")
    async with app.run_test(size=(80, 24)):
        text = "\n".join(screen(app))
    assert BLOCK not in text
    assert ASCII_BLOCK * 20 in text


async def test_names_are_never_markup_and_never_steer() -> None:
    app = Charts(Chart("a", EVIL, (Bar(EVIL, 1),)))
    async with app.run_test(size=(80, 24)):
        lines = screen(app)
    assert lines[0].startswith("甲[red]乙[/]\ufffd[31m 丙")
    assert lines[1].startswith("甲[red]乙[/]\ufffd[31m 丙")
    assert lines[2] == "下面"


async def test_it_is_readable_without_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Charts(CHART)
    async with app.run_test(size=(80, 24)):
        assert screen(app)[:6] == chart_lines(CHART, 80)
