"""The page as it will be posted, beside a step: it follows what is typed, off the way of keys."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from tuiwizard.tui.widgets.plain import Plain
from tuiwizard.words import tr

if TYPE_CHECKING:  # what draws a page is loaded when there is time for it
    from tuiwizard.rendering.page import Page, Paper
    from tuiwizard.report.draft import Draft
    from tuiwizard.session import Session
    from tuiwizard.tui.widgets.page_view import Draw, Marks, PageView

SETTLED = 0.15
"""Seconds without another change after which the page is drawn again."""


class PlaceChosen(Message):
    """A place of the page was pointed at.

    Attributes:
        place: The cell or the section.
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place


class SidePage(Vertical):
    """The page, drawn a moment after the first frame and after each change.

    Args:
        draw: Draws the page as it is now.
        wrong: Says what is wrong on it now.
    """

    def __init__(self, draw: "Draw", wrong: "Callable[[], Marks]" = tuple) -> None:
        super().__init__(classes="side")
        self._drawn = draw
        self._wrong = wrong
        self._at = self._echo = ""
        self._view: PageView | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """What it is; the page comes later."""
        yield Plain(tr("页面　将这样公布"), classes="side-title")

    def follow(self, at: str, echo: str = "") -> None:
        """Show what has become of the page, soon.

        Args:
            at: Where the person is.
            echo: What stands there.
        """
        self._at, self._echo = at, echo.strip()
        self._soon()

    def on_resize(self) -> None:
        """Begin when there is room for it."""
        if self._view is None:
            self._soon()

    def _soon(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SETTLED, self._show) if self.size.width else None

    async def _show(self) -> None:
        self._timer = None
        if self._view is None:
            from tuiwizard.tui.widgets.page_view import PageView

            self._view = PageView(self._drawn, self._at)
            self._view.can_focus = False
            await self.mount(self._view)
            self.call_after_refresh(self._draw)  # it has no place yet
        else:
            self._draw()

    def _draw(self) -> None:
        if self._view is not None:
            self._view.show(self._drawn, self._at, self._echo, self._wrong())

    def on_page_view_chosen(self, event: "PageView.Chosen") -> None:
        """A click on the page."""
        event.stop()
        self.post_message(PlaceChosen(event.place))


def page_of(session: "Session") -> SidePage:
    """Return the page of a draft that is being worked on, what is wrong marked on it."""
    from tuiwizard.session.finding_view import wrong_places

    return SidePage(lambda paper: drawn(session.draft, paper), partial(wrong_places, session))


def drawn(draft: "Draft", paper: "Paper") -> "Page":
    """Draw a report as it would be posted, stamped while it is not signed."""
    from tuiwizard.rendering.page_report import draw_report
    from tuiwizard.report.sign_off import SignOffStatus, sign_off_status

    as_draft = sign_off_status(draft) is not SignOffStatus.SIGNED
    return draw_report(draft, paper, as_draft=as_draft)
