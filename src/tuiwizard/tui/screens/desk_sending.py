"""问题清单 from the desk: which units, whom to answer until when, and into which folder."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.query_sheets import Asker, sheets, wanting, write_sheets
from tuiwizard.drafts import files
from tuiwizard.flows.ask import Choice, Field, Form, Option
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.dialogs import ChoiceDialog, FormDialog, TextDialog
from tuiwizard.tui.screens.watching import WatchingScreen
from tuiwizard.words import plural, tr

ONE, ALL = "one", "all"

Pages = list[tuple[str, str]]


class DeskSending(WatchingScreen):
    """A desk that sends questions back.

    Args:
        desk: The desk to begin with.
    """

    _office, _until = "", ""

    def action_send_back(self) -> None:
        """F6: a list of questions for this unit, or one for each that is shown."""
        one = [unit for unit in [self.unit] if unit is not None and wanting(unit)]
        every = [unit for unit in self.units if wanting(unit)]
        if not every:
            self.notify(tr("显示的机关都没有要退回的问题"), markup=False)
            return
        choices = [(ONE, tr("只退回“{agency}”", agency=on_one_line(unit.agency))) for unit in one]
        choices.append((ALL, plural("表里显示的、有问题的 {n} 个机关，各写一份", len(every))))

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._ask_for_sheets(one if answer == ONE else every)

        self.app.push_screen(
            ChoiceDialog(
                Choice("sheets", tr("退回哪些问题清单？"), [Option(*one) for one in choices])
            ),
            chosen,
        )

    def _ask_for_sheets(self, units: Sequence[DeskRow]) -> None:
        folder = self.desk.folder.absolute()
        beside = folder.with_name(tr("{name}-退回", name=folder.name))
        fields = [
            (tr("报给哪个机关、联系人和电话（可以不写）"), self._office),
            (tr("答复的期限，例如 1月20日（可以不写）"), self._until),
            (tr("写到哪个文件夹"), str(beside)),
        ]

        def answered(answer: tuple[str, ...] | None) -> None:
            if answer is not None and answer[2].strip():
                self._office, self._until = answer[0].strip(), answer[1].strip()
                asker = Asker(self._office, self._until, date.today())  # noqa: DTZ011 - local day
                where = typed_path(answer[2].strip())
                self.beside(
                    lambda: list(sheets(units, asker)),
                    lambda p: self._offer_sheets(where, p),
                )

        title = plural("{n} 份问题清单（Markdown）", len(units))
        self.app.push_screen(
            FormDialog(Form("sheets.to", title, [Field(*one) for one in fields])), answered
        )

    def _offer_sheets(self, folder: Path, pages: Pages) -> None:
        """Write the lists, and ask first where some are there already."""
        there = [name for name, _ in pages if files.is_there(folder / name)]
        if not there:
            self._write_sheets(folder, pages)
            return
        choices = [("no", tr("不覆盖，不写")), ("yes", plural("覆盖这 {n} 份", len(there)))]
        title = on_one_line(
            tr("{folder} 里已经有 {name} 等 {n} 份", folder=folder, name=there[0], n=len(there))
        )
        self.app.push_screen(
            ChoiceDialog(Choice("overwrite", title, [Option(*one) for one in choices])),
            lambda answer: (
                self._write_sheets(folder, pages, force=True) if answer == "yes" else None
            ),
        )

    def _write_sheets(self, folder: Path, pages: Pages, *, force: bool = False) -> None:
        def show(_: None) -> None:
            lines = [
                plural("已写出 {n} 份，在 {folder}", len(pages), folder=folder),
                "",
                *(name for name, _ in pages),
            ]
            self.app.push_screen(TextDialog(tr("退回问题清单"), map(on_one_line, lines)))

        self.beside(lambda: write_sheets(folder, pages, force=force), show)
