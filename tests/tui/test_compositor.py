"""A character two cells wide stays whole over the edges of what lies behind it."""

import pyte
import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tuiwizard.tui.chinese import ChineseScreen

WIDTH, HEIGHT = 41, 6
NOTE = "签发后又变动，要重新签发"
BEHIND = "甲乙丙丁戊己庚辛壬癸" * 4


class Layers(ChineseScreen[None]):
    """Three columns, and a note in front of them."""

    CSS = """
    Layers { layers: below above; }
    Horizontal { layer: below; }
    Horizontal Static { width: 1fr; height: 1fr; border-right: solid white; }
    #note { layer: above; width: auto; height: 1; }
    """

    def compose(self) -> ComposeResult:
        """What lies behind, and what is in front."""
        with Horizontal():
            yield from (Static(BEHIND) for _ in range(3))
        yield Static(NOTE, id="note")


class Terminal:
    """What a real terminal shows of all that is sent to it."""

    def __init__(self, app: App[None], screen: ChineseScreen[None]) -> None:
        self._app, self._screen = app, screen
        self._shown = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self._shown)

    def update(self, *, full: bool) -> list[str]:
        """Send what is drawn now, and return the lines."""
        update = self._screen._compositor.render_update(full=full)
        assert update is not None
        console = self._app.console
        text = update.render_segments(console)  # type: ignore[union-attr] # as App._display does
        self._stream.feed(text.replace("\n", "\r\n"))
        return self._shown.display


@pytest.mark.parametrize("x", range(16))
async def test_a_note_over_the_edges_of_columns(x: int) -> None:
    app = App[None]()
    async with app.run_test(size=(WIDTH, HEIGHT)) as pilot:
        screen = Layers()
        await app.push_screen(screen)
        note = screen.query_one("#note", Static)
        note.styles.offset = (x, 2)
        await pilot.pause()
        terminal = Terminal(app, screen)
        lines = terminal.update(full=True)
        assert NOTE in lines[2]
        note.update(NOTE[::-1])
        await pilot.pause()
        note.refresh()
        screen._compositor.update_widgets({note})
        assert NOTE[::-1] in terminal.update(full=False)[2]
        for strip in screen._compositor.render_strips():
            assert strip.cell_length == WIDTH
