"""What is done with a unit of the desk: filled in, read, signed off, compared, sent back."""

from pathlib import Path

from tuiwizard.county.desk_row import DeskRow
from tuiwizard.county.inbox import DRAFT
from tuiwizard.county.received_file import read_file
from tuiwizard.county.year_comparison import YearComparison, compare_years
from tuiwizard.flows.ask import Choice, Option
from tuiwizard.rendering.markdown import render
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.desk_figures import DeskFigures
from tuiwizard.tui.screens.desk_merging import DeskMerging
from tuiwizard.tui.screens.desk_sending import DeskSending
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.preview import PreviewDialog
from tuiwizard.tui.screens.yearly import YearDialog
from tuiwizard.words import tr

FILL, SIGN_OFF, PREVIEW, LAST_YEAR, SEND_BACK = (
    "fill",
    "sign_off",
    "preview",
    "last_year",
    "send_back",
)


class DeskCommands(DeskSending, DeskMerging, DeskFigures):
    """A desk whose reports are opened.

    Args:
        desk: The desk to begin with.
    """

    def may_fill(self, unit: DeskRow) -> bool:
        """Whether it is a draft: a published report is only read."""
        return unit.path is not None and unit.path.suffix.lower() == DRAFT

    def action_open(self) -> None:
        """Enter: choose what to do with the unit."""
        unit = self.unit
        if unit is None:
            return
        if unit.path is None:
            self.notify(
                on_one_line(
                    tr("“{agency}”还没有报送；收到的文件放进这个文件夹就会出现", agency=unit.agency)
                ),
                markup=False,
            )
            return
        choices = []
        if self.may_fill(unit):
            choices = [(FILL, tr("填报（F2）")), (SIGN_OFF, tr("审查：只能看、提意见、签发"))]
        if unit.read:
            choices += [(PREVIEW, tr("查看全文（F4）")), (LAST_YEAR, tr("对照上年（F5）"))]
        choices += [(SEND_BACK, tr("退回问题清单（F6）"))]
        title = on_one_line(tr("{agency}（{name}）", agency=unit.agency, name=unit.path.name))
        self.app.push_screen(
            ChoiceDialog(Choice("unit", title, [Option(*one) for one in choices])), self._do
        )

    def _do(self, answer: str | None) -> None:
        unit = self.unit
        match answer:
            case "fill" | "sign_off" if unit is not None:
                self.fill(unit, sign_off_only=answer == SIGN_OFF)
            case "preview":
                self.action_preview()
            case "last_year":
                self.action_last_year()
            case "send_back":
                self.action_send_back()

    def fill(self, unit: DeskRow, step: str | None = None, *, sign_off_only: bool = False) -> None:
        """Open a unit in the wizard, which comes back here."""
        from tuiwizard.tui.desk_app import DeskApp

        if isinstance(self.app, DeskApp) and unit.path is not None:
            at = "publish" if sign_off_only and step is None else step
            self.app.open_draft(unit.path, at, sign_off_only=sign_off_only)

    def action_fill(self) -> None:
        """F2: fill the unit in."""
        unit = self.unit
        if unit is not None and self.may_fill(unit):
            self.fill(unit)
        elif unit is not None and unit.path is not None:
            self.refuse(tr("这是已公布的文件，只能查看；要修改请先用 tuiwizard import 读成草稿"))
        else:
            self.action_open()

    def action_preview(self) -> None:
        """F4: the whole report, read-only."""
        unit = self.unit
        if unit is None or unit.path is None:
            self.action_open()
            return
        path = unit.path

        def show(text: str) -> None:
            title = tr("{name}（只读，↑↓ 翻看，Esc 关闭）", name=on_one_line(path.name))
            self.app.push_screen(PreviewDialog(title, text))

        self.beside(lambda: _text(path), show)

    def action_last_year(self) -> None:
        """F5: this year's figures beside last year's."""
        unit = self.unit
        if unit is None or not unit.read:
            self.action_open()
            return
        desk = self.desk

        def show(found: YearComparison) -> None:
            self.app.push_screen(YearDialog(unit.agency, unit.year or 0, found))

        self.beside(lambda: compare_years(desk, unit), show)


def _text(path: Path) -> str:
    """A report as it would be posted; nothing but drafts is rendered unsigned."""
    return render(read_file(path).draft, as_draft=True)
