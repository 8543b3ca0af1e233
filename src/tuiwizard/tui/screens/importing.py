"""Published reports in the wizard: as last year's to compare with, or as this draft's content."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static, TextArea

from tuiwizard.drafts import files
from tuiwizard.errors import TuiwizardError
from tuiwizard.forms.editions import section_title
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.forms.names import SECTIONS
from tuiwizard.importing import KINDS
from tuiwizard.tui import view
from tuiwizard.tui.screens.dialogs import Dialog, PathDialog, TextDialog
from tuiwizard.tui.screens.drafting import DraftScreen
from tuiwizard.tui.screens.paste_dialog import PasteDialog
from tuiwizard.words import plural, tr

if TYPE_CHECKING:  # the readers are loaded when there is something to read
    from tuiwizard.importing.imported import Imported


class ImportingScreen(DraftScreen):
    """A draft that reads other reports."""

    async def show_all(self) -> None:
        """Show a draft that was taken over as a whole."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who reviews reads nothing in."""
        if action in ("choose_previous", "import_file", "import_text"):
            return not self.session.reviewing
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
            self.app.push_screen(TextDialog(tr("上年年报"), self._about_last_year()))

        title = tr("上年年报的文件（草稿、{kinds}）", kinds=KINDS)
        self.app.push_screen(PathDialog(title, button=tr("选定")), chosen)

    def _about_last_year(self) -> list[str]:
        """What the choice brings, and what the other form had no place for."""
        last = self.session.case.last
        if last is None:
            return [self.session.case.why_no_last]
        lines = [
            tr("已选定 {year} 年的年报。", year=last.draft.year),
            tr("表格下方显示上年的数，正文旁边显示上年的正文；F3 带入上年结转和现行有效的数。"),
        ]
        this, other = self.session.draft.edition, last.draft.edition
        for key in SECTIONS if this != other else ():
            gone = [p for p in cells_by_path(other, key) if p not in cells_by_path(this, key)]
            if gone:
                first = cells_by_path(other, key)[gone[0]].label
                lines.append(
                    plural(
                        "上年用的是 {other} 版表格，“{section}”里有 {n} 格"
                        "在今年的 {this} 版没有对应，例如“{first}”。",
                        len(gone),
                        other=other,
                        section=section_title(other, key),
                        this=this,
                        first=first,
                    )
                )
        return lines

    def action_import_file(self) -> None:
        """Fill this draft from a published report, after a preview."""
        self.take_over()

        def chosen(path: Path | None) -> None:
            if path is not None:
                try:
                    self._preview(files.read_bytes(path), path.name)
                except TuiwizardError as error:
                    self.refuse(str(error))

        title = tr("从哪个文件读入（{kinds}）", kinds=KINDS)
        self.app.push_screen(PathDialog(title, button=tr("读入")), chosen)

    def action_import_text(self) -> None:
        """Fill this draft from a text that is pasted, after a preview."""
        self.take_over()

        def pasted(text: str | None) -> None:
            if text is not None and text.strip():
                try:
                    self._preview(text.encode("utf-8", "replace"), tr("粘贴的文本.txt"))
                except TuiwizardError as error:
                    self.refuse(str(error))

        self.app.push_screen(PastedTextDialog(), pasted)

    def _preview(self, data: bytes, name: str) -> None:
        from tuiwizard.importing.match import match
        from tuiwizard.importing.sources import read_source

        imported = match(read_source(data, name))
        year = self.session.draft.year
        read = imported.draft(year)
        texts = {p: t for key in SECTIONS for p, t in read.entries(key).texts.items()}
        if self.session.text("agency.name"):  # whose report this is, the person has said
            texts.pop("agency.name", None)

        def answered(answer: str | None) -> None:
            if answer == PasteDialog.TAKE and self.session.edit(texts, tr("读入")):
                self.changed()

        lines = [*self._described(imported, texts), *map(str, imported.notes)]
        dialog = PasteDialog(
            lines,
            bool(texts),
            title=tr("读入 {name}", name=view.on_one_line(name)),
            word=tr("读入"),
        )
        self.app.push_screen(dialog, answered)

    def _described(self, imported: "Imported", texts: dict[str, str]) -> list[str]:
        """What would be filled in, what would be overwritten, and what was not read."""
        year = self.session.draft.year
        over = [p for p, t in texts.items() if self.session.text(p) not in ("", t)]
        lines = [plural("读到 {n} 项", len(texts))]
        if imported.year is not None and imported.year != year:
            lines.append(
                tr(
                    "! 读到的是 {read} 年的年报，这份草稿是 {year} 年的",
                    read=imported.year,
                    year=year,
                )
            )
        if over:
            lines.append(
                plural("! 有 {n} 项已经填了别的内容，会被覆盖（Ctrl+Z 可以撤销）", len(over))
            )
        if lost := imported.lost(year):
            lines.append(plural("! 有 {n} 格在这一年的表格里没有位置，不读入", len(lost)))
        for path in imported.missing:
            cell = cells_by_path(imported.edition, path.partition(".")[0])[path]
            lines.append(tr("- 没有读到：{label}", label=cell.label))
        return lines


class PastedTextDialog(Dialog[str]):
    """A place to paste the text of a published report into."""

    def compose(self) -> ComposeResult:
        """The text, and the button."""
        with Vertical(classes="box"):
            yield Static(Content(tr("把年报的文本粘贴到这里，再按“读入”")), classes="title")
            yield TextArea(tab_behavior="focus", show_line_numbers=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("读入"), compact=True)

    def on_button_pressed(self) -> None:
        """Read what was pasted."""
        self.dismiss(self.query_one(TextArea).text)
