"""Commands on tables: filling with zeros, 配平, and pasting a block."""

from textual import on

from tuiwizard.forms.layout import cells_by_path
from tuiwizard.importing.clipboard import parse_block
from tuiwizard.importing.paste import plan_paste
from tuiwizard.session.pasting import described
from tuiwizard.session.view import what_balanced
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.drafting import DraftScreen
from tuiwizard.tui.screens.paste_dialog import PasteDialog
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.table_step import TableStep
from tuiwizard.words import plural, tr

COMMANDS = frozenset(("fill_table", "fill_row", "balance", "copy_table", "suggestions"))


class TableCommands(DraftScreen):
    """A draft whose tables can be filled by more than one cell at a time."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """These are commands of tables only; 配平 is one of the table that balances."""
        if action not in COMMANDS:
            return super().check_action(action, parameters)
        may = action == "copy_table" or not self.session.sign_off_only
        if not (self.is_mounted and may and self.query(TableStep)):
            return False
        if action == "suggestions":
            return self.session.case.last is not None
        return action != "balance" or self._table.balances

    @property
    def _table(self) -> TableStep:
        return self.query_one(TableStep)

    def action_fill_table(self) -> None:
        """F5: put 0 into every blank cell of the table."""
        self.take_over()
        self.session.fill_table(self._table.key)
        self.changed()

    def action_fill_row(self) -> None:
        """F6: put 0 into the blank cells of the current row."""
        self.take_over()
        cells = cells_by_path(self.session.draft.edition, self._table.key)
        row = cells[self._table.path].row
        self.session.fill_zeros(cell.path for cell in cells.values() if cell.row == row)
        self.changed()

    def action_balance(self) -> None:
        """F7: 配平, the difference of the column goes into 结转下年度, far below: say so."""
        self.take_over()
        before = self.session.draft
        refused = self.session.balance_column(self._table.path)
        if refused:
            self.notify(refused, severity="warning", markup=False)
        else:
            done = what_balanced(before, self.session.draft, self._table.key)
            said = tr("{done}，Ctrl+Z 撤销", done=done) if done else tr("本来就平")
            self.notify(said, markup=False)
        self.changed()

    def action_suggestions(self) -> None:
        """F3: what follows from last year's report, to be taken over only when asked."""
        self.take_over()
        key = self._table.key
        suggestions = {
            path: text
            for path, text in self.session.suggestions().items()
            if path.startswith(f"{key}.") and self.session.text(path) != text
        }
        if not suggestions:
            self.notify(tr("没有可以从上年年报带来的数"), markup=False)
            return
        cells = cells_by_path(self.session.draft.edition, key)
        choices = [("all", plural("全部填入，{n} 格", len(suggestions)))]
        choices += [(path, f"{text}  {cells[path].label}") for path, text in suggestions.items()]

        def answered(answer: str | None) -> None:
            if answer is not None:
                taken = suggestions if answer == "all" else {answer: suggestions[answer]}
                self.session.edit(taken, tr("带入上年"))
                self.changed()

        self.app.push_screen(
            ChoiceDialog(tr("上年年报里有这些数，填入哪一格（Esc 不填）："), choices), answered
        )

    def action_copy_table(self) -> None:
        """F9: the whole table with its labels as tab-separated text, for a spreadsheet."""
        self.take_over()
        self.app.copy_to_clipboard(self._table.as_text())
        self.notify(tr("整表已复制，可以粘贴到表格软件"), markup=False)

    @on(Step.ZerosAsked)
    def _zeros_asked(self, event: Step.ZerosAsked) -> None:
        self.session.fill_zeros(event.paths)
        self.changed()

    @on(Step.BlockTyped)
    def _block_typed(self, event: Step.BlockTyped) -> None:
        self.session.edit(event.texts, event.what)
        self.changed()

    @on(Step.BlockPasted)
    def _block_pasted(self, event: Step.BlockPasted) -> None:
        """A single field goes straight into its cell; a block is shown before it is taken."""
        draft, key = self.session.draft, self._table.key
        block = parse_block(event.text)
        if len(block) == 1 and len(block[0]) == 1:
            self._put({event.path: block[0][0]})
            return
        plan = plan_paste(draft.edition, key, draft.entries(key), event.path, block)

        def taken(answer: str | None) -> None:
            if answer == PasteDialog.TAKE:
                self._put(plan.texts)

        self.app.push_screen(
            PasteDialog(described(self.session, key, plan), bool(plan.texts)), taken
        )

    def _put(self, texts: dict[str, str]) -> None:
        cells = cells_by_path(self.session.draft.edition, self._table.key)
        self.session.edit({p: t for p, t in texts.items() if not cells[p].computed}, tr("粘贴"))
        self.changed()
