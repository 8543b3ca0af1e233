"""The steps of text: the narratives, section 六 with its fees, and the cover."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static, TextArea

from tuiwizard.forms.characters import without_invisible
from tuiwizard.forms.common import Kind
from tuiwizard.forms.editions import section_model
from tuiwizard.forms.grid import Cell
from tuiwizard.forms.layout import cells
from tuiwizard.report.safety import printable
from tuiwizard.session.finding_view import problems
from tuiwizard.session.view import YEAR, guidance, year_cell
from tuiwizard.tui.widgets.count_bar import CountBar
from tuiwizard.tui.widgets.fields import Field
from tuiwizard.tui.widgets.find_line import FindLine
from tuiwizard.tui.widgets.problem_summary import ProblemSummary
from tuiwizard.tui.widgets.side_page import PlaceChosen, SidePage, page_of
from tuiwizard.tui.widgets.step import Step
from tuiwizard.tui.widgets.text_area import NarrativeArea
from tuiwizard.words import plural, tr

BESIDE = 112
"""Cells from which on the guidance stands beside the page: 78 for a page of 36 characters."""

POST_AFTER = 0.1
"""Seconds that typing is gathered before it goes to the session: no key waits for checks."""


class TextStep(Step):
    """A text with its guidance beside it, and single fields, if the section has any."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "find", tr("查找"), show=False, priority=True)
    ]

    fields_first = False
    wide_class = "-beside"
    _timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """What is wrong, the editor, the guidance, the count, and the fields above or below."""
        self._synced: dict[str, str] = {}
        yield ProblemSummary()
        if self.fields_first:
            yield from self._compose_fields()
        for cell in self._cells(text=True):
            with Horizontal(classes="text-step"):
                area = NarrativeArea(cell.path, self.session.text(cell.path))
                area.read_only = self.session.sign_off_only
                with VerticalScroll(classes="guidance", can_focus=False):
                    yield Static(Content("\n".join(self._guidance(cell))))
                yield area
        yield FindLine()
        yield CountBar()
        if not self.fields_first:
            yield from self._compose_fields()

    def on_mount(self) -> None:
        """Start where the person left."""
        if not self.children:  # exchanged for another step before it was there
            return
        self.sync()
        self.go_to(self.start)

    def on_resize(self) -> None:
        """Put the guidance beside the page where there is room for both."""
        self.set_class(self.size.width >= BESIDE, self.wide_class)
        if self.screen.focused is not None and self in self.screen.focused.ancestors:
            self.screen.focused.scroll_visible(animate=False, immediate=True)

    @property
    def path(self) -> str:
        """The cell that has the focus."""
        focused = self.screen.focused
        for ancestor in focused.ancestors_with_self if focused else ():
            if isinstance(ancestor, NarrativeArea):
                return ancestor.path
            if isinstance(ancestor, Field):
                return ancestor.cell.path
        return self.key

    def sync(self) -> None:
        """Show texts, problems and the count as they are now.

        What is being edited stays: the draft may be letters behind a fast typist.
        """
        for area in self.query(NarrativeArea):
            # It may be ahead of the draft, also just after it was left: typing is never taken back.
            # Where nobody typed, a report that was read in comes into the text one is in, too.
            text = self.session.text(area.path)
            untouched = area.value == self._synced.get(area.path)
            if untouched or (not area.has_focus and self._timer is None):
                area.show(text)
            self._synced[area.path] = text
        found = problems(self.session, self.key)
        for field in self.query(Field):
            field.show(self._known(field.cell.path), found.get(field.cell.path))
        self.query_one(ProblemSummary).show(self.session, self.key)
        self._mark()
        self._count()

    def refuse(self, path: str, words: str) -> None:
        """Say at a field why what stands there cannot be taken."""
        for field in self.query(Field):
            if field.cell.path == path:
                field.refuse(words)

    @property
    def year(self) -> Field | None:
        """The field for the report year, where there is one."""
        return next((field for field in self.query(Field) if field.cell.path == YEAR), None)

    def restore(self) -> None:
        """Show the draft also in what is being edited: after undo and redo."""
        for area in self.query(NarrativeArea):
            area.show(self.session.text(area.path))
        for field in self.query(Field):
            if field.cell.path != YEAR:
                field.replace(self.session.text(field.cell.path))
        self.sync()

    def go_to(self, path: str) -> None:
        """Put the focus into the cell's editor, or into the first."""
        for area in self.query(NarrativeArea):
            if area.path == path or (not self.fields_first and path in ("", self.key)):
                self.screen.set_focus(area)
                return
        fields = list(self.query(Field))
        field = next((f for f in fields if f.cell.path == path), fields[0] if fields else None)
        if field is not None:
            field.enter()

    @property
    def has_text(self) -> bool:
        """Whether there is a narrative to write in."""
        return bool(self.query(NarrativeArea))

    @property
    def text_path(self) -> str:
        """The path of the narrative."""
        return self.query_one(NarrativeArea).path

    @property
    def invisible(self) -> int:
        """How many characters without a shape there are in the texts of the step."""
        texts = (self._known(cell.path) for cell in self._cells(text=True))
        return sum(len(text) - len(without_invisible(text)) for text in texts)

    def insert(self, text: str, *, own_lines: bool = False) -> None:
        """Put a text in at the cursor.

        Args:
            text: The text.
            own_lines: Whether it shares no line with what stands there.
        """
        area = self.query_one(NarrativeArea)
        if own_lines:
            (top, left), (bottom, right) = sorted(area.selection)
            before, after = area.document[top][:left], area.document[bottom][right:]
            text = ("\n" if before else "") + text + ("\n" if after else "")
        area.replace(text, *area.selection)
        self.screen.set_focus(area)

    def pending(self) -> dict[str, str]:
        """Texts that stand here and have not reached the session, the year among them."""
        here = {area.path: area.value for area in self.query(NarrativeArea)}
        here |= {f.cell.path: f.value for f in self.query(Field) if not f.refused}
        return {path: text for path, text in here.items() if text != self._known(path)}

    def typing(self) -> dict[str, str]:
        """What has not reached the session, but for the year, which may be of another form."""
        return {path: text for path, text in self.pending().items() if path != YEAR}

    def _known(self, path: str) -> str:
        return str(self.session.draft.year) if path == YEAR else self.session.text(path)

    def _compose_fields(self) -> ComposeResult:
        for cell in self._cells(text=False):
            yield Field(cell, self.session.text(cell.path), disabled=self.session.sign_off_only)

    def _cells(self, *, text: bool) -> list[Cell]:
        every = cells(self.session.draft.edition, self.key)
        return [cell for cell in every if (cell.kind is Kind.TEXT) == text]

    def _guidance(self, cell: Cell) -> tuple[str, ...]:
        last = printable(self.session.last_text(cell.path))
        return (
            cell.help,
            *guidance(self.session.draft.edition, self.key),
            *((tr("上年正文：\n{last}", last=last),) if last else ()),
        )

    def _mark(self) -> None:
        """Underline what was brought forward and not looked at since."""
        for area in self.query(NarrativeArea):
            area.mark((p.start, p.end) for p in self.session.unseen(area.path, area.value))

    def _count(self) -> None:
        length = sum(len("".join(area.text.split())) for area in self.query(NarrativeArea))
        most = section_model(self.session.draft.edition, self.key).limit
        said = [plural("{n} 字", length)]
        if self.session.last_text(self.text_path) and not self.session.sign_off_only:
            said.append(tr("F3 翻看上年正文"))
        if self.invisible:
            said.append(plural("有 {n} 个看不见的字符（显示为 \ufffd），F9 清理", self.invisible))
        unseen = len(self.session.unseen(self.text_path))
        if unseen:
            said.append(plural("F2 看带入的，还有 {n} 处", unseen))
        fixes = len(self.session.text_fixes(self.key))
        if fixes:
            said.append(plural("F7 随表改 {n} 处", fixes))
        limit = tr("原则上不超过 {most} 字", most=most) if most else ""
        self.query_one(CountBar).show("  ".join(said), limit, length / most if most else 0)

    def action_find(self) -> None:
        """Ctrl+F: look for words in the text."""
        self.query_one(FindLine).open()

    @on(FindLine.Asked)
    def _find(self, event: FindLine.Asked) -> None:
        """Go to the next place where the words stand, and around to the first."""
        event.stop()
        area = self.query_one(NarrativeArea)
        number, count = area.find(event.words)
        self.query_one(FindLine).tell(number, count)

    @on(FindLine.Left)
    def _found(self, event: FindLine.Left) -> None:
        """Go on in the text, where something was found."""
        event.stop()
        self.screen.set_focus(self.query_one(NarrativeArea))

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        """Post what was typed a moment later: what an input method commits arrives as one."""
        event.stop()
        self._mark()
        if self._timer is None:
            self._timer = self.set_timer(POST_AFTER, self._post)

    def _post(self) -> None:
        self._timer = None
        for area in self.query(NarrativeArea):
            if area.value != self.session.text(area.path):
                self.post_message(Step.Typed(area.path, area.value, growing=True))


