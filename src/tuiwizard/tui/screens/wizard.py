"""The wizard: a step for each section of the form, and one to publish, on one draft.

State flows one way: a step posts what was typed, this screen hands it to the session, and every
widget reads the session's new draft. What asks the person is a flow (`tuiwizard.flows`).
"""

from collections.abc import Callable, Coroutine
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets.text_area import Selection

from tuiwizard.drafts.recents import recent_for
from tuiwizard.drafts.saver import Outcome
from tuiwizard.drafts.unsent import NO_TRAIL, Trail
from tuiwizard.errors import UNDECIDED, YearError
from tuiwizard.flows import (
    checking,
    correcting,
    filling,
    kept_count,
    publishing,
    remarking,
    saving,
    signing,
    versions,
)
from tuiwizard.flows.ask import AWAY, TO_START, Choice, Option, Tone
from tuiwizard.flows.commands import COMMANDS, KEYS_SHOWN, Place
from tuiwizard.flows.work import Work
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells_by_path
from tuiwizard.report.kept_count import NO_COUNT
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Change, Session, view
from tuiwizard.session.editing import year_typed
from tuiwizard.session.remark_view import of_section
from tuiwizard.session.step_stamps import step_stamps
from tuiwizard.session.view import YEAR
from tuiwizard.tui.chinese import ChineseScreen
from tuiwizard.tui.conversation import Retraced
from tuiwizard.tui.flow_runner import Flow
from tuiwizard.tui.help import help_for
from tuiwizard.tui.screen_ask import ScreenAsk
from tuiwizard.tui.screens import wizard_keys
from tuiwizard.tui.widgets.choice import Choice as FieldChoice
from tuiwizard.tui.widgets.fields import Field
from tuiwizard.tui.widgets.finding_list import FindingList
from tuiwizard.tui.widgets.key_line import KeyLine
from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.tui.widgets.publish_step import PublishStep
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.step_line import step_line
from tuiwizard.tui.widgets.step_pane import StepPane
from tuiwizard.tui.widgets.table_grid import TableGrid
from tuiwizard.tui.widgets.text_area import NarrativeArea, location
from tuiwizard.tui.widgets.top_bar import TopBar
from tuiwizard.words import plural, tr

LOOK_AGAIN = 0.4
"""Seconds between two looks at what is being typed and not yet accepted."""

KEEP_LOCK = 2.0
"""Seconds between two attempts at a lock that was taken over from somebody."""


