"""The findings as a list: under the name of each step, one line each that fits."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tuiwizard.report.draft import Draft
from tuiwizard.report.state import State
from tuiwizard.rules.finding import Finding, Severity
from tuiwizard.session.finding_view import Overview, state_of
from tuiwizard.session.view import on_one_line, step_name, steps
from tuiwizard.tui.cells import cell_len, cut
from tuiwizard.tui.marks import mark_of, marked
from tuiwizard.words import plural, tr

_CLAUSE = re.compile(r"(?<=[，；。])|(?<=[,;.]) ")
"""Where a sentence can end early, in either language."""

_ENDS = "，；：。,;:. "  # not said: looked for


class ToDo(NamedTuple):
    """What is wanted before the report can be signed, and is no finding."""

    words: str


class Unchecked(NamedTuple):
    """Everything that could not be checked, folded to one line."""

    rules: int
    open: bool


Row = Finding | ToDo | Unchecked


class FindingList(OptionList):
    """The findings, and what else is to be done; the names of the steps cannot be chosen."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._draft: Draft | None = None
        self._overview = Overview((), (), ())
        self._to_do: Sequence[str] = ()
        self._rows: list[Row | None] = []
        self._open = False

    @property
    def row(self) -> Row | None:
        """What the cursor is on."""
        at = self.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    @property
    def current(self) -> Finding | None:
        """The finding under the cursor."""
        return self.row if isinstance(self.row, Finding) else None

    @property
    def listed(self) -> list[Finding]:
        """The findings that can be seen or scrolled to, in their order."""
        return [row for row in self._rows if isinstance(row, Finding)]

    def show(
        self, draft: Draft, overview: Overview, to_do: Sequence[str], on: Finding | None
    ) -> None:
        """Show the findings as they are now.

        Args:
            draft: What they are about.
            overview: The findings.
            to_do: What else is to be done, a line each.
            on: The finding that the cursor goes to, or the next to work on if that is settled.
        """
        at = self.highlighted or 0
        self._draft, self._overview, self._to_do = draft, overview, to_do
        self._open = self._open or (on is not None and on.severity is Severity.UNCHECKED)
        self._fill()
        self.highlighted = self._position(on, at)

    def go_to(self, code: str) -> None:
        """Put the cursor on the first finding of a rule."""
        self.highlighted = next(
            i for i, row in enumerate(self._rows) if isinstance(row, Finding) and row.rule == code
        )

    def unfold(self) -> None:
        """Show, or show no more, what could not be checked and why."""
        at = self.highlighted
        self._open = not self._open
        self._fill()
        self.highlighted = at  # what is unfolded comes below

    def on_resize(self, _event: events.Resize) -> None:
        """Have each line fit again."""
        row = self.row
        self._fill()
        self.highlighted = self._rows.index(row) if row is not None else self._first

    @property
    def _room(self) -> int:
        """Cells for a line."""
        return max(self.scrollable_content_region.width - 2, 20)

    def _fill(self) -> None:
        lines = list(self._every_line(self._draft)) if self._draft is not None else []
        self._rows = [row for row, _ in lines]
        self.set_options(Option(line, disabled=row is None) for row, line in lines)

    def _every_line(self, draft: Draft) -> Iterator[tuple[Row | None, Content]]:
        """Each line, and what it stands for; None where it cannot be chosen."""
        airy = self.screen.has_class("-wide")
        for step in self._overview.steps:
            yield None, self._heading(_numbered(draft, step.step))
            for finding in step.findings:
                said = finding.brief or finding.message
                yield finding, self._stamped(self._state(finding), str(said))
            yield from self._gap(airy=airy)
        if self._to_do:
            yield None, self._heading(tr("还要做的"))
            yield from ((ToDo(words), self._stamped(State.BLANK, words)) for words in self._to_do)
            yield from self._gap(airy=airy)
        rules = self._overview.rules_unchecked
        if rules:
            words = plural("未查 {n} 条规则", rules)
            sign = "-" if self._open else "+"
            yield Unchecked(rules, self._open), marked(f"{sign} {words}", "soft")
        for finding, number in self._overview.unchecked if self._open else ():
            line = f"{number}  {finding.why_unchecked}"
            yield finding, marked(f"    {cut(on_one_line(line), self._room - 4)}", "soft")
        if self._overview.steps and self._overview.clean:
            names = "  ".join(_numbered(draft, key) for key in self._overview.clean)
            yield from self._gap(airy=airy)
            yield None, marked(cut(f"{State.DONE}  {names}", self._room), "soft")

    def _gap(self, *, airy: bool) -> Iterator[tuple[None, Content]]:
        if airy:
            yield None, Content("")

    def _heading(self, words: str) -> Content:
        return marked(cut(words, self._room), "soft")

    def _state(self, finding: Finding) -> State:
        assert self._draft is not None
        return state_of(self._draft, finding) or State.ADVICE

    def _stamped(self, state: State, words: str) -> Content:
        quiet = state in (State.ANSWERED, State.ADVICE)
        line = headline(words, self._room - self._indent)
        return Content.assemble(
            "  ",
            stamped(state),
            " " * (self._indent - 2 - cell_len(str(state))),
            marked(line, "soft" if quiet else "ink"),
        )

    @property
    def _indent(self) -> int:
        """Cells in front of the words, the same under every stamp."""
        return 4 + max(cell_len(str(state)) for state in State)

    def _position(self, finding: Finding | None, at: int) -> int | None:
        """Return where a finding is listed now, or the next to work on if it is settled.

        Args:
            finding: The finding that the cursor was on.
            at: The place where it was listed.
        """
        listed = [(i, row) for i, row in enumerate(self._rows) if isinstance(row, Finding)]
        same = [i for i, row in listed if finding is not None and _same(row, finding)]
        if same:
            return same[0]
        onward = [i for i, row in listed if row.blocks]
        if finding is None:
            wrong = [i for i, row in listed if self._state(row) is State.ERROR]
            return next(iter(wrong or onward), self._first)
        return next((i for i in onward if i >= at), next(iter(onward), self._first))

    @property
    def _first(self) -> int | None:
        """The first line that can be chosen."""
        return next((i for i, row in enumerate(self._rows) if row is not None), None)


def stamped(state: State) -> Content:
    """Return the stamp of a finding; a blank is one of those that count."""
    return marked(str(state), "title" if state is State.BLANK else mark_of(state))


def _same(row: Finding, finding: Finding) -> bool:
    """Return whether a finding is listed as it was; one that is explained since is settled."""
    about = (row.rule, row.cells, row.span, row.explained)
    return about == (finding.rule, finding.cells, finding.span, finding.explained)


def _numbered(draft: Draft, step: str) -> str:
    return f"{steps(draft).index(step) + 1} {step_name(draft, step)}"


def headline(words: str, width: int) -> str:
    """Return a sentence on one line, ended behind a clause where it does not fit."""
    # "表三有 6 件逾期未缴费，第六部分的收费通知没有填，请核对" -> "表三有 6 件逾期未缴费"
    said = on_one_line(words)
    if cell_len(said) <= width:
        return said
    kept = ""
    for end in (found.start() for found in _CLAUSE.finditer(said)):
        line = said[:end].rstrip(_ENDS)
        if cell_len(line) > width:
            break
        kept = line
    return kept if cell_len(kept) > width // 2 else cut(said, width)