class AgencyStep(TextStep):
    """基本情况: the year and the office."""

    fields_first = True
    wide_class = "-paged"

    def compose(self) -> ComposeResult:
        """What is asked at the left, and at the right the page it goes into, if there is room."""
        with Horizontal(classes="asked-and-page"):
            with VerticalScroll(classes="asked", can_focus=False):
                yield from super().compose()
            yield page_of(self.session)

    def sync(self) -> None:
        """Have the page follow."""
        super().sync()
        self._follow()

    @on(events.DescendantFocus)
    def _follow(self) -> None:
        at = self.path
        known = at in (cell.path for cell in self._cells(text=False))
        self.query_one(SidePage).follow(at, self._known(at) if known else "")

    @on(PlaceChosen)
    def _pointed_at(self, event: PlaceChosen) -> None:
        event.stop()
        self.post_message(Step.PlaceAsked(event.place))

    def on_mount(self) -> None:
        """Say what the text below the fields is."""
        if not self.children:  # exchanged for another step before it was there
            return
        for area, cell in zip(self.query(NarrativeArea), self._cells(text=True), strict=True):
            area.border_title = Content(cell.label)
        super().on_mount()

    def _compose_fields(self) -> ComposeResult:
        yield Field(year_cell(), str(self.session.draft.year), disabled=self.session.sign_off_only)
        yield from super()._compose_fields()
