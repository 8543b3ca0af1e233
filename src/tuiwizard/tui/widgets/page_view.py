"""A drawn page (`rendering.page`) on the screen: to scroll, to turn, to search, to point at."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tuiwizard.rendering.page import Ink, Page, Paper, Run, leaves
from tuiwizard.tui.cells import cell_len
from tuiwizard.words import tr

Draw = Callable[[Paper], Page]
"""Draws a page on some paper."""

Marks = Sequence[tuple[str, str]]
"""What is wrong on a page: a place, and the words there; none for all that stands there."""

MEASURE = 76
"""The widest a page is drawn: 36 characters and its tables."""

_MARGINS = 3

_SPREAD = 118
"""Cells from which on two leaves lie side by side."""


class Found(NamedTuple):
    """A place where a text was found.

    Attributes:
        run: The number of the run it is in.
        start: The first character in it.
        end: The character behind it.
    """

    run: int
    start: int
    end: int


class PageView(ScrollView, can_focus=True):
    """A page, or two leaves of it side by side.

    Args:
        draw: Draws the page.
        at: The place that is shown first, and marked.
        spread: Whether two leaves lie side by side where there is room.
        wrong: What is marked as wrong.

    Attributes:
        here: The place that is marked.
        spread: Whether two leaves lie side by side now.
        page: What is drawn.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"page--{ink}" for ink in Ink),
        "page--here",
        "page--found",
        "page--wrong",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "line(-1)", tr("上移"), show=False),
        Binding("down", "line(1)", tr("下移"), show=False),
        Binding("pageup", "turn(-1)", tr("上一页"), show=False),
        Binding("pagedown,space", "turn(1)", tr("翻页")),
        Binding("home,ctrl+home", "edge(0)", tr("到开头"), show=False),
        Binding("end,ctrl+end", "edge(1)", tr("到末尾"), show=False),
    ]

    class Chosen(Message):
        """A place was pointed at.

        Attributes:
            place: The cell or the section.
        """

        def __init__(self, place: str) -> None:
            super().__init__()
            self.place = place

    class Turned(Message):
        """Other leaves are shown."""

    def __init__(
        self, draw: Draw, at: str = "", *, spread: bool = False, wrong: Marks = ()
    ) -> None:
        super().__init__()
        self._draw = draw
        self._wrong = wrong
        self._wrong_found: list[Found] = []
        self._may_spread = spread
        self.here = at
        self.spread = False
        self.page = Page()
        self._leaves: list[range] = []
        self._left = 0
        self._found: Found | None = None
        self._echo = ""
        self._echoed: Found | None = None
        self._strips: dict[int, Strip] = {}

    @property
    def numbers(self) -> tuple[int, int, int]:
        """The first and the last leaf that is shown, and how many there are."""
        count = len(self._leaves)
        return self._left + 1, min(self._left + 2, count), count

    @property
    def _leaf_width(self) -> int:
        return (self.size.width - 1) // 2 if self.spread else self._room

    @property
    def _room(self) -> int:
        """Cells for a line, which are those beside the scroll bar."""
        return self.scrollable_content_region.width

    @property
    def _indent(self) -> int:
        """Cells before a line: a narrow page stands in the middle of what is wide."""
        return max((self._leaf_width - self._paper.width) // 2, 0)

    @property
    def _paper(self) -> Paper:
        width = min(self._leaf_width - _MARGINS, MEASURE)
        return Paper(max(width, 20), cell_len, ascii_only=self.app.has_class("ascii"))

    def show(self, draw: Draw, at: str, echo: str = "", wrong: Marks = ()) -> None:
        """Show another page, or what has become of it; a place that is not in sight is shown.

        Args:
            draw: Draws the page.
            at: The place that is marked.
            echo: Words that are marked in the section of that place.
            wrong: What is marked as wrong.
        """
        self._draw, self._wrong = draw, wrong
        moved = at != self.here
        self.here, self._echo = at, echo
        self._lay_out()
        if moved:
            self._reveal(self.page.line_of(at))

    def on_resize(self) -> None:
        """Draw it for the new width, the same place in sight."""
        self._lay_out()
        self.call_after_refresh(self._reveal_place)  # there is nothing to scroll before that

    def _lay_out(self) -> None:
        if not self.size.width:
            return
        self.spread = self._may_spread and self.size.width >= _SPREAD
        self.page = self._draw(self._paper)
        self._echoed = self._place_of_echo()
        self._wrong_found = list(self._places_of_wrong())
        self._strips.clear()
        if self.spread:
            self._leaves = leaves(self.page, self.size.height - 2)
            self._left = min(self._left, len(self._leaves) - 1) & ~1
        height = self.size.height if self.spread else len(self.page.lines)
        self.virtual_size = Size(self._room, height)
        self.refresh()

    def _place_of_echo(self) -> Found | None:
        """Where the words that are marked stand first in the section where the person is."""
        section = self.here.partition(".")[0]
        for number, run in enumerate(self.page.runs if self._echo else ()):
            at = run.text.find(self._echo) if run.place.partition(".")[0] == section else -1
            if at >= 0:
                return Found(number, at, at + len(self._echo))
        return None

    def _places_of_wrong(self) -> Iterator[Found]:
        """Where what is wrong stands."""
        wanted: dict[str, list[str]] = {}
        for place, words in self._wrong:
            wanted.setdefault(place, []).append(words)
        for number, run in enumerate(self.page.runs):
            for words in wanted.get(run.place, ()):
                at = run.text.find(words)
                if at >= 0:
                    yield Found(number, at, at + len(words or run.text))

    # What is drawn

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        if not self.page.lines and not y:  # it was given a place without being told
            self.call_after_refresh(self._lay_out)
        if not self.spread:
            at = y + int(self.scroll_offset.y)
            return self._placed(at if at < len(self.page.lines) else None, self._room)
        width = self._leaf_width
        edge = "|" if self._paper.ascii_only else "│"
        style = self.get_component_rich_style(f"page--{Ink.EDGE}")
        rest = self.size.width - 2 * width
        middle = Strip([Segment(edge.rjust(rest), style)]) if rest else Strip([])
        return Strip.join([self._of_leaf(self._left, y), middle, self._of_leaf(self._left + 1, y)])

    def _of_leaf(self, leaf: int, y: int) -> Strip:
        """A line of a leaf, whose number stands on the last."""
        width = self._leaf_width
        if leaf >= len(self._leaves):
            return Strip.blank(width, self.rich_style)
        if y == self.size.height - 1:
            number = f"－ {leaf + 1} －".center(width - 2)  # not said: printed
            return Strip([Segment(number, self._style(Ink.SOFT))]).adjust_cell_length(
                width, self.rich_style
            )
        lines = self._leaves[leaf]
        return self._placed(lines[y] if y < len(lines) else None, width)

    def _placed(self, line: int | None, width: int) -> Strip:
        """A line of the page between its margins."""
        if line is None:
            return Strip.blank(width, self.rich_style)
        margin = Strip([Segment(" " * self._indent, self.rich_style)])
        return Strip.join([margin, self._strip(line)]).adjust_cell_length(width, self.rich_style)

    def _strip(self, line: int) -> Strip:
        strip = self._strips.get(line)
        if strip is None:
            pieces = self.page.lines[line]
            strip = Strip([Segment(piece.text, self._style(piece.ink)) for piece in pieces])
            for start, end, style in self._marks(line):
                cells = strip.cell_length
                inked = Strip([Segment(s.text, style) for s in strip.crop(start, end)])
                strip = Strip.join([strip.crop(0, start), inked, strip.crop(end, cells)])
            self._strips[line] = strip
        return strip

    def _style(self, ink: Ink) -> Style:
        return self.get_component_rich_style(f"page--{ink}")

    def _marks(self, line: int) -> Iterator[tuple[int, int, Style]]:
        """The parts of a line that are marked: where the person is, and what was found."""
        for found, name in self._marked():
            at = 0
            style = self.get_component_rich_style(name)
            for segment in self.page.runs[found.run].segments:
                text, end = segment.text, at + len(segment.text)
                if segment.line == line and found.start < end and at < found.end:
                    first, last = text[: max(found.start - at, 0)], text[: found.end - at]
                    yield segment.column + cell_len(first), segment.column + cell_len(last), style
                at = end

    def _marked(self) -> Iterator[tuple[Found, str]]:
        yield from ((found, "page--wrong") for found in self._wrong_found)
        for number, run in enumerate(self.page.runs):
            if self.here and run.place == self.here:
                yield Found(number, 0, len(run.text)), "page--here"
        if self._echoed is not None:
            yield self._echoed, "page--here"
        if self._found is not None and self._found.run < len(self.page.runs):
            yield self._found, "page--found"

    def notify_style_update(self) -> None:
        """Another theme has other inks."""
        super().notify_style_update()
        self._strips.clear()

    # Where one is

    def _reveal(self, line: int | None) -> None:
        """Scroll, or turn, so that a line is in sight."""
        if line is None:
            return
        if self.spread:
            leaf = next((n for n, lines in enumerate(self._leaves) if line in lines), 0)
            self._turn_to(leaf)
            return
        y, height = int(self.scroll_offset.y), self.size.height
        if not y <= line < y + height - 1:
            self.scroll_to(y=max(line - height // 3, 0), animate=False, immediate=True)

    def _reveal_place(self) -> None:
        """Show what was found, or else where the person is."""
        self._reveal(self._line_found() if self._found else self.page.line_of(self.here))

    def _turn_to(self, leaf: int) -> None:
        left = max(min(leaf, len(self._leaves) - 1), 0) & ~1
        if left != self._left:
            self._left = left
            self.refresh()
            self.post_message(self.Turned())

    def go_to(self, place: str) -> None:
        """Mark a place and show it."""
        self.here, self._found = place, None
        self._strips.clear()
        self.refresh()
        self._reveal(self.page.line_of(place))

    def action_line(self, by: int) -> None:
        """Up or down by a line; leaves are turned."""
        if self.spread:
            self.action_turn(by)
        else:
            self.scroll_relative(y=by, animate=False, immediate=True)

    def action_turn(self, by: int) -> None:
        """To the next page, or the one before."""
        if self.spread:
            self._turn_to(self._left + 2 * by)
        else:
            self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False, immediate=True)

    def action_edge(self, end: int) -> None:
        """To the first or the last page."""
        if self.spread:
            self._turn_to(len(self._leaves) - 1 if end else 0)
        else:
            self.scroll_to(y=self.virtual_size.height if end else 0, animate=False, immediate=True)

    # What is looked for

    def find(self, wanted: str) -> tuple[int, int]:
        """Go to the next place where a text stands, and around to the first.

        Returns:
            The number of that place, and how many there are; zeros if there is none.
        """
        places = [
            Found(number, at, at + len(wanted))
            for number, run in enumerate(self.page.runs)
            for at in _places(run.text, wanted)
        ]
        last = self._found
        onward = (place for place in places if last is None or place > last)
        self._found = next(onward, places[0] if places else last)
        self._strips.clear()
        self.refresh()
        self._reveal(self._line_found())
        return (places.index(self._found) + 1 if self._found in places else 0), len(places)

    @property
    def place(self) -> str:
        """What was found last, or else where the person is."""
        if self._found and self._found.run < len(self.page.runs):
            return self.page.runs[self._found.run].place
        return self.here

    def _line_found(self) -> int | None:
        if self._found is None or self._found.run >= len(self.page.runs):
            return None
        at = 0
        for segment in self.page.runs[self._found.run].segments:
            at += len(segment.text)
            if self._found.start < at:
                return segment.line
        return None

    def on_click(self, event: events.Click) -> None:
        """A click on something is meant for its cell."""
        run = self._run_at(event.get_content_offset(self) or event.offset)
        if run is not None and run.place:
            self.post_message(self.Chosen(run.place))

    def _run_at(self, offset: Offset) -> Run | None:
        """What stands at a place of the screen."""
        x, y = offset
        if self.spread:
            leaf, x = divmod(x, self.size.width - self._leaf_width)
            lines = self._leaves[self._left + leaf] if self._left + leaf < len(self._leaves) else ()
            line = lines[y] if y < len(lines) else -1
        else:
            line = y + int(self.scroll_offset.y)
        x -= self._indent
        for run in self.page.runs:
            for part in run.segments:
                if part.line == line and 0 <= x - part.column < cell_len(part.text):
                    return run
        return None


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))
