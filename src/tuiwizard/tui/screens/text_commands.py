"""Commands on texts and fields: outline, sentences from the tables, one's own editor, answers."""

from textual import on
from textual.app import SuspendNotSupported

from tuiwizard.forms.editions import section_model
from tuiwizard.report.sentences import data_sentences, unfinished_tables
from tuiwizard.session.editor import NO_EDITOR, editor, written_in
from tuiwizard.tui.screens.dialogs import ChoiceDialog
from tuiwizard.tui.screens.table_commands import TableCommands
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.text_step import TextStep
from tuiwizard.words import plural, tr

COMMANDS = frozenset(("insert_sentence", "insert_outline", "external_editor", "last_text"))


class TextCommands(TableCommands):
    """A draft whose texts can be written from its tables or in another editor."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """These are commands of texts only, some only of those that have what they offer."""
        if action not in COMMANDS:
            return super().check_action(action, parameters)
        texts = self.query(TextStep) if self.is_mounted and not self.session.sign_off_only else ()
        if not any(step.has_text for step in texts):
            return False
        if action == "insert_outline":
            return bool(self._outline)
        return action != "last_text" or bool(self.session.last_text(self._text.text_path))

    @property
    def _text(self) -> TextStep:
        return self.query_one(TextStep)

    @property
    def _outline(self) -> tuple[str, ...]:
        return section_model(self.session.draft.edition, self._text.key).outline

    def action_insert_outline(self) -> None:
        """F6: put in the lines the notice asks for, those that are not there yet."""
        self.take_over()
        step = self._text
        here = self.session.text(step.text_path)
        missing = [line for line in self._outline if line not in here]
        if missing:
            step.insert("\n".join(missing), own_lines=True)
        else:
            self.notify(tr("提纲都在了"), markup=False)

    def action_last_text(self) -> None:
        """F3: last year's text to leaf through, paragraph by paragraph; one may be taken over."""
        self.take_over()
        text = self.session.last_text(self._text.text_path)
        paragraphs = [(line, line) for line in text.split("\n") if line.strip()]
        title = tr("上年正文：↑↓ 翻看，Enter 把这一段插入光标处（Esc 不插入）")
        self.app.push_screen(ChoiceDialog(title, paragraphs), self._insert)

    def action_insert_sentence(self) -> None:
        """F5: choose a sentence that the tables support."""
        self.take_over()
        sentences = data_sentences(self.session.draft)
        if not sentences:
            tables = tr("、").join(f"“{t}”" for t in unfinished_tables(self.session.draft))
            self.notify(
                tr("{tables}还没有填完，填完再插入", tables=tables),
                severity="warning",
                markup=False,
            )
        else:
            choices = [(sentence, sentence) for sentence in sentences]
            self.app.push_screen(ChoiceDialog(tr("插入哪一句？"), choices), self._insert)

    def _insert(self, sentence: str | None) -> None:
        if sentence is not None:
            self._text.insert(sentence)

    def action_external_editor(self) -> None:
        """Ctrl+E: write the text in $VISUAL or $EDITOR and take it back."""
        self.save()
        command = editor()
        if not command:
            self.notify(NO_EDITOR, severity="warning", markup=False)
            return
        path = self._text.text_path
        text, problem = self._written_in(command, self.session.text(path))
        if problem:
            self.refuse(problem)
        elif self.session.edit({path: text}, tr("外部编辑")):
            self._text.restore()  # before what stands there is taken for newly typed
            self.changed()

    def _written_in(self, command: list[str], text: str) -> tuple[str, str]:
        """The text after the editor has been at it, or why it is not to be had."""
        try:
            with self.app.suspend():
                return written_in(command, text)
        except SuspendNotSupported:
            return text, tr("这个终端不能切换到外部编辑器")

    @on(Step.ChoiceAsked)
    def _choice_asked(self, event: Step.ChoiceAsked) -> None:
        """Open the answers on the one that stands there."""
        cell = event.cell

        def chosen(answer: str | None) -> None:
            if answer is not None and self.session.edit({cell.path: answer}):
                self.changed()

        dialog = ChoiceDialog(cell.label, cell.choices, self.session.text(cell.path))
        self.app.push_screen(dialog, chosen)

    @on(Step.Dropped)
    def _dropped(self, event: Step.Dropped) -> None:
        message = plural("粘贴的内容里有 {n} 个看不见的控制字符，已去掉", event.count)
        self.notify(message, severity="warning", markup=False)
