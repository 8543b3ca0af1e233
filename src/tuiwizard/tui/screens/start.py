"""The start page: a report worked on before, the last one first, or a new one."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.drafts.recents import forget
from tuiwizard.flows.start_page import BEGINNINGS, RecentLine, recent_lines
from tuiwizard.tui.cells import cell_len, cut
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.marks import marked, stamp
from tuiwizard.tui.screens.wizard_keys import WIDTHS
from tuiwizard.tui.widgets import side_page
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.tui.widgets.side_page import SidePage
from tuiwizard.words import tr

if TYPE_CHECKING:  # the page is there at once; that of a draft comes when somebody stops at it
    from tuiwizard.rendering.page import Page, Paper
    from tuiwizard.report.draft import Draft

WIDTH = 72
"""Cells of a line of the list."""


class StartScreen(ChineseScreen[None]):
    """What to work on.

    Args:
        begin: Goes on with the answer that is chosen (`flows.opening.start`).
    """

    HORIZONTAL_BREAKPOINTS = [*WIDTHS]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key.lower(), f"begin('{answer}')", words, show=False)
            for answer, key, words in BEGINNINGS
        ),
        Binding("delete", "forget", tr("移出列表")),
    ]

    def __init__(self, begin: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._begin = begin
        self._read: dict[str, Draft | None] = {}

    def compose(self) -> ComposeResult:
        """The drafts worked on lately, and the ways to begin another one."""
        with Horizontal(classes="begin"):
            with Vertical(classes="box"):
                yield Static(Content(tr("政府信息公开工作年度报告 填报向导")), classes="title")
                yield Static(Content(tr("填写、检查、公布。断电断线不丢一个字。")), classes="soft")
                yield OptionList()
            yield SidePage(self._drawn)
        yield KeyLine()

    def on_mount(self) -> None:
        """Enter alone goes on with the last draft, or starts a new report."""
        self._show()
        self.set_focus(self.query_one(OptionList))

    def on_screen_resume(self) -> None:
        """Another draft may have been worked on meanwhile."""
        self._show()

    def _show(self) -> None:
        options, lines = self.query_one(OptionList), recent_lines()
        options.clear_options()
        if lines:
            options.add_option(Option(marked(tr("最近的草稿"), "soft"), disabled=True))
        for line in lines:
            options.add_option(Option(_recent(line), id=line.path))
        if lines:
            options.add_option(Option(marked("\n" + tr("另起一份"), "soft"), disabled=True))
        for answer, key, words in BEGINNINGS:
            start = Content.assemble(marked(f"{key}  ", "key"), words)
            options.add_option(Option(start, id=answer))
        options.highlighted = 1 if lines else 0
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        await self._begin(str(event.option.id))

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()
        self.run_worker(self._show_page(), exclusive=True)

    def on_resize(self) -> None:
        """There may be room for the page now."""
        self._moved()

    async def _show_page(self) -> None:
        """Show the page of the draft under the cursor, once somebody has stopped at it."""
        await asyncio.sleep(side_page.SETTLED)
        path = self._draft
        if path and self.has_class("-wide"):
            self._read[path] = await asyncio.to_thread(_read, path)
        for page in self.query(SidePage):  # none where the screen was left meanwhile
            page.set_class(self._read.get(path) is not None, "-shown")
            page.follow("")

    def _drawn(self, paper: "Paper") -> "Page":
        """The page of the draft under the cursor; an empty one where there is none."""
        from tuiwizard.rendering.page import Page

        draft = self._read.get(self._draft)
        return side_page.drawn(draft, paper) if draft is not None else Page()

    async def action_begin(self, answer: str) -> None:
        """N, O, Y, L: one of the ways to begin."""
        await self._begin(answer)

    @property
    def _draft(self) -> str:
        """The path of the draft under the cursor; empty on a way to begin."""
        chosen = next((o.highlighted_option for o in self.query(OptionList)), None)
        known = [answer for answer, _, _ in BEGINNINGS]
        return "" if chosen is None or chosen.id in known else str(chosen.id)

    @property
    def keys_shown(self) -> tuple[str, ...]:
        """Enter first; the letters stand before their lines."""
        return ("select", "forget", "palette", "leave")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a draft can be taken off the list."""
        if action == "forget" and self.is_mounted:
            return bool(self._draft)
        return super().check_action(action, parameters)

    def action_forget(self) -> None:
        """Delete: take the draft off the list; its file stays where it is."""
        path = self._draft
        forget(path)
        self._show()
        self.notify(tr("已移出列表，文件没有动：{path}", path=path), markup=False)


def _read(path: str) -> "Draft | None":
    """Return a draft to look at; None for one that cannot be opened, which says why then."""
    from tuiwizard.drafts import store
    from tuiwizard.errors import TuiwizardError

    try:
        return store.load(Path(path))
    except TuiwizardError:
        return None


def _recent(line: RecentLine) -> Content:
    """`误 甲镇人民政府 2025年度 … 今天 14:03` over what is left to do."""
    room = WIDTH - 4 - cell_len(line.when)
    title = cut(line.title, room - 1)
    space = " " * (room - cell_len(title))
    return Content.assemble(
        stamp(line.state),
        "  ",
        marked(title, "title"),
        marked(f"{space}{line.when}", "soft"),
        marked(f"\n    {cut(line.about, WIDTH - 4)}", "soft"),
    )