class WizardScreen(ChineseScreen[None]):
    """One draft, one step at a time.

    Args:
        session: The draft to work on.
        ask: Asks the person.
        step: The step to open at; None opens where the person left.
    """

    HORIZONTAL_BREAKPOINTS = [*wizard_keys.WIDTHS]  # noqa: RUF012 - declared by Textual
    VERTICAL_BREAKPOINTS = [*wizard_keys.HEIGHTS]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [*wizard_keys.BINDINGS]

    class Saved(Message):
        """The saver has tried to save.

        Attributes:
            outcome: What became of it.
        """

        def __init__(self, outcome: Outcome) -> None:
            super().__init__()
            self.outcome = outcome

    class Left(Message):
        """The person has left the draft.

        Attributes:
            farewell: How its file stands.
            to_start: Whether they go on with another draft.
        """

        def __init__(self, farewell: str, *, to_start: bool = False) -> None:
            super().__init__()
            self.farewell = farewell
            self.to_start = to_start

    def __init__(self, session: Session, ask: ScreenAsk, *, step: str | None = None) -> None:
        super().__init__()
        self.session = session
        self.work = Work(session, ask, self, told=self._told)
        session.count = NO_COUNT  # until it was looked at beside the keys
        self._ask = ask
        recent = recent_for(session.path) if step is None else None
        at = step or (recent.at if recent else "")
        known = at.partition(".")[0] in self.steps
        self._pane = StepPane(session, at if known else self.steps[0])

    def compose(self) -> ComposeResult:
        """The bar with the steps, the step (`#main` has room beside it), and the line of keys."""
        yield TopBar(id="top")
        yield Plain(id="remark")
        with Horizontal(id="main"):
            yield self._pane
        yield KeyLine()

    def on_mount(self) -> None:
        """Say where the person is and whether the file is saved; keep it saved from now on."""
        self._show_steps()
        self.work.save()
        self.app.app_suspend_signal.subscribe(self, lambda _: self.work.save(), immediate=True)
        self.set_interval(LOOK_AGAIN, self.work.save_typing)
        self.set_interval(LOOK_AGAIN, self.keep_typed)
        self._type_year_again()
        self.set_interval(KEEP_LOCK, self.work.keep_claim)
        self._ask.begin(self._begin())

    async def _begin(self) -> None:
        """Offer what was put away, and look at the ledger, which takes a while."""
        saving.say_what_is_lost(self.work)
        versions.say_edited(self.work)
        await versions.offer_rescued(self.work)
        await versions.offer_left(self.work)
        correcting.say_signed(self.work)
        at = await remarking.look_at_remarks(self.work)
        if at is not None:
            await self.go_to(at)
        await kept_count.look_at_opening(self.work)
        await self._go_on()

    async def _go_on(self) -> None:
        """Begin a conversation again that was broken off while something was typed."""
        typed = self.work.unsent.last
        if typed is None:
            return
        trail = typed.trail
        if trail.at.partition(".")[0] in self.steps:
            await self.go_to(trail.at)
        with self.work.given(Retraced(trail)):
            flow = self._beginning(trail)
            if flow is not None:
                await self._ask.converse(self._finish(flow), trail)

    def _beginning(self, trail: Trail) -> Flow | None:
        """The flow that was broken off; none where there is nothing left for it to do."""
        match trail.began:
            case "explain":
                findings = self.session.findings()
                found = (finding for finding in findings if _identity(finding) == trail.about)
                finding = next(found, None)
                return None if finding is None else checking.explain(self.work, finding)
            case "sign_off":
                return signing.sign_off(self.work)
            case "output":
                return publishing.put_out(self.work)
            case name if name in COMMANDS and COMMANDS[name].works(Place(self.session, self.step)):
                return COMMANDS[name].run(self.work)
        return None

    def _trail(self, began: str, about: str = "") -> Trail:
        """The beginning of a conversation where the person is."""
        return Trail(began, self.at, about)

    def on_unmount(self) -> None:
        """Let the saver end, and the next one work on the draft."""
        self.work.close()

    async def _run(self, flow: Flow, trail: Trail = NO_TRAIL) -> None:
        """Run a flow on what has been typed so far."""
        self.take_over()
        await self._ask.run(flow, trail)

    # What flows need of the screen (`flows.work.Surface`)

    @property
    def at(self) -> str:
        """The cell or the step the person is in."""
        return self._pane.at

    @property
    def step(self) -> str:
        """The key of the current step."""
        return self._pane.key

    def take_over(self) -> None:
        """Hand what is being typed to the session, before anything else happens."""
        pending = self._pane.pending()
        for path, text in pending.items():
            if path == YEAR:
                self._set_year(text)
            else:
                self.session.edit({path: text})
        if pending:
            self.show_draft()

    def typing(self) -> dict[str, str]:
        """What is being typed and not yet handed over, left as it is."""
        return self._pane.typing()

    def show_draft(self) -> None:
        """Show the draft as it is now in everything on the screen."""
        self._pane.show()
        self._show_steps()

    async def show_another(self) -> None:
        """Show a draft that was exchanged as a whole."""
        if self.step not in self.steps:  # the draft is another year's, on another form
            await self._open(YEAR)
            return
        known = cells_by_path(self.session.draft.edition, self.step) if self._in_section else {}
        await self._open(self.at if self.at in known or not self._in_section else self.step)

    def show_outcome(self, outcome: Outcome) -> None:
        """Show whether the work is on disk."""
        for bar in self.query(TopBar):
            bar.show_saved(outcome.when, outcome.failure, outcome.brief)

    def settle(self) -> None:
        """Ask what to do about a save of which only the person can know."""
        self._ask.begin(saving.settle(self.work))

    def insert(self, text: str, what: str) -> None:  # noqa: ARG002 - typing is its own intention
        """Put lines into the narrative at the cursor; several stay lines of their own."""
        step = self._pane.text
        if step is not None:
            step.insert(text, own_lines="\n" in text)

    def restore(self) -> None:
        """Show a text that was changed elsewhere also where it is being edited."""
        self._pane.restore()

    def show_passage(self, path: str, start: int, end: int) -> None:
        """Select a passage of a text, which is no longer marked."""
        self._pane.show()
        for area in self.query(NarrativeArea):
            if area.path == path:
                area.selection = Selection(location(area.text, start), location(area.text, end))

    def leave_terminal(self, work: Callable[[], str]) -> str:
        """Let another program have the terminal to itself."""
        try:
            with self.app.suspend():
                return work()
        except SuspendNotSupported:
            return tr("这个终端不能切换到外部编辑器")

    # The lines around the step

    def _show_steps(self) -> None:
        session, draft = self.session, self.session.draft
        remark = of_section(draft, self.step)
        self.query_one("#remark", Plain).show(tr("审核意见：{remark}", remark=remark))
        self.query_one("#remark").set_class(bool(remark), "-shown")
        self.query_one(TopBar).show(
            view.on_one_line(draft.agency_name) or tr("（机关名称未填）"),
            tr("{year}年度", year=draft.year),
            tr("{edition}版表格", edition=draft.edition),
            step_stamps(draft, session.findings(), session.sign_off_status),
            self.step,
            tr("审查，只能看和提意见") if session.sign_off_only else "",
        )

    def _told(self, outcome: Outcome) -> None:
        """From the saver's thread: messages may be posted from any."""
        if self.is_running:
            self.post_message(self.Saved(outcome))

    @on(Saved)
    def _saved(self, event: Saved) -> None:
        event.stop()
        before, failed = self.work.outcome.error, event.outcome.error
        if failed and not before and not isinstance(failed, UNDECIDED):  # of those it is asked
            words = tr("未保存：{failure}", failure=event.outcome.brief)
            self.work.ask.tell(words, Tone.REFUSAL)
        self.work.received(event.outcome)

    # From step to step

    @property
    def _in_section(self) -> bool:
        return self.step != "publish"

    async def _open(self, at: str) -> None:
        await self._pane.open(at)
        self._type_year_again()
        self._show_steps()

    async def go_to(self, at: str) -> None:
        """Leave the step, saved, for another cell or step.

        What was said of the step before is not said of this one.
        """
        another = at.partition(".")[0] != self.step
        if another:
            self.app.clear_notifications()
        self.work.save()
        if another:
            await self._open(at)
            self.work.remember()
        self._pane.go_to(at)

    @on(TopBar.Chosen)
    async def _step_chosen(self, event: TopBar.Chosen) -> None:
        await self.go_to(event.step)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that the form of the draft's year has."""
        return view.steps(self.session.draft)

    async def action_back(self) -> None:
        """Go to the step before."""
        here = self.steps.index(self.step)
        if here:
            await self.go_to(self.steps[here - 1])

    async def action_next(self) -> None:
        """Go to the next step; an unfinished one first says what is missing."""
        self.take_over()
        self.work.changed()
        await self._ask.run(self._next())

    async def _next(self) -> None:
        at = await checking.next_step(self.work)
        if at is not None:
            await self.go_to(at)

    async def action_steps(self) -> None:
        """Choose a step."""
        self.take_over()
        self.work.changed()
        await self._ask.run(self._choose_step())

    async def _choose_step(self) -> None:
        findings = self.session.findings()
        options = [
            Option(step, step_line(self.session.draft, step, 44, findings)) for step in self.steps
        ]
        question = Choice("step", tr("去哪一步？"), options, self.step, numbered=True)
        step = await self.work.ask.choose(question)
        if step is not None:
            await self.go_to(step)

    async def action_check(self) -> None:
        """F8: back to the list of findings, to the one last chosen."""
        await self.go_to("publish")

    async def action_check_now(self) -> None:
        """F8 for who has not come from there: on to the last step."""
        await self.go_to("publish")

    @on(Step.JumpAsked)
    async def _jump_asked(self, event: Step.JumpAsked) -> None:
        self._pane.finding = finding = event.finding
        await self.go_to(finding.cells[0] if finding.cells else finding.section)
        if finding.span is not None:
            self.show_passage(finding.span.path, finding.span.start, finding.span.end)

    @on(Step.PlaceAsked)
    async def _place_asked(self, event: Step.PlaceAsked) -> None:
        await self.go_to(event.place)

    # What is typed

    @on(Step.Typed)
    def _typed(self, event: Step.Typed) -> None:
        if event.growing:
            self.session.type_text(event.path, event.text)
        else:
            self.session.edit({event.path: event.text})
        self.work.changed()

    @on(Step.YearTyped)
    async def _year_typed(self, event: Step.YearTyped) -> None:
        if not self._set_year(event.text):
            return
        step = self._pane.step
        await self._open(self.at if step is None else step.path)  # where the person is by now
        self.work.changed()

    def keep_typed(self) -> None:
        """Keep a year that is typed and not the draft's: it may be none."""
        year = self._pane.year
        if year is None:
            return
        if year == str(self.session.draft.year):
            self.work.unsent.drop(YEAR)
        elif (year,) != self.work.unsent.found(YEAR):
            self.work.unsent.keep(YEAR, (year,))

    def _type_year_again(self) -> None:
        """Show a year that was typed and not taken, with the reason."""
        for year in self.work.unsent.found(YEAR):
            if self._pane.type_year(year):
                try:
                    year_typed(year)
                except YearError as error:
                    self._pane.refuse(YEAR, str(error))

    def _set_year(self, text: str) -> bool:
        """Change the report year, or say why not.

        Returns:
            Whether it could be taken.
        """
        try:
            self.session.type_year(text)
        except YearError as error:
            self._pane.refuse(YEAR, str(error))
            self.keep_typed()
            self.work.ask.tell(str(error), Tone.REFUSAL)
            return False
        self.work.unsent.drop(YEAR)
        return True

    @on(Step.Passed)
    async def _passed(self) -> None:
        await self.action_next()

    @on(Step.ZerosAsked)
    def _zeros_asked(self, event: Step.ZerosAsked) -> None:
        filling.fill_zeros(self.work, event.paths)

    @on(Step.BlockTyped)
    def _block_typed(self, event: Step.BlockTyped) -> None:
        self.work.edit(event.texts, event.what)

    @on(Step.BlockPasted)
    async def _block_pasted(self, event: Step.BlockPasted) -> None:
        await self._ask.run(filling.paste(self.work, event.path, event.text))

    @on(Step.ChoiceAsked)
    async def _choice_asked(self, event: Step.ChoiceAsked) -> None:
        await self._ask.run(self._choose_answer(event.cell))

    async def _choose_answer(self, cell: Cell) -> None:
        """Choose, and go on to the next field: an answered one needs no more keys."""
        if await filling.choose_answer(self.work, cell):
            self.focus_next()

    @on(Step.Dropped)
    def _dropped(self, event: Step.Dropped) -> None:
        dropped = plural("粘贴的内容里有 {n} 个看不见的控制字符，已去掉", event.count)
        self.work.ask.tell(dropped, Tone.WARNING)

    @on(Step.UndoAsked)
    async def _undo_asked(self, event: Step.UndoAsked) -> None:
        await (self.action_redo() if event.redo else self.action_undo())

    async def action_undo(self) -> None:
        """Ctrl+Z: take the last intention back, in whichever step it was."""
        self.take_over()
        await self._show_change(self.session.undo(), tr("撤销"))

    async def action_redo(self) -> None:
        """Ctrl+Y: do it again."""
        self.take_over()
        await self._show_change(self.session.redo(), tr("重做"))

    async def _show_change(self, change: Change | None, word: str) -> None:
        if change is None:
            self.work.ask.tell(tr("没有可以{word}的了", word=word))
            return
        self._pane.restore()  # before its text is taken for newly typed
        if change.whole:
            await self.show_another()
        elif change.years[0] != change.years[1]:  # the step on the screen is of another form
            await self._open(YEAR)
        else:
            await self.go_to(change.at or self.step)
        self.work.changed()

    # Commands

    @property
    def keys_shown(self) -> tuple[str, ...]:
        """The keys of what has the keys come first."""
        kinds = {TableGrid: "table", NarrativeArea: "text", Field: "field", FindingList: "findings"}
        around = self.focused.ancestors_with_self if self.focused is not None else ()
        if isinstance(self.focused, FieldChoice):
            return KEYS_SHOWN["choice"]
        found = (kind for node in around for of, kind in kinds.items() if isinstance(node, of))
        return KEYS_SHOWN[next(found, "")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only commands that work here have keys."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action == "command":
            place = Place(self.session, self._pane.shown_key)
            return COMMANDS[str(parameters[0])].works(place)
        if action in ("check", "check_now"):  # the footer has room where one comes from there
            came = self._pane.finding is not None
            return self._in_section and came == (action == "check")
        return super().check_action(action, parameters)

    async def action_command(self, name: str) -> None:
        """Carry out one of `flows.commands` on what has been typed so far."""
        self.take_over()
        flow = COMMANDS[name].run(self.work)
        if flow is not None:
            await self._ask.run(self._finish(flow), self._trail(name))

    async def action_help(self) -> None:
        """F1: what this step and this cell are about, and the keys."""
        self.take_over()
        title = tr("{step} 帮助", step=view.step_name(self.session.draft, self.step))
        await self._ask.run(self._ask.show(title, help_for(self.session.draft, self.at)))

    async def leave(self) -> None:
        """Save and leave; if it cannot be saved, the person decides."""
        await self._run(self._leave())

    async def _leave(self, *, to_start: bool = False) -> None:
        farewell = await saving.leave(self.work)
        if farewell is not None:
            self.work.close()
            self.post_message(self.Left(farewell, to_start=to_start))

    @on(PublishStep.ExplainAsked)
    async def _explain_asked(self, event: PublishStep.ExplainAsked) -> None:
        finding = event.finding
        trail = self._trail("explain", _identity(finding))
        await self._run(checking.explain(self.work, finding), trail)

    @on(PublishStep.UsualAsked)
    def _usual_asked(self, event: PublishStep.UsualAsked) -> None:
        checking.explain_as_usual(self.work, event.finding)

    @on(PublishStep.FixAsked)
    async def _fix_asked(self, event: PublishStep.FixAsked) -> None:
        await self._run(checking.fix(self.work, event.finding))

    @on(PublishStep.SignOffAsked)
    async def _sign_off_asked(self) -> None:
        await self._run(self._finish(signing.sign_off(self.work)), self._trail("sign_off"))

    @on(PublishStep.OutputAsked)
    async def _output_asked(self) -> None:
        await self._run(self._finish(publishing.put_out(self.work)), self._trail("output"))

    async def _finish(self, flow: Coroutine[Any, Any, object]) -> None:
        """Run a flow, and go where the person wants to go once the report is written."""
        wanted = await flow
        if wanted in (TO_START, AWAY):
            await self._leave(to_start=wanted == TO_START)


def _identity(finding: Finding) -> str:
    """What tells a finding from all others, also the next time."""
    return " ".join((finding.rule, *finding.cells, str(finding.message)))
