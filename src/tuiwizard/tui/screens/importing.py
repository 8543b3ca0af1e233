"""Published reports in the wizard: as last year's to compare with, or as this draft's content."""

from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static, TextArea

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.importing.formats import kinds
from tuiwizard.session import view
from tuiwizard.session.reading_in import PASTED, about_last_year, read_in
from tuiwizard.tui.screens.dialogs import CloseButton, Dialog, PathDialog, TextDialog
from tuiwizard.tui.screens.drafting import DraftScreen
from tuiwizard.tui.screens.paste_dialog import PasteDialog
from tuiwizard.words import tr

HOW = tr(
    "填表时下方显示上年的数，F3 带入上年结转和现行有效的数；"
    "写正文时旁边是上年的正文，F3 翻看、带入。"
)
"""What last year's report is good for, once it is there."""


class ImportingScreen(DraftScreen):
    """A draft that reads other reports."""

    async def show_all(self) -> None:
        """Show a draft that was taken over as a whole."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An approver imports nothing."""
        if action in ("choose_previous", "import_file", "import_text"):
            return not self.session.sign_off_only
        return super().check_action(action, parameters)

    def action_choose_previous(self) -> None:
        """Choose last year's report: its figures and texts stand beside this year's."""
        self.take_over()

        async def chosen(path: Path | None) -> None:
            if path is None:
                return
            try:
                self.session.compare_with(path)
            except TuiwizardError as error:
                self.refuse(str(error))
                return
            await self.show_all()
            self.app.push_screen(TextDialog(tr("上年年报"), about_last_year(self.session, HOW)))

        title = tr("上年年报的文件（草稿、{kinds}）", kinds=kinds())
        self.app.push_screen(PathDialog(title, button=tr("选定")), chosen)

    def action_import_file(self) -> None:
        """Fill this draft from a published report, after a preview."""
        self.take_over()

        def chosen(path: Path | None) -> None:
            if path is not None:
                try:
                    self._preview(files.read_bytes(path), path.name)
                except TuiwizardError as error:
                    self.refuse(str(error))

        title = tr("从哪个文件读入（{kinds}）", kinds=kinds())
        self.app.push_screen(PathDialog(title, button=tr("读入")), chosen)

    def action_import_text(self) -> None:
        """Fill this draft from a text that is pasted, after a preview."""
        self.take_over()

        def pasted(text: str | None) -> None:
            if text is not None and text.strip():
                try:
                    self._preview(text.encode("utf-8", "replace"), PASTED)
                except TuiwizardError as error:
                    self.refuse(str(error))

        self.app.push_screen(PastedTextDialog(), pasted)

    def _preview(self, data: bytes, name: str) -> None:
        texts, lines = read_in(self.session, data, name, "Ctrl+Z ")

        def answered(answer: str | None) -> None:
            if answer == PasteDialog.TAKE and self.session.edit(texts, tr("读入")):
                self.changed()

        dialog = PasteDialog(
            lines,
            bool(texts),
            title=tr("读入 {name}", name=view.on_one_line(name)),
            word=tr("读入"),
        )
        self.app.push_screen(dialog, answered)


class PastedTextDialog(Dialog[str]):
    """A place to paste the text of a published report into."""

    def compose(self) -> ComposeResult:
        """The text, and the button."""
        with Vertical(classes="box"):
            yield Static(Content(tr("把年报的文本粘贴到这里，再按“读入”")), classes="title")
            yield TextArea(tab_behavior="focus", show_line_numbers=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("读入"), compact=True)
                yield CloseButton()

    def on_button_pressed(self) -> None:
        """Read what was pasted."""
        self.dismiss(self.query_one(TextArea).text)
