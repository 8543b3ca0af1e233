"""One finding: its figures, its sentence, what can be done about it, and its explanation."""

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tuiwizard.report.state import State
from tuiwizard.rules.finding import Finding
from tuiwizard.session import Session
from tuiwizard.session.finding_view import Detail, FigureLine, detail, state_of
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.cells import cell_len, cut, left, right, wrap
from tuiwizard.tui.marks import mark_of, marked
from tuiwizard.words import tr

_HALVES = 44
"""Cells from which on two sums stand side by side."""

_GAP = 4


class FindingDetail(VerticalScroll):
    """Everything there is to know of one finding; the arrows scroll what does not fit."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._shown: tuple[Finding, State | None, Detail] | None = None
        self._words: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """One text, which scrolls."""
        yield Static(markup=False)

    def show(self, session: Session, finding: Finding) -> None:
        """Show a finding."""
        state = state_of(session.draft, finding)
        self._shown, self._words = (finding, state, detail(session, finding)), ()
        self._draw()

    def tell(self, *words: str) -> None:
        """Show a few sentences in place of a finding, the first one as a title."""
        self._shown, self._words = None, words
        self._draw()

    def on_resize(self, _event: events.Resize) -> None:
        """Break the lines anew."""
        self._draw()

    def _draw(self) -> None:
        width = max(self.scrollable_content_region.width, 20)
        if self._shown is not None:
            lines = list(finding_lines(*self._shown, width))
        else:
            title, *rest = self._words or ("",)
            lines = [marked(line, "title") for line in wrap(title, width)]
            lines += [Content(line) for text in rest for line in wrap(text, width)]
        self.query_one(Static).update(Content("\n").join(lines))


def finding_lines(
    finding: Finding, state: State | None, shown: Detail, width: int
) -> Iterator[Content]:
    """Yield the lines about a finding.

    Args:
        finding: The finding.
        state: What it is stamped with.
        shown: What there is to say of it.
        width: Cells of a line.
    """
    yield from _head(finding, state, shown, width)
    yield from (marked(line, "ink") for line in wrap(shown.sentence, width))
    if shown.passage is not None:
        before, words, after = shown.passage
        yield Content("")
        yield Content.assemble(marked(before, "soft"), marked(words, "open"), marked(after, "soft"))
    if shown.figures:
        yield Content("")
        yield from _figures(shown, width)
    for title, lines in ((tr("怎么改"), shown.fixes), (tr("说明"), (shown.explanation,))):
        for number, line in enumerate(lines):
            yield from _labelled(title if not number else "", line, width)


def _head(finding: Finding, state: State | None, shown: Detail, width: int) -> Iterator[Content]:
    """The stamp and what the rule asks, its code at the right."""
    sign = marked(str(state), mark_of(state)) if state is not None else Content("-")
    room = width - sign.cell_length - 1 - cell_len(finding.rule) - 2
    title = cut(on_one_line(shown.title), room)
    yield Content.assemble(
        sign, " ", marked(left(title, room), "title"), "  ", marked(finding.rule, "soft")
    )


def _figures(shown: Detail, width: int) -> Iterator[Content]:
    """The figures, two sums side by side where there is room, and the difference under them."""
    columns = [list(group) for group in shown.figures]
    difference = marked(tr("差 {n}", n=shown.difference), "stamp") if shown.difference else None
    last = max((cell_len(line.last) for group in columns for line in group), default=0)
    if len(columns) > 1 and width >= _HALVES and not last:
        half = (width - _GAP) // 2
        for row in zip(*(_column(group, half, 0) for group in columns), strict=True):
            yield Content(" " * _GAP).join(row)
    else:
        if last:
            yield _heads(width, last)
        for group in columns:
            yield from _column(group, width, last)
    if difference is not None:
        yield Content.assemble(" " * (width - difference.cell_length), difference)


def _heads(width: int, last: int) -> Content:
    """The words over this year's figures and last year's."""
    widest = max(last, cell_len(tr("上年")))
    return marked(right(tr("今年"), width - widest - 2) + right(tr("上年"), widest + 2), "soft")


def _column(lines: list[FigureLine], width: int, last: int) -> Iterator[Content]:
    """Figures under one another, the sum under a rule."""
    room = width - (max(last, cell_len(tr("上年"))) + 2 if last else 0)
    for number, line in enumerate(lines):
        ruled = number + 1 < len(lines) and lines[number + 1].sum
        figure = cut(line.figure, room // 2)
        words = left(cut(line.label, room - cell_len(figure) - 1), room - cell_len(figure))
        before = right(line.last, width - room) if last else ""
        text = Content.assemble(
            marked(words + figure, "title" if line.sum else "ink"), marked(before, "soft")
        )
        yield text.stylize("underline") if ruled else text


def _labelled(title: str, text: str, width: int) -> Iterator[Content]:
    """A text behind its title, its lines under one another; a blank line before a title."""
    indent = max(cell_len(tr("怎么改")), cell_len(tr("说明"))) + 2
    if title:
        yield Content("")
    for number, line in enumerate(wrap(text, width - indent)):
        head = left(title if not number else "", indent)
        yield Content.assemble(marked(head, "title"), marked(line, "soft"))
