"""The wizard: eight steps on one draft.

State flows one way: a step posts what was typed, this screen hands it to the session, and
every widget reads the session's new draft.
"""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer

from tuiwizard.drafts.recents import recent_for
from tuiwizard.forms.common import TableSection
from tuiwizard.forms.editions import section_model
from tuiwizard.rules.finding import Severity
from tuiwizard.session import Session, view
from tuiwizard.tui.help import help_for
from tuiwizard.tui.screens.dialogs import ChoiceDialog, TextDialog
from tuiwizard.tui.screens.importing import ImportingScreen
from tuiwizard.tui.screens.publishing import PublishingScreen
from tuiwizard.tui.screens.recovering import RecoveringScreen
from tuiwizard.tui.screens.typed import TypedScreen
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.saved_line import SavedLine
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.step_list import StepLine, StepList, step_line
from tuiwizard.tui.widgets.table_step import TableStep
from tuiwizard.tui.widgets.text_step import AgencyStep, TextStep
from tuiwizard.words import plural, tr


class WizardScreen(TypedScreen, PublishingScreen, ImportingScreen, RecoveringScreen):
    """One draft, one step at a time.

    Args:
        session: The draft to work on.
        step: The step to open at; None opens where the person left.
    """

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared by Textual
        (0, "-narrow"),
        (120, "-wide"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", tr("帮助"), priority=True),
        Binding("ctrl+s", "save", tr("保存"), priority=True, show=False),
        Binding("ctrl+b", "back", tr("上一步"), priority=True, show=False),
        Binding("ctrl+n", "next", tr("下一步"), priority=True),
        Binding("ctrl+g", "steps", tr("步骤"), priority=True),
        Binding("f4", "preview", tr("预览"), priority=True),
        Binding("f8", "check", tr("返回检查"), priority=True),
        Binding("f8", "check_now", tr("去检查"), priority=True, show=False),
        # F5 and F6 fill in: a table with zeros, a text with sentences.
        Binding("f5", "fill_table", tr("补零"), tooltip=tr("整表补零")),
        Binding("f6", "fill_row", tr("本行补零"), show=False),
        Binding("f7", "balance", tr("配平")),
        Binding("f3", "suggestions", tr("带入上年的数"), show=False),
        Binding("f9", "copy_table", tr("复制整表"), show=False),
        Binding("f5", "insert_sentence", tr("数据句"), tooltip=tr("插入数据句"), priority=True),
        Binding("f6", "insert_outline", tr("提纲"), tooltip=tr("插入提纲"), priority=True),
        Binding("f3", "last_text", tr("翻看上年正文"), priority=True, show=False),
        Binding("ctrl+e", "external_editor", tr("用外部编辑器修改"), priority=True, show=False),
        Binding("ctrl+z", "undo", tr("撤销"), show=False),
        Binding("ctrl+y", "redo", tr("重做"), show=False),
        Binding("f12", "history", tr("以前的版本"), show=False),
        # For the palette: too seldom used for a key of their own in the footer.
        Binding(
            "shift+f3", "choose_previous", tr("选上年年报"), show=False, tooltip=tr("选上年年报")
        ),
        Binding("shift+f4", "import_file", tr("读入"), show=False, tooltip=tr("读入年报文件")),
        Binding("shift+f5", "import_text", tr("读入"), show=False, tooltip=tr("读入年报文本")),
        Binding("f6", "remark", tr("写意见"), priority=True),
        Binding(
            "shift+f6", "settle_remark", tr("意见已处理"), show=False, tooltip=tr("意见已处理")
        ),
    ]

    def __init__(self, session: Session, *, step: str | None = None) -> None:
        super().__init__(session)
        recent = recent_for(session.path) if step is None else None
        self._at = step or (recent.at if recent else "")
        if self.step not in self.steps:
            self._at = self.steps[0]

    def compose(self) -> ComposeResult:
        """Top line, steps and step, and the line of keys."""
        yield Plain(id="top")
        yield Plain(id="where")
        yield Plain(id="remark")
        with Horizontal(id="main"):
            yield StepList(id="steps")
            with Vertical(id="step"):
                yield self._make_step(self._at)
        with Horizontal(id="bottom"):
            yield Footer(compact=True, show_command_palette=False)
            yield SavedLine(id="saved")

    def on_mount(self) -> None:
        """Say where the person is and how the file stands."""
        self._tell_steps()
        self.save()
        self.offer_rescue()

    def changed(self) -> None:
        """Show the new draft everywhere, and save it soon."""
        self._show_draft()
        self.save_soon()
        self.tell_status()

    def _show_draft(self) -> None:
        for step in self.query(Step):
            step.sync()
        self._tell_steps()

    def _tell_steps(self) -> None:
        draft = self.session.draft
        mode = tr("审查，只能看和提意见 · ") if self.session.sign_off_only else ""
        self.query_one("#top", Plain).show(mode + view.heading(draft))
        remark = self.session.sign_off.remarks.get(self.step, "")
        self.query_one("#remark", Plain).show(
            tr("审核意见：{remark}", remark=view.on_one_line(remark))
        )
        self.query_one("#remark").set_class(bool(remark), "-shown")
        findings = self.session.findings()
        self.query_one(StepList).show(draft, self.step, findings)
        where = tr(
            "第 {number} 步，共 {n} 步：", number=self.steps.index(self.step) + 1, n=len(self.steps)
        )
        where += (
            f"{view.step_name(draft, self.step)}  {view.step_state(draft, self.step, findings)}"
        )
        self.query_one("#where", Plain).show(where)

    # Steps

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the form of the draft's year has."""
        return view.steps(self.session.draft)

    def _make_step(self, at: str) -> Step:
        key = self.step
        if key == "publish":
            return PublishStep(self.session, key, self._finding)
        if key == "agency":
            return AgencyStep(self.session, key, at)
        if issubclass(section_model(self.session.draft.edition, key), TableSection):
            return TableStep(self.session, key, at)
        return TextStep(self.session, key, at)

    async def _open(self, at: str) -> None:
        """Show the step of a cell, the cursor in it."""
        self._at = at
        place = self.query_one("#step", Vertical)
        with self.app.batch_update():  # widgets being removed cannot paint any more
            await place.remove_children()
            self.app.capture_mouse(None)  # a field pressed just before would keep it for ever
            await place.mount(self._make_step(at))
        self._tell_steps()

    async def go_to(self, at: str | None) -> None:
        """Leave the step, saved, for another cell or step; None stays.

        What was said of the step before is not said of this one.
        """
        if at is None:
            return
        if at.partition(".")[0] != self.step:
            self.app.clear_notifications()
        self.save()
        if at.partition(".")[0] != self.step:
            await self._open(at)
            self.remember()
        for step in self.query(Step):
            step.go_to(at)

    @on(StepLine.Chosen)
    async def _step_chosen(self, event: StepLine.Chosen) -> None:
        await self.go_to(event.step)

    async def action_back(self) -> None:
        """The step before."""
        here = self.steps.index(self.step)
        if here:
            await self.go_to(self.steps[here - 1])

    async def action_next(self) -> None:
        """The next step; an unfinished one first says what is missing."""
        self.take_over()
        self.changed()
        here = self.steps.index(self.step)
        if here == len(self.steps) - 1:
            return
        onward = self.steps[here + 1]
        errors = (f for f in self.session.findings() if f.severity is Severity.ERROR)
        findings = [f for f in errors if f.section == self.step]
        if not findings:
            await self.go_to(onward)
            return
        lines = [(f.cells[0], view.on_one_line(f.message)) for f in findings]
        name = view.step_name(self.session.draft, self.step)
        choices = [(onward, tr("仍然继续，以后再填")), *lines]
        title = plural("“{name}”还有 {n} 处要填或要改，选一处去改：", len(lines), name=name)
        self.app.push_screen(ChoiceDialog(title, choices), self.go_to)

    def action_steps(self) -> None:
        """Choose a step."""
        self.take_over()
        self.changed()
        findings = self.session.findings()
        lines = [(s, step_line(self.session.draft, s, 44, findings)) for s in self.steps]
        dialog = ChoiceDialog(tr("去哪一步？"), lines, self.step, numbered=True)
        self.app.push_screen(dialog, self.go_to)

    # Commands

    def action_help(self) -> None:
        """F1: what this step and this cell are about, and the keys."""
        self.take_over()
        title = tr("{step} 帮助", step=view.step_name(self.session.draft, self.step))
        self.app.push_screen(TextDialog(title, help_for(self.session.draft, self._at)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The footer has room for F8 only where somebody came from the checks."""
        if action in ("check", "check_now"):
            came = self._finding is not None
            return self.step != "publish" and came == (action == "check")
        return super().check_action(action, parameters)
