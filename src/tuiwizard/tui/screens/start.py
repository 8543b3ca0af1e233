"""The start page: a new report, or one worked on before."""

from collections.abc import Callable
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from tuiwizard.drafts.files import is_there
from tuiwizard.drafts.paths import draft_path
from tuiwizard.drafts.recents import Recent, recents
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.editions import section_keys
from tuiwizard.forms.years import edition_for
from tuiwizard.importing.formats import kinds
from tuiwizard.session import Session, clock
from tuiwizard.session.opening import (
    default_year,
    offers_history,
    open_or_create,
    published_before,
    start_from,
)
from tuiwizard.session.reading_in import about_last_year
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.screens.dialogs import PathDialog
from tuiwizard.tui.screens.importing import HOW
from tuiwizard.words import tr


class StartScreen(ChineseScreen[None]):
    """What to work on."""

    def compose(self) -> ComposeResult:
        """The choices, and the drafts worked on lately."""
        self._recents = [recent for recent in recents() if is_there(Path(recent.path))]
        with Vertical(classes="box"):
            yield Static(tr("政府信息公开工作年度报告 填报向导"), classes="title", markup=False)
            yield OptionList(
                Option(tr("新建年报"), id="new"),
                Option(tr("打开文件…"), id="open"),
                *(Option(Content(_line(r)), id=f"r{i}") for i, r in enumerate(self._recents)),
                Option(tr("从上年年报开始…"), id="from"),
            )
            yield Static(tr("↑↓ 选择，Enter 打开，Ctrl+Q 离开"), markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Enter alone starts a new report."""
        options = self.query_one(OptionList)
        options.highlighted = 0
        self.set_focus(options)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "new":
                year = default_year(clock.today())
                name = f"{year}年政府信息公开工作年度报告.toml"  # not said: stored
                self._ask_for_new(name, self._open)
            case "from":
                title = tr("上年年报的文件（草稿、{kinds}）", kinds=kinds())
                self.app.push_screen(PathDialog(title, button=tr("下一步")), self._start_from)
            case "open":
                self.app.push_screen(PathDialog(tr("打开草稿文件")), self._open_existing)
            case _:
                self._open(Path(self._recents[event.option_index - 2].path))

    def _open_existing(self, path: Path | None) -> None:
        if path is not None and not is_there(path):
            self.refuse(tr("没有 {path}，请检查文件名", path=path))
            return
        self._open(path)

    def _start_from(self, previous: Path | None) -> None:
        """Ask for the new draft's file, then make it out of last year's report."""
        if previous is None:
            return
        try:
            last = published_before(previous)
        except TuiwizardError as error:
            self.refuse(str(error))
            return

        def named(path: Path) -> None:
            self._begin(lambda: start_from(last, previous, path))

        name = f"{last.year + 1}年政府信息公开工作年度报告.toml"  # not said: stored
        self._ask_for_new(name, named)

    def _ask_for_new(self, name: str, then: Callable[[Path], None]) -> None:
        """Ask for the file of a new draft; a name alone is one of a draft."""

        def named(path: Path | None) -> None:
            if path is not None:
                then(draft_path(path))

        title = tr("新年报的草稿文件，放在 {folder}", folder=Path.cwd())
        self.app.push_screen(PathDialog(title, name, tr("新建")), named)

    def _begin(self, session: Callable[[], Session]) -> None:
        """Work on a session made out of last year's report, or say why there is none."""
        from tuiwizard.tui.workplace import Workplace

        try:
            ready = session()
        except TuiwizardError as error:
            self.refuse(str(error))
            return
        if isinstance(self.app, Workplace):
            self.app.open_wizard(ready, said=about_last_year(ready, HOW))

    def _open(self, path: Path | None) -> None:
        """Open a draft, or say in one sentence why it cannot be."""
        from tuiwizard.tui.workplace import Workplace

        if path is None or not isinstance(self.app, Workplace):
            return
        try:
            session = open_or_create(path)
        except TuiwizardError as error:
            if offers_history(path, error):
                self.app.recover(path, error)
                return
            self.refuse(str(error))
            return
        self.app.open_wizard(session)


def _line(recent: Recent) -> str:
    name = recent.agency or tr("（机关名称未填）")
    done = f"{recent.complete}/{len(section_keys(edition_for(recent.year)))}"
    return on_one_line(
        tr(
            "{name} {year}年  {done} 部分  {when}  {path}",
            name=name,
            year=recent.year,
            done=done,
            when=recent.when[:16].replace("T", " "),
            path=recent.path,
        )
    )
